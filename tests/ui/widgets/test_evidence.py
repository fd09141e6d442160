from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.assessment import Evidence, StepCoverage
from tpmdesk.domain.transcript import Transcript, Utterance, Word
from tpmdesk.ui.widgets.evidence import Passage, passages

WORDS = ["we", "map", "it", "and", "then", "we", "map", "it", "again"]


def transcript(words):
    timed = (Word(word, float(n), n + 0.5) for n, word in enumerate(words))
    return Transcript((Utterance(tuple(timed)),), "test")


def step(*evidence):
    return StepCoverage("Step", covered=True, evidence=evidence)


def test_a_quote_is_found_at_its_words():
    found = passages(transcript(WORDS), [step(Evidence("and then we", 3.0, 5.5))])
    assert found == (Passage(3, 5, 1),)


def test_of_two_equal_quotes_the_one_at_the_time_of_the_evidence_is_meant():
    found = passages(transcript(WORDS), [step(Evidence("map it", 6.0, 7.5))])
    assert found == (Passage(6, 7, 1),)


def test_passages_come_in_the_order_of_the_words_with_the_number_of_their_step():
    late, early = Evidence("again", 8.0), Evidence("we map", 0.0)
    found = passages(transcript(WORDS), [step(late), step(early)])
    assert [(one.first, one.number) for one in found] == [(0, 2), (8, 1)]


def test_a_quote_that_is_not_in_the_transcript_is_left_out():
    assert passages(transcript(WORDS), [step(Evidence("nowhere"))]) == ()


@given(
    st.lists(st.text("abc.", min_size=1, max_size=4), min_size=1, max_size=20),
    st.data(),
)
def test_any_run_of_words_is_found_where_it_stands(words, data):
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    heard = transcript(words)
    quote = " ".join(words[first : last + 1])
    (found,) = passages(heard, [step(Evidence(quote, float(first), last + 0.5))])
    assert (found.first, found.last) == (first, last)
