"""Vosk: the recognizer for whoever has a Vosk model. It shows words while the person speaks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tpmdesk.app.speaking import SpeechError
from tpmdesk.domain.soundalike import corrected
from tpmdesk.domain.transcript import Utterance, Word
from tpmdesk.speech.wav import SAMPLE_BYTES

_FEED_SECONDS = 0.2


class Vosk:
    """A loaded Vosk model."""

    def __init__(self, path: Path) -> None:
        # An engine of its own, loaded when it is first used.
        import vosk  # noqa: PLC0415

        vosk.SetLogLevel(-1)
        self._recognizer: Any = vosk.KaldiRecognizer
        try:
            self._model: Any = vosk.Model(model_path=str(path))
        except Exception as error:
            raise SpeechError(
                f"Vosk cannot load the model in {path}. Remove it and add it again."
            ) from error

    def stream(self, rate: int, hints: Sequence[str] = ()) -> VoskStream:
        """A Vosk model's vocabulary is fixed: hints only put right what sounds like them."""
        recognizer = self._recognizer(self._model, float(rate))
        recognizer.SetWords(True)  # noqa: FBT003  Vosk's signature
        return VoskStream(recognizer, rate, hints)


class VoskStream:
    """One recording on its way through Vosk."""

    def __init__(self, recognizer: Any, rate: int, hints: Sequence[str] = ()) -> None:
        self._recognizer = recognizer
        self._hints = tuple(hints)
        self._step = round(rate * _FEED_SECONDS) * SAMPLE_BYTES
        self._done: list[Utterance] = []
        self._partial = ""

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        words = tuple(Word(text) for text in self._partial.split())
        return (*self._done, Utterance(words)) if words else tuple(self._done)

    def feed(self, pcm: bytes) -> bool:
        # In small steps, because the end of an utterance is told once a step.
        steps = (pcm[at : at + self._step] for at in range(0, len(pcm), self._step))
        changes = [self._feed_step(step) for step in steps]
        return any(changes)

    def finish(self) -> tuple[Utterance, ...]:
        self._keep(json.loads(self._recognizer.FinalResult()))
        return self.utterances

    def _feed_step(self, pcm: bytes) -> bool:
        before = self._partial
        if self._recognizer.AcceptWaveform(pcm):
            return self._keep(json.loads(self._recognizer.Result()))
        self._partial = json.loads(self._recognizer.PartialResult()).get("partial", "")
        return self._partial != before

    def _keep(self, result: dict[str, Any]) -> bool:
        changed, self._partial = bool(self._partial), ""
        heard = [_word(entry) for entry in result.get("result", ())]
        words = corrected(heard, self._hints)
        if words:
            self._done.append(Utterance(words))
        return changed or bool(words)


def _word(entry: dict[str, Any]) -> Word:
    confidence = min(1.0, max(0.0, float(entry.get("conf", 1.0))))
    return Word(entry["word"], float(entry["start"]), float(entry["end"]), confidence)
