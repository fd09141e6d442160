from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.assessment import Evidence, StepCoverage
from tpmdesk.domain.judging import MAX_EVIDENCE, Bars, Reading, judge
from tpmdesk.domain.passages import sentences
from tpmdesk.domain.transcript import Transcript, Utterance, Word, typed

SAID = typed("So, um. We write both. The old one counts. Over fifty misses it goes off. Done.")
SPOKEN = sentences(SAID)
BARS = Bars(step=0.5, signal=0.0)
LOW = -4.0
SIGNAL = (LOW, LOW, LOW, 1.0, LOW)


def judged(
    *scores: float, signals: tuple[float, ...] | None = None, other: tuple[float, ...] = (LOW,) * 5
) -> StepCoverage:
    """What is found of "Write both" beside one other step."""
    reading = Reading({"Write both": scores, "Backfill": other}, signals, BARS)
    return judge(reading, SPOKEN, SAID)[0]


def quotes(found: tuple[Evidence, ...] | None) -> list[str]:
    return [evidence.quote for evidence in found or ()]


def test_the_surest_sentence_is_the_evidence() -> None:
    step = judged(LOW, 2.0, LOW, LOW, LOW)
    assert step.covered
    assert quotes(step.evidence) == ["We write both."]


def test_what_stays_below_the_bar_is_not_covered() -> None:
    step = judged(LOW, 0.4, LOW, LOW, LOW)
    assert (step.covered, step.evidence) == (False, ())


def test_what_is_nearly_as_sure_is_evidence_too_the_surest_first() -> None:
    step = judged(LOW, 2.0, 2.5, 0.6, LOW)
    assert quotes(step.evidence) == ["The old one counts.", "We write both."]


def test_there_are_never_more_than_three_quotes() -> None:
    assert len(judged(2.0, 2.0, 2.0, 2.0, 2.0).evidence) == MAX_EVIDENCE


def test_a_signal_beside_the_phase_is_the_phases() -> None:
    step = judged(LOW, LOW, 2.0, LOW, LOW, signals=SIGNAL)
    assert quotes(step.signal) == ["Over fifty misses it goes off."]


def test_a_signal_after_some_talk_is_the_phases_that_was_last_spoken_of() -> None:
    other = (LOW, LOW, LOW, LOW, 2.0)
    step = judged(2.0, LOW, LOW, LOW, LOW, signals=SIGNAL, other=other)
    assert quotes(step.signal) == ["Over fifty misses it goes off."]


def test_one_stray_sentence_does_not_take_a_signal_to_another_phase() -> None:
    other = (LOW, LOW, LOW, -0.5, LOW)
    assert judged(LOW, 3.0, 2.0, -1.0, LOW, signals=SIGNAL, other=other).signal != ()


def test_where_the_reader_is_a_little_against_it_the_words_decide() -> None:
    against = (LOW, LOW, LOW, -0.5, LOW)
    assert quotes(judged(LOW, 2.0, LOW, LOW, LOW, signals=against).signal) == [
        "Over fifty misses it goes off."
    ]
    assert judged(LOW, 2.0, LOW, LOW, LOW, signals=(-0.5, LOW, LOW, LOW, LOW)).signal == ()


def test_a_signal_of_another_phase_is_not_the_phases() -> None:
    other = (LOW, LOW, LOW, 3.0, LOW)
    assert judged(LOW, LOW, 2.0, LOW, LOW, signals=SIGNAL, other=other).signal == ()


def test_a_phase_that_is_not_covered_has_no_signal() -> None:
    assert judged(*(LOW,) * 5, signals=(2.0,) * 5).signal == ()


def test_where_no_signal_is_asked_for_none_is_told() -> None:
    assert judged(2.0, 2.0, 2.0, 2.0, 2.0).signal is None


def test_nothing_said_covers_nothing() -> None:
    (step,) = judge(Reading({"Write both": ()}, (), BARS), (), typed(""))
    assert (step.covered, step.signal) == (False, ())


def test_a_framework_of_one_phase_has_its_signal() -> None:
    reading = Reading({"Write both": (LOW, LOW, 2.0, LOW, LOW)}, SIGNAL, BARS)
    assert len(judge(reading, SPOKEN, SAID)[0].signal or ()) == 1


WORDS = st.lists(st.sampled_from(["we", "stop.", "now", "and", "go"]), min_size=1, max_size=120)


@given(WORDS, st.randoms(use_true_random=False))
def test_every_quote_was_said_at_its_seconds(words: list[str], random: object) -> None:
    timed = tuple(Word(word, n * 1.0, n + 0.5) for n, word in enumerate(words))
    transcript = Transcript((Utterance(timed),), "test")
    spoken = sentences(transcript)
    scores = tuple(random.uniform(-3, 3) for _ in spoken)  # type: ignore[attr-defined]
    (step,) = judge(Reading({"s": scores}, None, BARS), spoken, transcript)
    for found in step.evidence:
        assert found.quote in transcript.text
        assert found.start is not None
        assert found.end == pytest.approx(found.start + found.quote.count(" ") + 0.5)
