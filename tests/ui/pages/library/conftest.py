"""The library page over a real profile of three notes and seven cards."""

from __future__ import annotations

import pytest

from tests.ui.transfer.fakes import Transfers
from tpmdesk.ui.pages.library.page import LibraryPage


@pytest.fixture
def page(qtbot, desk, theme, tasks):
    made = LibraryPage(theme, desk.browsing, Transfers(), desk.settings, tasks)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.entered()
    count = len(desk.browsing.find(""))
    qtbot.waitUntil(lambda: made.table.cards.rowCount() == count and bool(made.known.decks))
    qtbot.waitUntil(lambda: bool(made.panel.detail.front.text))
    return made


@pytest.fixture
def notices(page):
    said = []
    page.notice.connect(said.append)
    return said


@pytest.fixture
def search(qtbot, page):
    """Types a search and waits for so many cards."""

    def type_(words: str, found: int) -> None:
        page.search.field.clear()
        qtbot.keyClicks(page.search.field, words)
        qtbot.waitUntil(lambda: page.table.cards.rowCount() == found)

    return type_


@pytest.fixture
def fronts(page):
    def read() -> list[str]:
        cards = page.table.cards
        return [cards.index(row, 0).data() for row in range(cards.rowCount())]

    return read
