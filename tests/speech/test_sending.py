from __future__ import annotations

from pathlib import Path

import pytest

from tests.speech.test_archive import RATES, recorded
from tpmdesk.speech import decode, wav
from tpmdesk.speech.archive import archive
from tpmdesk.speech.sending import encoded

_MP3_FRAME = 0.072  # seconds: what an encoder may add at either end


def heard(tmp_path: Path, data: bytes) -> bytes:
    """The samples of an MP3, at 16 kHz."""
    file = tmp_path / "sent.mp3"
    file.write_bytes(data)
    return b"".join(decode.decoded(file).blocks)


def seconds(pcm: bytes) -> float:
    return len(pcm) / wav.SAMPLE_BYTES / decode.RATE


@pytest.mark.parametrize("rate", RATES)
def test_a_recording_is_sent_whole_and_small(tmp_path: Path, rate: int) -> None:
    source = recorded(tmp_path / "a.wav", rate)
    kind, data = encoded(source)
    assert kind == "audio/mpeg"
    assert seconds(heard(tmp_path, data)) == pytest.approx(3.0, abs=_MP3_FRAME)
    assert len(data) < source.stat().st_size / 4


@pytest.mark.parametrize("form", ["flac", "opus"])
@pytest.mark.parametrize("rate", [16_000, 44_100])
def test_an_archived_recording_is_sent_whole_too(tmp_path: Path, form: str, rate: int) -> None:
    made = archive(recorded(tmp_path / "a.wav", rate), form)
    assert seconds(heard(tmp_path, encoded(made)[1])) == pytest.approx(3.0, abs=_MP3_FRAME)


def test_a_moment_is_heard_when_it_was_said(tmp_path: Path) -> None:
    growing = wav.GrowingWav(tmp_path / "a.wav", 16_000)
    for loud in (0, 0, 8_000, 0):
        wave = [loud if n % 40 < 20 else -loud for n in range(16_000)]
        growing.append(wav.to_bytes(wav.array("h", wave)))
    growing.close()
    samples = wav.samples(heard(tmp_path, encoded(tmp_path / "a.wav")[1]))
    loud = [n for n, value in enumerate(samples) if abs(value) > 2_000]
    assert loud[0] / decode.RATE == pytest.approx(2.0, abs=_MP3_FRAME)
    assert loud[-1] / decode.RATE == pytest.approx(3.0, abs=_MP3_FRAME)


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_text("Not a sound. " * 9)
    with pytest.raises(ValueError, match="not a sound file"):
        encoded(tmp_path / "a.wav")


def test_a_recording_of_nothing_is_refused(tmp_path: Path) -> None:
    wav.GrowingWav(tmp_path / "a.wav", 16_000).close()
    with pytest.raises(ValueError, match="holds no sound"):
        encoded(tmp_path / "a.wav")


def test_a_recording_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no recording"):
        encoded(tmp_path / "a.wav")
