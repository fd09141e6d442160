from __future__ import annotations

from pathlib import Path

import pytest

from tests.speech.clips import needs_librivox, transcripts, word_errors
from tpmdesk.app.speaking import SpeechError
from tpmdesk.app.transfer import Cancelled
from tpmdesk.speech import archive as module
from tpmdesk.speech import decode, vad, wav
from tpmdesk.speech.archive import archive
from tpmdesk.speech.engines import Recognition
from tpmdesk.speech.models import ModelStore

FORMS = ["flac", "opus"]
RATES = [16_000, 44_100, 48_000]


def recorded(path: Path, rate: int = 16_000, seconds: float = 3.0) -> Path:
    """Tones that rise, so that each second differs."""
    growing = wav.GrowingWav(path, rate)
    for second in range(round(seconds)):
        wave = [8_000 if n * (200 + 100 * second) // rate % 2 else -8_000 for n in range(rate)]
        growing.append(wav.to_bytes(wav.array("h", wave)))
    growing.close()
    return path


@pytest.mark.parametrize("rate", RATES)
def test_flac_keeps_every_sample_in_less_room(tmp_path: Path, rate: int) -> None:
    source = recorded(tmp_path / "a.wav", rate)
    made = archive(source, "flac")
    sound = decode.decoded(made, rate=None)
    assert (sound.rate, b"".join(sound.blocks)) == wav.read_pcm(source)
    assert made.stat().st_size < source.stat().st_size


@pytest.mark.parametrize("rate", RATES)
def test_opus_keeps_the_length_in_a_fraction_of_the_room(tmp_path: Path, rate: int) -> None:
    source = recorded(tmp_path / "a.wav", rate)
    made = archive(source, "opus")
    assert decode.about(made).seconds == pytest.approx(3.0, abs=0.05)
    assert made.stat().st_size < source.stat().st_size / 4


@needs_librivox
@pytest.mark.parametrize("form", FORMS)
def test_what_reads_recordings_reads_archived_ones(tmp_path: Path, form: str) -> None:
    clip, said = next(iter(transcripts().items()))
    source = tmp_path / "a.wav"
    source.write_bytes(clip.read_bytes())
    made = archive(source, form)
    recognition = Recognition(ModelStore(tmp_path), lambda: "whisper")
    errors, words = word_errors(said, recognition.transcribe(made).text)
    assert errors / words <= 0.15
    assert recognition.seconds(made) == pytest.approx(wav.seconds(source), abs=0.05)
    ours, theirs = wav.peaks(source, 50), decode.peaks(made, 50)
    assert theirs == pytest.approx(ours, abs=0.25)
    (first, *_), (first_back, *_) = vad.voice_activity(source), vad.voice_activity(made)
    assert first_back == pytest.approx(first, abs=0.2)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("start", [0.0, 0.51, 1.25, 2.9, 9.0])
def test_an_archived_recording_is_read_from_where_one_asks(
    tmp_path: Path, form: str, start: float
) -> None:
    made = archive(recorded(tmp_path / "a.wav"), form)
    rest = b"".join(decode.decoded(made, start).blocks)
    assert len(rest) / 2 / 16_000 == pytest.approx(max(0.0, 3.0 - start), abs=0.05)
    if form == "flac":
        assert rest == b"".join(wav.blocks(tmp_path / "a.wav", start))


def test_progress_comes_to_its_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    archive(recorded(tmp_path / "a.wav"), "flac", lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] >= 0.99 * told[-1][1]


@pytest.mark.parametrize("form", FORMS)
def test_a_cancelled_archive_leaves_only_the_recording(tmp_path: Path, form: str) -> None:
    source = recorded(tmp_path / "a.wav")

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        archive(source, form, cancel)
    assert [file.name for file in tmp_path.iterdir()] == ["a.wav"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("harm", ["cut", "silent"])
def test_an_archive_that_does_not_sound_the_same_is_not_kept(
    tmp_path: Path, form: str, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = recorded(tmp_path / "a.wav")
    whole = module._blocks

    def harmed(source: Path, rate: int, to: int) -> list[bytes]:
        blocks = list(whole(source, rate, to))
        return blocks[: len(blocks) // 2] if harm == "cut" else [bytes(len(b)) for b in blocks]

    monkeypatch.setattr(module, "_blocks", harmed)
    with pytest.raises(SpeechError, match="It stays as it is"):
        archive(source, form)
    assert [file.name for file in tmp_path.iterdir()] == ["a.wav"]


def test_what_is_no_recording_is_not_archived(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_text("Not a sound. " * 9)
    with pytest.raises(SpeechError):
        archive(tmp_path / "a.wav", "flac")
