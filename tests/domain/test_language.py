from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.language import begins, same, stem, tokens

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14)


@pytest.mark.parametrize(
    "family",
    [
        ["drop", "drops", "dropped", "dropping"],
        ["write", "writes", "writing", "wrote", "written"],
        ["retry", "retries", "retried", "retrying"],
        ["move", "moves", "moved", "moving"],
        ["team", "teams", "team's"],
        ["roll", "rolls", "rolled", "rolling"],
    ],
)
def test_a_family_of_words_has_one_stem(family: list[str]) -> None:
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("status", "state"), ("bus", "bu"), ("process", "proces"), ("need", "ne")]
)
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_mark_of_percent_is_a_word() -> None:
    assert [token.raw for token in tokens(["On-call,", "5%", "“it’s”"])] == [
        "on", "call", "5", "percent", "it's",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        ("Café,", ["cafe"]),
        ("cafe\u0301", ["cafe"]),
        ("Zürich-Süd", ["zurich", "sud"]),
        ("Łódź", ["łodz"]),
        ("отказ!", ["отказ"]),
        ("障害", ["障害"]),
        ("naïve_plan", ["naive", "plan"]),
    ],
)
def test_a_word_of_any_letters_is_a_word_and_its_accents_do_not_matter(
    said: str, raw: list[str]
) -> None:
    assert [token.raw for token in tokens([said])] == raw


@given(st.text(st.characters(max_codepoint=127), max_size=30))
def test_plain_text_is_cut_as_ever(text: str) -> None:
    pieces = re.findall(r"[a-z0-9']+|%", text.lower())
    expected = ["percent" if each == "%" else each.strip("'") for each in pieces]
    assert [token.raw for token in tokens([text])] == [each for each in expected if each]


def test_tokens_know_their_word() -> None:
    assert [token.word for token in tokens(["on-call", "—", "now"], first=7)] == [7, 7, 9]


@given(WORDS)
def test_a_word_is_the_same_as_itself_and_begins_itself(word: str) -> None:
    assert same(word, word)
    assert begins(word, word)


@given(WORDS, WORDS)
def test_sameness_goes_both_ways(one: str, other: str) -> None:
    assert same(one, other) == same(other, one)


@given(st.text("abcdefg", min_size=6, max_size=12), st.data())
def test_one_wrong_letter_in_a_long_word_is_forgiven(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    assert same(word, word[:place] + "z" + word[place + 1 :])
    assert same(word, word[:place] + "z" + word[place:])
    assert not same(word, "zz" + word)


@pytest.mark.parametrize(("one", "other"), [("reads", "ready"), ("owner", "owned"), ("p99", "p95")])
def test_short_words_must_match_to_the_letter(one: str, other: str) -> None:
    assert not same(one, other)


@pytest.mark.parametrize("word", ["idempotency", "idempotent", "idenpotency", "idempotancy"])
def test_a_long_beginning_may_be_misheard(word: str) -> None:
    assert begins(word, "idempoten")
    assert not begins(word, "identical")
