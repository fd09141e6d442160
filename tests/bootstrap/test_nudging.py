"""Rounds of the bundled content, and the bundled cards that they bring forward."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.storage.conftest import NOON, Watch
from tpmdesk.app.nudging import Suggestion
from tpmdesk.app.unattended import AtOnce
from tpmdesk.bootstrap.parts import Parts
from tpmdesk.bootstrap.paths import profile
from tpmdesk.domain.assessment import Assessment, Evidence, StepCoverage
from tpmdesk.domain.attempts import Attempt, Score
from tpmdesk.domain.cards import CardId, Memory, Rating
from tpmdesk.domain.content import Prompt
from tpmdesk.domain.nudges import LackKind
from tpmdesk.domain.roundstate import Question, new_round
from tpmdesk.domain.transcript import typed
from tpmdesk.storage.attempts import SqlAttemptStore

ARCHITECTURE, RELEASE = "core/architecture", "core/release"


@dataclass
class Evening:
    """A profile of the bundled content with a clock that goes when told."""

    parts: Parts
    watch: Watch

    def __post_init__(self) -> None:
        self.attempts = SqlAttemptStore(self.parts.database)

    def sat(self, round_id: str, *, missing: str | None = None, level: int = 4) -> Attempt:
        """One question, answered with all its terms and steps but the `missing` one."""
        content = self.parts.content
        held = content.round(round_id)
        prompt = content.prompts(held.id)[0]
        question = Question(prompt.id, prompt.text, 30, 180)
        made = self.attempts.begin(held.id, held.title, new_round((question,)), NOON)
        self.attempts.save_transcript(made, 0, typed(" and ".join(prompt.terms)), NOON)
        self.attempts.save_assessment(made, 0, self.judged(prompt, missing), NOON)
        criteria = content.rubric(held.rubric).criteria
        self.attempts.save_scores(made, 0, [Score(each.slug, level) for each in criteria])
        return self.attempts.attempt(made)

    def judged(self, prompt: Prompt, missing: str | None) -> Assessment:
        content = self.parts.content
        framework = content.framework(prompt.framework or content.round(prompt.round).framework)
        names = [step.name for step in framework.steps]
        assert missing is None or missing in names
        steps = tuple(
            StepCoverage(name, name != missing, (Evidence(name),) if name != missing else ())
            for name in names
        )
        return Assessment(framework.id, steps, (), None, True)

    def suggestions(self, attempt: Attempt) -> tuple[Suggestion, ...]:
        return self.parts.nudging.suggestions(self.attempts.attempt(attempt.id), 0)

    def take(self, attempt: Attempt, reason: str = "You left it out.") -> int:
        wanted = dict.fromkeys(self.suggestions(attempt), reason)
        return self.parts.nudging.take(wanted, attempt.answers[0].id)

    def next_card(self) -> CardId:
        return self.parts.reviewing.next().card.id

    def memory(self, card: CardId) -> Memory:
        return self.parts.reviewing.view(card).card.memory

    def answer(self, card: CardId, rating: Rating) -> None:
        self.watch.forward(minutes=1)
        self.parts.reviewing.answer(card, rating, 5.0)
        self.watch.forward(minutes=1)


@pytest.fixture
def evening(tmp_path):
    watch = Watch()
    parts = Parts(profile(tmp_path), AtOnce(), watch)
    parts.library.merge_bundled()
    yield Evening(parts, watch)
    parts.close()


@pytest.mark.parametrize(
    ("round_id", "step", "template"),
    [
        (ARCHITECTURE, "Inputs", "step-1"),
        (ARCHITECTURE, "Operations", "step-5"),
        (RELEASE, "Read from new", "step-3"),
    ],
)
def test_a_missing_step_suggests_the_card_that_asks_for_that_step(
    evening, round_id, step, template
):
    found = evening.suggestions(evening.sat(round_id, missing=step))
    assert [(each.lack.kind, each.lack.what) for each in found] == [(LackKind.STEP, step)]
    assert found[0].cards[0].template == template


def test_every_step_of_every_framework_that_a_round_follows_has_a_card(evening):
    content = evening.parts.content
    for held in content.rounds():
        if held.framework:
            for step in content.framework(held.framework).steps:
                found = evening.suggestions(evening.sat(held.id, missing=step.name))
                assert found, f"{held.id}: {step.name}"
                assert found[0].cards[0].step == step.name


def test_low_scores_suggest_cards_about_their_criteria(evening):
    found = evening.suggestions(evening.sat(ARCHITECTURE, level=1))
    assert {each.lack.kind for each in found} == {LackKind.CRITERION}
    assert "Numbers first" in [each.lack.what for each in found]


def test_no_card_is_suggested_twice(evening):
    found = evening.suggestions(evening.sat(ARCHITECTURE, missing="Failure", level=1))
    cards = [card.id for each in found for card in each.cards]
    assert len(cards) == len(set(cards))


def test_a_good_answer_suggests_nothing(evening):
    for held in evening.parts.content.rounds():
        if held.framework:
            assert evening.suggestions(evening.sat(held.id)) == ()


def test_terms_left_unsaid_count_only_where_something_else_was_wanting(evening):
    good, weak = evening.sat(ARCHITECTURE), evening.sat(ARCHITECTURE, missing="Failure")
    for attempt in (good, weak):
        evening.attempts.save_transcript(attempt.id, 0, typed("Something else."), NOON)
    assert evening.suggestions(good) == ()
    assert LackKind.TERM in [each.lack.kind for each in evening.suggestions(weak)]


def test_a_card_that_is_due_already_is_not_offered(evening):
    attempt = evening.sat(ARCHITECTURE, missing="Inputs")
    (card,) = evening.suggestions(attempt)[0].cards
    evening.answer(card.id, Rating.EASY)
    assert evening.suggestions(attempt)[0].cards[0].id == card.id
    evening.watch.forward(days=60)
    assert evening.memory(card.id).due < evening.watch.now
    assert evening.suggestions(attempt) == ()


def test_a_card_that_is_being_learned_is_not_offered(evening):
    attempt = evening.sat(ARCHITECTURE, missing="Inputs")
    evening.answer(evening.suggestions(attempt)[0].cards[0].id, Rating.GOOD)
    assert evening.suggestions(attempt) == ()


def test_a_new_card_that_was_brought_forward_comes_next(evening):
    attempt = evening.sat(ARCHITECTURE, missing="Failure")
    first = evening.suggestions(attempt)[0].cards[0].id
    assert evening.next_card() != first
    evening.take(attempt)
    assert evening.next_card() == first
    evening.parts.reviewing.undo()
    assert evening.next_card() != first


def test_a_learned_card_that_was_brought_forward_is_due(evening):
    attempt = evening.sat(ARCHITECTURE, missing="Failure")
    card = evening.suggestions(attempt)[0].cards[0].id
    evening.answer(card, Rating.EASY)
    assert evening.memory(card).due > evening.watch.now
    evening.take(attempt)
    assert evening.memory(card).due == evening.watch.now


def test_taking_all_is_one_undo_step(evening):
    attempt = evening.sat(ARCHITECTURE, missing="Failure", level=1)
    before = evening.suggestions(attempt)
    assert evening.take(attempt) > 2
    assert all(each.taken for each in evening.suggestions(attempt) if each.cards)
    assert evening.parts.reviewing.undo().startswith("Bring forward: Failure")
    assert evening.suggestions(attempt) == before


def test_the_reason_is_told_until_the_card_is_answered(evening):
    attempt = evening.sat(ARCHITECTURE, missing="Failure")
    card = evening.suggestions(attempt)[0].cards[0].id
    evening.take(attempt, "You left out Failure.")

    reasons = evening.parts.nudging.reasons
    assert reasons(card, evening.memory(card).last_review) == ["You left out Failure."]
    evening.answer(card, Rating.GOOD)
    assert reasons(card, evening.memory(card).last_review) == []
