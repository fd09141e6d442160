"""Voices and recognizers as the use cases see them, and the ports that the speech edge fulfils."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tpmdesk.domain.assessment import Pause
from tpmdesk.domain.transcript import Transcript

Progress = Callable[[int, int], None]
"""Called with the bytes done and the bytes in all."""


class SpeechError(Exception):
    """Speech could not do what was asked. The message says what, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that can read aloud. `language` is a tag like "en-us", or "" when unknown."""

    id: str
    name: str
    language: str
    engine: str


@dataclass(frozen=True, slots=True)
class Manner:
    """How to read aloud. `rate` in words a minute, `volume` in 0 to 1; "" means the usual one.

    Nothing is read when `aloud` is False.
    """

    voice: str = ""
    rate: int = 165
    volume: float = 1.0
    loudspeaker: str = ""
    aloud: bool = True


@dataclass(frozen=True, slots=True)
class SoundDevice:
    """A microphone or a loudspeaker of this computer."""

    id: str
    name: str
    default: bool = False


@dataclass(frozen=True, slots=True)
class RecognizerInfo:
    """A recognizer; `streams` when it shows words while the person speaks.

    `detail` says in words which model and language it has, or what it lacks.
    """

    id: str
    ready: bool
    model: str
    streams: bool
    detail: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A recognizer's model: one that was added, or one that can be downloaded."""

    name: str
    language: str
    bytes: int
    installed: bool
    detail: str = ""


class Voices(Protocol):
    """Synthesizes text; blocks the caller."""

    def voices(self) -> list[Voice]:
        """All voices: first the usual one, then the other English ones. Raises SpeechError."""
        ...

    def synthesize(self, text: str, voice: str, rate: int, out: Path) -> float:
        """Write the text, read aloud, as a WAV file; its seconds. Raises SpeechError."""
        ...


def never() -> bool:
    """The answer of somebody who does not cancel."""
    return False


class Recognizers(Protocol):
    """The recognizers of this computer and their models; blocks the caller."""

    def recognizers(self) -> list[RecognizerInfo]: ...

    def chosen(self) -> str:
        """The id of the recognizer in use for final transcripts."""
        ...

    def prepare(self, recognizer: str | None = None) -> str:
        """Load a recognizer, by default the chosen one; its id. Raises SpeechError."""
        ...

    def transcribe(
        self, path: Path, recognizer: str | None = None, hints: Sequence[str] = ()
    ) -> Transcript:
        """The words of a recording. Raises SpeechError."""
        ...

    def seconds(self, path: Path) -> float:
        """How long a recording lasts. Raises SpeechError."""
        ...

    def pauses(self, path: Path) -> tuple[Pause, ...]:
        """The pauses between the first and the last speech of a recording. Raises SpeechError."""
        ...

    def models(self) -> list[ModelInfo]:
        """The models added, then those that can be downloaded."""
        ...

    def add(self, source: Path) -> ModelInfo:
        """Take in a model's folder or zip. Raises SpeechError."""
        ...

    def download(
        self, name: str, progress: Progress, cancelled: Callable[[], bool] = never
    ) -> ModelInfo | None:
        """Fetch a model of the catalogue; None when cancelled. A later call goes on from there.
        Raises SpeechError."""
        ...

    def remove(self, name: str) -> None:
        """Raises SpeechError when there is no such model."""
        ...
