from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.fakes import NOON
from tests.app.loopbench import PROMPTS, LoopBench
from tpmdesk.app.looping import Loop, LoopError, LoopWish
from tpmdesk.app.ports import NotFoundError, StoreError
from tpmdesk.domain.attempts import LoopId
from tpmdesk.domain.content import EntryId
from tpmdesk.domain.loops import LoopPlan, RoundStatus
from tpmdesk.domain.roundevents import Begin, EndEarly
from tpmdesk.domain.roundstate import Phase

W, S, D, X = RoundStatus.WAITING, RoundStatus.SITTING, RoundStatus.DONE, RoundStatus.SKIPPED
FULL = ["t/recruiter", "t/hiring-manager", "t/architecture", "t/coordination"]


@pytest.fixture
def bench(tmp_path: Path) -> LoopBench:
    return LoopBench(tmp_path)


def prompts(plan: LoopPlan) -> list[str]:
    return [question.prompt for each in plan.rounds for question in each.questions]


def a_loop(bench: LoopBench, preset: str = "full") -> LoopId:
    return bench.looping.start(bench.looping.draw(LoopWish(preset, questions=1)))


def sit_round(bench: LoopBench, loop: LoopId, *, early: bool = False) -> Loop:
    sitting = bench.begin_round(loop, early=early)
    sitting.send(Begin(0))
    sitting.send(EndEarly(1))
    return bench.looping.round_over(loop)


# Planning


def test_presets_without_their_rounds_are_not_offered(bench: LoopBench) -> None:
    assert [each.id for each in bench.looping.presets()] == [
        "question", "round-45", "round-60", "compressed", "full", "two-days", "nine",
    ]  # fmt: skip
    bench.content.rounds_ = bench.content.rounds_[:3]
    assert "compressed" not in [each.id for each in bench.looping.presets()]


def test_a_full_loop_has_its_rounds_in_the_order_of_the_guide(bench: LoopBench) -> None:
    plan = bench.looping.draw(LoopWish("full"), seed=1)
    assert [each.round for each in plan.rounds] == FULL
    assert [each.minutes for each in plan.rounds] == [20, 30, 40, 50]
    assert plan.break_minutes == 10
    assert {each.day for each in plan.rounds} == {0}


def test_two_days_halve_the_rounds(bench: LoopBench) -> None:
    plan = bench.looping.draw(LoopWish("two-days"), seed=1)
    assert [each.day for each in plan.rounds] == [0, 0, 1, 1]


def test_rounds_chosen_by_hand_replace_those_of_the_preset(bench: LoopBench) -> None:
    wish = LoopWish("two-days", rounds=("t/behavioral", "t/recruiter", "t/architecture"))
    plan = bench.looping.draw(wish, seed=1)
    assert [(each.round, each.day) for each in plan.rounds] == [
        ("t/recruiter", 0), ("t/architecture", 0), ("t/behavioral", 1),
    ]  # fmt: skip


def test_a_compressed_loop_asks_one_question_a_round(bench: LoopBench) -> None:
    plan = bench.looping.draw(LoopWish("compressed"), seed=1)
    assert [(each.round, each.minutes, len(each.questions)) for each in plan.rounds] == [
        ("t/architecture", 15, 1), ("t/coordination", 15, 1),
    ]  # fmt: skip


def test_as_many_questions_are_drawn_as_fit(bench: LoopBench) -> None:
    short = bench.looping.draw(LoopWish("full", minutes=12), seed=1)
    assert {len(each.questions) for each in short.rounds} == {2}
    asked_back = bench.looping.draw(LoopWish("full", minutes=12, follow_ups=2), seed=1)
    assert {len(each.questions) for each in asked_back.rounds} == {1}


def test_a_seed_draws_the_same_loop_and_a_fresh_one_records_its_seed(bench: LoopBench) -> None:
    wish = LoopWish("full", questions=1)
    assert bench.looping.draw(wish, 5) == bench.looping.draw(wish, 5)
    assert len({tuple(prompts(bench.looping.draw(wish, seed))) for seed in range(20)}) > 5
    fresh = bench.looping.draw(wish)
    assert (fresh.seed, fresh.fresh) == (11, True)


def test_no_question_comes_twice_where_a_round_does(bench: LoopBench) -> None:
    wish = LoopWish("full", rounds=("t/recruiter", "t/recruiter"), questions=2)
    drawn = prompts(bench.looping.draw(wish, seed=1))
    assert len(drawn) == len(set(drawn)) == 3


def test_a_round_with_nothing_left_to_ask_is_named(bench: LoopBench) -> None:
    bench.content.prompts_ = PROMPTS[3:]
    with pytest.raises(LoopError, match="Recruiter has no question"):
        bench.looping.draw(LoopWish("full"))


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (LoopWish("grand"), "no preset grand; there are question"),
        (LoopWish("question"), "Choose a round"),
        (LoopWish("round-45", rounds=("t/recruiter", "t/architecture")), "choose one"),
    ],
)
def test_a_wish_that_cannot_be_drawn_says_why(
    wish: LoopWish, message: str, bench: LoopBench
) -> None:
    with pytest.raises(LoopError, match=message):
        bench.looping.draw(wish)


def test_each_question_of_a_fresh_draw_says_what_spoke_for_it(bench: LoopBench) -> None:
    a_round_answered = bench.looping.draw(LoopWish("question", rounds=("t/recruiter",)))
    bench.looping.start(bench.looping.draw(LoopWish("full", questions=1)))
    assert [str(why) for of_round in bench.looping.whys(a_round_answered) for why in of_round] == [
        "never asked"
    ]
    fixed = bench.looping.draw(LoopWish("question", rounds=("t/recruiter",)), seed=2)
    assert bench.looping.whys(fixed) == [[None]]


# Sitting


def test_one_round_is_an_attempt_of_its_own(bench: LoopBench) -> None:
    plan = bench.looping.draw(LoopWish("round-60", rounds=("t/architecture",), exam=True))
    assert plan.title == "Architecture"
    with pytest.raises(LoopError, match="alone is no loop"):
        bench.looping.start(plan)
    studio = bench.studio
    sitting = bench.looping.sit_alone(
        plan, studio.speaker, studio.microphone, studio.transcriber, lambda: None
    )
    assert (sitting.state.exam, sitting.state.limit) == (True, 3600)
    assert bench.looping.unfinished() is None
    unfinished = bench.mocking.unfinished()
    assert unfinished is not None
    assert unfinished.id == sitting.attempt_id


def test_several_rounds_are_not_sat_as_one(bench: LoopBench) -> None:
    plan = bench.looping.draw(LoopWish("full"))
    studio = bench.studio
    with pytest.raises(LoopError, match="several rounds"):
        bench.looping.sit_alone(
            plan, studio.speaker, studio.microphone, studio.transcriber, lambda: None
        )


def test_a_loop_is_sat_round_by_round(bench: LoopBench) -> None:
    loop = a_loop(bench)
    for place in range(4):
        sitting = bench.begin_round(loop)
        attempt = bench.mocking.attempt(sitting.attempt_id)
        assert (attempt.round, attempt.loop, attempt.loop_position) == (FULL[place], loop, place)
        under_way = bench.looping.loop(loop).under_way
        assert under_way is not None
        assert under_way.id == sitting.attempt_id
        assert bench.mocking.unfinished() is None
        sitting.send(EndEarly(1))
        bench.looping.round_over(loop)
    over = bench.looping.loop(loop)
    assert (over.state.statuses, over.ended) == ((D, D, D, D), NOON)
    assert [line.round for line in over.attempts if line] == FULL
    assert bench.looping.unfinished() is None


def test_a_round_is_sat_as_the_plan_says(bench: LoopBench) -> None:
    wish = LoopWish("full", exam=True, by_voice=False, follow_ups=2)
    state = bench.begin_round(bench.looping.start(bench.looping.draw(wish))).state
    assert (state.exam, state.by_voice, state.follow_ups, state.limit) == (True, False, 2, 1200)


@pytest.mark.parametrize("by_voice", [False, True])
def test_one_round_can_be_sat_aloud_or_typed_otherwise_than_planned(
    bench: LoopBench, by_voice: bool
) -> None:
    wish = LoopWish("full", by_voice=not by_voice)
    loop = bench.looping.start(bench.looping.draw(wish))
    assert bench.begin_round(loop, by_voice=by_voice).state.by_voice is by_voice
    assert bench.looping.loop(loop).state.plan.by_voice is not by_voice


def test_two_rounds_are_not_sat_at_once(bench: LoopBench) -> None:
    loop = a_loop(bench)
    bench.begin_round(loop)
    with pytest.raises(LoopError, match="under way"):
        bench.begin_round(loop)


def test_a_loop_goes_on_where_it_was_after_a_kill(bench: LoopBench) -> None:
    loop = a_loop(bench)
    sit_round(bench, loop)
    bench.begin_round(loop).send(Begin(0))
    bench.restart()
    found = bench.looping.unfinished()
    assert found is not None
    assert (found.id, found.state.statuses) == (loop, (D, S, W, W))
    resumed = bench.resume(found)
    assert resumed.state.phase is Phase.ASKING
    resumed.send(EndEarly(2))
    assert bench.looping.loop(loop).state.statuses == (D, D, W, W)


def test_a_round_begun_before_a_kill_is_known_though_the_loop_was_not_saved(
    bench: LoopBench,
) -> None:
    loop = a_loop(bench)
    bench.loops.broken = StoreError("killed")
    with pytest.raises(StoreError):
        bench.begin_round(loop)
    bench.restart()
    assert bench.looping.loop(loop).state.statuses == (S, W, W, W)


def test_a_round_ended_before_a_kill_is_found_out(bench: LoopBench) -> None:
    loop = a_loop(bench)
    for _ in range(3):
        bench.looping.skip_round(loop)
    bench.begin_round(loop).send(EndEarly(1))
    bench.restart()
    assert bench.looping.unfinished() is None
    over = bench.loops.loop(loop)
    assert (over.state.statuses, over.ended) == ((X, X, X, D), NOON)


def test_leaving_the_round_under_way_keeps_it(bench: LoopBench) -> None:
    loop = a_loop(bench)
    sitting = bench.begin_round(loop)
    sitting.close()
    left = bench.looping.skip_round(loop)
    assert left.state.statuses == (D, W, W, W)
    assert bench.mocking.attempt(sitting.attempt_id).ended == NOON


def test_a_loop_ended_early_keeps_what_was_sat(bench: LoopBench) -> None:
    loop = a_loop(bench)
    sit_round(bench, loop)
    bench.begin_round(loop).close()
    over = bench.looping.end(loop)
    assert (over.state.statuses, over.ended) == ((D, D, X, X), NOON)
    bench.day.forward(hours=1)
    assert bench.looping.end(loop) == over
    with pytest.raises(LoopError, match="is over"):
        bench.looping.skip_round(loop)


def test_a_break_runs_from_the_end_of_a_round(bench: LoopBench) -> None:
    loop = a_loop(bench)
    assert bench.looping.loop(loop).break_ends is None
    bench.day.forward(minutes=20)
    assert sit_round(bench, loop).break_ends == NOON + timedelta(minutes=30)
    bench.day.forward(minutes=10)
    assert bench.looping.loop(loop).break_ends is None


def test_the_second_day_begins_on_another_day_or_early(bench: LoopBench) -> None:
    loop = a_loop(bench, "two-days")
    sit_round(bench, loop)
    assert not bench.looping.loop(loop).another_day
    rested = sit_round(bench, loop)
    assert (rested.another_day, rested.break_ends) == (True, None)
    with pytest.raises(LoopError, match="another day"):
        bench.begin_round(loop)
    assert sit_round(bench, loop, early=True).state.statuses == (D, D, D, W)
    assert sit_round(bench, loop).ended == NOON


def test_the_second_day_needs_no_word_once_it_has_come(bench: LoopBench) -> None:
    loop = a_loop(bench, "two-days")
    sit_round(bench, loop)
    sit_round(bench, loop)
    bench.day.forward(days=1)
    assert not bench.looping.loop(loop).another_day
    sit_round(bench, loop)


def test_loops_are_listed_newest_first(bench: LoopBench) -> None:
    older = a_loop(bench)
    sit_round(bench, older)
    newer = a_loop(bench, "compressed")
    first, second = bench.looping.loops()
    assert (first.id, first.rounds, first.done) == (newer, 2, 0)
    assert (second.id, second.title, second.done) == (older, "Full loop in one sitting", 1)
    assert second.mean_level is None


def test_the_loop_of_an_attempt_is_found(bench: LoopBench) -> None:
    loop = a_loop(bench)
    found = bench.looping.loop_of(bench.begin_round(loop).attempt_id)
    assert found is not None
    assert found.id == loop


def test_a_round_gone_from_the_content_can_be_left_out(bench: LoopBench) -> None:
    loop = a_loop(bench)
    bench.content.rounds_ = bench.content.rounds_[1:]
    with pytest.raises(NotFoundError):
        bench.begin_round(loop)
    assert bench.looping.skip_round(loop).state.statuses == (X, W, W, W)


def test_an_unknown_loop_is_named(bench: LoopBench) -> None:
    with pytest.raises(NotFoundError, match="no loop 9"):
        bench.looping.loop(LoopId(9))


@given(st.lists(st.sampled_from(["sit", "leave", "skip", "kill", "torn"]), max_size=25))
def test_a_loop_killed_at_any_moment_ends_with_every_attempt_in_its_place(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    bench = LoopBench(tmp_path_factory.mktemp("loop"))
    loop = a_loop(bench)
    for each in steps:
        take_step(bench, loop, each)
    while (standing := bench.looping.unfinished()) is not None:
        take_step(bench, loop, "leave" if standing.under_way else "sit")
    over = bench.looping.loop(loop)
    begun = [line.loop_position for line in over.attempts if line]
    assert over.state.is_over
    assert begun == [n for n, status in enumerate(over.state.statuses) if status is D]
    assert len(bench.attempts.kept) == len(begun)
    assert all(EntryId(FULL[n]) == line.round for n, line in enumerate(over.attempts) if line)


def take_step(bench: LoopBench, loop: LoopId, what: str) -> None:
    standing = bench.looping.loop(loop)
    match what:
        case "kill":
            bench.restart()
        case "leave" if standing.under_way:
            bench.resume(standing).send(EndEarly(1))
        case "skip" if standing.ended is None:
            bench.looping.skip_round(loop)
        case "sit" if standing.state.next_round is not None:
            bench.begin_round(loop)
        case "torn" if standing.state.next_round is not None:
            bench.loops.broken = StoreError("killed")
            with pytest.raises(StoreError):
                bench.begin_round(loop)
            bench.restart()
