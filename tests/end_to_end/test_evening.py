"""The whole app in its own process, with a virtual sound card: what a person would see and hear."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.sound_card import SoundCard, needs_sound_card, sound_card
from tests.speech.clips import word_errors
from tpmdesk.app.unattended import AtOnce
from tpmdesk.bootstrap.parts import Parts
from tpmdesk.bootstrap.paths import profile
from tpmdesk.speech import wav

BEGINNING = (
    "I would begin with the dependency map. I draw who depends on whom, and I put a name on every "
    "edge. Then I get both leads into one room and we write the contract down, the fields, the "
    "error codes, and who owns the schema, and we publish it."
)
ANSWER = (
    f"{BEGINNING} Next I put the blocking work first, and I hide the rest behind feature flags so "
    "that nobody waits. Every Friday I show the two items whose slip would move the launch, the "
    "schema review and the load test."
)

pytestmark = [needs_sound_card, pytest.mark.timeout(600)]


def command(*args: str) -> list[str]:
    return [sys.executable, "-m", "tpmdesk", *args]


def part(card: SoundCard, name: str, *args: object, before: Sequence[str] = ()) -> dict[str, Any]:
    """Run one part of an evening; what the person found."""
    line = [*before, sys.executable, "-m", "tests.end_to_end.evening", name, *map(str, args)]
    done = subprocess.run(line, env=card.env, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def error_rate(said: str, heard: str) -> float:
    errors, words = word_errors(said, heard)
    return errors / words


def loudness(file: Path) -> np.ndarray:
    """How loud each fiftieth of a second is."""
    with wave.open(str(file)) as opened:
        frame = opened.getframerate() // 50
        sound = np.frombuffer(opened.readframes(opened.getnframes()), "<i2").astype(float)
    whole = sound[: len(sound) // frame * frame].reshape(-1, frame)
    return np.sqrt((whole**2).mean(axis=1))


def likeness(said: np.ndarray, heard: np.ndarray) -> float:
    """The best correlation of what was said with a stretch of what was heard, as long as it."""
    stretches = (heard[at : at + len(said)] for at in range(len(heard) - len(said) + 1))
    loud = (stretch for stretch in stretches if stretch.std() > 0)
    return max((float(np.corrcoef(said, stretch)[0, 1]) for stretch in loud), default=0.0)


def read_aloud(text: str, folder: Path) -> Path:
    """The text, spoken by the app's own voice."""
    file = folder / "answer.wav"
    data = str(folder / "data")
    subprocess.run(command("--data-dir", data, "speak", text, "--out", str(file)), check=True)
    return file


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return read_aloud(ANSWER, tmp_path_factory.mktemp("speech"))


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return read_aloud(BEGINNING, tmp_path_factory.mktemp("beginning"))


@pytest.fixture
def card(tmp_path: Path) -> Iterator[SoundCard]:
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    with sound_card(runtime) as ready:
        yield ready


@pytest.fixture(scope="module")
def evening(
    tmp_path_factory: pytest.TempPathFactory, speech: Path
) -> Iterator[tuple[SoundCard, Path, dict[str, Any]]]:
    """A profile after one mock round; what was found there, and what the loudspeakers said."""
    folder = tmp_path_factory.mktemp("evening")
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    with sound_card(runtime) as ready:
        with ready.listening(folder / "heard.pcm"):
            found = part(ready, "mock", folder / "data", speech)
        growing = wav.GrowingWav(folder / "heard.wav", 16_000)
        growing.append((folder / "heard.pcm").read_bytes())
        growing.close()
        yield ready, folder, found


def test_the_question_is_read_aloud(evening: tuple[SoundCard, Path, dict[str, Any]]) -> None:
    _, folder, found = evening
    straight = loudness(read_aloud(found["question"], folder))
    assert likeness(straight, loudness(folder / "heard.wav")) > 0.8


def test_the_answer_is_heard_with_few_mistakes(
    evening: tuple[SoundCard, Path, dict[str, Any]],
) -> None:
    assert error_rate(ANSWER, evening[2]["transcript"]) < 0.15


def test_the_answer_is_scored_by_clicks(evening: tuple[SoundCard, Path, dict[str, Any]]) -> None:
    scores = evening[2]["scores"]
    assert scores == [3] * len(scores)
    assert scores


def test_what_was_scored_blind_is_kept_apart(
    evening: tuple[SoundCard, Path, dict[str, Any]],
) -> None:
    found = evening[2]
    assert found["blind"] == [2] * len(found["scores"])


def test_the_next_morning_the_answer_replays_and_its_scores_are_there(
    evening: tuple[SoundCard, Path, dict[str, Any]],
) -> None:
    card, folder, before = evening
    with card.listening(folder / "replayed.pcm"):
        found = part(card, "replay", folder / "data")
    assert found["transcript"] == before["transcript"]
    assert found["levels"] == before["scores"]
    assert wav.peak((folder / "replayed.pcm").read_bytes()) > 0.1


def test_cards_are_reviewed_by_keyboard_and_an_answer_taken_back(
    card: SoundCard, tmp_path: Path
) -> None:
    assert part(card, "review", tmp_path / "data") == {"hard": 1, "good": 1, "easy": 1}


@pytest.mark.skipif(
    not shutil.which("unshare") or getattr(os, "geteuid", lambda: 1)() != 0,
    reason="cutting the network off needs root and unshare (util-linux)",
)
def test_nothing_in_review_or_mock_needs_a_network(
    card: SoundCard, tmp_path: Path, beginning: Path
) -> None:
    alone = ("unshare", "-n")
    part(card, "review", tmp_path / "data", before=alone)
    found = part(card, "mock", tmp_path / "data", beginning, before=alone)
    assert error_rate(BEGINNING, found["transcript"]) < 0.15


def test_a_killed_answer_can_be_resumed_and_played(
    card: SoundCard, tmp_path: Path, beginning: Path
) -> None:
    line = [sys.executable, "-m", "tests.end_to_end.evening", "begin", str(tmp_path / "data")]
    process = subprocess.Popen([*line, str(beginning)], env=card.env, stdout=subprocess.PIPE)
    assert process.stdout is not None
    spoken = 0.0
    while spoken < 6:
        spoken = json.loads(process.stdout.readline())["spoken"]
    process.send_signal(signal.SIGKILL)
    process.wait()
    found = part(card, "resume", tmp_path / "data")
    assert found["seconds"] > spoken - 1


def test_a_microphone_unplugged_in_mid_answer_loses_nothing(
    card: SoundCard, tmp_path: Path, beginning: Path
) -> None:
    found = part(card, "unplug", tmp_path / "data", beginning)
    assert "saved" in found["notice"] + found["safe"]
    assert found["seconds"] > 5 + wav.seconds(beginning) - 1
    # The beginning was said twice, before the loss and after it.
    assert found["transcript"].lower().count("dependency map") == 2


def test_a_chosen_microphone_unplugged_beside_the_usual_one_is_told_at_once(
    card: SoundCard, tmp_path: Path, beginning: Path
) -> None:
    headset = ("master=room.monitor", "source_name=headset")
    card.control("load-module", "module-remap-source", *headset)
    parts = Parts(profile(tmp_path / "data"), AtOnce())
    parts.settings.change(microphone="headset")
    parts.close()
    found = part(card, "unplug_chosen", tmp_path / "data", beginning)
    assert "was unplugged" in found["notice"] + found["safe"]
    assert found["seconds"] > 5 + wav.seconds(beginning) - 1
    assert found["transcript"].lower().count("dependency map") == 2
