from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.spoken import ANSWERS, Spoken
from tpmdesk.content.reader import read_packs
from tpmdesk.domain.content import EntryId, Framework, FrameworkStep
from tpmdesk.domain.coverage import cover
from tpmdesk.domain.transcript import Transcript, Utterance, Word, typed

CONTENT = Path(__file__).parents[2] / "content" / "core"

RUN = Framework(
    EntryId("t/run"),
    "Failure and operations",
    "anything",
    (
        FrameworkStep("Failure", "What breaks.", cues=("timeout*", "falls over", "retr*")),
        FrameworkStep("Operations", "Who runs it.", cues=("roll* back", "operations", "on call")),
    ),
)


@pytest.fixture(scope="module")
def frameworks() -> dict[str, Framework]:
    packs = read_packs([CONTENT]).packs
    return {entry.id.partition("/")[2]: entry for pack in packs for entry in pack.frameworks}


def covered(text: str, framework: Framework = RUN) -> list[str]:
    return [found.step for found in cover(framework, typed(text)) if found.covered]


def test_most_steps_are_told_right_and_few_are_claimed_wrongly(
    frameworks: dict[str, Framework],
) -> None:
    """Balanced accuracy over every step of every labelled answer: the mean of the share of spoken
    steps that are found and the share of unspoken ones that are left alone."""
    right: dict[bool, list[bool]] = {True: [], False: []}
    for answer in ANSWERS:
        for found in cover(frameworks[answer.framework], typed(answer.text)):
            spoken = found.step in answer.heard
            right[spoken].append(found.covered == spoken)
    hit, rejected = (sum(right[kind]) / len(right[kind]) for kind in (True, False))
    assert (hit + rejected) / 2 >= 0.85
    assert rejected >= 0.95


HOLLOW = [answer for answer in ANSWERS if not answer.heard and "no migration" not in answer.about]


@pytest.mark.parametrize("answer", HOLLOW, ids=lambda answer: answer.about)
def test_reciting_headings_covers_nothing(answer: Spoken, frameworks: dict[str, Framework]) -> None:
    assert covered(answer.text, frameworks[answer.framework]) == []


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.about)
def test_every_quote_is_an_exact_part_of_the_transcript(
    answer: Spoken, frameworks: dict[str, Framework]
) -> None:
    transcript = typed(answer.text)
    for found in cover(frameworks[answer.framework], transcript):
        assert found.covered == bool(found.evidence)
        assert len(found.evidence) <= 3
        assert all(evidence.quote in transcript.text for evidence in found.evidence)


LOOSE = "so timeout retries falls over. roll it back. on call operations failure three if um Kafka"
SAID = st.sampled_from(LOOSE.split())


@given(st.lists(SAID, max_size=80), st.integers(1, 30))
def test_evidence_lies_where_it_was_said(words: list[str], size: int) -> None:
    timed = [Word(word, float(n), n + 0.5) for n, word in enumerate(words)]
    groups = [Utterance(tuple(timed[at : at + size])) for at in range(0, len(timed), size)]
    for found in cover(RUN, Transcript(tuple(groups), "test")):
        starts = [evidence.start for evidence in found.evidence]
        assert starts == sorted(starts)
        for evidence in found.evidence:
            assert evidence.start is not None
            assert evidence.end is not None
            said = [word.text for word in timed if evidence.start <= word.start < evidence.end]
            assert " ".join(said) == evidence.quote


def test_two_different_cues_in_one_sentence_cover_a_step() -> None:
    assert covered("The page gets a timeout and the client just retries forever.") == ["Failure"]


def test_a_short_sentence_with_two_cues_covers_a_step() -> None:
    assert covered("So I would put a timeout and retries there.") == []
    assert covered("So, um, put a timeout and three retries there.") == ["Failure"]


def test_one_cue_of_several_words_needs_substance() -> None:
    assert covered("Then of course the whole system sometimes just falls over.") == []
    assert covered("With nine hundred users the whole system just falls over.") == ["Failure"]


def test_two_cues_may_lie_in_neighbouring_sentences() -> None:
    assert covered("There was a timeout in the cart. Then came retry after retry.") == ["Failure"]


def test_cues_far_apart_do_not_add_up() -> None:
    assert covered("There was a timeout. It rained that day. We had retries.") == []


def test_a_name_alone_covers_nothing() -> None:
    assert covered("I believe that operations is really important in any such design.") == []


def test_saying_that_one_will_not_speak_of_it_covers_nothing() -> None:
    assert covered("I won't go into how we roll back or who is on call.") == []


def test_evidence_of_a_typed_answer_has_no_times() -> None:
    failure = cover(RUN, typed("The page gets a timeout and the client just retries forever."))[0]
    assert [(found.start, found.end) for found in failure.evidence] == [(None, None)]


def test_an_empty_answer_covers_nothing() -> None:
    assert covered("") == []
