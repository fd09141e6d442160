"""Transcribes for the window: the recognition child does the work, its answers come as signals."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QProcess

from tpmdesk.app.ports import Done, Heard
from tpmdesk.speech import messages
from tpmdesk.speech.child import child_command
from tpmdesk.speech.pipe import Lines, line

_logger = logging.getLogger(__name__)
_CLOSING_MS = 2_000
_STOPPED = "The recognizer stopped working. Your recording is saved; try again."
_UNSTARTED = "The recognizer could not be started. Your recording is saved. Install tpmdesk again."


@dataclass(slots=True)
class _Followed:
    """A recording that is being followed; `job` is 0 once the child has given it up."""

    job: int
    file: Path
    hints: tuple[str, ...]
    heard: Heard


class QtTranscriber:
    """The port Transcriber, on the thread that made it.

    `models` is the folder of the recognizers' models; `setting` gives the recognizer chosen. The
    child process starts when it is first needed, and again after a crash; `close` ends it.
    """

    def __init__(self, models: Path, setting: Callable[[], str]) -> None:
        self._models = models
        self._setting = setting
        self._jobs = 0
        self._waiting: dict[int, Done] = {}
        self._followed: _Followed | None = None
        self._lines = Lines()
        self._closing = False
        self._process = QProcess()
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._log)
        self._process.finished.connect(self._gone)
        self._process.errorOccurred.connect(self._failed)

    def warm_up(self) -> None:
        self._tell(do="warm", recognizer=self._setting())

    def follow(self, file: Path, hints: Sequence[str], heard: Heard) -> None:
        self._forget_followed()
        self._followed = _Followed(self._new_job(), file, tuple(hints), heard)
        self._request("follow", self._followed.job, file, hints)

    def finish(self, done: Done) -> None:
        followed, self._followed = self._followed, None
        if followed is None:
            raise RuntimeError("finish() was called, but no recording is being followed")
        if followed.job:
            self._waiting[followed.job] = done
            self._tell(do="finish", job=followed.job)
        else:
            self.transcribe(followed.file, followed.hints, done)

    def transcribe(self, file: Path, hints: Sequence[str], done: Done) -> None:
        job = self._new_job()
        self._waiting[job] = done
        self._request("transcribe", job, file, hints)

    def cancel(self) -> None:
        self._followed = None
        self._waiting.clear()
        if self._running:
            self._tell(do="cancel", upto=self._jobs)

    def close(self) -> None:
        """End the child. A later use starts a new one."""
        self._followed = None
        self._waiting.clear()
        self._closing = True
        if self._running:
            self._process.kill()
            self._process.waitForFinished(_CLOSING_MS)
        self._closing = False

    @property
    def process_id(self) -> int:
        """The child's process id; 0 while there is none."""
        return int(self._process.processId())

    @property
    def _running(self) -> bool:
        return self._process.state() != QProcess.ProcessState.NotRunning

    def _new_job(self) -> int:
        self._jobs += 1
        return self._jobs

    def _forget_followed(self) -> None:
        followed, self._followed = self._followed, None
        if followed and followed.job and self._running:
            self._tell(do="forget", job=followed.job)

    def _request(self, do: str, job: int, file: Path, hints: Sequence[str]) -> None:
        self._tell(do=do, job=job, file=str(file), hints=list(hints), recognizer=self._setting())

    def _tell(self, **message: Any) -> None:
        if not self._running:
            self._lines = Lines()
            program, *args = child_command("recognition", str(self._models))
            self._process.start(program, args)
        self._process.write(line(message))

    def _read(self) -> None:
        for answer in self._lines.feed(bytes(self._process.readAllStandardOutput().data())):
            self._take(answer)

    def _take(self, answer: dict[str, Any]) -> None:
        job = answer["job"]
        if "heard" in answer:
            if self._followed and self._followed.job == job:
                self._followed.heard(messages.from_data(answer["heard"]))
        elif "done" in answer:
            self._end(job, messages.from_data(answer["done"]), "")
        else:
            _logger.warning("recognition: %s", answer["problem"])
            self._give_up(job)
            self._end(job, None, answer["problem"])

    def _end(self, job: int, transcript: Any, problem: str) -> None:
        done = self._waiting.pop(job, None)
        if done is not None:
            done(transcript, problem)

    def _give_up(self, job: int) -> None:
        """The child follows no longer; the whole file is transcribed at the end instead."""
        if self._followed and self._followed.job == job:
            self._followed.job = 0

    def _log(self) -> None:
        for text in bytes(self._process.readAllStandardError().data()).splitlines():
            _logger.info("recognition: %s", text.decode(errors="replace"))

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._fail_all(_UNSTARTED)

    def _gone(self) -> None:
        if not self._closing:
            self._fail_all(_STOPPED)

    def _fail_all(self, problem: str) -> None:
        if self._followed:
            self._followed.job = 0
        waiting, self._waiting = self._waiting, {}
        for done in waiting.values():
            done(None, problem)
