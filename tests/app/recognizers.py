"""Recognizers that hear in a file what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.app.fakes import heard
from tpmdesk.app.speaking import ModelInfo, Progress, RecognizerInfo, SpeechError, never
from tpmdesk.domain.assessment import Pause
from tpmdesk.domain.transcript import Transcript


@dataclass
class ReadingRecognizers:
    """A "recording" is a text file; half a second a word. An empty one cannot be understood."""

    hints: list[tuple[str, ...]] = field(default_factory=list)

    def recognizers(self) -> list[RecognizerInfo]:
        return [RecognizerInfo("fake", ready=True, model="", streams=False, detail="")]

    def chosen(self) -> str:
        return "fake"

    def transcribe(
        self, path: Path, recognizer: str | None = None, hints: Sequence[str] = ()
    ) -> Transcript:
        self.hints.append(tuple(hints))
        text = path.read_text()
        if not text:
            raise SpeechError("There are no words in it.")
        return heard(text)

    def seconds(self, path: Path) -> float:
        text = path.read_text()
        if text == "not a recording":
            raise SpeechError(f"{path.name} is not a recording.")
        return len(text.split()) * 0.5

    def pauses(self, path: Path) -> tuple[Pause, ...]:
        return ()

    def models(self) -> list[ModelInfo]:
        return []

    def add(self, source: Path) -> ModelInfo:
        raise SpeechError("These recognizers need no model.")

    def download(
        self, name: str, progress: Progress, cancelled: Callable[[], bool] = never
    ) -> ModelInfo | None:
        raise SpeechError("These recognizers need no model.")

    def remove(self, name: str) -> None:
        raise SpeechError("There is no such model.")
