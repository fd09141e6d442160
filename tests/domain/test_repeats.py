from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.repeats import MOST, repeats
from tpmdesk.domain.transcript import Word


def of(text):
    return repeats([Word(word, float(at), at + 0.5) for at, word in enumerate(text.split())])


def test_a_phrase_said_three_times_is_found_with_its_moments():
    found = of(
        "At the end of the day it ships. Well, at the end of the day, yes. At the end of the day!"
    )
    assert (found[0].phrase, found[0].starts) == ("at the end of the day", (0.0, 9.0, 16.0))
    assert len(found) == 1


def test_twice_is_no_habit():
    assert of("move the needle here and move the needle there") == ()


def test_empty_words_alone_are_no_phrase():
    assert of("and it is and it is and it is and it is") == ()


def test_a_part_of_a_longer_phrase_is_not_told_again():
    found = of("we ship every monday x we ship every monday y we ship every monday z")
    assert [each.phrase for each in found] == ["we ship every monday"]


@given(st.lists(st.sampled_from(["ship", "the", "queue", "fast", "now"]), max_size=60))
def test_there_are_few_and_each_was_said_at_least_three_times(words):
    found = of(" ".join(words))
    assert len(found) <= MOST
    assert all(len(each.starts) >= 3 for each in found)
