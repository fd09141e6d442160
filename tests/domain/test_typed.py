from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.cards import Rating
from tpmdesk.domain.typed import Mark, compare, slips

TEXTS = st.text(max_size=60)
WORDS = st.lists(st.sampled_from(["rollback", "the", "canary", "p99", "of", "naïve"]), max_size=8)
SAID = WORDS.filter(bool)


def marked(stretches, mark: Mark) -> list[str]:
    return [each.text for each in stretches if each.mark is mark]


@given(TEXTS, TEXTS)
def test_no_letter_of_either_text_is_lost(mine: str, wanted: str) -> None:
    found = compare(mine, wanted)
    assert "".join(each.text for each in found.given) == mine
    assert "".join(each.text for each in found.expected) == wanted


@given(TEXTS)
def test_a_text_agrees_with_itself(text: str) -> None:
    found = compare(text, text)
    assert found.share == 1
    assert not marked(found.given, Mark.WRONG)
    assert not marked(found.expected, Mark.MISSING)


@given(TEXTS, TEXTS)
def test_the_share_lies_between_0_and_1(mine: str, wanted: str) -> None:
    assert 0 <= compare(mine, wanted).share <= 1


@given(TEXTS, TEXTS)
def test_each_side_has_only_its_own_marks(mine: str, wanted: str) -> None:
    found = compare(mine, wanted)
    assert not marked(found.given, Mark.MISSING)
    assert not marked(found.expected, Mark.WRONG)


@given(WORDS, WORDS)
def test_all_right_means_nothing_wrong_and_nothing_missing(
    mine: list[str], wanted: list[str]
) -> None:
    found = compare(" ".join(mine), " ".join(wanted))
    flawed = marked(found.given, Mark.WRONG) + marked(found.expected, Mark.MISSING)
    assert (found.share == 1) == (not flawed)


@given(SAID, st.sampled_from([str.upper, str.title, lambda t: f"  {t.replace(' ', ', ')}."]))
def test_case_spacing_and_punctuation_do_not_matter(words: list[str], change) -> None:
    text = " ".join(words)
    assert compare(change(text), text).share == 1


@pytest.mark.parametrize(
    ("mine", "wanted"),
    [
        ("Naive cafe", "naïve café"),
        ("nai\u0308ve", "naïve"),
        ("canary release", "the canary release"),
        ("an error budget", "error budget"),
        ("roll back", "rollback"),
        ("roll-back plan", "rollback plan"),
        ("dont", "don't"),
        ("STRASSE", "Straße"),
        ("歩く", "歩く。"),
        ("->", "->"),
    ],
)
def test_what_does_not_matter_is_right(mine: str, wanted: str) -> None:
    assert compare(mine, wanted).suggested is Rating.GOOD


@pytest.mark.parametrize(
    "mine", ["reconcilation tooling", "reconciliation toolign", "reconcilliation tooling"]
)
def test_a_slip_in_a_long_word_is_forgiven_and_shown(mine: str) -> None:
    found = compare(mine, "reconciliation tooling")
    assert found.share == 1
    shown = marked(found.given, Mark.FORGIVEN) + marked(found.expected, Mark.FORGIVEN)
    assert shown


@pytest.mark.parametrize(
    ("mine", "wanted"),
    [("p95", "p99"), ("99.9", "99.99"), ("on", "in"), ("read", "write"), ("1000", "10000")],
)
def test_numbers_short_words_and_other_words_are_not_forgiven(mine: str, wanted: str) -> None:
    found = compare(mine, wanted)
    assert found.share < 1
    assert marked(found.given, Mark.WRONG)
    assert marked(found.expected, Mark.MISSING)


def test_what_is_missing_and_what_is_too_much_are_told_apart() -> None:
    found = compare("write both, then delete", "write both, then backfill")
    assert marked(found.given, Mark.WRONG) == ["delete"]
    assert marked(found.expected, Mark.MISSING) == ["backfill"]


def test_most_of_an_answer_suggests_hard() -> None:
    found = compare(
        "phases that are independently reversible", "phases that are each independently reversible"
    )
    assert found.suggested is Rating.HARD


@pytest.mark.parametrize("mine", ["", "   ", "no idea"])
def test_nothing_right_suggests_again(mine: str) -> None:
    found = compare(mine, "observation window")
    assert (found.share, found.suggested) == (0, Rating.AGAIN)


def test_a_very_long_answer_is_compared_all_the_same() -> None:
    text = " ".join(f"word{n}" for n in range(600))
    assert compare(text + " more", text).share > 0.99


@given(st.text("abcdé", min_size=1, max_size=12), st.text("abcdé", min_size=1, max_size=12))
def test_slips_are_the_same_from_either_side(one: str, other: str) -> None:
    assert slips(one, other) == slips(other, one)


def test_two_letters_that_changed_places_are_one_slip() -> None:
    assert slips("tooling", "toolign") == 1
