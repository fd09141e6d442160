"""Labelled answers spoken by a voice and heard by the default recognizer, kept in a folder."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from tests.benchmarks._labelled import Labelled
from tpmdesk.domain.transcript import Transcript
from tpmdesk.speech.engines import Recognition
from tpmdesk.speech.messages import from_data, to_data
from tpmdesk.speech.models import ModelStore
from tpmdesk.speech.voices import ChildVoices, VoiceCache

VOICES = ("espeak", "piper")
_RATE = 165
"""Words a minute."""


class Spoken:
    """Hears answers as one voice speaks them."""

    def __init__(self, folder: Path, engine: str) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._voices = ChildVoices(VoiceCache(folder / "voices"))
        self._recognition = Recognition(ModelStore(folder / "models"), lambda: "auto")
        self._voice = voice_of(self._voices, engine)

    def __call__(self, answer: Labelled) -> Transcript:
        """The transcript with its times. Raises SpeechError."""
        name = sha256(f"{self._voice} {_RATE} {answer.text}".encode()).hexdigest()[:24]
        kept = self._folder / f"{name}.json"
        if not kept.exists():
            sound = self._folder / f"{name}.wav"
            self._voices.synthesize(answer.text, self._voice, _RATE, sound)
            kept.write_text(json.dumps(to_data(self._recognition.transcribe(sound))))
            sound.unlink()
        return from_data(json.loads(kept.read_text()))


def voice_of(voices: ChildVoices, engine: str) -> str:
    """An English voice of that engine. Raises SystemExit when there is none."""
    found = [voice for voice in voices.voices() if engine in voice.engine]
    english = [voice.id for voice in found if voice.language.lower().startswith("en")]
    if not english:
        raise SystemExit(f"no English voice of {engine} is installed")
    return next((voice for voice in english if "us" in voice.lower()), english[0])
