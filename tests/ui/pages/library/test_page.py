"""Library: found as you type, changed by keyboard, taken back in one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.transfer.fakes import Transfers
from tpmdesk.app.browsing import Column, Sort
from tpmdesk.app.transfer import ImportReport
from tpmdesk.domain.cards import NoteKind
from tpmdesk.ui.pages.library.acts import Act
from tpmdesk.ui.pages.library.page import LibraryPage

CONTROL = Qt.KeyboardModifier.ControlModifier


def _choose_all(qtbot, page):
    qtbot.keyClick(page.table, Qt.Key.Key_A, CONTROL)


def _row(page, front):
    cards = page.table.cards
    return next(n for n in range(cards.rowCount()) if cards.index(n, 0).data().startswith(front))


def test_all_cards_are_listed_with_their_number(page, desk, fronts):
    assert page.count.text() == f"{len(desk.browsing.find(''))} cards"
    assert "What is a canary release?" in fronts()


def test_cards_are_found_as_you_type(qtbot, page, search, fronts):
    search("canary", 1)
    assert fronts() == ["What is a canary release?"]
    qtbot.waitUntil(lambda: "canary" in page.panel.detail.front.text)


def test_when_nothing_is_found_it_says_what_to_try(qtbot, page, search):
    search("zeppelin", 0)
    qtbot.waitUntil(page.panel.nothing.isVisible)
    assert "zeppelin" in page.panel.nothing.text()


def test_a_mistake_is_told_under_the_field_and_the_last_list_stays(qtbot, page, search):
    search("canary", 1)
    qtbot.keyClicks(page.search.field, " is:nonsense")
    qtbot.waitUntil(page.search.problem.isVisible)
    assert page.search.field.marked == "is:nonsense"
    assert page.table.cards.rowCount() == 1
    search("canary", 1)
    qtbot.waitUntil(lambda: not page.search.problem.isVisible())


def test_an_example_of_the_help_adds_itself_to_the_search(qtbot, page, search):
    search("canary", 1)
    page.search.help_button.click()
    example = next(b for b in page.search.help.examples if b.text() == "is:due")
    example.click()
    assert page.search.query == "canary is:due"
    assert not page.search.help.isVisible()


def test_a_deck_clicked_is_searched_for_and_ctrl_adds_a_tag(qtbot, page, desk):
    page.tree.chosen.emit('deck:"Frameworks"', False)
    count = len(desk.browsing.find("deck:Frameworks"))
    qtbot.waitUntil(lambda: page.table.cards.rowCount() == count)
    page.tree.chosen.emit("is:new", True)
    assert page.search.query == 'deck:"Frameworks" is:new'


def test_enter_gives_the_keys_to_the_list_and_a_slash_takes_them_back(qtbot, page):
    qtbot.keyClick(page.search.field, Qt.Key.Key_Return)
    assert page.focusWidget() is page.table
    qtbot.keyClick(page.table, Qt.Key.Key_Slash)
    assert page.focusWidget() is page.search.field


def test_a_header_clicked_sorts_and_clicked_again_turns_round(qtbot, page, desk):
    front = page.table.horizontalHeader().logicalIndex(0)
    page.table.horizontalHeader().sectionClicked.emit(front)
    up = desk.browsing.find("", Sort(Column.FRONT))
    qtbot.waitUntil(lambda: list(page.table.cards.ids) == list(up))
    page.table.horizontalHeader().sectionClicked.emit(front)
    qtbot.waitUntil(lambda: list(page.table.cards.ids) == list(reversed(up)))
    assert page.table.look.sort == Sort(Column.FRONT, descending=True)


def test_the_columns_chosen_are_remembered(qtbot, page, desk, theme, tasks):
    page._take_look(page.table.look.toggled(Column.TAGS))
    other = LibraryPage(theme, desk.browsing, Transfers(), desk.settings, tasks)
    qtbot.addWidget(other)
    assert other.table.look.has(Column.TAGS)


def test_suspend_and_put_back(qtbot, desk, page):
    card = page.table.current().id
    qtbot.keyClick(page.table, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: desk.reviewing.view(card).card.suspended)
    qtbot.waitUntil(lambda: page.table.current().suspended)
    suspend = page.panel.buttons[next(a for a in page.panel.buttons if a.name == "SUSPEND")]
    qtbot.waitUntil(lambda: suspend.text() == "Put back")
    suspend.click()
    qtbot.waitUntil(lambda: not desk.reviewing.view(card).card.suspended)


def test_many_cards_are_changed_in_one_step(qtbot, desk, page, notices):
    _choose_all(qtbot, page)
    count = page.table.chosen_count()
    qtbot.keyClick(page.table, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: desk.browsing.count("is:suspended") == count)
    qtbot.waitUntil(lambda: bool(notices))
    assert notices[-1] == f"Suspended {count} cards. Ctrl+Z takes it back."
    assert desk.reviewing.undo() is not None
    assert desk.browsing.count("is:suspended") == 0


def test_the_choice_of_many_stays_after_a_change(qtbot, desk, page):
    _choose_all(qtbot, page)
    count = page.table.chosen_count()
    page.commands._changes.flag(page.table.chosen(), 3)
    qtbot.waitUntil(lambda: desk.browsing.count("flag:3") == count)
    qtbot.waitUntil(lambda: page.table.current().flag == 3)
    assert page.table.chosen_count() == count
    qtbot.waitUntil(page.panel.several.isVisible)
    assert page.panel.several.count.text() == f"{count} cards chosen"


def test_delete_says_how_to_take_it_back(qtbot, desk, page, notices):
    before = desk.browsing.count("")
    page.table.choose_row(_row(page, "What is a canary"))
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.table.cards.rowCount() == before - 1)
    assert notices[-1] == "Deleted 1 note with all cards. Ctrl+Z takes it back."
    desk.reviewing.undo()
    page.undone()
    qtbot.waitUntil(lambda: page.table.cards.rowCount() == before)


def test_tags_are_added_to_all_that_are_chosen(qtbot, desk, page):
    _choose_all(qtbot, page)
    qtbot.keyClick(page.table, Qt.Key.Key_T)
    sheet = page.sheets.tags
    assert sheet.isVisible()
    qtbot.keyClicks(sheet.field, "risk, scope")
    qtbot.keyClick(sheet.field, Qt.Key.Key_Return)
    count = page.table.cards.rowCount()
    qtbot.waitUntil(lambda: desk.browsing.count("tag:risk tag:scope") == count)
    assert not sheet.isVisible()
    qtbot.waitUntil(lambda: "risk" in page.known.tag_names)


def test_cards_move_to_a_new_deck_by_its_name(qtbot, desk, page):
    qtbot.keyClick(page.table, Qt.Key.Key_M)
    sheet = page.sheets.move
    sheet.deck.setCurrentText("Frameworks::Risk")
    assert "new deck" in sheet.about.text()
    sheet.move_button.click()
    qtbot.waitUntil(lambda: desk.browsing.count('deck:"Frameworks::Risk"') == 1)


def test_a_due_date_is_chosen(qtbot, desk, page):
    card = page.table.current().id
    qtbot.keyClick(page.table, Qt.Key.Key_D)
    page.sheets.due.take.click()
    qtbot.waitUntil(lambda: desk.reviewing.view(card).card.memory.due is not None)


def test_find_and_replace_shows_each_change_and_then_makes_it(qtbot, desk, page, notices):
    qtbot.keyClick(page.table, Qt.Key.Key_H, CONTROL)
    sheet = page.sheets.replace
    sheet.search.setText("canary")
    sheet.put.setText("pilot")
    qtbot.waitUntil(sheet.take.isEnabled)
    assert sheet.changes.changes.rowCount() == 1
    assert desk.browsing.count("pilot") == 0
    sheet.take.click()
    qtbot.waitUntil(lambda: desk.browsing.count("pilot") == 1)
    qtbot.waitUntil(lambda: notices[-1:] == ["Replaced text in 1 note. Ctrl+Z takes it back."])


def test_a_wrong_regular_expression_is_told_in_the_sheet(qtbot, page):
    qtbot.keyClick(page.table, Qt.Key.Key_H, CONTROL)
    sheet = page.sheets.replace
    sheet.regex.setChecked(True)
    sheet.search.setText("(")
    qtbot.waitUntil(lambda: sheet.found.property("type") == "problem")
    assert not sheet.take.isEnabled()


def test_duplicates_are_shown_in_the_list(qtbot, desk, page):
    deck = page.known.decks[0].id
    note = desk.browsing.note(page.table.current().note_id)
    desk.browsing.create(deck, note)
    qtbot.keyClick(page.table, Qt.Key.Key_U)
    sheet = page.sheets.duplicates
    qtbot.waitUntil(lambda: sheet.groups.count() == 1)
    sheet.show_button.click()
    qtbot.waitUntil(lambda: page.search.query.startswith("nid:"))
    assert not sheet.isVisible()


def test_card_info_tells_figures_and_history(qtbot, desk, page):
    qtbot.keyClick(page.table, Qt.Key.Key_I)
    qtbot.waitUntil(page.sheets.info.isVisible)
    assert page.sheets.info.facts()["State"] == "New"
    assert page.sheets.info.none.isVisible()
    qtbot.keyClick(page.sheets.info.close_button, Qt.Key.Key_Escape)
    assert not page.sheets.info.isVisible()


def test_edit_saves_and_the_list_follows(qtbot, desk, page, fronts):
    page.table.choose_row(_row(page, "What is a canary"))
    note = page.table.current().note_id
    qtbot.keyClick(page.table, Qt.Key.Key_E)
    assert page.editing
    page.editor.front.setPlainText("What does a canary show?")
    page.editor.save.click()
    assert desk.reviewing.note(note).front == "What does a canary show?"
    qtbot.waitUntil(lambda: "What does a canary show?" in fronts())


def test_an_edit_without_a_back_is_not_saved_and_says_why(qtbot, page):
    page.table.choose_row(_row(page, "What is a canary"))
    qtbot.keyClick(page.table, Qt.Key.Key_E)
    page.editor.back.setPlainText(" ")
    page.editor.save.click()
    assert page.editing
    assert "back" in page.editor.problem.text()


def test_a_new_card_is_added_and_the_next_can_be_written_at_once(qtbot, desk, page, fronts):
    qtbot.keyClick(page.table, Qt.Key.Key_N)
    assert page.editing
    page.editor.kind.setCurrentIndex(page.editor.kind.findData(NoteKind.CLOZE))
    page.editor.front.setPlainText("A {{c1::rollback}} goes back")
    page.editor.save.click()
    qtbot.waitUntil(lambda: page.editor.front.text == "")
    assert page.editing
    assert desk.browsing.count("kind:cloze") == 1
    page.editor.leave()
    assert not page.editing
    qtbot.waitUntil(lambda: any("goes back" in front for front in fronts()))


def test_a_text_without_a_gap_is_no_cloze(qtbot, page):
    qtbot.keyClick(page.table, Qt.Key.Key_N)
    page.editor.kind.setCurrentIndex(page.editor.kind.findData(NoteKind.CLOZE))
    page.editor.front.setPlainText("No gap")
    page.editor.save.click()
    assert "gap" in page.editor.problem.text()


def test_leaving_with_unsaved_text_is_asked_about(qtbot, page):
    qtbot.keyClick(page.table, Qt.Key.Key_E)
    page.editor.front.setPlainText("Half a thought")
    assert not page.leave()
    assert page.editor.asking


@pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_S, Qt.Key.Key_Delete, Qt.Key.Key_M])
def test_without_a_card_the_keys_do_nothing(qtbot, page, search, key):
    search("zeppelin", 0)
    qtbot.keyClick(page.table, key)
    assert not page.editing
    assert page.focusWidget() is not None


def test_a_file_that_is_dropped_is_looked_at_for_import(page, tmp_path):
    page.entered(f"import:{tmp_path / 'deck.apkg'}")
    assert page.transfer.importing.heading.text() == "Import deck.apkg"


def test_an_import_is_told_and_the_list_shown_anew(page, qtbot):
    with qtbot.waitSignal(page.notice) as told:
        page.transfer.importing.imported.emit(ImportReport(added=42, reviews=1))
    assert told.args == ["42 notes added and 1 review. Ctrl+Z takes it back."]


def test_export_offers_the_cards_that_are_searched_for(page, qtbot):
    page.search.show_query("canary")
    qtbot.waitUntil(lambda: len(page.table.cards.ids) == 1)
    page.commands.do(Act.EXPORT)
    assert "canary" in page.transfer.exporting.which.currentText()
