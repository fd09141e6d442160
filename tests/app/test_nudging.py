"""What an answer lacked, and the cards that are suggested for it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from tests.app.fakes import NOON, WALK, MemoryContent, a_prompt
from tpmdesk.app.nudging import Nudging
from tpmdesk.domain.assessment import Assessment, StepCoverage
from tpmdesk.domain.attempts import Answer, AnswerId, Attempt, AttemptId
from tpmdesk.domain.cards import CardId, CardState, Memory, NoteId
from tpmdesk.domain.content import Provenance
from tpmdesk.domain.nudges import LackKind, NudgeCard
from tpmdesk.domain.roundstate import Question, new_round
from tpmdesk.domain.transcript import typed

NEW = Memory(CardState.NEW, None, None, None, None, None)
LATER = Memory(CardState.REVIEW, None, 30.0, 5.0, NOON + timedelta(days=20), NOON)
CARD = NudgeCard(CardId(1), NoteId(1), "step-1", "Walk", ("Failure",), ("fw-walk",), LATER)
PROMPT = a_prompt("a", terms=("dead letter queue",))


class Content(MemoryContent):
    def framework(self, ref):
        return replace(WALK, provenance=Provenance(("fw-walk",)))


@dataclass
class Store:
    cards: list[NudgeCard] = field(default_factory=list)
    pulls: list = field(default_factory=list)

    def covering(self, covers):
        return [card for card in self.cards if set(covers) & set(card.covers)]

    def naming(self, words):
        return [card for card in self.cards if words in card.front]

    def memories(self, cards):
        return {card.id: card.memory for card in self.cards if card.id in cards}

    def pull(self, label, pulls, answer):
        self.pulls.append((label, pulls, answer))

    def reasons(self, card, since):
        return []

    def pulled(self, answer):
        return frozenset(
            pull.card_id for _, pulls, by in self.pulls if by == answer for pull in pulls
        )


@pytest.fixture
def store():
    return Store([CARD])


@pytest.fixture
def nudging(store):
    return Nudging(Content([PROMPT]), store, lambda: NOON)


def attempt(*, covered=False, text="nothing much was said"):
    steps = (StepCoverage("Failure", covered),)
    assessment = Assessment(WALK.id, steps, (), None, True)
    answer = Answer(AnswerId(5), 0, PROMPT.id, "Why?", None, typed(text), assessment)
    state = new_round((Question(PROMPT.id, "Why?", 30, 180),))
    return Attempt(AttemptId(1), "t/first", "First", NOON, None, state, (answer,))


def test_a_missing_step_suggests_the_card_of_that_step(nudging):
    found = nudging.suggestions(attempt(), 0)
    assert (found[0].lack.kind, found[0].cards) == (LackKind.STEP, (CARD,))


def test_a_good_answer_suggests_nothing(nudging):
    assert nudging.suggestions(attempt(covered=True), 0) == ()


def test_a_card_that_is_due_anyway_is_not_suggested(nudging, store):
    store.cards = [replace(CARD, memory=replace(LATER, due=NOON - timedelta(hours=1)))]
    assert all(each.lack.kind is not LackKind.STEP for each in nudging.suggestions(attempt(), 0))


def test_a_term_without_a_card_suggests_to_write_one(nudging):
    (term,) = [each for each in nudging.suggestions(attempt(), 0) if each.draft]
    assert term.draft.front.startswith("**Dead letter queue**")


def test_several_are_taken_in_one_step_each_with_its_reason(nudging, store):
    new = NudgeCard(CardId(2), NoteId(2), "forward", "dead letter queue", (), ("voc-x",), NEW)
    store.cards.append(new)
    found = nudging.suggestions(attempt(), 0)
    reasons = {each: f"because of {each.lack.what}" for each in found}
    assert nudging.take(reasons, AnswerId(5)) == 2
    ((label, pulls, answer),) = store.pulls
    assert label == "Bring forward: Failure, dead letter queue"
    assert answer == 5
    assert [(pull.card_id, pull.reason) for pull in pulls] == [
        (1, "because of Failure"),
        (2, "because of dead letter queue"),
    ]
    assert pulls[0].after.due == NOON
    assert pulls[1].after is None


def test_what_was_taken_is_still_told_and_not_offered_again(nudging, store):
    found = nudging.suggestions(attempt(), 0)
    nudging.take({found[0]: "because"}, AnswerId(5))
    store.cards = [replace(CARD, memory=replace(LATER, due=NOON))]
    assert nudging.suggestions(attempt(), 0)[0].taken


def test_with_nothing_to_bring_forward_nothing_is_written(nudging, store):
    assert nudging.take({}, AnswerId(5)) == 0
    assert store.pulls == []


def taken(nudging, store):
    found = nudging.suggestions(attempt(), 0)
    assert nudging.take(dict.fromkeys(found, "because"), AnswerId(5)) == 1
    return found


def test_a_card_answered_since_it_was_suggested_keeps_what_it_has_learned(nudging, store):
    found = nudging.suggestions(attempt(), 0)
    learned = replace(LATER, stability=80.0, last_review=NOON, due=NOON + timedelta(days=80))
    store.cards = [replace(CARD, memory=learned)]
    assert nudging.take(dict.fromkeys(found, "because"), AnswerId(5)) == 1
    ((_, (pull,), _),) = store.pulls
    assert (pull.before, pull.after) == (learned, replace(learned, due=NOON))


def test_a_card_that_waits_by_now_is_left_as_it_is(nudging, store):
    found = nudging.suggestions(attempt(), 0)
    store.cards = [replace(CARD, memory=replace(LATER, state=CardState.RELEARNING, step=0))]
    assert nudging.take(dict.fromkeys(found, "because"), AnswerId(5)) == 0
    assert store.pulls == []


def test_a_card_that_is_gone_by_now_is_passed_over(nudging, store):
    found = nudging.suggestions(attempt(), 0)
    store.cards = []
    assert nudging.take(dict.fromkeys(found, "because"), AnswerId(5)) == 0


def test_what_was_taken_is_not_taken_twice(nudging, store):
    found = taken(nudging, store)
    assert nudging.take(dict.fromkeys(found, "again"), AnswerId(5)) == 0
    assert len(store.pulls) == 1
