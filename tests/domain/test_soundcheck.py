from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.soundcheck import BLOCK_SECONDS, Level, SoundCheck, SoundTrouble

SILENT, FAINT, CLIPPING = SoundTrouble.SILENT, SoundTrouble.FAINT, SoundTrouble.CLIPPING
LEAST_BETWEEN = 1.0

Changes = list[tuple[float, SoundTrouble | None]]


def moment(peak: float, share: float = 0.3, cut: float = 0.0) -> Level:
    return Level(BLOCK_SECONDS, peak, peak * share, cut)


def silence(seconds: float) -> list[Level]:
    return [moment(0.0)] * round(seconds / BLOCK_SECONDS)


def room(seconds: float, peak: float = 0.002) -> list[Level]:
    """A quiet room: noise that hardly changes."""
    return [moment(peak * (1 + 0.1 * (n % 3))) for n in range(round(seconds / BLOCK_SECONDS))]


def talk(seconds: float, peak: float = 0.3, cut: float = 0.0) -> list[Level]:
    """Syllables of a quarter of a second, with gaps between them."""
    shape = (0.2, 0.8, 1.0, 0.6, 0.1)
    count = round(seconds / BLOCK_SECONDS)
    return [moment(peak * shape[n % 5], cut=cut * (shape[n % 5] > 0.5)) for n in range(count)]


def changes(levels: list[Level]) -> Changes:
    """When trouble was told and taken back."""
    check, at, found = SoundCheck(), 0.0, []
    for level in levels:
        after, at = check.hear(level), at + level.seconds
        if after.trouble is not check.trouble:
            found.append((round(at, 3), after.trouble))
        check = after
    return found


def troubles(levels: list[Level]) -> list[SoundTrouble | None]:
    return [trouble for _, trouble in changes(levels)]


anything = st.builds(
    lambda peak, share, cut: moment(peak, share, cut if peak > 0.9 else 0.0),
    st.one_of(st.just(0.0), st.floats(0, 1), st.floats(0, 0.02)),
    st.floats(0.05, 0.9),
    st.floats(0, 0.3),
)


@given(st.lists(st.tuples(anything, st.integers(1, 60)), max_size=30))
def test_whatever_is_heard_trouble_changes_no_more_than_once_a_second(
    heard: list[tuple[Level, int]],
) -> None:
    found = changes([level for level, times in heard for _ in range(times)])
    times = [at for at, _ in found]
    between = [b - a for a, b in pairwise(times)]
    assert all(gap >= LEAST_BETWEEN - 1e-6 for gap in between)


@given(
    st.lists(
        st.tuples(st.floats(0.03, 0.95), st.floats(0.5, 20), st.floats(0, 30)),
        min_size=1,
        max_size=8,
    ),
    st.floats(4e-4, 0.009),
    st.floats(0, 4),
)
def test_ordinary_speech_with_any_pauses_to_think_is_never_trouble(
    sentences: list[tuple[float, float, float]], noise: float, before: float
) -> None:
    levels = room(before, noise)
    for loud, seconds, pause in sentences:
        levels += talk(seconds, loud) + room(pause, noise)
    assert changes(levels) == []


@given(st.floats(0, 6e-5))
def test_a_microphone_that_hears_nothing_is_silent_within_two_seconds(peak: float) -> None:
    ((at, trouble),) = changes([moment(peak)] * 200)
    assert trouble is SILENT
    assert at <= 2.0


@given(st.floats(0.001, 0.0099))
def test_a_voice_that_is_too_quiet_for_anybodys_is_faint_within_two_seconds(peak: float) -> None:
    ((at, trouble),) = changes(talk(20, peak))
    assert trouble is FAINT
    assert at <= 2.0


def test_a_quiet_room_before_the_first_word_is_no_trouble_for_a_while() -> None:
    assert changes(room(5) + talk(5)) == []


def test_a_microphone_that_hears_no_voice_in_the_end_is_the_wrong_one() -> None:
    ((at, trouble),) = changes(room(30))
    assert trouble is FAINT
    assert 5.0 < at < 7.0


def test_a_microphone_that_is_switched_on_late_is_well_again() -> None:
    assert troubles(silence(4) + talk(5)) == [SILENT, None]


def test_a_click_does_not_end_the_silence() -> None:
    assert troubles([*silence(4), moment(0.5), *silence(4)]) == [SILENT]


def test_the_right_microphone_ends_the_faintness() -> None:
    assert troubles(talk(4, 0.004) + talk(4)) == [FAINT, None]


def test_a_microphone_that_is_muted_in_mid_answer_is_silent_within_two_seconds() -> None:
    ((at, trouble),) = changes(talk(10) + silence(20))
    assert trouble is SILENT
    assert at <= 12.0


def test_after_a_voice_a_room_without_one_is_a_pause() -> None:
    assert changes(talk(3) + room(120, 0.0003)) == []


def test_where_each_pause_is_made_of_zeros_they_mean_less() -> None:
    assert changes(talk(3) + silence(0.5) + talk(3) + silence(8) + talk(3)) == []


def test_where_each_pause_is_made_of_zeros_a_long_one_is_silence() -> None:
    assert troubles(talk(3) + silence(0.5) + talk(3) + silence(30)) == [SILENT]


def test_a_voice_that_is_cut_off_is_told_within_two_seconds_of_speech() -> None:
    ((at, trouble),) = changes(talk(20, 1.0, cut=0.05))
    assert trouble is CLIPPING
    assert at <= 2.0


def test_one_loud_bang_is_no_trouble() -> None:
    assert changes([*talk(3), moment(1.0, cut=0.5), *talk(20)]) == []


def test_a_voice_that_stays_within_the_scale_again_is_well() -> None:
    told = changes(talk(3, 1.0, cut=0.05) + talk(20, 0.5))
    assert [trouble for _, trouble in told] == [CLIPPING, None]


def test_a_pause_does_not_prove_that_nothing_is_cut_off_any_more() -> None:
    loud = talk(3, 1.0, cut=0.05)
    assert troubles((loud + room(20)) * 3) == [CLIPPING]
