from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.excerpt import excerpt


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("What is a **canary** release?", "What is a canary release?"),
        ("## Title\n\n- one\n- two", "Title one two"),
        ("1. **Name it**: say so", "Name it: say so"),
        ("See [the book](https://x.test/a) and `code`", "See the book and code"),
        ("a_snake_case name, 2 * 3 and *stress*", "a_snake_case name, 2 * 3 and stress"),
        ("> quoted _text_", "quoted text"),
        ("", ""),
    ],
)
def test_marks_vanish_and_words_stay(markdown, plain):
    assert excerpt(markdown) == plain


def test_a_long_text_is_cut_between_words():
    assert excerpt("one two three four", 12) == "one two…"
    assert excerpt("one two three four", 14) == "one two three…"


def test_a_long_word_is_cut_where_it_must_be():
    assert excerpt("x" * 50, 10) == "x" * 9 + "…"


@given(st.text(), st.integers(2, 60))
def test_an_excerpt_is_one_line_that_fits(markdown, length):
    line = excerpt(markdown, length)
    assert len(line) <= length
    assert len(line.splitlines()) <= 1


def test_an_escaped_mark_is_a_character_like_any_other():
    assert (
        excerpt(r"Two \* three is \_six\_, **not** \[five\]") == "Two * three is _six_, not [five]"
    )


@pytest.mark.parametrize("bad", ["[", "[a](", "\n", "\n> ", "**", "\\[", "x"])
def test_a_text_made_to_take_forever_is_cut(bad):
    assert len(excerpt(bad * 500_000)) <= 120


def test_a_backslash_before_a_letter_stays():
    assert excerpt(r"C:\temp") == r"C:\temp"
