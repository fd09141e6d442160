from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.transfer.fakes import FOUND, Transfers
from tpmdesk.app.transfer import (
    Cancelled,
    ImportPreview,
    ImportReport,
)
from tpmdesk.app.unattended import AtOnce
from tpmdesk.ui.transfer.importing import ImportOverlay
from tpmdesk.ui.widgets.surfaces import Label


class Held:
    """A Background whose work waits until the test lets it go."""

    def run(self, work, done, failed):
        self.work, self.done, self.failed = work, done, failed
        return lambda: None

    def go_on(self):
        try:
            self.done(self.work())
        except Cancelled as problem:
            self.failed(problem)


@pytest.fixture
def imports():
    return Transfers()


@pytest.fixture
def host(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


@pytest.fixture
def overlay(theme, host, imports):
    return ImportOverlay(theme, host, imports, AtOnce())


def words(widget):
    return [label.text() for label in widget.findChildren(Label)]


def test_a_file_is_looked_at_before_anything_is_taken(overlay, imports):
    overlay.begin(Path("deck.apkg"))
    assert overlay.preview.isVisible()
    assert not imports.ran


def test_the_preview_says_how_many_notes_are_new(overlay):
    overlay.begin(Path("deck.apkg"))
    shown = words(overlay.preview)
    assert shown[shown.index("new notes") - 1] == "42"


def test_the_preview_shows_some_of_the_notes_without_marks(overlay):
    overlay.begin(Path("deck.apkg"))
    assert "What is a canary?" in words(overlay.preview)


def test_the_preview_says_what_is_left_out_and_why(overlay):
    overlay.begin(Path("deck.apkg"))
    assert "note 7: empty" in words(overlay.preview)


def test_enter_takes_the_notes_and_closes_the_file(overlay, imports, qtbot):
    overlay.begin(Path("deck.apkg"))
    with qtbot.waitSignal(overlay.imported) as told:
        overlay.go.click()
    assert told.args == [FOUND.report]
    assert imports.reader.closed
    assert overlay.isHidden()


def test_a_file_that_brings_nothing_new_offers_no_import(overlay, imports):
    imports.preview_ = ImportPreview(ImportReport(unchanged=3))
    overlay.begin(Path("deck.apkg"))
    assert overlay.go.isHidden()


def test_a_file_that_cannot_be_read_says_why_and_offers_another(overlay):
    overlay.begin(Path("broken.apkg"))
    assert overlay.words.text() == "broken.apkg is no deck. Nothing was changed."
    assert overlay.go.text() == "Choose another file"


def test_a_table_asks_first_what_its_columns_are(overlay, imports):
    overlay.begin(Path("terms.csv"))
    assert overlay.columns.isVisible()
    assert imports.opened == []


def test_the_columns_are_taken_as_the_person_chose_them(overlay, imports):
    overlay.begin(Path("terms.csv"))
    second = overlay.columns.table.cellWidget(0, 1)
    second.setCurrentIndex(second.findData("extra"))
    overlay.columns.deck.setText("My terms")
    overlay.go.click()
    assert imports.opened[0].columns == ("front", "extra")
    assert imports.opened[0].deck == "My terms"


def test_a_table_without_a_front_is_not_read(overlay, imports):
    overlay.begin(Path("terms.csv"))
    first = overlay.columns.table.cellWidget(0, 0)
    first.setCurrentIndex(first.findData(""))
    overlay.go.click()
    assert imports.opened == []
    assert "front" in overlay.columns.problem.text()


def test_another_separator_cuts_the_file_anew(overlay, imports):
    overlay.begin(Path("terms.csv"))
    overlay.columns.separator.button(";").click()
    assert imports.guessed == ["", ";"]


def test_escape_cancels_the_work_and_changes_nothing(theme, host, imports):
    held = Held()
    overlay = ImportOverlay(theme, host, imports, held)
    overlay.begin(Path("deck.apkg"))
    overlay.put_away()
    held.go_on()
    assert overlay.isHidden()
    assert not imports.ran
    assert imports.reader.closed
