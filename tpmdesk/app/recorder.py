"""The microphone of a round: first a row that knows the recording, then the file, then sound."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from tpmdesk.app.ports import Microphone
from tpmdesk.app.workroom import Workroom
from tpmdesk.domain.attempts import AttemptId, Recording, RecordingId
from tpmdesk.domain.roundevents import Event, MicrophoneLost, SoundArrived
from tpmdesk.domain.soundcheck import SoundTrouble

_logger = logging.getLogger(__name__)


class Recorder:
    """Records one answer at a time. `level` is 0 to 1; `recorded` counts seconds of sound;
    `trouble` is what is wrong with the sound that arrives, if anything."""

    def __init__(
        self,
        room: Workroom,
        microphone: Microphone,
        attempt: AttemptId,
        send: Callable[[Event], None],
        changed: Callable[[], None],
    ) -> None:
        self.level = 0.0
        self.recorded = 0.0
        self.trouble: SoundTrouble | None = None
        self.send = send
        self.changed = changed
        self.now = room.now
        self._room = room
        self._microphone = microphone
        self._attempt = attempt
        self._take: _Take | None = None

    def start(self, position: int) -> Path | None:
        """Begin to record; the row exists before the first sample. The file that grows.

        Where the microphone does not open it is None, and `MicrophoneLost` is sent.
        """
        self.stop()
        row = self._room.attempts.add_recording(self._attempt, position, self._room.clock())
        self.recorded = 0.0
        return self._record(row, append=False)

    def go_on(self, recording: Recording) -> Path | None:
        """Record on, behind what there is of that recording; otherwise as `start`."""
        self.stop()
        self._room.attempts.reopen_recording(recording.id)
        self.recorded = recording.seconds
        return self._record(recording, append=True)

    def _record(self, row: Recording, *, append: bool) -> Path | None:
        file = self._room.recordings / row.file
        self.level, self.trouble = 0.0, None
        self._take = _Take(self, row.id, before=row.seconds, heard=append)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._microphone.start(file, self._take, append=append)
        except Exception as trouble:
            _logger.exception("the microphone did not open")
            self.send(MicrophoneLost(self.now(), f"The microphone did not open: {trouble}"))
            return None
        return file

    def stop(self) -> None:
        """Close the microphone and write down how long the recording is: 0 when none began, what
        it was before when it did not go on."""
        take, self._take = self._take, None
        if take is None:
            return
        seconds = self._close()
        kept = max(seconds, take.before) if take.heard else 0.0
        self._room.attempts.close_recording(take.row, kept)
        self.level, self.trouble = 0.0, None

    def is_current(self, take: _Take) -> bool:
        """Whether reports of that take still count."""
        return take is self._take

    def _close(self) -> float:
        try:
            self.recorded = self._microphone.stop()
        except Exception:
            _logger.exception("the microphone did not close properly")
        return self.recorded


class _Take:
    """Listens to the microphone during one recording, and falls silent with it."""

    def __init__(self, recorder: Recorder, row: RecordingId, *, before: float, heard: bool) -> None:
        self.row = row
        self.before = before
        self.heard = heard
        self._recorder = recorder

    def sound_arrived(self) -> None:
        if self._recorder.is_current(self):
            self.heard = True
            self._recorder.send(SoundArrived(self._recorder.now()))

    def level(self, peak: float, seconds: float) -> None:
        if self._recorder.is_current(self):
            self._recorder.level, self._recorder.recorded = peak, seconds
            self._recorder.changed()

    def trouble(self, trouble: SoundTrouble | None) -> None:
        if self._recorder.is_current(self):
            self._recorder.trouble = trouble
            self._recorder.changed()

    def lost(self, problem: str) -> None:
        if self._recorder.is_current(self):
            self._recorder.send(MicrophoneLost(self._recorder.now(), problem))
