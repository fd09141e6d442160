from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.speech.clips import LIBRIVOX, needs_librivox
from tpmdesk.domain.soundcheck import SoundCheck, SoundTrouble
from tpmdesk.speech import wav
from tpmdesk.speech.levels import Leveller

RATE = 16_000


def pcm_of(values: list[int]) -> bytes:
    return wav.to_bytes(array("h", values))


def troubles(pcm: bytes, rate: int) -> list[tuple[float, SoundTrouble | None]]:
    check, at, told = SoundCheck(), 0.0, []
    for level in Leveller(rate).feed(pcm):
        after, at = check.hear(level), at + level.seconds
        if after.trouble is not check.trouble:
            told.append((at, after.trouble))
        check = after
    return told


def louder(pcm: bytes, factor: float) -> bytes:
    values = (round(value * factor) for value in wav.samples(pcm))
    return pcm_of([max(-32_768, min(32_767, value)) for value in values])


@given(sizes=st.lists(st.integers(0, 2_000), max_size=12))
def test_levels_are_the_same_however_the_stream_is_cut(sizes: list[int]) -> None:
    stream = pcm_of([n * 37 % 20_000 for n in range(sum(sizes))])
    leveller, at, found = Leveller(RATE), 0, []
    for size in sizes:
        found += leveller.feed(stream[2 * at : 2 * (at + size)])
        at += size
    assert found == Leveller(RATE).feed(stream)
    assert len(found) == sum(sizes) // 800


def test_a_level_is_the_loudest_sample_the_power_and_what_was_cut_off() -> None:
    (level,) = Leveller(RATE).feed(pcm_of([32_767, -32_768, 0, 0] * 200))
    assert level.seconds == 0.05
    assert level.peak == 1.0
    assert level.rms == pytest.approx(0.7071, abs=1e-3)
    assert level.cut == 0.5


@needs_librivox
@pytest.mark.parametrize("clip", sorted(LIBRIVOX.glob("*.wav")), ids=lambda clip: clip.stem[-4:])
class TestPeopleWhoRead:
    def test_at_ordinary_loudness_are_no_trouble(self, clip) -> None:
        rate, said = wav.read_pcm(clip)
        for factor in (0.1, 0.3, 1.0, 1.6):
            assert troubles(louder(said, factor), rate) == []

    def test_far_from_the_microphone_are_faint_within_two_seconds(self, clip) -> None:
        rate, said = wav.read_pcm(clip)
        told = troubles(louder(said, 0.01), rate)
        assert [trouble for _, trouble in told] == [SoundTrouble.FAINT]
        assert told[0][0] <= 2.0

    def test_far_too_loud_are_told_so_within_two_seconds(self, clip) -> None:
        rate, said = wav.read_pcm(clip)
        at, trouble = troubles(louder(said, 10), rate)[0]
        assert trouble is SoundTrouble.CLIPPING
        assert at <= 2.0
