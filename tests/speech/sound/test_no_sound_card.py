from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.sound_card import SoundCard
from tpmdesk.app.speaking import SpeechError
from tpmdesk.speech import wav
from tpmdesk.speech.sound import devices


@pytest.fixture
def card(tmp_path: Path) -> SoundCard:
    """A computer whose sound server does not answer."""
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    card = SoundCard(runtime)
    card.env["PULSE_SERVER"] = f"unix:{runtime}/nobody"
    return card


def scenario(card: SoundCard, name: str, *args: object) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        card.run("tests.speech.sound.scenarios", name, *map(str, args))
    )
    assert "timed_out" not in told
    return told


def test_reading_aloud_says_that_there_is_no_loudspeaker(card: SoundCard, tmp_path: Path) -> None:
    assert "No loudspeaker" in scenario(card, "say", tmp_path / "cache", "Hello.")["problem"]


def test_recording_says_that_there_is_no_microphone(card: SoundCard, tmp_path: Path) -> None:
    told = scenario(card, "unwritable", tmp_path / "a.wav")
    assert told["events"] == ["lost"]
    assert "No microphone" in told["problem"]


def test_playing_says_that_there_is_no_loudspeaker(card: SoundCard, tmp_path: Path) -> None:
    wav.GrowingWav(tmp_path / "a.wav", 16_000).close()
    assert "No loudspeaker" in scenario(card, "play_nowhere", tmp_path / "a.wav")["problem"]


def test_no_devices_are_listed(card: SoundCard) -> None:
    told = scenario(card, "list_devices")
    assert (told["microphones"], told["loudspeakers"]) == ([], [])


def test_a_missing_sound_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> None:
        raise ImportError("libpulse.so.0: cannot open shared object file")

    monkeypatch.setattr(importlib, "import_module", fail)
    with pytest.raises(SpeechError, match="apt-get install libpulse0"):
        devices.microphones()
