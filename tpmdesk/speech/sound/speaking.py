"""Reads text aloud: a child process synthesizes it, the player plays it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QProcess, QTimer

from tpmdesk.app.speaking import Manner, SpeechError
from tpmdesk.speech.child import child_command
from tpmdesk.speech.sound import devices
from tpmdesk.speech.sound.playing import QtPlayer
from tpmdesk.speech.voices import VoiceCache, read_answer, say_command

_logger = logging.getLogger(__name__)
_CLOSING_MS = 2_000


@dataclass(frozen=True, slots=True)
class _Utterance:
    """`remark` is what to tell in the end though it was read."""

    text: str
    file: Path
    manner: Manner
    done: Callable[[str], None]
    remark: str = ""


class QtSpeaker:
    """The port Speaker, on the thread that made it. `manner` says how to read at the moment in a
    round, given by its id.

    When the voice chosen fails, the computer's usual one reads instead, and `done` says so.
    """

    def __init__(self, cache: VoiceCache, manner: Callable[[str], Manner]) -> None:
        self._cache = cache
        self._manner = manner
        self._player = QtPlayer(lambda: self._manner("").loudspeaker)
        self._utterance: _Utterance | None = None
        self._problem = ""
        self._process = QProcess()
        self._process.finished.connect(self._synthesized)
        self._process.errorOccurred.connect(self._failed)
        # Whatever ends at once is told by the event loop: `done` is never called from `say`.
        self._soon = QTimer()
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._end)

    def say(self, text: str, done: Callable[[str], None], round_id: str = "") -> None:
        self.stop()
        manner = self._manner(round_id)
        path = self._cache.path(text, manner.voice, manner.rate)
        self._utterance = _Utterance(text, path, manner, done)
        if manner.aloud:
            self._begin(self._utterance)
        else:
            self._end_soon("")

    def stop(self) -> None:
        self._utterance = None
        self._soon.stop()
        self._player.stop()
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(_CLOSING_MS)

    close = stop

    def silent_at(self) -> float:
        """The monotonic time from which on nothing read aloud can be heard."""
        return self._player.silent_at()

    def _begin(self, utterance: _Utterance) -> None:
        try:
            devices.loudspeaker(utterance.manner.loudspeaker)
            self._read(utterance)
        except (SpeechError, OSError) as error:
            self._end_soon(str(error))

    def _read(self, utterance: _Utterance) -> None:
        text, manner = utterance.text, utterance.manner
        if self._cache.find(text, manner.voice, manner.rate):
            self._play(utterance)
            return
        program, *args = child_command("voice")
        self._process.start(program, args)
        self._process.write(say_command(text, manner.voice, manner.rate, utterance.file))
        self._process.closeWriteChannel()

    def _synthesized(self) -> None:
        utterance = self._utterance
        output = bytes(self._process.readAllStandardOutput().data())
        _logger.debug("voice: %s", bytes(self._process.readAllStandardError().data()))
        if utterance is None:
            return
        try:
            read_answer(output)
            self._cache.prune()
            self._play(utterance)
        except (SpeechError, OSError, ValueError) as error:
            self._fall_back(utterance, str(error))

    def _fall_back(self, utterance: _Utterance, problem: str) -> None:
        """Have the computer's usual voice read what the chosen one could not."""
        if not utterance.manner.voice:
            self._end_soon(problem)
            return
        usual = replace(utterance.manner, voice="")
        self._utterance = replace(
            utterance,
            manner=usual,
            file=self._cache.path(utterance.text, usual.voice, usual.rate),
            remark=f"The usual voice read the question, not the one you chose. {problem}",
        )
        self._begin(self._utterance)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._utterance:
            self._end_soon("The voice could not be started. Install tpmdesk again.")

    def _play(self, utterance: _Utterance) -> None:
        self._player.play(utterance.file, volume=utterance.manner.volume, ended=self._end_soon)

    def _end_soon(self, problem: str) -> None:
        self._problem = problem
        self._soon.start(0)

    def _end(self) -> None:
        utterance, self._utterance = self._utterance, None
        if utterance is not None:
            utterance.done(self._problem or utterance.remark)
