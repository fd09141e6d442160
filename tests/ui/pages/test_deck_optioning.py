"""The options of a deck over a page, over a real profile."""

from __future__ import annotations

from datetime import UTC

import pytest
from PySide6.QtWidgets import QWidget

from tpmdesk.app.decks import Decks
from tpmdesk.app.fitting import FitResult
from tpmdesk.domain.content import EntryId
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.storage.decks import SqlDeckStore
from tpmdesk.ui.pages.deck_optioning import DeckOptioning
from tpmdesk.ui.pages.settings.decks import DeckParts, DecksSection

DECK = EntryId("core/basics")
WON = FitResult((0.5,) * 21, 5000, 1000, 0.4, 0.3)


def no_fitter(histories):
    raise AssertionError(histories)


@pytest.fixture
def decks(desk):
    return Decks(SqlDeckStore(desk.database), desk.settings, desk.clock, no_fitter, UTC)


@pytest.fixture
def host(qtbot):
    made = QWidget()
    made.resize(1000, 800)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def optioning(theme, host, desk, decks, tasks):
    made = DeckOptioning(theme, host, lambda: decks, desk.settings, tasks)
    made.open(DECK, "Basics")
    return made


def test_what_is_saved_is_the_deck_s_and_can_be_taken_back(qtbot, optioning, decks, desk):
    optioning.sheet.retention.setValue(95)
    with qtbot.waitSignal(optioning.told):
        optioning.sheet.save.click()
    assert decks.options(DECK).retention == 0.95
    assert desk.reviewing.undo() == "Options of Basics"
    assert decks.options(DECK) == DeckOptions()


def test_due_dates_move_only_when_asked(qtbot, optioning):
    optioning.sheet.follow.setChecked(True)
    with qtbot.waitSignal(optioning.told) as told:
        optioning.sheet.save.click()
    assert "0 cards moved" in told.args[0]


def test_too_few_reviews_to_fit_are_said_and_nothing_can_be_used(qtbot, optioning):
    optioning.sheet.fit.click()
    qtbot.waitUntil(lambda: "too few" in optioning.sheet.fitted.text())
    assert optioning.sheet.take.isHidden()


def test_a_fit_that_lost_cannot_be_used(optioning):
    optioning._show_fit(FitResult((0.5,) * 21, 5000, 1000, 0.3, 0.4))
    assert optioning.sheet.take.isHidden()
    assert "defaults" in optioning.sheet.fitted.text()


def test_a_fit_that_won_can_be_used(optioning, decks, desk):
    optioning._show_fit(WON)
    assert not optioning.sheet.take.isHidden()


def test_a_deck_that_is_gone_is_said(theme, host, desk, decks, tasks):
    made = DeckOptioning(theme, host, lambda: decks, desk.settings, tasks)
    told = []
    made.told.connect(told.append)
    made.open(EntryId("core/none"), "None")
    assert told
    assert made.sheet is None


def test_the_section_opens_the_deck_it_is_asked_for(theme, host, desk, decks, tasks):
    parts = DeckParts(desk.decks, lambda: decks)
    section = DecksSection(desk.settings, theme, parts, tasks, host)
    section.load()
    section.show_deck("core/frameworks")
    assert section.optioning.sheet.heading.text() == "Options of Frameworks"
