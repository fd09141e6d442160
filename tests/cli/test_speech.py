from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cli.asking import Ask, asker
from tests.speech import vosk_models
from tests.speech.clips import needs_librivox, transcripts, word_errors
from tpmdesk.cli.main import BAD_INPUT, DONE
from tpmdesk.cli.speech import COMMANDS
from tpmdesk.speech import wav
from tpmdesk.speech.engines import Recognition
from tpmdesk.speech.models import ModelStore
from tpmdesk.speech.voices import ChildVoices, VoiceCache


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    store = ModelStore(tmp_path / "models")
    return SimpleNamespace(
        voices=ChildVoices(VoiceCache(tmp_path / "cache")),
        recognizers=Recognition(store, lambda: "auto"),
    )


@pytest.fixture
def said(desk: Any, capfd: pytest.CaptureFixture[str]) -> Ask:
    return asker(COMMANDS, desk, capfd)


def test_voices_have_the_keys_of_the_contract(said: Ask) -> None:
    code, voices = said("voices")
    assert code == DONE
    assert {"id", "name", "language", "engine"} <= voices[0].keys()


def test_speak_writes_what_the_usual_voice_says(said: Ask, tmp_path: Path) -> None:
    code, result = said("speak", "Hello to the committee.", "--out", tmp_path / "a.wav")
    assert code == DONE
    assert result["voice"] == said("voices")[1][0]["id"]
    assert result["seconds"] == pytest.approx(wav.seconds(tmp_path / "a.wav"), abs=0.001)


def test_an_unknown_voice_is_bad_input(said: Ask, tmp_path: Path) -> None:
    code, result = said("speak", "Hello.", "--out", tmp_path / "a.wav", "--voice", "nobody")
    assert code == BAD_INPUT
    assert "nobody" in result["error"]


@pytest.mark.parametrize("rate", [0, 1_000])
def test_a_rate_that_nobody_speaks_is_bad_input(said: Ask, tmp_path: Path, rate: int) -> None:
    code, result = said("speak", "Hello.", "--out", tmp_path / "a.wav", "--rate", rate)
    assert code == BAD_INPUT
    assert str(rate) in result["error"]


def test_whisper_is_in_use_until_a_model_is_added(said: Ask, tmp_path: Path) -> None:
    before = {info["id"]: info for info in said("recognizers")[1]}
    assert (before["whisper"]["ready"], before["whisper"]["chosen"]) == (True, True)
    assert (before["vosk"]["ready"], before["vosk"]["chosen"]) == (False, False)
    code, models = said("models", "add", vosk_models.archive(tmp_path / "a.zip"))
    assert code == DONE
    assert [(model["id"], model["ready"]) for model in models] == [
        ("vosk-model-small-en-us-0.15", True)
    ]
    after = {info["id"]: info for info in said("recognizers")[1]}
    assert (after["vosk"]["ready"], after["vosk"]["chosen"]) == (True, True)
    assert after["vosk"]["streams"]
    assert "en-us" in after["vosk"]["detail"]


def test_a_model_can_be_removed(said: Ask, tmp_path: Path) -> None:
    said("models", "add", vosk_models.archive(tmp_path / "a.zip"))
    code, models = said("models", "remove", "vosk-model-small-en-us-0.15")
    assert code == DONE
    assert [model["ready"] for model in models] == [False]


def test_models_alone_lists_them(said: Ask) -> None:
    assert said("models") == said("models", "list")


@needs_librivox
def test_a_recording_becomes_words_with_their_times(said: Ask) -> None:
    clip, text = next(iter(transcripts().items()))
    code, result = said("transcribe", clip, "--hint", "leisure")
    assert code == DONE
    assert result["recognizer"] == "whisper"
    assert word_errors(text, result["text"])[0] <= 2
    assert " ".join(word["word"] for word in result["words"]) == result["text"]
    assert all(0 <= w["start"] <= w["end"] <= result["seconds"] + 0.5 for w in result["words"])
    assert result["seconds"] == pytest.approx(wav.seconds(clip), abs=0.001)
    assert result["took"] > 0


def test_a_file_that_is_no_sound_is_bad_input(said: Ask, tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_text("Words, but not spoken ones. " * 40)
    code, result = said("transcribe", tmp_path / "a.wav")
    assert code == BAD_INPUT
    assert "a.wav" in result["error"]


def test_a_file_that_is_not_there_is_bad_input(said: Ask, tmp_path: Path) -> None:
    code, result = said("transcribe", tmp_path / "nowhere.wav")
    assert code == BAD_INPUT
    assert "nowhere.wav" in result["error"]


def test_a_recognizer_that_is_not_there_is_bad_input(said: Ask, tmp_path: Path) -> None:
    wav.GrowingWav(tmp_path / "a.wav", 16_000).close()
    code, result = said("transcribe", tmp_path / "a.wav", "--recognizer", "siri")
    assert code == BAD_INPUT
    assert "whisper and vosk" in result["error"]
