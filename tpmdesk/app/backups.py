"""Backups: when they are made, what they hold, and the way back to one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from tpmdesk.app.ports import Clock
from tpmdesk.app.transfer import Cancelled, Progress, no_progress

_DAY = timedelta(hours=20)  # so that someone who starts at seven each morning has one each day
_APART = timedelta(minutes=10)
_log = logging.getLogger(__name__)


class BackupError(Exception):
    """A backup cannot be made, read or restored; the message says why, what is safe, what to do."""


class Reason(StrEnum):
    """Why a backup was made. `SAFETY`: to be able to go back from a restore or a repair."""

    ASKED = "asked"
    DAILY = "daily"
    BEFORE = "before"
    MIGRATION = "migration"
    SAFETY = "safety"

    @property
    def guarded(self) -> bool:
        """Whether it is the way back from a step that cannot be undone otherwise."""
        return self in (Reason.MIGRATION, Reason.SAFETY)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a profile holds. `newest_review` is when a card was last answered."""

    notes: int = 0
    cards: int = 0
    reviews: int = 0
    attempts: int = 0
    recordings: int = 0
    media: int = 0
    settings: int = 0
    newest_review: datetime | None = None


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. `what` says before what it was made. `counts` is None where it keeps a damaged
    database as it was found. `size` is what it takes on its own, in bytes; `written` what it added
    to the disk."""

    file: Path
    made: datetime
    reason: Reason
    what: str
    counts: Counts | None
    size: int
    written: int


@dataclass(frozen=True, slots=True)
class Lost:
    """What was done since a backup was made, and would be gone after going back to it."""

    reviews: int = 0
    notes_added: int = 0
    notes_edited: int = 0
    attempts: int = 0
    recordings: int = 0
    media: int = 0

    def __bool__(self) -> bool:
        return self != Lost()


@dataclass(frozen=True, slots=True)
class Preview:
    """A restore before it is done. `now` and `lost` are None where the present database cannot be
    read."""

    backup: Backup
    then: Counts
    now: Counts | None
    lost: Lost | None


@dataclass(frozen=True, slots=True)
class Restored:
    """A restore that was done; `safety` is the backup of what was there before it. `missing` are
    files that the backup no longer held whole: they stayed as they were."""

    backup: Backup
    safety: Backup
    missing: tuple[str, ...] = ()


class BackupStore(Protocol):
    """A folder of backups, and the profile they are of. Raises BackupError; Cancelled when
    `progress` does, and then nothing has changed."""

    def backups(self) -> list[Backup]:
        """All whole backups, newest first."""
        ...

    def changed_since(self, backup: Backup) -> bool:
        """Whether the profile's files differ from when that backup was made."""
        ...

    def make(self, reason: Reason, what: str, at: datetime, progress: Progress) -> Backup: ...

    def export(self, folder: Path, at: datetime, progress: Progress) -> Backup:
        """One file in `folder` that holds everything and needs no other."""
        ...

    def faults(self, file: Path, progress: Progress) -> list[str]:
        """What is wrong with a backup, in words; reads all of it."""
        ...

    def is_sound(self, file: Path) -> bool:
        """Whether the database of a backup is whole and sound."""
        ...

    def preview(self, file: Path) -> Preview: ...

    def restore(self, file: Path, at: datetime, progress: Progress) -> Restored:
        """Put the profile back to what the backup holds, after a backup of what is there. Nobody
        may have the profile open."""
        ...

    def prune(self, now: datetime) -> int:
        """Remove what need not be kept; how many backups went."""
        ...


MANY = 50
"""A change to more cards or notes than this has a backup made before it."""

Before = Callable[[str], object]
"""Makes a backup; it is told before what, in words, and raises BackupError."""


def unkept(_what: str) -> None:
    """Before changes of which nobody wants a backup."""


class Backups:
    """When backups are made."""

    def __init__(self, store: BackupStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def all(self) -> list[Backup]:
        """All of them, newest first."""
        return self._store.backups()

    def find(self, name: str) -> Path:
        """The file of a backup given by its path, or by its name in the folder of backups."""
        named = (each.file for each in self.all() if name in (each.file.name, each.file.stem))
        return Path(name) if Path(name).exists() else next(named, Path(name))

    def before(self, what: str, *, force: bool = False) -> Backup | None:
        """Make a backup before a large change; None when there is one of the last ten minutes.

        `what` completes "before", as in "an import". `force` makes one all the same. Raises
        BackupError when none can be made: the change is better not begun then.
        """
        if not force and self._is_newer_than(_APART):
            return None
        return self._make(Reason.BEFORE, what, no_progress)

    def daily(self) -> Backup | None:
        """Make today's backup unless there is one or nothing changed; then thin out the old."""
        made = None
        if not self._is_newer_than(_DAY) and self._changed():
            made = self._make(Reason.DAILY, "", no_progress)
        if made is not None and made.counts is not None:  # while damaged, keep every good one
            self._store.prune(self._clock())
        return made

    def make(self, progress: Progress = no_progress) -> Backup:
        """Make one because the person asks for it."""
        return self._make(Reason.ASKED, "", progress)

    def export(self, folder: Path, progress: Progress = no_progress) -> Backup:
        """A whole copy of everything in one file in `folder`."""
        return self._store.export(folder, self._clock(), progress)

    def newest_good(self) -> Backup | None:
        """The newest backup whose database is whole and sound, found by unpacking it."""
        readable = (backup for backup in self.all() if backup.counts is not None)
        return next((b for b in readable if self._store.is_sound(b.file)), None)

    def faults(self, file: Path, progress: Progress = no_progress) -> list[str]:
        """What is wrong with a backup, in words."""
        return self._store.faults(file, progress)

    def preview(self, file: Path) -> Preview:
        return self._store.preview(file)

    def restore(self, file: Path, progress: Progress = no_progress) -> Restored:
        """Go back to a backup. Nobody may have the profile open."""
        return self._store.restore(file, self._clock(), progress)

    def _make(self, reason: Reason, what: str, progress: Progress) -> Backup:
        return self._store.make(reason, what, self._clock(), progress)

    def _is_newer_than(self, age: timedelta) -> bool:
        newest = self._newest()
        return newest is not None and timedelta(0) <= self._clock() - newest.made < age

    def _changed(self) -> bool:
        newest = self._newest()
        return newest is None or self._store.changed_since(newest)

    def _newest(self) -> Backup | None:
        return next((b for b in self.all() if b.counts is not None), None)


def until_cancelled(cancelled: Callable[[], bool], progress: Progress) -> Progress:
    """A progress that ends the work once `cancelled` says so."""

    def tell(done: int, total: int) -> None:
        if cancelled():
            raise Cancelled
        progress(done, total)

    return tell
