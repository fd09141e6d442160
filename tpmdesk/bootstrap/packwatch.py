"""Watches the folder of the person's own packs and merges them as they are saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from tpmdesk.app.library import MergeSummary
from tpmdesk.app.ownpacks import OwnPacks
from tpmdesk.ui.tasks import Tasks

_QUIET_MS = 400  # editors write a file in several steps


class PackWatch(QObject):
    """Emits `merged` with a MergeSummary when something changed, `failed` when the folder cannot be
    read."""

    merged = Signal(object)
    failed = Signal(str)

    def __init__(self, packs: OwnPacks, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._packs = packs
        self._tasks = tasks
        self._busy = self._again = False
        self._watcher = QFileSystemWatcher(self)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._watcher.directoryChanged.connect(lambda _: self._quiet.start())
        self._watcher.fileChanged.connect(lambda _: self._quiet.start())
        self._quiet.timeout.connect(self.look)

    def look(self) -> None:
        """Merge what changed, beside the window's thread."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        self._tasks.run(self._packs.refresh, self._done, self._gone_wrong)

    def _done(self, summary: MergeSummary | None) -> None:
        self._settle()
        if summary is not None:
            self.merged.emit(summary)

    def _gone_wrong(self, problem: Exception) -> None:
        self._settle()
        self.failed.emit(str(problem))

    def _settle(self) -> None:
        self._watch()
        self._busy = False
        if self._again:
            self._again = False
            self._quiet.start()

    def _watch(self) -> None:
        """A file that an editor replaced has to be watched anew."""
        folder = self._packs.folder
        wanted = {str(folder), *(str(each) for each in _inside(folder))}
        known = {*self._watcher.directories(), *self._watcher.files()}
        if gone := known - wanted:
            self._watcher.removePaths(list(gone))
        if new := wanted - known:
            self._watcher.addPaths(list(new))


def _inside(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_dir() or each.suffix == ".toml"]
