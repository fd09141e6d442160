"""Each kind of card on its stage, and what else can be done with one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.storage.samples import add_deck, add_note, change_card, dump
from tpmdesk.app.cramming import Cramming
from tpmdesk.domain.cards import CardState, NoteKind, NoteStep, NoteText, Rating
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.options import write_options
from tpmdesk.ui.pages.page import AHEAD, CRAM, REVIEW
from tpmdesk.ui.pages.review import ReviewPage, ReviewParts
from tpmdesk.ui.window import MainWindow

CLOZE = NoteText(NoteKind.CLOZE, "A canary is {{c1::small}} and {{c2::early}}.", "")
TYPED = NoteText(NoteKind.TYPED, "Both schemas are written: which phase?", "Dual-write phase")
WEAK = NoteText(
    NoteKind.CONTRAST, "Your risk?\n\n“Resourcing.”", "**Wrong:** a mood.\n\n**Better:** a date."
)
STEPS = NoteText(
    NoteKind.STEPS, "The walk?", "", (NoteStep("Look", "See."), NoteStep("Decide", "Choose."))
)


@pytest.fixture
def show(qtbot, empty_desk, theme):
    """The Review page on one note."""

    def open_page(note, **options):
        add_deck(empty_desk.database)
        if options:
            text = write_options(DeckOptions(**options))
            with empty_desk.database.write() as connection:
                connection.exec_driver_sql("UPDATE deck SET options = ?", (text,))
        add_note(empty_desk.database, note)
        window = MainWindow(
            theme,
            {REVIEW: lambda: ReviewPage(theme, empty_desk.reviewing)},
            empty_desk.reviewing.undo,
            redo=empty_desk.reviewing.redo,
        )
        qtbot.addWidget(window)
        window.show()
        window.go(REVIEW)
        return window.page

    return open_page


@pytest.fixture
def press(qtbot):
    def press_keys(page, *keys, alt=False):
        how = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
        for key in keys:
            qtbot.keyClick(page, key, how)

    return press_keys


def shown(widget) -> str:
    return widget.toPlainText()


def test_a_gap_is_closed_and_then_filled_in_its_place(show, press):
    page = show(CLOZE)
    assert shown(page.stage.front) == "A canary is […] and early."
    press(page, Qt.Key.Key_Space)
    assert not page.stage.front.isVisible()
    assert shown(page.stage.back) == "A canary is small and early."


def test_a_typed_answer_is_checked_at_enter_and_a_rating_suggested_not_given(show, qtbot):
    page = show(TYPED)
    field = page.stage.typed.field
    qtbot.keyClicks(field, "dual write phase")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.answer_shown
    assert page.stage.typed.compared.share == 1
    assert "fits" in page.stage.ratings.button(Rating.GOOD).accessibleName()
    assert page.view.card.reps == 0


def test_what_is_wrong_in_a_typed_answer_is_struck_out_and_what_is_missing_underlined(show, qtbot):
    page = show(TYPED)
    qtbot.keyClicks(page.stage.typed.field, "single write <b>phase")
    page.stage.show_answer()
    assert 'line-through">single' in page.stage.typed.given.text()
    assert 'underline">Dual' in page.stage.typed.expected.text()
    assert "&lt;" in page.stage.typed.given.text()


def test_letters_typed_as_an_answer_do_nothing_to_the_card(show, qtbot, empty_desk):
    page = show(TYPED)
    qtbot.keyClicks(page.stage.typed.field, "subu 1234.")
    assert page.view.card.id == empty_desk.reviewing.next().card.id
    assert page.stage.typed.field.text() == "subu 1234."


def test_a_weak_answer_stands_apart_and_so_do_the_two_parts_of_the_answer(show, press):
    page = show(WEAK)
    front, back = page.stage.front_side, page.stage.back_side
    assert (shown(front.question), shown(front.weak.view)) == ("Your risk?", "“Resourcing.”")
    assert front.ask.text() == "What is wrong, and how would you fix it?"
    press(page, Qt.Key.Key_Space)
    assert (shown(back.wrong.view), shown(back.better.view)) == ("A mood.", "A date.")
    assert not back.answer.isVisible()


@pytest.mark.parametrize(
    ("template", "before", "after"),
    [
        ("recite", frozenset(), frozenset({1, 2})),
        ("step-2", frozenset({2}), frozenset({2})),
        ("meaning-2", frozenset(), frozenset({2})),
    ],
)
def test_dots_show_a_step_s_place_unless_it_is_asked(
    show, press, empty_desk, template, before, after
):
    page = show(STEPS)
    with empty_desk.database.read() as connection:
        found = connection.exec_driver_sql("SELECT id FROM card WHERE template = ?", (template,))
        card = found.scalar_one()
    page._show(empty_desk.reviewing.view(card))
    assert page.stage.dots.filled == before
    press(page, Qt.Key.Key_Space)
    assert page.stage.dots.filled == after


def test_a_memory_aid_is_shown_with_the_answer(show, press):
    page = show(replace(CLOZE, mnemonic="a rhyme"))
    assert not page.stage.back_side.aid.isVisible()
    press(page, Qt.Key.Key_Space)
    assert shown(page.stage.back_side.aid.view) == "a rhyme"
    assert page.stage.back_side.aid.isVisible()


def test_a_flag_is_set_by_its_digit_shown_and_undone(show, press, empty_desk):
    page = show(CLOZE)
    card = page.view.card.id
    press(page, Qt.Key.Key_3, alt=True)
    assert empty_desk.reviewing.view(card).card.flag == 3
    assert page.stage.flag.isVisible()
    press(page, Qt.Key.Key_U)
    assert empty_desk.reviewing.view(card).card.flag == 0
    assert not page.stage.flag.isVisible()


def test_forget_makes_the_card_new_again(show, press, empty_desk):
    page = show(TYPED)
    card = page.view.card.id
    empty_desk.reviewing.answer(card, Rating.EASY)
    page._show(empty_desk.reviewing.view(card))
    page.stage.show_answer()
    press(page, Qt.Key.Key_R)
    assert empty_desk.reviewing.view(card).card.memory.state is CardState.NEW


def test_a_due_date_is_set_from_its_sheet(show, press, empty_desk):
    page = show(CLOZE)
    card = page.view.card.id
    press(page, Qt.Key.Key_D)
    sheet = page.commands.sheets.due
    assert sheet.isVisible()
    sheet.take.click()
    assert empty_desk.reviewing.view(card).card.memory.state is CardState.REVIEW


def test_redo_gives_the_answer_again(show, press, qtbot, empty_desk):
    page = show(CLOZE)
    card = page.view.card.id
    press(page, Qt.Key.Key_Space, Qt.Key.Key_4, Qt.Key.Key_U)
    assert empty_desk.reviewing.view(card).card.reps == 0
    page.window().redo()
    assert empty_desk.reviewing.view(card).card.reps == 1
    press(page, Qt.Key.Key_U)
    assert page.view.card.id == card


def test_the_menu_names_every_command_with_its_key(show, press):
    page = show(CLOZE)
    press(page, Qt.Key.Key_Period)
    entries = [action.text() for action in page.commands.menu.actions() if action.text()]
    for key in "EBSDRU":
        assert any(text.endswith(f"\t{key}") for text in entries)
    page.commands.menu.close()


def _become_leech(page, desk, press):
    card = page.view.card.id
    desk.reviewing.answer(card, Rating.EASY)
    desk.forward(days=200)
    page.entered()
    page._show(desk.reviewing.view(card))
    page.stage.show_answer()
    press(page, Qt.Key.Key_1)
    return card


def test_a_leech_is_met_with_its_history_and_with_help(show, press, empty_desk):
    page = show(TYPED, leech_after=1)
    _become_leech(page, empty_desk, press)
    panel = page.leeches.panel
    assert panel.isVisible()
    assert "forgotten it once" in panel.often.text()
    assert panel.history.text()


def test_a_memory_aid_written_there_is_kept(show, press, empty_desk):
    page = show(TYPED, leech_after=1)
    card = _become_leech(page, empty_desk, press)
    page.leeches.panel.aid.setText("two pens")
    page.leeches.panel.keep.click()
    note = empty_desk.reviewing.view(card).card.note_id
    assert empty_desk.reviewing.note(note).mnemonic == "two pens"


def test_a_leech_can_be_suspended_there(show, press, empty_desk):
    page = show(TYPED, leech_after=1)
    card = _become_leech(page, empty_desk, press)
    page.leeches.panel.suspend.click()
    assert empty_desk.reviewing.view(card).card.suspended


def test_studying_ahead_says_so_and_escape_ends_it(show, press, empty_desk):
    page = show(TYPED)
    card = page.view.card.id
    change_card(empty_desk.database, card, state=2, stability=5.0, difficulty=5.0)
    empty_desk.reviewing.set_due(card, empty_desk.reviewing.today().date.replace(day=4))
    page.entered()
    assert page.view is None
    page.entered(f"{AHEAD}3")
    assert page.view.card.id == card
    assert "ahead" in page.bar.about.text()
    QApplication.processEvents()
    press(page, Qt.Key.Key_Escape)
    assert page.view is None
    assert not page.bar.isVisible()


def test_a_cram_asks_until_recalled_and_leaves_the_schedule(qtbot, desk, theme, press):
    store = SqlCardStore(desk.database)
    ids = desk.browsing.find("")[:2]
    parts = ReviewParts(cram=lambda query: Cramming(store, ids))
    window = MainWindow(
        theme,
        {REVIEW: lambda: ReviewPage(theme, desk.reviewing, parts=parts)},
        desk.reviewing.undo,
    )
    qtbot.addWidget(window)
    window.show()
    window.go(REVIEW, f"{CRAM}is:leech")
    page, before = window.page, dump(desk.database)
    assert page.bar.about.text() == "Cramming: 2 cards left. Your schedule stays as it is."
    press(page, Qt.Key.Key_Space)
    assert page.stage.ratings.button(Rating.GOOD).interval == ""
    press(page, Qt.Key.Key_1, Qt.Key.Key_Space, Qt.Key.Key_3, Qt.Key.Key_Space, Qt.Key.Key_3)
    assert not page.cramming
    assert "recalled once" in window.toast.text
    assert dump(desk.database) == before
