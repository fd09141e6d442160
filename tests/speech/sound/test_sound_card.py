from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sound_card import SoundCard, needs_sound_card, sound_card
from tests.speech.clips import needs_librivox, transcripts, word_errors
from tpmdesk.speech import wav
from tpmdesk.speech.archive import archive
from tpmdesk.speech.decode import about
from tpmdesk.speech.engines import Recognition
from tpmdesk.speech.models import ModelStore

pytestmark = needs_sound_card
ROOT = Path(__file__).parents[3]
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


def wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.02)


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
    assert "is saved. Plug in a microphone and go on, or finish" in told["problem"]
    assert told["seconds"] >= 0.5
    before = (tmp_path / "a.wav").read_bytes()
    assert wav.repair(tmp_path / "a.wav") == told["seconds"]
    assert (tmp_path / "a.wav").read_bytes() == before


def test_after_a_microphone_was_unplugged_the_next_one_records_on(
    card: SoundCard, tmp_path: Path
) -> None:
    told = scenario(card, "go_on", tmp_path / "a.wav")
    assert told["events"] == ["sound", "lost", "sound"]
    assert "“Microphone” was unplugged" in told["problem"]
    assert "Go on with “Headset”" in told["problem"]
    assert told["microphones"] == ["Headset"]
    assert told["seconds"] >= told["before"] + 0.5
    assert wav.seconds(tmp_path / "a.wav") == told["seconds"]


def test_a_microphone_that_is_not_the_usual_one_is_missed_as_well(
    card: SoundCard, tmp_path: Path
) -> None:
    told = scenario(card, "lose_other", tmp_path / "a.wav")
    assert told["events"] == ["sound", "lost", "sound"]
    assert "“Headset” was unplugged" in told["problem"]
    assert "Go on with “Microphone”" in told["problem"]
    assert told["microphones"] == ["Microphone"]
    assert told["took"] < 2.0
    assert wav.seconds(tmp_path / "a.wav") == told["seconds"] >= told["before"] + 0.5


def test_another_usual_microphone_does_not_end_a_recording(card: SoundCard, tmp_path: Path) -> None:
    told = scenario(card, "change_usual", tmp_path / "a.wav")
    assert "lost" not in told["events"]
    assert told["seconds"] >= 2.5


def test_a_device_of_another_rate_records_on_at_the_rate_of_the_file(
    card: SoundCard, tmp_path: Path
) -> None:
    begun = wav.GrowingWav(tmp_path / "a.wav", 11_025)
    begun.append(b"\x10\x20" * 11_025)
    begun.close()
    told = scenario(card, "record_on", tmp_path / "a.wav")
    rate, pcm = wav.read_pcm(tmp_path / "a.wav")
    assert rate == 11_025
    assert pcm[: 2 * rate] == b"\x10\x20" * rate
    # The device was open for more than a second, and gave a moment's sound from before at most.
    assert 1.5 < told["seconds"] == len(pcm) / 2 / rate < 5.0


@pytest.mark.parametrize("append", ["no", "yes"])
def test_a_kill_loses_no_more_than_the_last_second(
    card: SoundCard, tmp_path: Path, append: str
) -> None:
    out, before = tmp_path / "a.wav", 0.0
    if append == "yes":
        begun = wav.GrowingWav(out, 16_000)
        begun.append(bytes(2 * 16_000 * 3))
        before = begun.close()
    command = [sys.executable, "-m", "tests.speech.sound.scenarios", "die", str(out), append]
    recording = subprocess.Popen(command, env=card.env, cwd=ROOT, stderr=subprocess.DEVNULL)
    with recording:
        wait_until((tmp_path / "a.begun").exists)
        began = time.monotonic()
        wait_until(lambda: time.monotonic() - began > 2.5)
        recording.kill()
        lasted = time.monotonic() - began
    assert wav.repair(out) - before >= lasted - 1.0
    assert wav.seconds(out) == wav.repair(out)


def test_a_microphone_that_hears_nothing_is_told_within_two_seconds(
    card: SoundCard, tmp_path: Path
) -> None:
    told = scenario(card, "hear_nothing", tmp_path / "a.wav")
    assert told["events"] == ["sound", "trouble silent"]
    assert told["trouble_at"] <= 2.0


@needs_librivox
@pytest.mark.parametrize("manner", ["to its end", "stopped"])
def test_nothing_of_the_question_is_in_the_recording_of_the_answer(
    tmp_path: Path, manner: str
) -> None:
    clip = next(iter(transcripts()))
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    with sound_card(runtime, hears="speakers") as card:
        told = scenario(card, "echo", tmp_path / "a.wav", clip, manner)
    assert told["seconds"] > 1.0
    assert wav.peak(wav.read_pcm(tmp_path / "a.other.wav")[1]) > 0.1
    assert wav.peak(wav.read_pcm(tmp_path / "a.wav")[1]) == 0.0


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
@pytest.mark.parametrize("form", ["wav", "flac", "opus"])
def test_replay_starts_where_one_asks_and_reports_the_place(
    card: SoundCard, tmp_path: Path, form: str
) -> None:
    clip = next(iter(transcripts()))
    if form != "wav":
        copy = tmp_path / "a.wav"
        copy.write_bytes(clip.read_bytes())
        clip = archive(copy, form)
    with card.listening(tmp_path / "heard.raw"):
        told = scenario(card, "play", clip, 4.0)
    length = about(clip).seconds
    assert told["problem"] == ""
    assert told["first"] == pytest.approx(4.0, abs=0.4)
    assert told["last"] == pytest.approx(length, abs=0.4)
    assert seconds_of_sound(tmp_path / "heard.raw") == pytest.approx(length - 4, abs=0.8)


def test_the_devices_are_listed_by_name(card: SoundCard) -> None:
    told = scenario(card, "list_devices")
    assert told["microphones"] == ["Microphone"]
    assert "Speakers" in told["loudspeakers"]


def test_microphones_that_come_and_go_are_told_of(card: SoundCard) -> None:
    told = scenario(card, "watch_devices")
    assert told["seen"] == [["Microphone"], ["Microphone", "Headset"], ["Headset"]]
