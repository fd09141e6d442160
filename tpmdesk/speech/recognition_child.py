"""The process that listens: it follows recordings on disk and answers with words.

Commands: {"do": "warm", "recognizer"}, {"do": "follow" | "transcribe", "job", "file", "hints",
"recognizer"}, {"do": "finish" | "forget", "job"}, {"do": "cancel", "upto"}.
Answers: {"job", "heard": transcript}, {"job", "done": transcript}, {"job", "problem": words}.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from tpmdesk.app.speaking import SpeechError
from tpmdesk.domain.transcript import Transcript
from tpmdesk.speech import messages
from tpmdesk.speech.engines import Engines, transcribe
from tpmdesk.speech.models import ModelStore
from tpmdesk.speech.pipe import Answers, Lines
from tpmdesk.speech.recognizers import Stream
from tpmdesk.speech.wav import SAMPLE_BYTES, GrowingReader

Message = dict[str, Any]
_POLL_SECONDS = 0.1
_PROBLEMS = (SpeechError, OSError, RuntimeError, ValueError)


class Inbox:
    """Commands as they come in, while an engine is at work."""

    def __init__(self, pipe: BinaryIO, gone: Callable[[], None]) -> None:
        self._queue: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._cancelled_upto = 0
        self._pipe = pipe
        self._gone = gone
        threading.Thread(target=self._read, daemon=True).start()

    def next(self, timeout: float | None) -> Message | None:
        try:
            return self._queue.get(timeout=timeout)
        except queue.Empty:
            return None

    def is_cancelled(self, job: int) -> bool:
        return job <= self._cancelled_upto

    def _read(self) -> None:
        lines = Lines()
        while data := os.read(self._pipe.fileno(), 65_536):
            for message in lines.feed(data):
                if message["do"] == "cancel":
                    self._cancelled_upto = message["upto"]
                else:
                    self._queue.put(message)
        self._gone()


class Following:
    """A recording that is being made, on its way through one recognizer, or two when the one that
    gives the transcript cannot show words at once."""

    def __init__(self, engines: Engines, file: Path, recognizer: str, hints: Sequence[str]) -> None:
        self._file = file
        self._engines = engines
        self._hints = hints
        self._final = engines.choose(recognizer)
        self._live = engines.live(self._final)
        self._reader = GrowingReader(file)
        self._streams: dict[str, Stream] = {}
        for name in filter(None, (self._final, self._live)):
            engines.load(name)

    def advance(self, cancelled: Callable[[], bool]) -> bool:
        """Take in what was recorded since; whether there are new words to show."""
        pcm = self._reader.read()
        if not pcm:
            return False
        self._open()
        second = self._reader.rate * SAMPLE_BYTES
        changed = False
        for at in range(0, len(pcm), second):
            if cancelled():
                return False
            changed |= self._feed(pcm[at : at + second])
        return changed

    def heard(self) -> Transcript:
        name = self._live or self._final
        stream = self._streams.get(name)
        return Transcript(stream.utterances if stream else (), name)

    def finish(self, cancelled: Callable[[], bool]) -> Transcript:
        if not self._file.exists():
            raise SpeechError(f"There is no recording at {self._file}.")
        self.advance(cancelled)
        self._reader.close()
        stream = self._streams.get(self._final)
        return Transcript(stream.finish() if stream else (), self._final)

    def _open(self) -> None:
        for name in filter(None, (self._live, self._final)):
            if name not in self._streams:
                recognizer = self._engines.load(name)
                self._streams[name] = recognizer.stream(self._reader.rate, self._hints)

    def _feed(self, pcm: bytes) -> bool:
        shown = self._live or self._final
        changed = {name: stream.feed(pcm) for name, stream in self._streams.items()}
        return changed[shown]


class Listener:
    """Does what the commands say, one after another."""

    def __init__(self, engines: Engines, inbox: Inbox, send: Callable[[Message], None]) -> None:
        self._engines = engines
        self._inbox = inbox
        self._send = send
        self._following: dict[int, Following] = {}

    def serve(self) -> None:
        while True:
            message = self._inbox.next(_POLL_SECONDS if self._following else None)
            if message is not None:
                self._guarded(message.get("job", 0), partial(self._obey, message))
            for job in list(self._following):
                self._guarded(job, partial(self._advance, job))

    def _guarded(self, job: int, work: Callable[[], None]) -> None:
        try:
            work()
        except _PROBLEMS as error:
            self._following.pop(job, None)
            self._send({"job": job, "problem": str(error)})

    def _obey(self, message: Message) -> None:
        match message["do"]:
            case "warm":
                self._warm(message["recognizer"])
            case "follow":
                self._following[message["job"]] = Following(self._engines, *_request(message))
            case "finish":
                self._finish(message["job"])
            case "forget":
                self._following.pop(message["job"], None)
            case "transcribe":
                self._transcribe(message)

    def _warm(self, setting: str) -> None:
        final = self._engines.choose(setting)
        for name in filter(None, (final, self._engines.live(final))):
            self._engines.load(name)

    def _advance(self, job: int) -> None:
        following = self._following.get(job)
        if self._inbox.is_cancelled(job):
            self._following.pop(job, None)
        elif following and following.advance(lambda: self._inbox.is_cancelled(job)):
            self._answer(job, "heard", following.heard())

    def _finish(self, job: int) -> None:
        following = self._following.pop(job, None)
        if following is not None:
            self._answer(job, "done", following.finish(lambda: self._inbox.is_cancelled(job)))

    def _transcribe(self, message: Message) -> None:
        job = message["job"]
        file, setting, hints = _request(message)
        recognizer = self._engines.choose(setting)
        words = transcribe(
            self._engines, file, recognizer, hints, lambda: self._inbox.is_cancelled(job)
        )
        self._answer(job, "done", words)

    def _answer(self, job: int, what: str, transcript: Transcript) -> None:
        if not self._inbox.is_cancelled(job):
            self._send({"job": job, what: messages.to_data(transcript)})


def _request(message: Message) -> tuple[Path, str, list[str]]:
    return Path(message["file"]), message["recognizer"], message["hints"]


def main(args: Sequence[str]) -> int:
    """Serve until the parent goes away. `args` is the folder of the models."""
    answers = Answers()
    # When the parent is gone nobody waits for the engine's work, however far it has come.
    inbox = Inbox(sys.stdin.buffer, gone=lambda: os._exit(0))
    Listener(Engines(ModelStore(Path(args[0]))), inbox, answers.send).serve()
    return 0
