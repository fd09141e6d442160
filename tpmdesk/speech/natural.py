"""Natural voices: Piper, for whoever installs it and a voice for it (the extra `natural`).

Voices are looked for in installed packages whose names end in "piper-voice". Finding them imports
nothing of Piper, which is GPL-3; `say` does, and only the child process calls it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tpmdesk.app.speaking import SpeechError
from tpmdesk.speech import wav

ENGINE = "piper"
_PACKAGES = "piper-voice"
_USUAL_PACE = 185.0
"""Words a minute at which Piper's voices read by themselves."""


@dataclass(frozen=True, slots=True)
class NaturalVoice:
    """A voice's model, with its configuration in a file beside it."""

    id: str
    name: str
    language: str
    model: Path


def is_natural(voice: str) -> bool:
    """Whether that voice is one of Piper's, by its id."""
    return voice.startswith(f"{ENGINE}:")


def voices() -> list[NaturalVoice]:
    """The voices that are installed; none without Piper itself."""
    if find_spec(ENGINE) is None:
        return []
    found = {voice.id: voice for model in _models() for voice in _described(model)}
    return sorted(found.values(), key=lambda voice: voice.id)


def say(text: str, voice: str, rate: int, part: Path) -> None:
    """Write the utterance as a WAV file. Raises SpeechError when there is no such voice."""
    chosen = next((each for each in voices() if each.id == voice), None)
    if chosen is None:
        raise SpeechError(f"There is no voice {voice!r} here. Choose one from the list of voices.")
    # An engine of its own, loaded by the child process alone.
    from piper import PiperVoice, SynthesisConfig  # noqa: PLC0415

    piper = PiperVoice.load(chosen.model)
    pace = SynthesisConfig(length_scale=_own_pace(chosen.model) * _USUAL_PACE / rate)
    growing = wav.GrowingWav(part, piper.config.sample_rate)
    try:
        for chunk in piper.synthesize(text, pace):
            growing.append(chunk.audio_int16_bytes)
    finally:
        growing.close()


def _models() -> Iterator[Path]:
    for package in distributions():
        if _holds_voice(package):
            yield from _files(package)


def _holds_voice(package: Distribution) -> bool:
    return str(package.name or "").lower().replace("_", "-").endswith(_PACKAGES)


def _files(package: Distribution) -> Iterator[Path]:
    for file in package.files or ():
        if file.suffix == ".onnx":
            yield Path(str(package.locate_file(file)))


def _described(model: Path) -> Iterator[NaturalVoice]:
    """The voice of that model, if it can be read."""
    try:
        facts = _facts(model)
        name = str(facts["dataset"])
        language = str(facts["language"]["code"]).lower().replace("_", "-")
    except (OSError, ValueError, KeyError, TypeError):
        return
    yield NaturalVoice(f"{ENGINE}:{name}", f"{name.title()}, natural", language, model)


def _facts(model: Path) -> Any:
    return json.loads(model.with_name(f"{model.name}.json").read_text(encoding="utf-8"))


def _own_pace(model: Path) -> float:
    """How long the voice's own sounds are, by its configuration; 1 is usual."""
    return float(_facts(model).get("inference", {}).get("length_scale", 1.0))
