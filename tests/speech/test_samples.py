from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.speech import wav
from tpmdesk.speech.samples import Interpolator, Kind, Shape, from_mono, louder, to_mono

SAMPLES = st.lists(st.integers(-32_768, 32_767), max_size=300)


def pcm_of(values: list[int]) -> bytes:
    return wav.to_bytes(array("h", values))


@given(values=SAMPLES, channels=st.integers(1, 3), kind=st.sampled_from(Kind))
def test_samples_come_back_from_the_sound_card_as_they_went(
    values: list[int], channels: int, kind: Kind
) -> None:
    shape = Shape(48_000, channels, kind)
    back = list(wav.samples(to_mono(from_mono(pcm_of(values), shape), shape)))
    step = 256 if kind is Kind.UINT8 else 1
    assert back == [value // step * step for value in values]


def test_channels_are_averaged() -> None:
    stereo = array("h", [100, 300, -500, 500]).tobytes()
    assert list(wav.samples(to_mono(stereo, Shape(48_000, 2)))) == [200, 0]


def test_half_a_frame_at_the_end_is_left_out() -> None:
    assert to_mono(b"\1\0\2", Shape(48_000, 1)) == b"\1\0"


def test_a_float_beyond_full_scale_is_clipped() -> None:
    loud = array("f", [1.5, -1.5]).tobytes()
    assert list(wav.samples(to_mono(loud, Shape(48_000, 1, Kind.FLOAT)))) == [32_767, -32_768]


@pytest.mark.parametrize(("volume", "expected"), [(1.0, 20_000), (0.5, 10_000), (2.0, 32_767)])
def test_volume_scales_and_never_wraps_round(volume: float, expected: int) -> None:
    assert list(wav.samples(louder(pcm_of([20_000]), volume))) == [expected]


@given(
    rates=st.tuples(*[st.sampled_from([8_000, 16_000, 22_050, 44_100, 48_000])] * 2),
    sizes=st.lists(st.integers(0, 200), max_size=8),
)
def test_interpolation_does_not_depend_on_how_the_stream_is_cut(
    rates: tuple[int, int], sizes: list[int]
) -> None:
    stream = pcm_of([(n * 37) % 20_000 for n in range(sum(sizes))])
    whole = Interpolator(*rates).feed(stream)
    pieces, out, at = Interpolator(*rates), b"", 0
    for size in sizes:
        out += pieces.feed(stream[2 * at : 2 * (at + size)])
        at += size
    assert out == whole
    assert len(whole) // 2 == pytest.approx(
        sum(sizes) * rates[1] / rates[0], abs=rates[1] / rates[0] + 1
    )


def test_a_slope_stays_a_slope() -> None:
    slope = pcm_of(list(range(0, 1_000, 10)))
    twice = list(wav.samples(Interpolator(8_000, 16_000).feed(slope)))
    assert twice == list(range(0, 990, 5))
