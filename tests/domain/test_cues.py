from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.cues import apart, find
from tpmdesk.domain.language import Token, tokens


def spoken(sentence: str) -> tuple[Token, ...]:
    return tokens(sentence.split())


def heard(cue: str, sentence: str) -> bool:
    return find(cue, spoken(sentence)) is not None


@pytest.mark.parametrize(
    ("cue", "sentence"),
    [
        ("on call", "she was on-call that night"),
        ("roll* back", "we rolled it back"),
        ("never charge* twice", "it must never be charging anyone twice"),
        ("dual write*", "then the dual-writing starts"),
        ("boundar*", "across that boundry"),
        ("feature flag*", "behind feature flags"),
        ("1 percent", "to 1% of users"),
        ("stop writing", "we stopped writing"),
        ("Zürich region", "the zurich region fails"),
        ("resume upload", "a résumé upload"),
        ("don’t retry", "we don't retry"),
        ("отказ*", "при отказе узла"),
    ],
)
def test_a_cue_is_heard(cue: str, sentence: str) -> None:
    assert heard(cue, sentence)


@pytest.mark.parametrize(
    ("cue", "sentence"),
    [
        ("roll* back", "we come back and roll"),
        ("critical path", "critical is what he said about my path"),
        ("is down", "is that we went down"),
        ("canary", "the can"),
        ("stub*", "we stood"),
        ("", "anything"),
    ],
)
def test_other_words_are_not_that_cue(cue: str, sentence: str) -> None:
    assert not heard(cue, sentence)


LOOSE = "we roll it back then stop the old writes"


@given(st.lists(st.sampled_from(LOOSE.split()), max_size=9))
def test_a_hit_names_places_in_order(words: list[str]) -> None:
    hit = find("roll* back", tokens(words))
    if hit:
        assert list(hit.places) == sorted(set(hit.places))
        assert [words[place] for place in hit.places] == ["roll", "back"]


def test_overlapping_cues_are_one_hit() -> None:
    sentence = spoken("it sits behind a feature flag")
    hits = [find(cue, sentence) for cue in ("feature flag*", "behind a feature flag")]
    assert [hit.cue for hit in apart(hit for hit in hits if hit)] == ["behind a feature flag"]


def test_saying_the_same_word_again_is_no_second_hit() -> None:
    sentence = spoken("the canary is a canaries canary")
    hits = [find(cue, sentence) for cue in ("canary", "canar*")]
    assert len(apart(hit for hit in hits if hit)) == 1


def test_different_cues_are_different_hits() -> None:
    sentence = spoken("a timeout and a circuit breaker")
    hits = [find(cue, sentence) for cue in ("timeout*", "circuit breaker*")]
    assert len(apart(hit for hit in hits if hit)) == 2
