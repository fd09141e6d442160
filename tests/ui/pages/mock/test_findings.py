from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.pages.mock.bench import FRAMEWORK
from tpmdesk.domain.assessment import Assessment, Delivery, Evidence, Pause, StepCoverage
from tpmdesk.domain.bands import Band, Measure
from tpmdesk.ui.pages.mock.findings import findings

DELIVERY = Delivery(
    words=200,
    speech_seconds=80.0,
    seconds=90.0,
    words_per_minute=140.0,
    time_to_first_word=1.0,
    pauses=(Pause(10.0, 11.0),),
    fillers=(),
)


def assessment(covered, delivery=DELIVERY, *, enough=True):
    steps = tuple(StepCoverage(step.name, covered=step.name in covered) for step in FRAMEWORK.steps)
    return Assessment(FRAMEWORK.id, steps, (), delivery, enough)


ALL = {"Failure", "Owner"}


def test_the_first_missing_step_is_what_to_fix():
    found = findings(assessment({"Owner"}), FRAMEWORK, 180)
    assert found.well == "1 of 2 steps were covered: Owner."
    assert found.fix == "“Failure” is missing. What breaks."


def test_a_step_named_in_general_asks_for_the_case_at_hand():
    base = assessment({"Owner"})
    named = replace(base.steps[0], mentioned=(Evidence("things break"),))
    found = findings(replace(base, steps=(named, *base.steps[1:])), FRAMEWORK, 180)
    assert found.fix.startswith("“Failure” is named in general only.")


def test_nothing_covered_earns_no_praise():
    assert findings(assessment(set()), FRAMEWORK, 180).well == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"seconds": 200.0}, "You ran 20 seconds over the 3 minutes"),
        ({"pauses": (Pause(5.0, 11.5),)}, "One pause lasted 6.5 s."),
        ({"time_to_first_word": 6.0}, "6.0 s passed before your first word."),
        ({}, "No step is missing, and nothing in the delivery stands out."),
    ],
)
def test_with_every_step_covered_the_delivery_comes_next(change, words):
    found = findings(assessment(ALL, replace(DELIVERY, **change)), FRAMEWORK, 180)
    assert found.well == "All 2 steps were covered: Failure and Owner."
    assert found.fix.startswith(words)


def test_without_a_framework_only_the_delivery_is_spoken_of():
    plain = Assessment("", (), (), DELIVERY, enough_speech=True)
    assert findings(plain, None, 180).well == "You spoke 200 words in 1 min 30 s."


def test_too_little_speech_is_not_judged_even_when_a_step_was_found():
    short = replace(DELIVERY, speech_seconds=12.0)
    found = findings(assessment(ALL, short, enough=False), FRAMEWORK, 180)
    assert found.well == ""
    assert "12 seconds of voice" in found.fix


def test_a_phase_without_a_rollback_signal_is_what_to_fix_once_nothing_is_missing():
    steps = (StepCoverage("Stage", True, (), ()), StepCoverage("All", True, (), (Evidence("x"),)))
    found = findings(Assessment("t/walk", steps, (), DELIVERY, True), None, 180)
    assert found.fix.startswith("No rollback signal was named for Stage. Say which number")


def test_a_band_that_was_moved_decides_what_stands_out():
    moved = {Measure.FIRST_WORD: Band(None, 0.5)}
    found = findings(assessment(ALL), FRAMEWORK, 180, moved)
    assert found.fix.startswith("1.0 s passed before your first word.")
