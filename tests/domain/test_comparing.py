from __future__ import annotations

from tpmdesk.domain.assessment import Assessment, Delivery, Evidence, StepCoverage
from tpmdesk.domain.attempts import Answer, AnswerId, Score
from tpmdesk.domain.bands import Measure
from tpmdesk.domain.comparing import Change, compare


def delivered(pace):
    return Delivery(100, 60.0, 60.0, pace, 1.0, (), ())


def answered(*covered, pace=150.0, enough=True, framework="t/walk", scores=()):
    names = ("Inputs", "Failure", "Operations")
    steps = tuple(
        StepCoverage(name, yes, (Evidence(name),) if yes else ())
        for name, yes in zip(names, covered, strict=False)
    )
    found = Assessment(framework, steps, (), delivered(pace), enough)
    return Answer(AnswerId(1), 0, "t/p", "", assessment=found, scores=tuple(scores))


def both(earlier, later):
    return compare(earlier, later, (120.0, 60.0), ["depth", "clarity"])


def test_each_step_is_kept_gained_lost_or_missing():
    found = both(answered(True, True, False), answered(True, False, True))
    assert [step.change for step in found.steps] == [Change.KEPT, Change.LOST, Change.GAINED]
    assert (found.gained, found.lost) == (1, 1)


def test_a_step_missing_in_both_is_told_too():
    assert both(answered(False), answered(False)).steps[0].change is Change.MISSING


def test_steps_of_different_frameworks_are_not_compared():
    assert both(answered(True), answered(True, framework="t/other")).steps == ()


def test_an_answer_too_short_to_be_judged_has_neither_steps_nor_figures():
    found = both(answered(True, enough=False), answered(True))
    assert found.steps == ()
    assert all(figure.earlier is None for figure in found.figures)


def test_a_figure_differs_by_the_later_less_the_earlier():
    found = both(answered(True, pace=160.0), answered(True, pace=148.0))
    pace = next(figure for figure in found.figures if figure.measure is Measure.PACE)
    assert pace.difference == -12.0


def test_each_answer_is_held_against_its_own_time():
    found = both(answered(True), answered(True))
    budget = next(figure for figure in found.figures if figure.measure is Measure.BUDGET)
    assert (budget.earlier, budget.later) == (50.0, 100.0)


def test_only_what_the_person_scored_beside_the_evidence_is_compared():
    earlier = answered(True, scores=[Score("depth", 2), Score("depth", 4, blind=True)])
    later = answered(True, scores=[Score("depth", 3), Score("clarity", 1, by="Ann")])
    assert [(each.criterion, each.earlier, each.later) for each in both(earlier, later).scores] == [
        ("depth", 2, 3)
    ]


def test_what_friends_gave_is_compared_by_name():
    earlier = answered(True, scores=[Score("depth", 2, by="Ann"), Score("depth", 1)])
    later = answered(True, scores=[Score("depth", 4, by="Ann"), Score("clarity", 3, by="Bo")])
    assert [
        (friend.by, [(each.criterion, each.earlier, each.later) for each in friend.scores])
        for friend in both(earlier, later).friends
    ] == [("Ann", [("depth", 2, 4)]), ("Bo", [("clarity", None, 3)])]
