from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.passages import sentences
from tpmdesk.domain.transcript import Transcript, Utterance, Word, typed

TEXTS = st.lists(st.sampled_from(["we", "stop.", "Now", "go", "five", "why?", "…"]), max_size=120)


def texts(transcript: Transcript) -> list[str]:
    words = transcript.words
    return [
        " ".join(word.text for word in words[sentence.begin : sentence.end])
        for sentence in sentences(transcript)
    ]


@given(TEXTS, st.integers(1, 40))
def test_sentences_hold_every_word_once_and_none_is_long(words: list[str], size: int) -> None:
    groups = [words[at : at + size] for at in range(0, len(words), size)]
    utterances = tuple(Utterance(tuple(Word(word) for word in group)) for group in groups)
    transcript = Transcript(utterances, "test")
    assert " ".join(texts(transcript)) == transcript.text
    assert all(0 < found.end - found.begin <= 45 for found in sentences(transcript))


def test_punctuation_ends_a_sentence() -> None:
    assert texts(typed("We waited. Why? It was late.")) == ["We waited.", "Why?", "It was late."]


def test_a_pause_in_mid_sentence_does_not_end_it_where_there_is_punctuation() -> None:
    halves = (Utterance((Word("We"), Word("um"))), Utterance((Word("waited."),)))
    assert texts(Transcript(halves, "test")) == ["We um waited."]


def test_pauses_end_sentences_where_nobody_writes_punctuation() -> None:
    lines = "\n".join(" ".join(["word"] * 30) for _ in range(4))
    assert len(sentences(typed(lines))) == 4


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("it took nine days", {"number"}),
        ("phase two is for those two people", set()),
        ("we moved it to Kafka", {"name"}),
        ("the payments service and the ads team", {"name", "names"}),
        ("every team and each service", set()),
        ("if it fails we revert", {"act"}),
        ("we communicate and align", set()),
    ],
)
def test_substance(text: str, kinds: set[str]) -> None:
    assert sentences(typed(text))[0].substance == kinds


@pytest.mark.parametrize(
    "text", ["I won't go into the invariants", "I ran out of time for rollback"]
)
def test_announcing_silence_dismisses(text: str) -> None:
    assert sentences(typed(text))[0].dismisses


def test_speaking_of_it_does_not_dismiss() -> None:
    assert not sentences(typed("then we go into the rollback"))[0].dismisses
