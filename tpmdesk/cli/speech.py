"""`voices`, `speak`, `recognizers`, `models`, `transcribe`: speech without a window."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tpmdesk.app.speaking import ModelInfo, RecognizerInfo, SpeechError
from tpmdesk.app.vocabulary import favoured_in_round
from tpmdesk.cli.command import Command, CommandError, Desk
from tpmdesk.cli.facts import word_facts
from tpmdesk.cli.files import existing

_USUAL_RATE = 165
_RATES = range(80, 451)
_PROGRESS_STEPS = 20


def voices(desk: Desk, _options: Namespace) -> list[dict[str, Any]]:
    """The voices that can read aloud."""
    return [asdict(voice) for voice in desk.voices.voices()]


def speak(desk: Desk, options: Namespace) -> dict[str, Any]:
    """Read a text into a WAV file."""
    if options.rate not in _RATES:
        raise CommandError(
            f"{options.rate} words a minute cannot be spoken. "
            f"Give --rate between {_RATES.start} and {_RATES.stop - 1}."
        )
    voice = options.voice or _usual_voice(desk)
    seconds = desk.voices.synthesize(options.text, voice, options.rate, options.out)
    return {"voice": voice, "seconds": round(seconds, 3), "file": str(options.out)}


def _usual_voice(desk: Desk) -> str:
    found = desk.voices.voices()
    if not found:
        raise CommandError("This computer has no voice. Install one in the system's settings.")
    return found[0].id


def recognizers(desk: Desk, _options: Namespace) -> list[dict[str, Any]]:
    """The recognizers, and which of them is in use."""
    chosen = desk.recognizers.chosen()
    return [_recognizer(info, chosen) for info in desk.recognizers.recognizers()]


def _recognizer(info: RecognizerInfo, chosen: str) -> dict[str, Any]:
    return {**asdict(info), "chosen": info.id == chosen}


def models(desk: Desk, options: Namespace) -> list[dict[str, Any]]:
    """Do what was asked; the models there are then."""
    _ACTIONS[options.action or "list"](desk, options)
    return [_model(model) for model in desk.recognizers.models()]


def _list(_desk: Desk, _options: Namespace) -> None:
    """Listing is what `models` ends with anyway."""


def _add(desk: Desk, options: Namespace) -> None:
    desk.recognizers.add(options.path)


def _download(desk: Desk, options: Namespace) -> None:
    desk.recognizers.download(options.name, _Progress().show)


def _remove(desk: Desk, options: Namespace) -> None:
    desk.recognizers.remove(options.name)


_ACTIONS = {"list": _list, "add": _add, "download": _download, "remove": _remove}


class _Progress:
    """Says on standard error how far a download has come, now and then."""

    def __init__(self) -> None:
        self._step = -1

    def show(self, done: int, total: int) -> None:
        step = _PROGRESS_STEPS * done // max(total, 1)
        if step > self._step:
            self._step = step
            sys.stderr.write(f"{done / 1e6:.1f} of {total / 1e6:.1f} MB\n")
            sys.stderr.flush()


def _model(model: ModelInfo) -> dict[str, Any]:
    return {
        "id": model.name,
        "ready": model.installed,
        "model": model.name,
        "streams": True,
        "detail": model.detail,
        "language": model.language,
        "bytes": model.bytes,
    }


def transcribe(desk: Desk, options: Namespace) -> dict[str, Any]:
    """The words of a recording. `took` is the time to recognize, `load` to load the model."""
    file = existing(options.wav)
    try:
        seconds = desk.recognizers.seconds(file)
        began = time.monotonic()
        recognizer = desk.recognizers.prepare(options.recognizer)
        loaded = time.monotonic()
        transcript = desk.recognizers.transcribe(file, recognizer, _hints(desk, options))
    except SpeechError as error:
        raise CommandError(str(error)) from error
    return {
        "recognizer": transcript.recognizer,
        "text": transcript.text,
        "words": word_facts(transcript),
        "seconds": round(seconds, 3),
        "took": round(time.monotonic() - loaded, 3),
        "load": round(loaded - began, 3),
    }


def _hints(desk: Desk, options: Namespace) -> list[str]:
    """The terms given, then those of the round."""
    if not options.round:
        return list(options.hint)
    chosen = desk.library.round(options.round)
    return [*options.hint, *favoured_in_round(desk.library, chosen.id)]


def _voice_words(result: list[dict[str, Any]]) -> str:
    lines = [f"{voice['id']:24} {voice['language']:12} {voice['name']}" for voice in result]
    return "\n".join(lines) or "This computer has no voice."


def _speak_words(result: dict[str, Any]) -> str:
    return f"{result['file']}: {result['seconds']:.1f} s, read by {result['voice']}."


def _recognizer_words(result: list[dict[str, Any]]) -> str:
    return "\n".join(
        f"{'*' if info['chosen'] else ' '} {info['id']:12} "
        f"{'ready    ' if info['ready'] else 'not ready'}  {info['detail']}"
        for info in result
    )


def _model_words(result: list[dict[str, Any]]) -> str:
    return "\n".join(
        f"{model['id']}  {model['bytes'] / 1e6:.0f} MB  "
        f"{'ready' if model['ready'] else 'models download ' + model['id']}"
        for model in result
    )


def _transcript_words(result: dict[str, Any]) -> str:
    heard = result["text"] or "No words were heard."
    spent = f"{result['seconds']:.1f} s of sound, heard by {result['recognizer']}"
    return f"{heard}\n({spent} in {result['took']:.1f} s)"


def _speak_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", help="what to read")
    parser.add_argument("--out", type=Path, required=True, metavar="WAV", help="the file to write")
    parser.add_argument("--voice", metavar="ID", help="one of `voices`; else the usual one")
    parser.add_argument("--rate", type=int, default=_USUAL_RATE, help="words a minute")


def _model_arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("list", help="the models there are, and those that can be downloaded")
    add = actions.add_parser("add", help="add a Vosk model")
    add.add_argument("path", type=Path, metavar="PATH_OR_ZIP", help="its folder or zip file")
    download = actions.add_parser("download", help="download a model; goes on where it was cut")
    download.add_argument("name", metavar="NAME")
    remove = actions.add_parser("remove", help="remove a model")
    remove.add_argument("name", metavar="NAME")


def _transcribe_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("wav", type=Path, metavar="WAV", help="a recording")
    parser.add_argument("--recognizer", metavar="ID", help="one of `recognizers`")
    parser.add_argument(
        "--hint", action="append", default=[], metavar="TERM", help="a term to listen for"
    )
    parser.add_argument("--round", metavar="ID", help="listen for the terms of that round")


COMMANDS = (
    Command("voices", "list the voices that can read aloud", voices, _voice_words),
    Command("speak", "read a text into a WAV file", speak, _speak_words, _speak_arguments),
    Command("recognizers", "list the recognizers", recognizers, _recognizer_words),
    Command(
        "models", "list, add or remove recognizer models", models, _model_words, _model_arguments
    ),
    Command(
        "transcribe",
        "turn a recording into words",
        transcribe,
        _transcript_words,
        _transcribe_arguments,
    ),
)
