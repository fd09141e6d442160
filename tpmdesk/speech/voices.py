"""Voices that read aloud, each utterance synthesized by a child process into a cache."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from tpmdesk.app.speaking import SpeechError, Voice
from tpmdesk.speech import wav
from tpmdesk.speech.child import child_command
from tpmdesk.speech.pipe import line

_PATIENCE_SECONDS = 90
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class VoiceCache:
    """Utterances read before, in one folder; the longest unused go first."""

    def __init__(self, root: Path, most_bytes: int = 64 << 20) -> None:
        self._root = root
        self._most = most_bytes

    def path(self, text: str, voice: str, rate: int) -> Path:
        """Where the utterance belongs; makes the folder."""
        key = json.dumps([text, voice, rate]).encode()
        self._root.mkdir(parents=True, exist_ok=True)
        return self._root / f"{hashlib.sha256(key).hexdigest()[:32]}.wav"

    def find(self, text: str, voice: str, rate: int) -> Path | None:
        """The utterance, if it was read before."""
        path = self.path(text, voice, rate)
        if not path.is_file():
            return None
        path.touch()
        return path

    def prune(self) -> None:
        """Remove what was unused the longest until the rest fits; the newest always stays."""
        held = 0
        for number, (_age, size, path) in enumerate(sorted(self._finished())):
            held += size
            if number and held > self._most:
                path.unlink(missing_ok=True)

    def _finished(self) -> Iterator[tuple[int, int, Path]]:
        """(age, bytes, file) of each, without those that another process is still writing."""
        for path in self._root.glob("[!.]*.wav"):
            with suppress(FileNotFoundError):
                found = path.stat()
                yield -found.st_mtime_ns, found.st_size, path


def say_command(text: str, voice: str, rate: int, out: Path) -> bytes:
    """What the voice child is told to write an utterance to `out`."""
    return line({"do": "say", "text": text, "voice": voice, "rate": rate, "out": str(out)})


def read_answer(output: bytes) -> dict[str, Any]:
    """What the voice child answered. Raises SpeechError when it told a problem, or nothing."""
    text = output.strip()
    answer: dict[str, Any] = json.loads(text) if text else {"problem": ""}
    if "problem" in answer:
        reason = answer["problem"] or "the voice's process ended without an answer"
        raise SpeechError(f"The voice could not read: {reason}")
    return answer


class ChildVoices:
    """The port Voices: waits for a child process, so it is for commands and background work."""

    def __init__(self, cache: VoiceCache) -> None:
        self._cache = cache

    def voices(self) -> list[Voice]:
        return [Voice(**voice) for voice in _ask(line({"do": "voices"}))["voices"]]

    def synthesize(self, text: str, voice: str, rate: int, out: Path) -> float:
        try:
            found = self._cache.find(text, voice, rate) or self._read(text, voice, rate)
            shutil.copyfile(found, out)
            return wav.seconds(out)
        except OSError as error:
            raise SpeechError(f"{out} cannot be written: {error}") from error

    def _read(self, text: str, voice: str, rate: int) -> Path:
        path = self._cache.path(text, voice, rate)
        _ask(say_command(text, voice, rate, path))
        self._cache.prune()
        return path


def _ask(command: bytes) -> dict[str, Any]:
    try:
        child = subprocess.run(
            child_command("voice"),
            input=command,
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
            check=False,
            creationflags=_NO_WINDOW,
        )
    except subprocess.TimeoutExpired as error:
        raise SpeechError("The voice did not answer. Choose another voice in Settings.") from error
    return read_answer(child.stdout)
