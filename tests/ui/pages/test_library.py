"""Library: found as you type."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tpmdesk.app.ports import CardLine
from tpmdesk.domain.cards import CardId, NoteId
from tpmdesk.ui.pages.library import LibraryPage


@pytest.fixture
def page(qtbot, desk, theme, tasks):
    made = LibraryPage(theme, desk.reviewing, desk, tasks)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.entered()
    qtbot.waitUntil(lambda: made.table.cards.rowCount() == 6)
    return made


def _fronts(page):
    cards = page.table.cards
    return [cards.index(row, 0).data() for row in range(cards.rowCount())]


def _search(qtbot, page, words, found):
    page.search.clear()
    qtbot.keyClicks(page.search, words)
    qtbot.waitUntil(lambda: page.table.cards.rowCount() == found)


def test_all_cards_are_listed_with_their_number(page):
    assert page.count.text() == "6 cards"
    assert "What is a canary release?" in _fronts(page)


def test_cards_are_found_as_you_type(qtbot, page):
    _search(qtbot, page, "canary", 1)
    assert _fronts(page) == ["What is a canary release?"]
    assert page.detail.front.text == "What is a **canary** release?"


def test_when_nothing_is_found_it_says_what_to_try(qtbot, page):
    _search(qtbot, page, "zeppelin", 0)
    assert "zeppelin" in page.detail.nothing.text()
    assert page.detail.nothing.isVisible()


def test_a_deck_narrows_the_list(page):
    page.decks.setCurrentRow(2)
    assert page.decks.deck() == "core/frameworks"
    assert page.table.cards.rowCount() == 3


def test_decks_say_how_many_cards_they_hold(page):
    told = [
        page.decks.item(row).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(page.decks.count())
    ]
    assert told == ["All cards, 6 cards", "Basics, 3 cards", "Frameworks, 3 cards"]


def test_the_cursor_shows_the_card_under_it(qtbot, page):
    page.table.selectRow(1)
    line = page.table.current()
    assert page.detail.front.text.startswith(line.front[:10])


def test_suspend_and_put_back(qtbot, desk, page):
    card = page.table.current().id
    page.detail.suspend.click()
    assert desk.reviewing.view(card).card.suspended
    qtbot.waitUntil(lambda: page.table.current().suspended)
    assert page.detail.suspend.text() == "Put back"
    qtbot.keyClick(page.table, Qt.Key.Key_S)
    assert not desk.reviewing.view(card).card.suspended


def test_edit_saves_and_the_list_follows(qtbot, desk, page):
    note = page.table.current().note_id
    qtbot.keyClick(page.table, Qt.Key.Key_E)
    assert page.editing
    page.editor.front.setPlainText("What does a canary show?")
    page.editor.save.click()
    assert desk.reviewing.note(note).front == "What does a canary show?"
    qtbot.waitUntil(lambda: "What does a canary show?" in _fronts(page))


def test_ten_thousand_rows_cost_no_more_to_show_than_a_few(page):
    lines = [
        CardLine(CardId(n), NoteId(n), f"Card {n}", "core/d", "Deck", None, suspended=False, reps=0)
        for n in range(10_000)
    ]
    asked = []
    data = page.table.cards.data
    page.table.cards.data = lambda index, role=0: (asked.append(index.row()), data(index, role))[1]
    page.table.cards.show_lines(lines)
    page.table.grab()
    assert page.table.cards.rowCount() == 10_000
    assert max(asked, default=0) < 200
