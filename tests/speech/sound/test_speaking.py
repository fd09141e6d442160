"""The speaker with the real voice child; the loudspeaker is a fake that notes what it plays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tpmdesk.app.speaking import Manner
from tpmdesk.speech import wav
from tpmdesk.speech.sound import devices, speaking
from tpmdesk.speech.sound.speaking import QtSpeaker
from tpmdesk.speech.voices import VoiceCache

TEXT = "Where would you begin?"


class Loudspeaker:
    """Plays a file in no time."""

    def __init__(self) -> None:
        self.played: list[tuple[float, float]] = []

    def play(self, file: Path, *, volume: float, ended: Callable[[str], None]) -> None:
        self.played.append((wav.seconds(file), volume))
        ended("")

    def stop(self) -> None:
        """Nothing goes on."""


@pytest.fixture
def said(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Says the text in a round; the problem told, and what was played."""
    monkeypatch.setattr(devices, "loudspeaker", lambda _id: None)

    def say(manner: Callable[[str], Manner], round_id: str = "") -> tuple[str, Any]:
        loudspeaker = Loudspeaker()
        monkeypatch.setattr(speaking, "QtPlayer", lambda _device: loudspeaker)
        speaker = QtSpeaker(VoiceCache(tmp_path), manner)
        problems: list[str] = []
        speaker.say(TEXT, problems.append, round_id)
        qtbot.waitUntil(lambda: bool(problems), timeout=20_000)
        speaker.close()
        return problems[0], loudspeaker.played

    return say


def test_each_round_is_read_in_its_own_manner(said: Any) -> None:
    manners = {"": Manner(), "core/release": Manner(rate=300, volume=0.5)}
    _, ((usual, loud),) = said(manners.__getitem__)
    problem, ((quick, soft),) = said(manners.__getitem__, "core/release")
    assert problem == ""
    assert quick < 0.75 * usual
    assert (loud, soft) == (1.0, 0.5)


def test_when_the_voice_chosen_fails_the_usual_one_reads_and_says_so(said: Any) -> None:
    problem, played = said(lambda _round: Manner(voice="piper:nobody"))
    assert [seconds > 0.5 for seconds, _ in played] == [True]
    assert problem.startswith("The usual voice read the question, not the one you chose.")
    assert "no voice 'piper:nobody'" in problem


def test_when_the_usual_voice_fails_nothing_is_read(
    said: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaking, "child_command", lambda _name: ["/bin/false"])
    problem, played = said(lambda _round: Manner(voice="piper:nobody"))
    assert played == []
    assert "ended without an answer" in problem
