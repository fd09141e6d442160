"""Reviewing by keyboard alone, over a real database."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tpmdesk.domain.cards import CardState, Rating
from tpmdesk.ui.pages.page import MOCK, REVIEW
from tpmdesk.ui.pages.review import ReviewPage
from tpmdesk.ui.pages.review.parts import ReviewParts
from tpmdesk.ui.window import MainWindow
from tpmdesk.ui.words import cards


class Seconds:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def page(qtbot, desk, theme, seconds):
    window = MainWindow(
        theme,
        {REVIEW: lambda: ReviewPage(theme, desk.reviewing, seconds)},
        desk.reviewing.undo,
    )
    qtbot.addWidget(window)
    window.show()
    window.go(REVIEW)
    return window.page


@pytest.fixture
def press(qtbot, page):
    def press_keys(*keys):
        for key in keys:
            qtbot.keyClick(page, key)

    return press_keys


def _saw(page):
    return page.view.card.id


def test_the_front_is_shown_and_the_back_is_not(page):
    assert page.stage.front.text == "What is a **canary** release?"
    assert page.stage.front.isVisible()
    assert not page.stage.back.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_or_enter_shows_the_answer(page, press, key):
    press(key)
    assert page.stage.back.isVisible()
    assert page.stage.back.text == "A release to a few first."


def test_each_rating_says_when_the_card_would_come_back(page, press):
    press(Qt.Key.Key_Space)
    said = [page.stage.ratings.button(rating).interval for rating in Rating]
    assert all(said)
    assert said[0] == "1 min"
    assert said[3].endswith(" d")


@pytest.mark.parametrize("rating", list(Rating))
def test_keys_1_to_4_rate_the_card_and_go_on(desk, page, press, rating):
    first = _saw(page)
    press(Qt.Key.Key_Space, Qt.Key(Qt.Key.Key_0 + rating))
    assert desk.reviewing.summary().tally.answers == {
        each: int(each is rating) for each in desk.reviewing.summary().tally.answers
    }
    assert desk.reviewing.view(first).card.reps == 1
    assert _saw(page) != first
    assert not page.answer_shown


def test_a_rating_key_means_nothing_before_the_answer_is_shown(desk, page, press):
    press(Qt.Key.Key_3)
    assert sum(desk.reviewing.summary().tally.answers.values()) == 0


def test_a_click_on_a_rating_does_the_same_as_its_key(qtbot, desk, page, press):
    first = _saw(page)
    press(Qt.Key.Key_Space)
    qtbot.mouseClick(page.stage.ratings.button(Rating.EASY), Qt.MouseButton.LeftButton)
    assert desk.reviewing.view(first).card.memory.state is CardState.REVIEW


def test_the_time_of_an_answer_runs_from_the_front_to_the_rating(desk, page, press, seconds):
    seconds.now += 7
    press(Qt.Key.Key_Space)
    seconds.now += 5
    press(Qt.Key.Key_3)
    assert desk.reviewing.summary().tally.seconds == pytest.approx(12)


def test_at_most_a_minute_of_an_answer_is_counted(desk, page, press, seconds):
    seconds.now += 3600
    press(Qt.Key.Key_Space, Qt.Key.Key_3)
    assert desk.reviewing.summary().tally.seconds == pytest.approx(60)


def test_undo_brings_the_very_card_back(desk, page, press):
    first = _saw(page)
    press(Qt.Key.Key_Space, Qt.Key.Key_3, Qt.Key.Key_U)
    assert _saw(page) == first
    assert desk.reviewing.view(first).card.reps == 0
    assert "Undone" in page.window().toast.text


def test_ctrl_z_undoes_as_u_does(qtbot, page, press):
    first = _saw(page)
    press(Qt.Key.Key_Space, Qt.Key.Key_3)
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _saw(page) == first


def test_bury_puts_the_card_off_until_tomorrow(desk, page, press):
    first = _saw(page)
    press(Qt.Key.Key_B)
    assert _saw(page) != first
    desk.forward(days=1)
    assert desk.reviewing.next().card.id == first


def test_suspend_takes_the_card_out_and_undo_puts_it_back(desk, page, press):
    first = _saw(page)
    press(Qt.Key.Key_S)
    assert desk.reviewing.view(first).card.suspended
    press(Qt.Key.Key_U)
    assert not desk.reviewing.view(first).card.suspended


def test_edit_saves_with_ctrl_enter_and_keeps_the_answer_in_view(qtbot, desk, page, press):
    note = page.view.card.note_id
    press(Qt.Key.Key_Space, Qt.Key.Key_E)
    assert page.editing
    page.editor.back.setPlainText("A release to **few** people first.")
    qtbot.keyClick(page.editor.back, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not page.editing
    assert desk.reviewing.note(note).back == "A release to **few** people first."
    assert page.stage.back.text == "A release to **few** people first."
    assert page.answer_shown


def test_escape_asks_and_then_leaves_the_editor_and_changes_nothing(qtbot, desk, page, press):
    note = page.view.card.note_id
    press(Qt.Key.Key_E)
    page.editor.front.setPlainText("Something else")
    qtbot.keyClick(page.editor.front, Qt.Key.Key_Escape)
    assert page.editing
    qtbot.keyClick(page.editor.keep, Qt.Key.Key_D)
    assert not page.editing
    assert desk.reviewing.note(note).front == "What is a **canary** release?"


def test_a_card_without_a_front_is_not_saved_and_the_editor_says_why(qtbot, page, press):
    press(Qt.Key.Key_E)
    page.editor.front.setPlainText("  ")
    page.editor.save.click()
    assert page.editing
    assert "front" in page.editor.problem.text()


def test_unsaved_text_keeps_the_page(page, press):
    press(Qt.Key.Key_E)
    page.editor.front.setPlainText("Half a thought")
    assert not page.leave()
    assert page.editing


def test_the_editor_s_preview_follows_the_text(qtbot, page, press):
    press(Qt.Key.Key_E)
    page.editor.front.setPlainText("# Seen at once")
    qtbot.waitUntil(lambda: page.editor.preview.front.text == "# Seen at once")


def test_letters_typed_in_the_editor_do_nothing_to_the_card(qtbot, desk, page, press):
    first = _saw(page)
    press(Qt.Key.Key_E)
    qtbot.keyClicks(page.editor.front, "subu 1234")
    assert page.editing
    assert not desk.reviewing.view(first).card.suspended
    assert "subu 1234" in page.editor.front.toPlainText()


def test_the_session_s_line_grows_and_what_is_left_is_counted(desk, page, press):
    before = desk.reviewing.counts().total
    assert page.stage.left.text().startswith(f"{before} left")
    press(Qt.Key.Key_Space, Qt.Key.Key_4)
    assert page.stage.left.text().startswith(f"{desk.reviewing.counts().total} left")
    left = desk.reviewing.counts().total
    assert page.stage.progress.accessibleName() == f"Session: {1 / (1 + left):.0%}"


def _answer_all(page, press):
    while page.view is not None:
        press(Qt.Key.Key_Space, Qt.Key.Key_4)


def test_the_end_says_what_was_done_and_what_is_due(desk, page, press, seconds):
    _answer_all(page, press)
    count = sum(desk.reviewing.summary().tally.answers.values())
    assert f"{count} answer" in page.end.done.text()
    assert f"{count} Easy" in page.end.ratings.text()
    due = desk.reviewing.summary().due_tomorrow
    said = f"Tomorrow {cards(due)} will be due." if due else "Nothing is due tomorrow so far."
    assert page.end.tomorrow.text() == said
    assert page.end.isVisible()


def test_the_end_suggests_a_mock_round(qtbot, page, press):
    _answer_all(page, press)
    asked = []
    page.go.disconnect()
    page.go.connect(lambda name, what: asked.append(name))
    press(Qt.Key.Key_M)
    assert asked == [MOCK]


def test_undo_at_the_end_brings_the_last_card_back(page, press):
    _answer_all(page, press)
    press(Qt.Key.Key_U)
    assert page.view is not None


def test_an_answer_given_elsewhere_stands_and_the_page_goes_on(desk, page, press):
    first = _saw(page)
    press(Qt.Key.Key_Space)
    desk.reviewing._cards.suspend(first, suspended=True)
    press(Qt.Key.Key_3)
    assert "suspended" in page.window().toast.text
    assert _saw(page) != first


# Cards that were brought forward


@pytest.fixture
def reasoned(qtbot, desk, theme, seconds):
    """A page whose cards were all brought forward, and what was asked about them."""
    asked = []

    def reasons(card, since):
        asked.append((card, since))
        return ["In “Release” you left out “Stage”.", "An older reason."]

    page = ReviewPage(theme, desk.reviewing, seconds, ReviewParts(reasons=reasons))
    qtbot.addWidget(page)
    page.show()
    page.entered()
    return page, asked


def test_a_card_that_was_brought_forward_says_why_in_one_line(reasoned):
    page, asked = reasoned
    assert page.stage.reason.text() == "In “Release” you left out “Stage”."
    assert page.stage.reason.isVisible()
    assert asked == [(_saw(page), page.view.card.memory.last_review)]


def test_other_cards_say_nothing(page):
    assert page.stage.reason.isHidden()
