"""The process that synthesizes one utterance, or lists the voices, and ends.

The command is one line on standard input: {"do": "voices"} or {"do": "say", "text", "voice",
"rate", "out"}. The answer is {"voices": [...]}, {"seconds"} or {"problem"}.

Only this process ever loads eSpeak NG and Piper, which are GPL-3; killing it is how reading is
cancelled.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tpmdesk.app.speaking import SpeechError
from tpmdesk.speech import natural, wav
from tpmdesk.speech.decode import decoded
from tpmdesk.speech.pipe import Answers

_PATIENCE_SECONDS = 60.0
_PREFERRED = ("en-us", "en-gb", "en")


def main(_args: Sequence[str]) -> int:
    """Do what the one command says; exit code 1 when it could not be done."""
    answers = Answers()
    command = json.loads(sys.stdin.buffer.readline())
    try:
        answers.send(_obey(command))
    except (SpeechError, OSError, RuntimeError, ValueError, ImportError) as error:
        answers.send({"problem": str(error)})
        return 1
    return 0


def _obey(command: dict[str, Any]) -> dict[str, Any]:
    if command["do"] == "voices":
        return {"voices": _all_voices()}
    voice, rate = command["voice"], command["rate"]
    save = partial(natural.say, voice=voice, rate=rate)
    if not natural.is_natural(voice):
        save = partial(_save, _set_up(voice, rate))
    return {"seconds": _say(save, command["text"], Path(command["out"]))}


def _all_voices() -> list[dict[str, str]]:
    """The usual voice, the natural ones, then the rest; natural ones are never the usual one."""
    found = _voices(_engine())
    return [*found[:1], *map(_natural_facts, natural.voices()), *found[1:]]


def _natural_facts(voice: natural.NaturalVoice) -> dict[str, str]:
    return {
        "id": voice.id,
        "name": voice.name,
        "language": voice.language,
        "engine": natural.ENGINE,
    }


def _set_up(voice: str, rate: int) -> Any:
    """The computer's own engine, with that voice and rate."""
    engine = _engine()
    voices = _voices(engine)
    if voice and voice not in {each["id"] for each in voices}:
        raise SpeechError(f"There is no voice {voice!r} here. Choose one from the list of voices.")
    if voices:
        engine.setProperty("voice", voice or voices[0]["id"])
    engine.setProperty("rate", rate)
    return engine


def _engine() -> Any:
    if sys.platform == "linux":
        _bring_espeak()
    # After eSpeak is in place, because pyttsx3 looks for it while it is imported.
    import pyttsx3  # noqa: PLC0415

    return pyttsx3.init()


def _bring_espeak() -> None:
    """Make the bundled eSpeak NG the one that pyttsx3 finds; without it, the system's own."""
    try:
        import espeakng_loader  # noqa: PLC0415  loads nothing itself, but is not everywhere
    except ImportError:
        return
    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    ctypes.CDLL(espeakng_loader.get_library_path(), ctypes.RTLD_GLOBAL)


def _voices(engine: Any) -> list[dict[str, str]]:
    """All voices, the usual one first, then the other English ones."""
    found = sorted((_voice(engine, voice) for voice in engine.getProperty("voices")), key=_rank)
    current = _current(engine)
    return sorted(found, key=lambda voice: voice["id"] != current)


def _current(engine: Any) -> str:
    """The system's own voice if it speaks English; nobody chose the one that eSpeak starts with."""
    if engine.driver_name == "espeak":
        return ""
    current = engine.getProperty("voice")
    spoken = [_voice(engine, v) for v in engine.getProperty("voices") if v.id == current]
    return current if spoken and _is_english(spoken[0]) else ""


def _voice(engine: Any, voice: Any) -> dict[str, str]:
    languages = list(voice.languages or ())
    language = _tag(languages[0]) if languages else ""
    name = str(voice.name).strip() or voice.id
    return {"id": voice.id, "name": name, "language": language, "engine": engine.driver_name}


def _tag(language: Any) -> str:
    text = language.decode(errors="ignore") if isinstance(language, bytes) else str(language)
    return "".join(filter(str.isprintable, text)).strip().lower().replace("_", "-")


def _rank(voice: dict[str, str]) -> tuple[int, str]:
    language = voice["language"]
    if language in _PREFERRED:
        return _PREFERRED.index(language), voice["name"]
    return len(_PREFERRED) + (not _is_english(voice)), voice["name"]


def _is_english(voice: dict[str, str]) -> bool:
    return voice["language"].split("-")[0] == "en"


def _say(save: Callable[..., None], text: str, out: Path) -> float:
    """Write the utterance; the file appears whole or not at all."""
    spoken = " ".join(text.replace("\0", " ").split())
    if not spoken:
        raise SpeechError("There is nothing to read aloud. Give some text.")
    part = out.with_name(f".{out.stem}-{os.getpid()}.wav")
    try:
        save(text=spoken, part=part)
        _make_plain(part)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return wav.seconds(out)


def _save(engine: Any, text: str, part: Path) -> None:
    finished: list[bool] = []
    engine.connect("finished-utterance", lambda **_: finished.append(True))
    engine.save_to_file(text, str(part))
    engine.runAndWait()
    # The loop may end before the file is written.
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not (finished and part.exists()):
        if time.monotonic() > deadline:
            raise SpeechError("The voice did not finish reading. Choose another voice in Settings.")
        time.sleep(0.01)


def _make_plain(part: Path) -> None:
    """Turn what some systems write under the name of WAV into a 16-bit mono WAV."""
    if wav.is_plain(part):
        return
    sound = decoded(part)
    plain = part.with_suffix(".plain")
    growing = wav.GrowingWav(plain, sound.rate)
    try:
        for block in sound.blocks:
            growing.append(block)
    finally:
        growing.close()
    plain.replace(part)
