"""Steps that are named in general and not shown."""

from __future__ import annotations

import pytest

from tpmdesk.domain.assessment import StepCoverage
from tpmdesk.domain.content import EntryId, Framework, FrameworkStep
from tpmdesk.domain.mentions import with_mentions
from tpmdesk.domain.transcript import typed

MAP = FrameworkStep("Surface the Dependencies", "Draw it.", cues=("depends on", "wait*"))
WALK = Framework(EntryId("t/walk"), "A walk", "anything", (MAP,))


def mentioned(text: str, *, covered: bool = False) -> list[str]:
    (step,) = with_mentions((StepCoverage(MAP.name, covered),), WALK, typed(text))
    return [found.quote for found in step.mentioned]


def test_the_sentence_that_comes_nearest_is_quoted() -> None:
    text = "First I listen.\nI would draw who depends on whom.\nThen we go home."
    assert mentioned(text) == ["I would draw who depends on whom."]


def test_its_name_counts_as_a_mention() -> None:
    assert mentioned("I always surface the dependencies.")


@pytest.mark.parametrize("text", ["We wait for lunch.", "I like maps.", ""])
def test_one_word_alone_is_no_mention(text: str) -> None:
    assert mentioned(text) == []


def test_a_covered_step_is_left_as_it_is() -> None:
    assert mentioned("I would draw who depends on whom.", covered=True) == []
