from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget

from tpmdesk.domain.content import EntryId
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.ui.widgets.deck_options import DeckOptionsSheet

DECK = EntryId("core/basics")
OWN = DeckOptions(
    retention=0.95,
    new_per_day=5,
    learning_steps=(timedelta(minutes=5), timedelta(hours=2)),
    maximum_interval=40,
    bury_siblings=False,
    leech_after=4,
    leech_suspends=True,
)


@pytest.fixture
def sheet(qtbot, theme):
    host = QWidget()
    host.resize(1000, 800)
    qtbot.addWidget(host)
    host.show()
    return DeckOptionsSheet(theme, host)


@pytest.fixture
def saved(sheet):
    found = []
    sheet.saved.connect(lambda *what: found.append(what))
    return found


@pytest.mark.parametrize("options", [DeckOptions(), OWN])
def test_what_a_deck_has_is_shown_and_unchanged_is_not_saved(sheet, saved, options):
    sheet.open_on(DECK, "Basics", options, 0.9)
    assert sheet.chosen() == options
    sheet.save.click()
    assert saved == []
    assert sheet.isHidden()


def test_a_change_is_saved_with_everything_else_as_it_was(sheet, saved):
    sheet.open_on(DECK, "Basics", OWN, 0.9)
    sheet.relearning.setText("15m 1d")
    sheet.reviews.setValue(0)
    sheet.save.click()
    ((deck, options, move),) = saved
    assert not move
    assert deck == DECK
    assert options.relearning_steps == (timedelta(minutes=15), timedelta(days=1))
    assert (options.reviews_per_day, options.retention) == (0, 0.95)


def test_steps_that_cannot_be_read_are_named_and_nothing_is_saved(sheet, saved):
    sheet.open_on(DECK, "Basics", OWN, 0.9)
    sheet.learning.setText("5m soon")
    sheet.save.click()
    assert "soon" in sheet.problem.text()
    assert sheet.isVisible()
    assert saved == []


def test_a_retention_says_what_it_costs(sheet):
    sheet.open_on(DECK, "Basics", DeckOptions(), 0.9)
    assert "10 of 100" in sheet._cost.caption.text()
    sheet.retention.setValue(95)
    assert "2.5 times" in sheet._cost.caption.text()


def test_a_deck_without_its_own_retention_tells_of_the_usual_one(sheet):
    sheet.open_on(DECK, "Basics", DeckOptions(), 0.8)
    assert "20 of 100" in sheet._cost.caption.text()
    assert sheet.retention.text() == "As in Settings"
