from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.correction import corrected
from tpmdesk.domain.transcript import Transcript, Utterance, Word, typed

FIRST = Utterance((Word("We", 1.0, 1.2, 0.9), Word("use", 1.2, 1.6), Word("I'd", 1.6, 2.0, 0.3)))
SECOND = Utterance((Word("potenti", 4.0, 5.0, 0.2), Word("keys.", 5.0, 5.5)))
HEARD = Transcript((FIRST, SECOND), "whisper")


def times(transcript):
    return [(word.text, word.start, word.end) for word in transcript.words]


def test_one_word_for_another_takes_over_its_time():
    found = corrected(HEARD, 4, 4, "tokens.")
    assert times(found)[-1] == ("tokens.", 5.0, 5.5)
    assert found.corrected
    assert found.recognizer == "whisper"


def test_two_words_that_were_one_lie_where_both_were():
    found = corrected(HEARD, 2, 3, "idempotency")
    assert times(found)[2] == ("idempotency", 1.6, 5.0)
    assert [utterance.text for utterance in found.utterances] == ["We use idempotency", "keys."]


def test_a_word_that_was_two_shares_its_time_by_length():
    found = corrected(HEARD, 3, 3, "a retry")
    assert times(found)[3:5] == [
        ("a", 4.0, pytest.approx(4 + 1 / 6)),
        ("retry", pytest.approx(4 + 1 / 6), 5.0),
    ]


def test_in_a_sentence_only_the_words_that_differ_get_new_times():
    found = corrected(HEARD, 0, 2, "We always use I'd")
    assert times(found)[0] == ("We", 1.0, 1.2)
    assert times(found)[1] == ("always", 1.2, 1.2)
    assert times(found)[2:4] == [("use", 1.2, 1.6), ("I'd", 1.6, 2.0)]
    assert found.words[0].confidence == 0.9


def test_a_word_mended_by_hand_is_no_longer_doubted():
    assert corrected(HEARD, 2, 2, "the").words[2].confidence == 1.0


def test_an_empty_text_takes_the_words_out_and_an_empty_utterance_with_them():
    found = corrected(HEARD, 3, 4, " ")
    assert found.text == "We use I'd"
    assert len(found.utterances) == 1


def test_a_typed_answer_has_no_times_after_either():
    found = corrected(typed("one two"), 0, 0, "one and")
    assert times(found) == [("one", None, None), ("and", None, None), ("two", None, None)]


def test_the_same_words_change_nothing():
    assert corrected(HEARD, 0, 2, "We  use I'd") is HEARD


def test_beyond_the_words_there_is_nothing_to_correct():
    with pytest.raises(IndexError):
        corrected(HEARD, 3, 5, "x")


TEXT = st.sampled_from(["we", "map", "the", "rollback,", "then", "stage.", "a"])


@st.composite
def spoken(draw):
    """Some utterances, with times that never go back."""
    at, utterances = 0.0, []
    for _ in range(draw(st.integers(1, 4))):
        words = []
        for text in draw(st.lists(TEXT, min_size=1, max_size=6)):
            start = at + draw(st.floats(0, 2))
            at = start + draw(st.floats(0, 1))
            words.append(Word(text, start, at, draw(st.floats(0, 1))))
        utterances.append(Utterance(tuple(words)))
    return Transcript(tuple(utterances), "test")


@st.composite
def corrections(draw):
    transcript = draw(spoken())
    first = draw(st.integers(0, len(transcript.words) - 1))
    last = draw(st.integers(first, len(transcript.words) - 1))
    return transcript, first, last, draw(st.lists(TEXT, max_size=8))


@given(corrections())
def test_the_words_are_those_before_the_new_ones_and_those_after(case):
    transcript, first, last, texts = case
    old = [word.text for word in transcript.words]
    found = corrected(transcript, first, last, " ".join(texts))
    assert [word.text for word in found.words] == [*old[:first], *texts, *old[last + 1 :]]
    assert all(utterance.words for utterance in found.utterances)


@given(corrections())
def test_untouched_words_stay_as_they_were(case):
    transcript, first, last, texts = case
    found = corrected(transcript, first, last, " ".join(texts))
    rest = len(transcript.words) - last - 1
    assert found.words[:first] == transcript.words[:first]
    assert found.words[len(found.words) - rest :] == transcript.words[last + 1 :]


@given(corrections())
def test_time_never_goes_back(case):
    transcript, first, last, texts = case
    found = corrected(transcript, first, last, " ".join(texts)).words
    assert all(word.start <= word.end for word in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(corrections())
def test_new_words_lie_within_the_time_of_what_was_there(case):
    transcript, first, last, texts = case
    words = transcript.words
    least = words[first - 1].end if first else words[0].start
    most = words[last + 1].start if last + 1 < len(words) else words[-1].end
    found = corrected(transcript, first, last, " ".join(texts)).words
    new = found[first : first + len(texts)]
    assert all(least <= word.start and word.end <= most for word in new)
