from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.assessment import Delivery, Pause
from tpmdesk.domain.delivery import delivery, enough_speech, pauses_before
from tpmdesk.domain.transcript import Transcript, Utterance, Word, typed

VOCABULARY = ["um", "so", "you", "know", "like,", "the", "sort", "of", "queue.", "I", "mean", "—"]

seconds = st.floats(0, 600)


@st.composite
def timed_words(draw: st.DrawFn) -> Word:
    start = draw(seconds)
    untimed = draw(st.integers(0, 9)) == 0
    text = draw(st.sampled_from(VOCABULARY))
    return Word(text) if untimed else Word(text, start, start + draw(st.floats(-0.5, 2)))


transcripts = st.lists(timed_words(), max_size=60).map(
    lambda words: Transcript((Utterance(tuple(words)),), "test")
)
spans = st.lists(st.tuples(seconds, seconds), max_size=20)


def evenly(count: int, each: float = 0.5, start: float = 0.0) -> tuple[Word, ...]:
    """So many words, one after the other without a gap."""
    return tuple(Word("word", start + n * each, start + (n + 1) * each) for n in range(count))


def spoken(*words: Word) -> Transcript:
    return Transcript((Utterance(words),), "test")


def of(transcript: Transcript, *speech: tuple[float, float], length: float = 0.0) -> Delivery:
    result = delivery(transcript, speech, length)
    assert result is not None
    return result


@given(transcripts, spans, seconds)
def test_nothing_is_ever_negative(
    transcript: Transcript, speech: list[tuple[float, float]], length: float
) -> None:
    result = delivery(transcript, speech, length)
    if result is None:
        return
    assert min(result.words, result.speech_seconds, result.words_per_minute) >= 0
    assert result.time_to_first_word >= 0
    assert result.seconds >= length
    assert all(pause.seconds >= 0.7 for pause in result.pauses)
    assert all(begin >= 0 and pace >= 0 for begin, pace in result.pace)


@given(transcripts, spans, seconds)
def test_fillers_are_words(
    transcript: Transcript, speech: list[tuple[float, float]], length: float
) -> None:
    result = delivery(transcript, speech, length)
    if result:
        assert sum(len(use.word.split()) for use in result.fillers) <= result.words


@given(transcripts, spans, seconds)
def test_pauses_do_not_overlap(
    transcript: Transcript, speech: list[tuple[float, float]], length: float
) -> None:
    result = delivery(transcript, speech, length)
    times = [time for pause in result.pauses for time in (pause.start, pause.end)] if result else []
    assert times == sorted(times)


@given(st.permutations([(0.0, 2.0), (1.0, 4.0), (5.0, 6.0), (9.0, 12.0)]))
def test_the_order_of_stretches_does_not_matter(speech: list[tuple[float, float]]) -> None:
    result = of(spoken(*evenly(24)), *speech)
    assert result.pauses == (Pause(4.0, 5.0), Pause(6.0, 9.0))
    assert result.speech_seconds == pytest.approx(8.0)


def test_a_typed_answer_has_no_delivery() -> None:
    assert delivery(typed("some words without a time"), (), 0.0) is None


def test_silence_has_no_delivery() -> None:
    assert delivery(Transcript((), "test"), [(1.0, 2.0)], 30.0) is None


def test_pace_counts_the_time_from_the_first_word_to_the_last() -> None:
    result = of(spoken(*evenly(60, start=30.0)), length=90.0)
    assert result.words_per_minute == pytest.approx(120.0)
    assert result.words == 60
    assert result.seconds == 90.0


def test_pauses_come_from_the_voice_where_it_is_known() -> None:
    stretched = spoken(Word("we", 0.0, 5.0), Word("wait", 5.0, 6.0))
    assert of(stretched).pauses == ()
    assert of(stretched, (0.0, 1.0), (5.2, 6.0)).pauses == (Pause(1.0, 5.2),)


def test_pauses_come_from_word_times_otherwise() -> None:
    result = of(spoken(Word("we", 0.0, 1.0), Word("wait", 3.0, 4.0)))
    assert result.pauses == (Pause(1.0, 3.0),)
    assert result.longest_pause == 2.0


def test_silence_before_and_after_the_answer_is_no_pause() -> None:
    assert of(spoken(*evenly(10, start=20.0)), (20.0, 25.0), length=60.0).pauses == ()


def test_a_short_gap_is_no_pause() -> None:
    assert of(spoken(Word("a", 0.0, 1.0), Word("b", 1.69, 2.0))).pauses == ()


def test_the_first_word_comes_when_the_voice_begins() -> None:
    late = spoken(*evenly(4, start=3.0))
    assert of(late, (2.8, 5.0)).time_to_first_word == 2.8
    assert of(late).time_to_first_word == 3.0


def test_a_click_before_the_first_word_is_not_the_voice() -> None:
    assert of(spoken(*evenly(4, start=3.0)), (0.1, 0.3), (2.9, 5.0)).time_to_first_word == 2.9


def test_pace_is_told_for_each_quarter_minute() -> None:
    fast, slow = evenly(30, 0.5), evenly(15, 1.0, start=15.0)
    assert of(spoken(*fast, *slow)).pace == ((0.0, 120.0), (15.0, 60.0))


def test_a_last_moment_too_short_to_tell_a_pace_is_left_out() -> None:
    assert len(of(spoken(*evenly(36))).pace) == 1
    assert len(of(spoken(*evenly(42))).pace) == 2


def test_a_dash_is_not_a_word() -> None:
    assert of(spoken(Word("—", 0.0, 0.1), Word("so", 0.2, 0.4))).words == 1


@pytest.mark.parametrize(("count", "enough"), [(39, False), (40, True)])
def test_forty_typed_words_are_enough(count: int, enough: bool) -> None:
    assert enough_speech(typed("word " * count), None) is enough


@pytest.mark.parametrize(("end", "enough"), [(19.9, False), (20.0, True)])
def test_twenty_seconds_of_voice_are_enough(end: float, enough: bool) -> None:
    words = spoken(*evenly(40))
    assert enough_speech(words, of(words, (0.0, end))) is enough


def test_noise_with_hardly_a_word_is_not_enough() -> None:
    words = spoken(*evenly(3))
    assert not enough_speech(words, of(words, (0.0, 60.0)))


def test_speech_without_a_pause_for_half_a_minute_is_a_long_stretch():
    result = of(spoken(*evenly(80)), (0.0, 20.0), (20.5, 40.0))
    assert result.stretches == ((0.0, 40.0),)


def test_a_pause_ends_a_stretch():
    assert of(spoken(*evenly(80)), (0.0, 20.0), (21.0, 40.0)).stretches == ()


def test_a_pause_right_before_a_point_sets_it_off():
    early, late = Pause(3.0, 4.0), Pause(9.0, 10.0)
    assert pauses_before([10.4], [early, late]) == (late,)
