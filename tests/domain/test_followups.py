from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.assessment import Evidence, StepCoverage
from tpmdesk.domain.content import EntryId, FollowUp, Framework, FrameworkStep, Prompt
from tpmdesk.domain.followups import MAX_FOLLOW_UPS, follow_ups, signal_question

RUN = Framework(
    EntryId("t/run"),
    "Run",
    "",
    (
        FrameworkStep("Failure", "", asks=("What breaks first?", "What breaks last?")),
        FrameworkStep("Operations", "", asks=("Who is woken?",)),
        FrameworkStep("Phase two", ""),
    ),
)


def prompt(*follow: FollowUp) -> Prompt:
    return Prompt(EntryId("t/p"), EntryId("t/r"), "Why?", follow_ups=follow)


def steps(*missing: str) -> list[StepCoverage]:
    return [StepCoverage(step.name, step.name not in missing) for step in RUN.steps]


def test_missing_steps_are_asked_about_before_anything_else() -> None:
    asked = prompt(
        FollowUp("And in a year?"),
        FollowUp("Who is on call?", "Operations"),
        FollowUp("What breaks?", "Failure"),
    )
    assert follow_ups(asked, RUN, steps("Failure")) == ("What breaks?", "And in a year?")


def test_a_step_that_the_prompt_does_not_ask_about_is_asked_about_in_its_own_words() -> None:
    assert follow_ups(prompt(), RUN, steps("Operations")) == ("Who is woken?",)


def test_every_missing_step_is_asked_about_once_before_one_is_twice() -> None:
    asked = prompt(
        FollowUp("What breaks?", "Failure"),
        FollowUp("What hangs?", "Failure"),
        FollowUp("Who is on call?", "Operations"),
    )
    found = follow_ups(asked, RUN, steps("Failure", "Operations"))
    assert found == ("What breaks?", "Who is on call?", "What hangs?")


def test_a_covered_phase_without_a_signal_is_asked_for_one() -> None:
    phases = [
        StepCoverage("Phase one", covered=True, signal=(Evidence("over fifty mismatches"),)),
        StepCoverage("Phase two", covered=True, signal=()),
        StepCoverage("Phase three", covered=False, signal=()),
    ]
    asked = prompt(FollowUp("And in a year?"))
    assert follow_ups(asked, None, phases) == (
        "What signal would make you roll back phase two?",
        "And in a year?",
    )


def test_a_phase_with_a_name_is_called_by_it() -> None:
    assert "“write both”" in signal_question("Write both")


def test_there_are_never_more_than_three_questions_back() -> None:
    asked = prompt(*(FollowUp(f"Why {n}?") for n in range(5)))
    assert follow_ups(asked, None, ()) == ("Why 0?", "Why 1?", "Why 2?")


SEEDS = st.integers(0, 1_000)


@given(SEEDS)
def test_a_seed_asks_the_same_again(seed: int) -> None:
    asked = prompt(*(FollowUp(f"Why {n}?") for n in range(5)))
    found = follow_ups(asked, RUN, steps("Failure"), seed=seed)
    assert found == follow_ups(asked, RUN, steps("Failure"), seed=seed)
    assert len(found) == MAX_FOLLOW_UPS
    assert found[0] in RUN.steps[0].asks


def test_seeds_differ_in_what_they_ask() -> None:
    asked = prompt(*(FollowUp(f"Why {n}?") for n in range(5)))
    assert len({follow_ups(asked, RUN, steps(), seed=seed) for seed in range(30)}) > 5
