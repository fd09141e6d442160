"""Going from page to page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tpmdesk.ui.pages.page import (
    DRAW,
    LIBRARY,
    MOCK,
    PROGRESS,
    REVIEW,
    SETTINGS,
    STORIES,
    TODAY,
    WRITE,
    Page,
)
from tpmdesk.ui.undoing import LARGE, LargeSteps
from tpmdesk.ui.window import MainWindow

NAMES = (TODAY, REVIEW, MOCK, WRITE, DRAW, STORIES, LIBRARY, PROGRESS, SETTINGS)


class Plain(Page):
    def __init__(self, name):
        super().__init__()
        self.title = name.title()
        self.visits = []
        self.keys = []
        self.stays = False
        self.undone_times = 0
        self.redone_times = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def entered(self, what=""):
        self.visits.append(what)

    def undone(self):
        self.undone_times += 1

    def redone(self):
        self.redone_times += 1

    def leave(self):
        return not self.stays

    def handle_key(self, event):
        self.keys.append(event.text())
        return True


class Builder:
    def __init__(self):
        self.built = []

    def factories(self):
        return {name: lambda name=name: self.build(name) for name in NAMES}

    def build(self, name):
        self.built.append(name)
        return Plain(name)


@pytest.fixture
def builder():
    return Builder()


@pytest.fixture
def window(qtbot, theme, builder):
    made = MainWindow(theme, builder.factories(), lambda: "Good: a card")
    qtbot.addWidget(made)
    made.show()
    made.go(TODAY)
    return made


@pytest.mark.parametrize(("n", "name"), list(enumerate(NAMES, start=1)))
def test_control_and_a_number_go_there(qtbot, window, n, name):
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + n), Qt.KeyboardModifier.ControlModifier)
    assert window.page.title == name.title()
    assert window.sidebar.button(name).isChecked()


@pytest.mark.parametrize("name", NAMES)
def test_a_click_in_the_side_bar_goes_there(window, name):
    window.sidebar.button(name).click()
    assert window.page.title == name.title()


def test_pages_are_built_on_their_first_visit_only(window, builder):
    assert builder.built == [TODAY]
    window.go(REVIEW)
    window.go(TODAY)
    window.go(REVIEW)
    assert builder.built == [TODAY, REVIEW]


def test_a_page_hears_of_each_visit_and_what_it_is_for(window):
    window.go(MOCK, "resume")
    window.go(TODAY)
    window.go(MOCK)
    assert window.page.visits == ["resume", ""]


def test_a_page_can_ask_for_another(window):
    window.page.go.emit(LIBRARY, "canary")
    assert window.page.visits == ["canary"]


def test_a_page_that_will_not_be_left_stays_and_so_does_its_mark(window):
    window.page.stays = True
    window.sidebar.button(REVIEW).click()
    assert window.page.title == "Today"
    assert window.sidebar.button(TODAY).isChecked()


def test_undo_says_what_was_undone_and_tells_the_page(window):
    window.undo()
    assert window.toast.text == "Undone: Good: a card"
    assert window.page.undone_times == 1


def test_with_nothing_to_undo_it_says_so(qtbot, theme, builder):
    window = MainWindow(theme, builder.factories(), lambda: None)
    qtbot.addWidget(window)
    window.go(TODAY)
    window.undo()
    assert window.toast.text == "There is nothing to undo."
    assert window.page.undone_times == 0


class Later:
    """A Background whose work waits to be told."""

    def __init__(self):
        self.waiting = []

    def run(self, work, done, failed):
        self.waiting.append((work, done, failed))
        return lambda: None

    def finish(self):
        work, done, _ = self.waiting.pop()
        done(work())

    def break_down(self):
        _, _, failed = self.waiting.pop()
        with pytest.raises(OSError, match="the disk"):
            failed(OSError("the disk"))


@pytest.fixture
def later():
    return Later()


@pytest.fixture
def heavy(qtbot, theme, builder, later):
    """A window whose next steps change very many rows."""
    large = LargeSteps(later, lambda: LARGE, lambda: LARGE)
    made = MainWindow(theme, builder.factories(), lambda: "Import", "", lambda: "Import", large)
    qtbot.addWidget(made)
    made.show()
    made.go(TODAY)
    return made


def test_a_large_step_is_taken_elsewhere_while_a_notice_says_so(heavy, later):
    heavy.undo()
    assert heavy.toast.text == "Taking back …"
    assert heavy.page.undone_times == 0
    later.finish()
    assert heavy.toast.text == "Undone: Import"
    assert heavy.page.undone_times == 1


def test_a_large_redo_is_taken_elsewhere_too(heavy, later):
    heavy.redo()
    assert heavy.toast.text == "Doing again …"
    later.finish()
    assert heavy.page.redone_times == 1


def test_during_a_large_step_other_wishes_are_ignored_and_nothing_can_be_changed(heavy, later):
    heavy.undo()
    heavy.undo()
    heavy.redo()
    assert len(later.waiting) == 1
    assert not heavy.page.isEnabled()
    later.finish()
    assert heavy.page.isEnabled()
    heavy.undo()
    assert len(later.waiting) == 1


def test_after_a_large_step_that_failed_the_window_goes_on(heavy, later):
    heavy.undo()
    later.break_down()
    assert heavy.page.isEnabled()
    assert heavy.page.undone_times == 0
    heavy.undo()
    assert len(later.waiting) == 1


def test_a_window_closed_during_a_large_step_closes_after_it(heavy, later):
    heavy.undo()
    assert not heavy.close()
    later.finish()
    assert not heavy.isVisible()


def test_a_small_step_is_taken_at_once(qtbot, theme, builder, later):
    large = LargeSteps(later, lambda: LARGE - 1, lambda: 0)
    window = MainWindow(theme, builder.factories(), lambda: "Good: a card", large=large)
    qtbot.addWidget(window)
    window.go(TODAY)
    window.undo()
    assert window.toast.text == "Undone: Good: a card"
    assert later.waiting == []


def test_a_notice_lies_over_the_page_whichever_is_shown(window):
    window.page.notice.emit("Saved.")
    window.go(REVIEW)
    assert window.toast.isVisible()
    toast, area = window.toast, window.centralWidget()
    assert area.childAt(toast.geometry().center()) in (toast, toast._words)


def test_a_key_that_the_side_bar_does_not_want_reaches_the_page(qtbot, window):
    qtbot.keyClick(window.sidebar.button(TODAY), Qt.Key.Key_3)
    assert window.page.keys == ["3"]


def test_the_geometry_is_told_at_closing_and_worn_at_the_next_start(qtbot, theme, builder, window):
    told = []
    window.closing.connect(told.append)
    window.resize(window.minimumWidth(), 700)
    window.close()
    again = MainWindow(theme, builder.factories(), lambda: None, told[0])
    qtbot.addWidget(again)
    assert again.size() == window.size()


def test_a_geometry_that_makes_no_sense_is_ignored(qtbot, theme, builder):
    window = MainWindow(theme, builder.factories(), lambda: None, "nonsense")
    qtbot.addWidget(window)
    assert window.width() >= 960


def test_an_unsaved_page_keeps_the_window_open(window):
    window.page.stays = True
    assert not window.close()
    assert window.isVisible()


def test_control_q_closes(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()
