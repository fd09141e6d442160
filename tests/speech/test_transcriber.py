from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.speech.clips import needs_librivox, transcripts, word_errors
from tpmdesk.domain.transcript import Transcript
from tpmdesk.speech import wav
from tpmdesk.speech.transcriber import QtTranscriber

pytestmark = needs_librivox
CLIPS = transcripts() if needs_librivox.args[0] is False else {}
SECONDS = 60_000


class Told:
    """What the transcriber called back with."""

    def __init__(self) -> None:
        self.heard: list[Transcript] = []
        self.done: list[tuple[Transcript | None, str]] = []

    def take_heard(self, transcript: Transcript) -> None:
        self.heard.append(transcript)

    def take_done(self, transcript: Transcript | None, problem: str) -> None:
        self.done.append((transcript, problem))


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def transcriber(qapp: object, tmp_path: Path) -> Iterator[QtTranscriber]:
    transcriber = QtTranscriber(tmp_path / "models", lambda: "whisper")
    yield transcriber
    transcriber.close()


@pytest.fixture
def clip() -> Path:
    return next(iter(CLIPS))


def test_a_growing_recording_is_heard_and_completed(
    transcriber: QtTranscriber, told: Told, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "a.wav"
    transcriber.warm_up()
    transcriber.follow(file, ["leisure"], told.take_heard)
    growing = wav.GrowingWav(file, 16_000)
    for spoken in CLIPS:
        growing.append(wav.read_pcm(spoken)[1] + bytes(40_000))
    qtbot.waitUntil(lambda: bool(told.heard), timeout=SECONDS)
    growing.close()
    transcriber.finish(told.take_done)
    qtbot.waitUntil(lambda: bool(told.done), timeout=SECONDS)
    ((transcript, problem),) = told.done
    assert problem == ""
    assert transcript is not None
    errors, words = word_errors(" ".join(CLIPS.values()), transcript.text)
    assert errors / words <= 0.1


def test_a_whole_recording_is_transcribed(
    transcriber: QtTranscriber, told: Told, qtbot: QtBot, clip: Path
) -> None:
    transcriber.transcribe(clip, (), told.take_done)
    qtbot.waitUntil(lambda: bool(told.done), timeout=SECONDS)
    assert told.done[0][0] is not None
    assert word_errors(CLIPS[clip], told.done[0][0].text)[0] <= 2


def test_a_missing_recording_is_a_problem_told_once(
    transcriber: QtTranscriber, told: Told, qtbot: QtBot, tmp_path: Path
) -> None:
    transcriber.transcribe(tmp_path / "missing.wav", (), told.take_done)
    qtbot.waitUntil(lambda: bool(told.done), timeout=SECONDS)
    assert told.done[0][0] is None
    assert "missing.wav" in told.done[0][1]
    assert len(told.done) == 1


def kill(transcriber: QtTranscriber, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: transcriber.process_id > 0, timeout=SECONDS)
    os.kill(transcriber.process_id, signal.SIGKILL)


def test_a_crash_is_told_once_and_the_next_use_starts_afresh(
    transcriber: QtTranscriber, told: Told, qtbot: QtBot, clip: Path
) -> None:
    transcriber.transcribe(clip, (), told.take_done)
    kill(transcriber, qtbot)
    qtbot.waitUntil(lambda: bool(told.done), timeout=SECONDS)
    assert told.done[0][0] is None
    assert "stopped working" in told.done[0][1]
    transcriber.transcribe(clip, (), told.take_done)
    qtbot.waitUntil(lambda: len(told.done) == 2, timeout=SECONDS)
    assert told.done[1][0] is not None


def test_a_crash_while_following_loses_no_words(
    transcriber: QtTranscriber, told: Told, qtbot: QtBot, clip: Path
) -> None:
    transcriber.follow(clip, (), told.take_heard)
    kill(transcriber, qtbot)
    qtbot.waitUntil(lambda: transcriber.process_id == 0, timeout=SECONDS)
    transcriber.finish(told.take_done)
    qtbot.waitUntil(lambda: bool(told.done), timeout=SECONDS)
    assert told.done[0][0] is not None
    assert word_errors(CLIPS[clip], told.done[0][0].text)[0] <= 2


def test_what_was_cancelled_is_never_called_back(
    transcriber: QtTranscriber, told: Told, qtbot: QtBot, clip: Path
) -> None:
    cancelled = Told()
    transcriber.transcribe(clip, (), cancelled.take_done)
    transcriber.cancel()
    transcriber.transcribe(clip, (), told.take_done)
    qtbot.waitUntil(lambda: bool(told.done), timeout=SECONDS)
    assert cancelled.done == []


def test_following_another_recording_forgets_the_first(
    transcriber: QtTranscriber, told: Told, qtbot: QtBot, tmp_path: Path, clip: Path
) -> None:
    first = Told()
    transcriber.follow(tmp_path / "never.wav", (), first.take_heard)
    transcriber.follow(clip, (), told.take_heard)
    transcriber.finish(told.take_done)
    qtbot.waitUntil(lambda: bool(told.done), timeout=SECONDS)
    assert told.done[0][0] is not None
    assert first.heard == []


def test_a_closed_transcriber_leaves_no_process(
    transcriber: QtTranscriber, told: Told, qtbot: QtBot, clip: Path
) -> None:
    transcriber.transcribe(clip, (), told.take_done)
    qtbot.waitUntil(lambda: transcriber.process_id > 0, timeout=SECONDS)
    process = transcriber.process_id
    transcriber.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert told.done == []


def test_a_child_that_cannot_start_is_a_problem(
    transcriber: QtTranscriber,
    told: Told,
    qtbot: QtBot,
    clip: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "tpmdesk.speech.transcriber.child_command", lambda *args: ["/nowhere/python"]
    )
    transcriber.transcribe(clip, (), told.take_done)
    qtbot.waitUntil(lambda: bool(told.done), timeout=SECONDS)
    assert told.done == [(None, told.done[0][1])]
    assert "could not be started" in told.done[0][1]
