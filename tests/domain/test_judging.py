from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.judging import MAX_EVIDENCE, Bars, StepReading, judge
from tpmdesk.domain.passages import sentences
from tpmdesk.domain.transcript import Transcript, Utterance, Word, typed

SAID = typed("So, um. We write both. The old one counts. Over fifty misses it goes off. Done.")
SPOKEN = sentences(SAID)
BARS = Bars(step=0.5, signal=0.0, around=-1.0, sign=0.5)
LOW = -4.0


def reading(*scores: float, signals: tuple[float, ...] | None = None) -> StepReading:
    return StepReading("Write both", scores, signals, BARS)


def quotes(found: tuple[object, ...]) -> list[str]:
    return [evidence.quote for evidence in found]  # type: ignore[attr-defined]


def test_the_surest_sentence_is_the_evidence() -> None:
    (step,) = judge([reading(LOW, 2.0, LOW, LOW, LOW)], SPOKEN, SAID)
    assert step.covered
    assert quotes(step.evidence) == ["We write both."]


def test_what_stays_below_the_bar_is_not_covered() -> None:
    (step,) = judge([reading(LOW, 0.4, LOW, LOW, LOW)], SPOKEN, SAID)
    assert (step.covered, step.evidence) == (False, ())


def test_what_is_nearly_as_sure_is_evidence_too_the_surest_first() -> None:
    (step,) = judge([reading(LOW, 2.0, 2.5, 0.6, LOW)], SPOKEN, SAID)
    assert quotes(step.evidence) == ["The old one counts.", "We write both."]


def test_a_signal_beside_the_phase_is_the_phases() -> None:
    signals = (LOW, LOW, LOW, 1.0, LOW)
    (step,) = judge([reading(LOW, LOW, 2.0, LOW, LOW, signals=signals)], SPOKEN, SAID)
    assert quotes(step.signal or ()) == ["Over fifty misses it goes off."]


def test_a_signal_far_from_the_phase_is_not_the_phases() -> None:
    signals = (LOW, LOW, LOW, 1.0, LOW)
    (step,) = judge([reading(2.0, LOW, LOW, LOW, LOW, signals=signals)], SPOKEN, SAID)
    assert step.signal == ()


def test_what_does_not_sound_like_a_signal_is_none() -> None:
    signals = (LOW, 0.3, LOW, LOW, LOW)
    (step,) = judge([reading(LOW, 2.0, LOW, LOW, LOW, signals=signals)], SPOKEN, SAID)
    assert step.signal == ()


def test_a_phase_that_is_not_covered_has_no_signal() -> None:
    signals = (2.0,) * 5
    (step,) = judge([reading(*(LOW,) * 5, signals=signals)], SPOKEN, SAID)
    assert step.signal == ()


def test_where_no_signal_is_asked_for_none_is_told() -> None:
    (step,) = judge([reading(2.0, 2.0, 2.0, 2.0, 2.0)], SPOKEN, SAID)
    assert step.signal is None
    assert len(step.evidence) == MAX_EVIDENCE


def test_nothing_said_covers_nothing() -> None:
    (step,) = judge([reading(signals=())], (), typed(""))
    assert (step.covered, step.signal) == (False, ())


WORDS = st.lists(st.sampled_from(["we", "stop.", "now", "and", "go"]), min_size=1, max_size=120)


@given(WORDS, st.randoms(use_true_random=False))
def test_every_quote_was_said_at_its_seconds(words: list[str], random: object) -> None:
    timed = tuple(Word(word, n * 1.0, n + 0.5) for n, word in enumerate(words))
    transcript = Transcript((Utterance(timed),), "test")
    spoken = sentences(transcript)
    scores = tuple(random.uniform(-3, 3) for _ in spoken)  # type: ignore[attr-defined]
    (step,) = judge([StepReading("s", scores, None, BARS)], spoken, transcript)
    for found in step.evidence:
        assert found.quote in transcript.text
        assert found.start is not None
        assert found.end == pytest.approx(found.start + found.quote.count(" ") + 0.5)
