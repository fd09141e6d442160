"""A whole loop, from choosing it to its end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel

from tests.app.fakes import NOON
from tests.app.loopbench import LoopContent
from tests.ui.pages.mock.bench import RUBRIC, Bench
from tpmdesk.app.loopshapes import LoopWish
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.loops import RoundStatus
from tpmdesk.domain.roundstate import Phase
from tpmdesk.ui.pages.page import ATTEMPT, RESUME

K = Qt.Key


class Content(LoopContent):
    def rubric(self, ref):
        return RUBRIC


@pytest.fixture
def bench(qtbot, theme, tmp_path):
    made = Bench(qtbot, theme, tmp_path, Content())
    yield made
    made.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def choose(bench):
    bench.page.choose.tabs.button("loops").click()
    return bench.page.choose


def plan(bench, choose, preset="full"):
    choose.loops.choose(preset)
    choose.proceed()
    bench.studio.background.work_off()
    return bench.page.loops.plan_view


def to_round(bench, choose):
    """The first round of a full loop, its first question asked."""
    choose.setup.backs.set_value("0")
    plan(bench, choose).begin_button.click()
    bench.press(K.Key_Return)
    assert bench.phase is Phase.ASKING


def end_round(bench):
    bench.press(K.Key_Escape, K.Key_Return)


def end_loop(bench):
    """The page at the end of a loop, its results looked up."""
    bench.page.loops.view.end_button.click()
    bench.studio.background.work_off()
    return bench.page.loops.view


def words_in(view):
    """What stands on the view, once it is laid out."""
    QCoreApplication.processEvents()
    return [label.text() for label in view.findChildren(QLabel) if label.isVisible()]


def test_the_plan_is_shown_before_anything_begins(bench, choose):
    view = plan(bench, choose)
    assert bench.page.view is view
    assert view.title.text() == "Full loop in one sitting"
    assert bench.looping.unfinished() is None


def test_the_plan_can_be_drawn_again(bench, choose):
    view = plan(bench, choose)
    first = bench.page.loops._plan
    bench.press(K.Key_D)
    bench.studio.background.work_off()
    assert view.begin_button.isEnabled()
    assert bench.page.loops._plan.seed != first.seed or bench.page.loops._plan == first


def by_number(bench, choose, digits):
    """A plan, and its field for a number with something typed."""
    view = plan(bench, choose)
    view.why.button.click()
    view.number.field.setFocus()
    bench.qtbot.keyClicks(view.number.field, digits)
    return view


def test_a_plan_can_be_drawn_by_a_number_with_the_keyboard_alone(bench, choose):
    view = by_number(bench, choose, "4711")
    bench.qtbot.keyClick(view.number.field, K.Key_Return)
    assert bench.page.view is view
    bench.studio.background.work_off()
    assert bench.page.loops._plan.seed == 4711
    assert view.how.text() == "Drawn with the number 4711."


def test_no_number_is_told_that_would_not_draw_the_same_again(bench, choose):
    view = plan(bench, choose)
    assert view.how.text() == "Drawn by lot: what is weak or long unseen is likelier."


def test_the_same_number_draws_the_same_questions(bench, choose):
    view = by_number(bench, choose, "4711")
    drawn = []
    for button in (view.number.button, view.again_button, view.number.button):
        button.click()
        bench.studio.background.work_off()
        drawn.append(bench.page.loops._plan)
    assert drawn[0] == drawn[2]


def test_only_digits_can_be_typed_as_a_number(bench, choose):
    view = by_number(bench, choose, "-1d2 x")
    assert view.number.field.text() == "12"
    assert view.number.button.isEnabled()


def test_without_a_number_there_is_nothing_to_draw_with(bench, choose):
    view = by_number(bench, choose, "")
    first = bench.page.loops._plan
    bench.qtbot.keyClick(view.number.field, K.Key_Return)
    bench.studio.background.work_off()
    assert not view.number.button.isEnabled()
    assert bench.page.loops._plan == first


def test_a_loop_begins_with_the_check_of_sound_and_its_first_round(bench, choose):
    to_round(bench, choose)
    loop = bench.looping.unfinished()
    assert loop.state.statuses[0] is RoundStatus.SITTING


def test_a_round_that_ends_leads_to_the_break(bench, choose):
    to_round(bench, choose)
    end_round(bench)
    view = bench.page.loops.view
    assert bench.page.view is view
    assert view.title.text() == "Next: Hiring-Manager"


def test_the_next_round_needs_no_second_check_of_sound(bench, choose):
    to_round(bench, choose)
    end_round(bench)
    bench.press(K.Key_Return)
    assert bench.phase is Phase.ASKING


def test_a_round_can_be_skipped(bench, choose):
    to_round(bench, choose)
    end_round(bench)
    bench.page.loops.view.skip_button.click()
    assert bench.page.loops.view.title.text() == "Next: Architecture"


def test_the_loop_ends_with_its_rounds_and_their_verdicts(bench, choose):
    to_round(bench, choose)
    bench.speak()
    bench.stop()
    bench.understand()
    end_round(bench)
    scores = [Score(criterion.slug, 4) for criterion in RUBRIC.criteria]
    bench.studio.attempts.save_scores(1, 0, scores)
    view = end_loop(bench)
    assert view.title.text() == "Full loop in one sitting: the end"
    assert "done, mean level 4.0  ·  Strong yes" in words_in(view)
    assert view.words.text() == "Every answer is scored. Open a round to look at it again."


def test_the_end_says_how_many_answers_are_still_to_be_scored(bench, choose):
    to_round(bench, choose)
    bench.speak()
    bench.stop()
    bench.understand()
    end_round(bench)
    view = end_loop(bench)
    assert "done, not scored  ·  1 answer to score" in words_in(view)
    assert view.words.text() == "1 answer is still to be scored. Open its round to score it."


def test_the_end_of_a_loop_without_an_answer_says_so(bench, choose):
    to_round(bench, choose)
    end_round(bench)
    assert end_loop(bench).words.text() == "You answered nothing this time."


def test_a_loop_is_saved_once_its_first_round_begins(bench, choose):
    plan(bench, choose).begin_button.click()
    assert bench.page.view is bench.page.check
    assert bench.looping.unfinished() is None
    bench.press(K.Key_Return)
    assert bench.looping.unfinished() is not None


def test_escape_leads_from_the_check_back_to_the_plan_and_from_there_to_the_rounds(bench, choose):
    view = plan(bench, choose)
    drawn = bench.page.loops._plan
    view.begin_button.click()
    bench.press(K.Key_Escape)
    assert bench.page.view is view
    assert bench.page.loops._plan is drawn
    bench.press(K.Key_Escape)
    assert bench.page.view is choose
    assert bench.looping.loops() == []


def test_escape_leads_from_the_check_back_to_the_break(bench, choose):
    to_round(bench, choose)
    end_round(bench)
    page = bench.reopen()
    page.entered(RESUME)
    bench.press(K.Key_Return)
    assert page.view is page.check
    bench.press(K.Key_Escape)
    assert page.view is page.loops.view


def test_who_chooses_to_type_in_the_check_types_in_every_round_of_this_sitting(bench, choose):
    choose.setup.backs.set_value("0")
    plan(bench, choose).begin_button.click()
    bench.press(K.Key_T)
    assert not bench.sitting.state.by_voice
    end_round(bench)
    bench.press(K.Key_Return)
    assert bench.phase is Phase.ASKING
    assert not bench.sitting.state.by_voice


def test_a_round_chosen_earlier_does_not_begin_in_the_place_of_the_loops_next(bench, choose):
    to_round(bench, choose)
    page = bench.reopen()
    page._prepare(LoopWish("question", rounds=("t/recruiter",), by_voice=True))
    page.check.back_button.click()
    page.entered(f"{ATTEMPT}1")
    end_round(bench)
    bench.press(K.Key_Return, K.Key_Return)
    assert bench.looping.loop_of(bench.sitting.attempt_id) is not None


def test_a_round_opened_from_the_loop_leads_back_to_it(bench, choose):
    to_round(bench, choose)
    end_round(bench)
    bench.page.loops.view.opened.emit(1)
    assert bench.page.view is bench.page.past
    bench.press(K.Key_Escape)
    assert bench.page.view is bench.page.loops.view


def test_leaving_in_mid_round_is_resumed_in_that_round(bench, choose):
    to_round(bench, choose)
    page = bench.reopen()
    assert not page.choose.unfinished.isHidden()
    bench.press(K.Key_Return)
    assert bench.phase is Phase.ASKING


def test_leaving_between_rounds_is_resumed_at_the_break(bench, choose):
    to_round(bench, choose)
    end_round(bench)
    page = bench.reopen()
    page.entered(RESUME)
    assert page.view is page.loops.view
    bench.press(K.Key_Return)
    assert page.view is page.check


def test_a_loop_that_is_discarded_is_over(bench, choose, qtbot):
    to_round(bench, choose)
    page = bench.reopen()
    page.choose.unfinished.discard_button.click()
    assert bench.looping.unfinished() is None
    assert page.choose.unfinished.isHidden()


def test_a_loop_that_is_over_is_one_entry_among_past_attempts(bench, choose):
    to_round(bench, choose)
    end_round(bench)
    bench.page.loops.view.end_button.click()
    bench.page.loops.view.back_button.click()
    past = bench.page.choose.past
    assert [past.model().index(row, 0).data() for row in range(past.model().rowCount())] == [
        "Full loop in one sitting"
    ]
    past.loop_opened.emit(1)
    assert bench.page.view is bench.page.loops.view


def test_rounds_of_another_day_are_said_to_wait_and_can_begin_all_the_same(bench, choose):
    plan(bench, choose, "two-days").begin_button.click()
    bench.press(K.Key_Return)
    for _ in range(2):
        end_round(bench)
        if bench.page.loops.view.loop.another_day:
            break
        bench.press(K.Key_Return)
    view = bench.page.loops.view
    assert view.words.text().startswith("The next rounds are planned for another day.")
    bench.press(K.Key_Return)
    assert bench.phase is Phase.ASKING


def test_the_break_shows_its_time_and_nothing_after_it(bench, choose):
    view = bench.page.loops.view
    to_round(bench, choose)
    end_round(bench)
    # The bench's clock stands at noon of a day long past: the break is over for whoever looks now.
    assert view.loop.break_ends == NOON + timedelta(minutes=10)
    assert view.rest.isHidden()


def test_beside_an_unfinished_loop_another_one_can_be_planned(bench, choose):
    to_round(bench, choose)
    page = bench.reopen()
    assert page.choose.setup.second.text() == "Begin a new round"
    page.choose.tabs.button("loops").click()
    assert page.choose.setup.second.text() == "Plan a new loop"
    page.choose.setup.second.click()
    assert page.view is page.loops.plan_view
