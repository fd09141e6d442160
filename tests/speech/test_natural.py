"""Natural voices, with packages made for the test and, where it is installed, Piper itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from tpmdesk.app.speaking import SpeechError
from tpmdesk.speech import natural, wav
from tpmdesk.speech.voices import ChildVoices, VoiceCache

TEXT = "Tell me about a program that you rescued."

needs_piper = pytest.mark.skipif(
    find_spec("piper") is None or not natural.voices(), reason="no Piper with a voice"
)


class Package:
    """An installed package that holds these files."""

    def __init__(self, name: str, folder: Path, files: Sequence[str]) -> None:
        self.name = name
        self._folder = folder
        self.files = [Path(file) for file in files]

    def locate_file(self, file: Path) -> Path:
        return self._folder / file


def install(monkeypatch: pytest.MonkeyPatch, *packages: Package, piper: bool = True) -> None:
    monkeypatch.setattr(natural, "distributions", lambda: packages)
    monkeypatch.setattr(natural, "find_spec", lambda _name: object() if piper else None)


@pytest.fixture
def ann(tmp_path: Path) -> Package:
    facts = {"dataset": "ann", "language": {"code": "en_GB"}}
    (tmp_path / "ann.onnx.json").write_text(json.dumps(facts))
    return Package("ann-gb-piper-voice", tmp_path, ["ann.onnx", "ann.onnx.json"])


def test_an_installed_voice_is_found(ann: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, ann, Package("pathlib2", Path(), ["other.onnx"]))
    (voice,) = natural.voices()
    assert (voice.id, voice.name, voice.language) == ("piper:ann", "Ann, natural", "en-gb")


def test_without_piper_there_is_no_natural_voice(
    ann: Package, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, ann, piper=False)
    assert natural.voices() == []


@pytest.mark.parametrize("facts", ["{", "[]", '{"dataset": "ann"}'])
def test_a_voice_whose_description_is_damaged_is_left_out(
    ann: Package, facts: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ann.onnx.json").write_text(facts)
    install(monkeypatch, ann)
    assert natural.voices() == []


def test_a_natural_voice_that_is_not_there_is_named(tmp_path: Path) -> None:
    voices = ChildVoices(VoiceCache(tmp_path / "cache"))
    with pytest.raises(SpeechError, match="no voice 'piper:nobody'"):
        voices.synthesize(TEXT, "piper:nobody", 165, tmp_path / "a.wav")


@needs_piper
def test_a_natural_voice_reads_at_the_rate_asked_for(tmp_path: Path) -> None:
    voices = ChildVoices(VoiceCache(tmp_path / "cache"))
    listed = [voice for voice in voices.voices() if voice.engine == "piper"]
    slow = voices.synthesize(TEXT, listed[0].id, 120, tmp_path / "slow.wav")
    fast = voices.synthesize(TEXT, listed[0].id, 240, tmp_path / "fast.wav")
    assert max(wav.peaks(tmp_path / "slow.wav", 10)) > 0.1
    assert fast < 0.75 * slow


@needs_piper
def test_the_usual_voice_stays_the_first(tmp_path: Path) -> None:
    assert ChildVoices(VoiceCache(tmp_path)).voices()[0].engine != "piper"
