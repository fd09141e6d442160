from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.fillers import filler_uses
from tpmdesk.domain.transcript import Word

LOOSE = "um like you know I mean sort kind of basically, actually so the we"
PHRASES = st.lists(st.sampled_from(LOOSE.split()))


def fillers(text: str) -> list[str]:
    return [use.word for use in filler_uses([Word(word) for word in text.split()])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Um, we have uh three er teams hmm", ["um", "uh", "er", "hmm"]),
        ("so you know we waited", ["you know"]),
        ("It was late, you know, and nobody answered.", ["you know"]),
        ("I mean, we could not ship.", ["i mean"]),
        ("it was sort of broken and kind of slow", ["sort of", "kind of"]),
        ("Basically, two teams. And actually we had three.", ["basically", "actually"]),
        ("it was, like, huge", ["like"]),
        ("and like we had to wait", ["like"]),
        ("it was like really slow", ["like"]),
        ("um like you know it broke", ["um", "like", "you know"]),
        ("so basically like um nobody knew", ["basically", "like", "um"]),
    ],
)
def test_a_filler_is_heard(text: str, found: list[str]) -> None:
    assert fillers(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "do you know what broke",
        "as you know the date moved",
        "once you know what the peak is",
        "that is what I mean by owner",
        "I mean it seriously",
        "what kind of lock is that",
        "this sort of outage hurts",
        "a queue like that one",
        "I would like to split it",
        "services like payments and search",
        "and like I said before",
        "I asked what actually happened",
        "the umbrella hummed near Uhland",
    ],
)
def test_a_word_that_carries_meaning_is_no_filler(text: str) -> None:
    assert fillers(text) == []


def test_a_filler_knows_when_it_was_said() -> None:
    uses = filler_uses([Word("So", 0.0, 0.4), Word("um,", 1.5, 1.8)])
    assert [(use.word, use.start) for use in uses] == [("um", 1.5)]


@given(PHRASES)
def test_no_word_is_counted_twice(words: list[str]) -> None:
    uses = filler_uses([Word(word, float(n), n + 0.5) for n, word in enumerate(words)])
    taken = [int(use.start) + n for use in uses for n in range(len(use.word.split()))]
    assert len(taken) == len(set(taken))
    assert all(place < len(words) for place in taken)
