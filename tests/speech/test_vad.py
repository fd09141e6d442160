from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.speech.clips import LIBRIVOX, needs_librivox
from tpmdesk.speech import wav
from tpmdesk.speech.decode import decoded
from tpmdesk.speech.vad import FRAME_SECONDS, SpeechGate, Thinner, VoiceDetector, pauses, speech

SILENCE = bytes(2 * 16_000)


def write(path: Path, *parts: bytes, rate: int = 16_000) -> Path:
    growing = wav.GrowingWav(path, rate)
    for part in parts:
        growing.append(part)
    growing.close()
    return path


@given(
    rate=st.sampled_from([11_025, 22_050, 24_000, 44_100, 96_000]),
    sizes=st.lists(st.integers(0, 700), max_size=12),
)
def test_thinning_gives_the_same_samples_however_the_stream_is_cut(
    rate: int, sizes: list[int]
) -> None:
    stream = wav.to_bytes(wav.array("h", [n % 30_000 for n in range(sum(sizes))]))
    pieces, at = Thinner(rate), 0
    out = b""
    for size in sizes:
        out += pieces.feed(stream[2 * at : 2 * (at + size)])
        at += size
    assert out == Thinner(rate).feed(stream)
    assert len(out) // 2 == math.ceil(sum(sizes) * pieces.rate / rate - 1e-9)


@given(frames=st.lists(st.booleans(), max_size=400), cut=st.integers(0, 400))
def test_stretches_are_in_order_apart_and_the_same_however_the_stream_is_cut(
    frames: list[bool], cut: int
) -> None:
    whole, parts = SpeechGate(), SpeechGate()
    whole.feed(frames)
    parts.feed(frames[:cut])
    parts.feed(frames[cut:])
    stretches = whole.finish()
    assert stretches == parts.finish()
    edges = [edge for stretch in stretches for edge in (stretch.start, stretch.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(frames) * FRAME_SECONDS + 1e-9 for edge in edges)


def test_a_single_click_is_not_speech() -> None:
    gate = SpeechGate()
    gate.feed([False] * 20 + [True] * 2 + [False] * 20)
    assert gate.finish() == []


def test_silence_is_silent(tmp_path: Path) -> None:
    assert speech(decoded(write(tmp_path / "a.wav", SILENCE * 5))) == []


@needs_librivox
def test_a_pause_between_two_sentences_is_found(tmp_path: Path) -> None:
    rate, said = wav.read_pcm(min(LIBRIVOX.glob("*.wav")))
    path = write(tmp_path / "a.wav", SILENCE, said, SILENCE * 2, said, SILENCE, rate=rate)
    longest = max(pauses(decoded(path)), key=lambda pause: pause.seconds)
    seconds = len(said) / 2 / rate
    assert longest.start == pytest.approx(1 + seconds, abs=0.6)
    assert longest.end == pytest.approx(3 + seconds, abs=0.6)
    assert speech(decoded(path))[0].start == pytest.approx(1.0, abs=0.5)


@needs_librivox
@pytest.mark.parametrize("rate", [22_050, 44_100])
def test_speech_is_found_at_a_rate_that_the_detector_does_not_know(rate: int) -> None:
    own, said = wav.read_pcm(min(LIBRIVOX.glob("*.wav")))
    values = wav.samples(said)
    count = int(len(values) * rate / own)
    stretched = wav.to_bytes(wav.array("h", (values[int(n * own / rate)] for n in range(count))))
    voiced = VoiceDetector(rate).feed(stretched)
    expected = VoiceDetector(own).feed(said)
    assert sum(voiced) == pytest.approx(sum(expected), rel=0.15)
