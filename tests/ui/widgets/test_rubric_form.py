from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tpmdesk.domain.content import Criterion, EntryId, Level, Rubric
from tpmdesk.ui.widgets.choice_cell import ChoiceCell
from tpmdesk.ui.widgets.rubric_form import RubricForm

NAMES = ("Not yet", "Developing", "Solid", "Strong")


def criterion(slug):
    levels = tuple(Level(n, name, f"{slug} at {n}") for n, name in enumerate(NAMES, start=1))
    return Criterion(slug, slug.title(), f"Did you {slug}?", levels)


RUBRIC = Rubric(EntryId("t/talk"), "Talk", (criterion("map"), criterion("agree")))


@pytest.fixture
def form(qtbot):
    widget = RubricForm()
    qtbot.addWidget(widget)
    widget.set_rubric(RUBRIC)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def cell(form, choice, level):
    return form.choices[choice]._group.button(level)


def test_a_number_key_chooses_that_level(form, qtbot):
    form.choices[0].take_focus()
    with qtbot.waitSignal(form.chosen) as chosen:
        qtbot.keyClick(cell(form, 0, 1), Qt.Key.Key_3)
    assert chosen.args == ["map", 3]
    assert form.levels() == {"map": 3}


def test_a_number_beyond_the_levels_chooses_nothing(form, qtbot):
    with qtbot.assertNotEmitted(form.chosen):
        qtbot.keyClick(cell(form, 0, 1), Qt.Key.Key_5)
    assert form.levels() == {}


def test_the_right_arrow_chooses_the_next_level(form, qtbot):
    cell(form, 0, 2).click()
    cell(form, 0, 2).setFocus()
    qtbot.keyClick(cell(form, 0, 2), Qt.Key.Key_Right)
    assert form.levels() == {"map": 3}


def test_the_down_arrow_leads_to_the_next_criterion_and_changes_no_level(form, qtbot):
    cell(form, 0, 2).click()
    with qtbot.waitSignal(form.reached) as reached:
        qtbot.keyClick(cell(form, 0, 2), Qt.Key.Key_Down)
    assert reached.args == [form.choices[1]]
    assert form.levels() == {"map": 2}


def test_a_click_anywhere_in_a_cell_chooses_it(form, qtbot):
    with qtbot.waitSignal(form.chosen) as chosen:
        qtbot.mouseClick(cell(form, 1, 4), Qt.MouseButton.LeftButton)
    assert chosen.args == ["agree", 4]


def test_levels_given_before_are_shown_without_being_chosen_again(form, qtbot):
    with qtbot.assertNotEmitted(form.chosen):
        form.set_levels({"agree": 2})
    assert form.levels() == {"agree": 2}
    assert form.count_text == "1 of 2 scored. Saved as you choose."


def test_levels_of_one_answer_do_not_stay_for_the_next(form):
    form.set_levels({"map": 1, "agree": 2})
    form.set_levels({})
    assert form.levels() == {}


def test_each_level_tells_a_screen_reader_its_anchor(form):
    assert cell(form, 0, 3).accessibleName() == "3  Solid"
    assert cell(form, 0, 3).accessibleDescription() == "map at 3"


def test_a_cell_grows_with_its_anchor(qtbot):
    short, long = ChoiceCell("1", "Few words."), ChoiceCell("1", "Many more words. " * 20)
    for one in (short, long):
        qtbot.addWidget(one)
    assert long.heightForWidth(160) > 3 * short.heightForWidth(160)


def test_levels_given_before_stand_beside_the_criterion_and_choose_nothing(form):
    form.show_before({"Before": {"map": 3}, "Ann": {"map": 4, "agree": 2}})
    said = [choice.before.text() for choice in form.choices]
    assert said == ["Before: 3 Solid  ·  Ann: 4 Strong", "Ann: 2 Developing"]
    assert form.levels() == {}


def test_levels_are_taken_over_where_none_is_chosen(form, qtbot):
    cell(form, 0, 2).click()
    with qtbot.assertNotEmitted(form.chosen):
        assert form.take_over({"map": 3, "agree": 4}) == {"agree": 4}
    assert form.levels() == {"map": 2, "agree": 4}
    assert form.count_text == "2 of 2 scored. Saved as you choose."
