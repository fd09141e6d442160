from __future__ import annotations

import pytest

from tpmdesk.domain.hedges import hedge_uses
from tpmdesk.domain.transcript import Word


def found(text):
    words = [Word(word, float(at), at + 0.5) for at, word in enumerate(text.split())]
    return [(use.word, use.start) for use in hedge_uses(words)]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("So I think, we would stop there.", ("i think", 1.0)),
        ("It was kind of slow.", ("kind of", 2.0)),
        ("Maybe two weeks.", ("maybe", 0.0)),
        ("It took a month, I\u2019d say.", ("i'd say", 4.0)),
        ("We had a queue or something.", ("or something", 4.0)),
    ],
)
def test_a_hedge_is_found_where_it_was_said(text, hedge):
    assert found(text) == [hedge]


@pytest.mark.parametrize(
    "text",
    [
        "What kind of queue is it?",
        "I don't think so.",
        "That sort of failure is loud.",
        "We thought it over.",
    ],
)
def test_what_only_looks_like_a_hedge_is_let_pass(text):
    assert found(text) == []


def test_the_longest_hedge_counts_once():
    assert found("I am not really sure, not really sure.")[-1][0] == "not really sure"
