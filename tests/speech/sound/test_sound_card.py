from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sound_card import SoundCard, needs_sound_card, sound_card
from tests.speech.clips import needs_librivox, transcripts, word_errors
from tpmdesk.speech import wav
from tpmdesk.speech.engines import Recognition
from tpmdesk.speech.models import ModelStore

pytestmark = needs_sound_card
TEXT = "Tell me about a program that you rescued."


@pytest.fixture
def card(tmp_path: Path) -> Iterator[SoundCard]:
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    with sound_card(runtime) as card:
        yield card


def scenario(card: SoundCard, name: str, *args: object) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        card.run("tests.speech.sound.scenarios", name, *map(str, args))
    )
    assert "timed_out" not in told
    return told


def seconds_of_sound(raw: Path) -> float:
    """From the first to the last loud sample of what came out of the loudspeakers."""
    samples = wav.samples(raw.read_bytes()[: raw.stat().st_size // 2 * 2])
    loud = [n for n, value in enumerate(samples) if abs(value) > 300]
    return (loud[-1] - loud[0]) / 16_000 if loud else 0.0


@needs_librivox
def test_the_microphone_records_what_is_spoken(card: SoundCard, tmp_path: Path) -> None:
    clip, said = next(iter(transcripts().items()))
    out = tmp_path / "a.wav"
    told = scenario(card, "record", out, clip)
    assert told["events"] == ["sound"]
    assert told["peak"] > 0.1
    assert told["seconds"] == told["again"] == wav.seconds(out)
    assert told["seconds"] == pytest.approx(told["reported"], abs=0.5)
    recognition = Recognition(ModelStore(tmp_path), lambda: "whisper")
    errors, words = word_errors(said, recognition.transcribe(out).text)
    assert errors / words <= 0.15


def test_a_microphone_that_is_unplugged_is_reported_and_the_recording_is_whole(
    card: SoundCard, tmp_path: Path
) -> None:
    told = scenario(card, "lose", tmp_path / "a.wav")
    assert told["events"] == ["sound", "lost"]
    assert "is saved" in told["problem"]
    assert told["seconds"] >= 0.5
    before = (tmp_path / "a.wav").read_bytes()
    assert wav.repair(tmp_path / "a.wav") == told["seconds"]
    assert (tmp_path / "a.wav").read_bytes() == before


def test_a_recording_that_cannot_be_written_is_reported(card: SoundCard, tmp_path: Path) -> None:
    told = scenario(card, "unwritable", tmp_path / "nowhere" / "a.wav")
    assert told["events"] == ["lost"]
    assert "nowhere" in told["problem"]


def test_a_question_is_heard_from_the_loudspeakers_to_its_end(
    card: SoundCard, tmp_path: Path
) -> None:
    with card.listening(tmp_path / "heard.raw"):
        told = scenario(card, "say", tmp_path / "cache", TEXT)
    assert told["problem"] == ""
    (file,) = (tmp_path / "cache").glob("*.wav")
    assert seconds_of_sound(tmp_path / "heard.raw") == pytest.approx(wav.seconds(file), abs=0.4)


def test_nothing_is_read_when_reading_aloud_is_off(card: SoundCard, tmp_path: Path) -> None:
    with card.listening(tmp_path / "heard.raw"):
        told = scenario(card, "say_silently", tmp_path / "cache")
    assert told["problem"] == ""
    assert seconds_of_sound(tmp_path / "heard.raw") == 0.0


def test_a_stopped_voice_falls_silent_and_calls_nobody_back(
    card: SoundCard, tmp_path: Path
) -> None:
    with card.listening(tmp_path / "heard.raw"):
        told = scenario(card, "hush", tmp_path / "cache")
    assert told["events"] == []
    (file,) = (tmp_path / "cache").glob("*.wav")
    assert 0.0 < seconds_of_sound(tmp_path / "heard.raw") < wav.seconds(file) - 1


@needs_librivox
def test_replay_starts_where_one_asks_and_reports_the_place(
    card: SoundCard, tmp_path: Path
) -> None:
    clip = next(iter(transcripts()))
    with card.listening(tmp_path / "heard.raw"):
        told = scenario(card, "play", clip, 4.0)
    length = wav.seconds(clip)
    assert told["problem"] == ""
    assert told["first"] == pytest.approx(4.0, abs=0.4)
    assert told["last"] == pytest.approx(length, abs=0.4)
    assert seconds_of_sound(tmp_path / "heard.raw") == pytest.approx(length - 4, abs=0.8)


def test_the_devices_are_listed_by_name(card: SoundCard) -> None:
    told = scenario(card, "list_devices")
    assert told["microphones"] == ["Microphone"]
    assert "Speakers" in told["loudspeakers"]
