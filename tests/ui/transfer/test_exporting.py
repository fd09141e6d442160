from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.transfer.fakes import REPORT, Transfers
from tpmdesk.app.ports import DeckLine
from tpmdesk.app.unattended import AtOnce
from tpmdesk.domain.content import EntryId
from tpmdesk.ui.transfer.exporting import ExportOverlay

DECKS = [DeckLine(EntryId("core/release"), "Release", "", 10, 3)]


@pytest.fixture
def exports():
    return Transfers()


@pytest.fixture
def overlay(theme, qtbot, exports):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    made = ExportOverlay(theme, page, exports, AtOnce())
    made.begin(DECKS, "tag:risk", 4)
    return made


def choose(select, words):
    select.setCurrentIndex(next(n for n in range(select.count()) if words in select.itemText(n)))


def test_the_cards_of_the_search_are_offered_first(overlay, exports):
    overlay.export_to(Path("out.apkg"))
    assert exports.wishes[0].query == "tag:risk"


def test_one_deck_can_be_chosen(overlay, exports):
    choose(overlay.which, "Release")
    overlay.export_to(Path("out.apkg"))
    assert (exports.wishes[0].query, exports.wishes[0].deck) == ("", "core/release")


def test_a_file_without_a_suffix_gets_that_of_the_format(overlay, exports):
    choose(overlay.format, "Markdown")
    overlay.export_to(Path("out"))
    assert exports.wishes[0].file == Path("out.md")


def test_a_table_never_asks_for_history(overlay, exports):
    choose(overlay.format, "Table")
    overlay.export_to(Path("out.csv"))
    assert not exports.wishes[0].history


def test_history_can_be_left_out(overlay, exports):
    overlay.history.setChecked(False)
    overlay.export_to(Path("out.apkg"))
    assert not exports.wishes[0].history


def test_what_was_written_is_told(overlay, qtbot):
    with qtbot.waitSignal(overlay.exported) as told:
        overlay.export_to(Path("out.apkg"))
    assert told.args == [REPORT, Path("out.apkg")]


def test_a_file_that_cannot_be_written_says_why(overlay, exports):
    exports.problem = "The disk is full. Nothing was written."
    overlay.export_to(Path("out.apkg"))
    assert overlay.problem.text() == "The disk is full. Nothing was written."
    assert overlay.isVisible()
