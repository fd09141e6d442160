"""Recordings kept: the room they take, putting old ones into less of it, and letting them go.

The database is told before a sound file is removed: whatever a crash leaves behind, no row names a
file that is not there, and `sweep` removes what no row names any more.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from typing import Protocol

from tpmdesk.app.kept import AttemptRoom, Freed, Kept, RecordingStore, Room
from tpmdesk.app.ports import Clock, NotFoundError
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.app.speaking import SpeechError
from tpmdesk.app.transfer import Progress, no_progress
from tpmdesk.domain.attempts import AttemptId

_MEGABYTE = 1_000_000
_LARGE, _SMALL = ".wav", (".flac", ".opus")
_logger = logging.getLogger(__name__)


class KeepingError(Exception):
    """Recordings cannot be wiped as asked; the message says why and what to do."""


class Archive(Protocol):
    """Writes a recording once more in a form that takes less room, beside it; the new file, which
    holds the same sound. Raises SpeechError, OSError, and whatever `progress` raises."""

    def __call__(self, source: Path, form: str, progress: Progress, /) -> Path: ...


class Keeping:
    """`folder` holds the recordings. The recordings of an attempt that is under way are never
    touched."""

    def __init__(
        self,
        store: RecordingStore,
        archive: Archive,
        settings: SettingsDesk,
        folder: Path,
        clock: Clock,
    ) -> None:
        self._store = store
        self._archive = archive
        self._settings = settings
        self._folder = folder
        self._clock = clock

    @property
    def bounded(self) -> bool:
        """Whether the settings say that recordings are to go some day."""
        current = self._settings.current
        return bool(current.keep_days or current.keep_megabytes)

    def room(self) -> Room:
        """What there is, attempt by attempt."""
        attempts = [self._room_of(group) for group in _by_attempt(self._there())]
        return Room(tuple(reversed(attempts)), _free(self._folder))

    def wipe(self, attempt: AttemptId, position: int | None = None) -> Freed:
        """Remove the sound of one attempt, or of one of its answers; what was understood of it,
        scores and notes stay. Raises KeepingError."""
        own = [kept for kept in self._store.recordings() if kept.attempt == attempt]
        if not own:
            raise NotFoundError(
                f"There is no attempt {attempt} with recordings. The command `recordings` lists "
                "those there are."
            )
        if not own[0].over:
            raise KeepingError(f"Attempt {attempt} is not over. Finish it, then wipe.")
        wanted = [kept for kept in own if position is None or kept.position == position]
        return self._wipe(wanted)

    def wipe_all(self) -> Freed:
        """Remove the sound of every attempt that is over."""
        return self._wipe(self._over())

    def archive(self, form: str, older_than: int = 0, progress: Progress = no_progress) -> Freed:
        """Put the recordings of attempts from before so many days into less room.

        What was done stays done when `progress` ends the work.
        """
        before = self._clock() - timedelta(days=older_than)
        old = [kept for kept in self._over() if kept.started <= before and _is_large(kept)]
        steps = _Steps(progress, len(old))
        return sum((self._put_away(kept, form, steps.next()) for kept in old), Freed())

    def tidy(self) -> Freed:
        """Wipe what the settings say is to go: what is too old, then the oldest while there is too
        much. The newest attempt always stays."""
        self.sweep()
        current = self._settings.current
        groups = _by_attempt(self._there())
        old = [group for group in groups[:-1] if group[0].over]
        gone: list[Sequence[Kept]] = [
            group for group in old if self._is_too_old(group[0], current.keep_days)
        ]
        if current.keep_megabytes:
            surplus = self._bytes(groups) - current.keep_megabytes * _MEGABYTE
            gone += self._oldest([group for group in old if group not in gone], surplus, gone)
        return self._wipe([kept for group in gone for kept in group])

    def sweep(self) -> None:
        """Finish what a crash cut short: removing what is wiped or archived, naming what is."""
        for kept in self._store.recordings():
            file = self._file(kept)
            if kept.wiped:
                _sweep_away(file)
            elif not kept.file.endswith(_LARGE) and file.is_file():
                _sweep_away(file.with_suffix(_LARGE))
            elif not file.is_file():
                self._find_again(kept, file)

    def _find_again(self, kept: Kept, missing: Path) -> None:
        """A disk may have kept the new file and lost the row's new name when the power failed."""
        there = [form for form in _SMALL if missing.with_suffix(form).is_file()]
        for form in there[:1]:
            self._store.rename_recording(kept.id, str(Path(kept.file).with_suffix(form)))

    def _over(self) -> list[Kept]:
        return [kept for kept in self._there() if kept.over]

    def _there(self) -> list[Kept]:
        found = self._store.recordings()
        return [kept for kept in found if not kept.wiped and self._file(kept).is_file()]

    def _room_of(self, group: Sequence[Kept]) -> AttemptRoom:
        first = group[0]
        return AttemptRoom(
            first.attempt,
            first.title,
            first.started,
            first.over,
            len(group),
            sum(kept.seconds for kept in group),
            sum(map(self._size, group)),
            sum(map(_is_large, group)),
        )

    def _is_too_old(self, kept: Kept, days: int) -> bool:
        return days > 0 and kept.started < self._clock() - timedelta(days=days)

    def _oldest(
        self, left: Iterable[Sequence[Kept]], surplus: int, gone: Iterable[Sequence[Kept]]
    ) -> list[Sequence[Kept]]:
        """As many attempts, the oldest first, as free the surplus along with those that go."""
        found = []
        surplus -= self._bytes(gone)
        for group in left:
            if surplus <= 0:
                break
            found.append(group)
            surplus -= self._bytes([group])
        return found

    def _bytes(self, groups: Iterable[Sequence[Kept]]) -> int:
        return sum(self._size(kept) for group in groups for kept in group)

    def _wipe(self, wanted: Sequence[Kept]) -> Freed:
        there = [kept for kept in wanted if not kept.wiped]
        return sum(map(self._wipe_one, there), Freed())

    def _wipe_one(self, kept: Kept) -> Freed:
        file, size = self._file(kept), self._size(kept)
        self._store.wipe_recording(kept.id, self._clock())
        try:
            _remove(file)
        except OSError as error:
            return Freed(problems=(f"{file} cannot be removed: {error.strerror}.",))
        return Freed(1, size)

    def _put_away(self, kept: Kept, form: str, progress: Progress) -> Freed:
        source, size = self._file(kept), self._size(kept)
        try:
            made = self._archive(source, form, progress)
            self._store.rename_recording(kept.id, str(Path(kept.file).with_name(made.name)))
            _remove(source)
        except (SpeechError, OSError) as error:
            _logger.warning("a recording could not be archived", exc_info=True)
            return Freed(problems=(str(error),))
        return Freed(1, size - made.stat().st_size)

    def _file(self, kept: Kept) -> Path:
        return self._folder / kept.file

    def _size(self, kept: Kept) -> int:
        file = self._file(kept)
        return file.stat().st_size if file.is_file() else 0


class _Steps:
    """One progress out of several pieces of work, each as much as the others."""

    def __init__(self, progress: Progress, count: int) -> None:
        self._progress = progress
        self._count = count
        self._begun = 0

    def next(self) -> Progress:
        """The progress of the piece of work that comes now."""
        before, self._begun = self._begun, self._begun + 1
        parts = 1_000

        def tell(done: int, total: int) -> None:
            share = round(parts * done / max(1, total))
            self._progress(before * parts + share, self._count * parts)

        tell(0, 1)
        return tell


def _by_attempt(kept: Sequence[Kept]) -> list[list[Kept]]:
    return [list(group) for _, group in groupby(kept, key=lambda each: each.attempt)]


def _is_large(kept: Kept) -> bool:
    return kept.complete and kept.file.endswith(_LARGE)


def _sweep_away(file: Path) -> None:
    try:
        _remove(file)
    except OSError:
        _logger.warning("%s cannot be removed for now", file, exc_info=True)


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)


def _free(folder: Path) -> int:
    """The bytes free where the folder is, or will be."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    return shutil.disk_usage(there).free
