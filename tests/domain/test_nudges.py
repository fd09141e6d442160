from __future__ import annotations

import pytest

from tpmdesk.domain.assessment import Assessment, Evidence, StepCoverage
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.cards import CardId, Memory, NoteId
from tpmdesk.domain.content import (
    Criterion,
    EntryId,
    Framework,
    FrameworkStep,
    Level,
    Prompt,
    Provenance,
    Rubric,
)
from tpmdesk.domain.nudges import Lack, LackKind, NudgeCard, best, is_vocabulary, lacks
from tpmdesk.domain.transcript import typed

FRAMEWORK = Framework(
    EntryId("t/walk"),
    "Walk",
    "",
    (FrameworkStep("Inputs", "what goes in"), FrameworkStep("Failure", "what breaks")),
    Provenance(("fw-walk",)),
)
CRITERION = Criterion(
    "depth", "Depth", "How deep?", tuple(Level(n, "", f"level {n}") for n in (1, 2, 3, 4))
)
RUBRIC = Rubric(EntryId("t/rubric"), "Rubric", (CRITERION,), Provenance(("cr-1",)))
PROMPT = Prompt(EntryId("t/p"), EntryId("t/r"), "Well?", terms=("dead letter", "queue"))


def judged(*covered: bool, enough: bool = True, signal=None) -> Assessment:
    names = ("Inputs", "Failure")
    steps = tuple(
        StepCoverage(name, yes, (), signal) for name, yes in zip(names, covered, strict=True)
    )
    return Assessment("t/walk", steps, (), None, enough)


def lacking(assessment=None, text="we have a queue", level=4, **score):
    scores = [Score("depth", level, **score)]
    return lacks(PROMPT, FRAMEWORK, RUBRIC, assessment, typed(text), scores)


def test_a_missing_step_is_lacking_with_the_ids_of_its_framework():
    found = lacking(judged(True, False))
    assert (found[0].kind, found[0].what, found[0].covers) == (
        LackKind.STEP,
        "Failure",
        ("fw-walk",),
    )


def test_a_good_answer_lacks_nothing_whatever_words_it_used():
    assert lacking(judged(True, True), text="none of the terms") == ()


def test_unsaid_terms_count_once_something_else_was_missing():
    found = lacking(judged(True, False))
    assert [lack.what for lack in found if lack.kind is LackKind.TERM] == ["dead letter"]


@pytest.mark.parametrize(("level", "low"), [(1, True), (2, True), (3, False), (4, False)])
def test_a_level_in_the_lower_part_of_the_scale_is_low(level, low):
    found = lacking(judged(True, True), level=level, text="queue dead letter")
    assert bool(found) is low


def test_a_friends_score_pulls_no_cards():
    assert lacking(judged(True, True), level=1, by="Ann") == ()


def test_too_little_speech_is_no_reason():
    assert lacking(judged(False, False, enough=False)) == ()


def test_phases_without_a_signal_ask_for_the_cards_about_signals():
    found = lacking(judged(True, True, signal=()))
    assert [(lack.kind, lack.what) for lack in found] == [(LackKind.SIGNAL, "Inputs, Failure")]


def test_a_signal_that_was_named_is_not_lacking():
    assert lacking(judged(True, True, signal=(Evidence("at one percent"),))) == ()


def card(number, front, *, template="forward", note=None, steps=(), covers=(), suspended=False):
    note_id = NoteId(note or number)
    return NudgeCard(CardId(number), note_id, template, front, steps, covers, Memory(), suspended)


STEP = Lack(LackKind.STEP, "Failure", "Failure what breaks", ("fw-walk",))


def test_the_card_that_asks_for_the_very_step_comes_before_those_that_share_words():
    own = card(1, "Walk", template="step-2", steps=("Inputs", "Failure"), covers=("fw-walk",))
    near = card(2, "What breaks in a failure?", covers=("fw-walk", "x"))
    assert best(STEP, [near, own]) == (own,)


def test_a_card_of_another_step_is_not_about_it():
    other = card(1, "Walk", template="step-1", steps=("Inputs", "Failure"), covers=("fw-walk",))
    assert best(STEP, [other]) == ()


def test_suspended_cards_are_left_alone():
    resting = card(1, "What breaks?", covers=("fw-walk",), suspended=True)
    assert best(STEP, [resting]) == ()


def test_one_card_of_a_note_is_enough():
    twins = [card(n, "What breaks?", note=7, covers=("fw-walk",)) for n in (1, 2)]
    assert len(best(STEP, twins)) == 1


def test_a_common_word_finds_only_cards_about_vocabulary():
    lack = Lack(LackKind.TERM, "queue", "queue")
    chance = card(1, "Who waits in the queue?")
    told = card(2, "What is a queue?", covers=("voc-queue",))
    assert best(lack, [chance, told]) == (told,)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("dead letter queue", True),
        ("single point of failure", True),
        ("my part", False),
        ("owner", False),
    ],
)
def test_only_terms_of_the_field_deserve_a_new_card(term, expected):
    assert is_vocabulary(term) is expected
