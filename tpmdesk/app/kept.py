"""What is known of the recordings kept, and of the room that they take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from tpmdesk.domain.attempts import AttemptId, Recording, RecordingId


@dataclass(frozen=True, slots=True)
class Kept:
    """A recording and the attempt it belongs to. `over` when that is not under way any more;
    `position` is that of the answer, from 0."""

    id: RecordingId
    attempt: AttemptId
    title: str
    started: datetime
    over: bool
    position: int
    file: str
    seconds: float
    complete: bool
    wiped: bool


def sound_of(recording: Recording | None, folder: Path) -> Path | None:
    """The file of a recording under the folder of all, None when there is nothing to play."""
    if recording is None or recording.wiped:
        return None
    file = folder / recording.file
    return file if file.is_file() else None


class RecordingStore(Protocol):
    """What is known of all recordings."""

    def recordings(self) -> list[Kept]:
        """Those of the oldest attempt first."""
        ...

    def rename_recording(self, recording: RecordingId, file: str) -> None: ...

    def wipe_recording(self, recording: RecordingId, at: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class AttemptRoom:
    """What one attempt's recordings take. `bytes` on disk; `large` recordings are not yet
    archived."""

    attempt: AttemptId
    title: str
    started: datetime
    over: bool
    recordings: int
    seconds: float
    bytes: int
    large: int


@dataclass(frozen=True, slots=True)
class Room:
    """What all recordings take, the newest attempt first, and the bytes that are free."""

    attempts: tuple[AttemptRoom, ...]
    free: int

    @property
    def bytes(self) -> int:
        return sum(each.bytes for each in self.attempts)

    @property
    def recordings(self) -> int:
        return sum(each.recordings for each in self.attempts)


@dataclass(frozen=True, slots=True)
class Freed:
    """How many recordings were dealt with and the bytes that this freed; what went wrong with the
    others."""

    recordings: int = 0
    bytes: int = 0
    problems: tuple[str, ...] = ()

    def __add__(self, other: Freed) -> Freed:
        return Freed(
            self.recordings + other.recordings,
            self.bytes + other.bytes,
            self.problems + other.problems,
        )
