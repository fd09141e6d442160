from __future__ import annotations

from dataclasses import replace

from tests.app.fakes import OTHER, ROUND, MemoryContent, a_prompt
from tpmdesk.app.vocabulary import favoured, favoured_in_round
from tpmdesk.domain.content import Round


class Content(MemoryContent):
    def rounds(self) -> list[Round]:
        here = replace(ROUND, terms=("canaries", "backfill"))
        return [replace(OTHER, terms=("queues", "dependency graph", "backfill")), here]


CONTENT = Content()


def test_the_rounds_terms_come_first_then_the_questions_then_the_longest_of_others() -> None:
    prompt = replace(a_prompt("a"), terms=("war room", "canaries"))
    terms = favoured(CONTENT, prompt)
    assert terms == ("canaries", "backfill", "war room", "dependency graph", "queues")


def test_a_round_has_terms_before_its_question_is_known() -> None:
    assert favoured_in_round(CONTENT, ROUND.id)[:2] == ("canaries", "backfill")


def test_a_question_that_is_gone_favours_nothing() -> None:
    assert favoured(CONTENT, None) == ()


def test_another_form_of_a_term_is_not_listened_for() -> None:
    prompt = replace(a_prompt("a"), terms=("queue", "canary", "Dependency graphs"))
    terms = favoured(CONTENT, prompt)
    assert terms == ("canaries", "backfill", "queue", "canary", "Dependency graphs")
