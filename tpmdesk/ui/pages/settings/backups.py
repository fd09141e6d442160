"""Backups: making one, going back to one, where they lie, and whether the data is sound."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from tpmdesk.app.backups import Backup, Backups, until_cancelled
from tpmdesk.app.integrity import Checking
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.app.transfer import Cancelled, Progress
from tpmdesk.ui import backup_words as words
from tpmdesk.ui.pages.settings.backup_list import BackupList
from tpmdesk.ui.pages.settings.check_panel import CheckPanel
from tpmdesk.ui.pages.settings.restore_preview import RestorePreview
from tpmdesk.ui.pages.settings.section import Section
from tpmdesk.ui.tasks import Tasks
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button
from tpmdesk.ui.widgets.controls import ProgressLine
from tpmdesk.ui.widgets.surfaces import Label, beside, stacked


@dataclass(frozen=True, slots=True)
class Safekeeping:
    """What this section works with. `folder` holds the backups."""

    backups: Backups
    checking: Callable[[], Checking]
    folder: Path


class BackupsSection(Section):
    """`restore_asked` names the backup to go back to, agreed to by the person."""

    restore_asked = Signal(Path)
    repaired = Signal()

    def __init__(
        self, settings: SettingsDesk, theme: Theme, parts: Safekeeping, background: Tasks
    ) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Backups"))
        self._theme = theme
        self._parts = parts
        self._background = background
        self._stop: threading.Event | None = None
        self._preview: RestorePreview | None = None
        self.status = Label("", "caption", wrap=True)
        self.progress = ProgressLine(theme, self.tr("Backup"))
        self.now = Button(theme, self.tr("Back up now"), icon="archive")
        self.export = Button(theme, self.tr("Choose a folder"), icon="folder")
        self.list = BackupList(theme)
        self.file = Button(theme, self.tr("Choose a file"), icon="history")
        self.open = Button(theme, self.tr("Open folder"), icon="folder-open")
        self.check = CheckPanel(theme, parts.checking, background)
        self._lay_out()
        self._connect()

    def load(self, *, check: bool = False) -> None:
        """Read what backups there are, beside the window's thread; `check` begins a check too."""
        self._background.run(self._parts.backups.all, self._show, self._failed)
        if check:
            self.check.run()

    def export_to(self, folder: str) -> None:
        """Write one file with everything there; "" for nowhere."""
        if folder:
            self._make(lambda progress: self._parts.backups.export(Path(folder), progress))

    def preview(self, file: Path) -> None:
        """Show what going back to that backup would change."""
        self._background.run(
            lambda: self._parts.backups.preview(file), self._need_preview().show_preview, self._say
        )

    def _act(self) -> None:
        if self._stop is not None:
            self._stop.set()
        else:
            self._make(self._parts.backups.make)

    def _make(self, make: Callable[[Progress], Backup]) -> None:
        if self._stop is not None:
            return
        stop = threading.Event()
        self._stop = stop
        self.progress.set_share(0.0)
        self._show_busy(busy=True)
        progress = until_cancelled(stop.is_set, self._progressed)
        self._background.run(lambda: make(progress), self._made, self._not_made)

    def _progressed(self, done: int, total: int) -> None:
        """Called on the worker's thread."""
        self._background.later(lambda: self.progress.set_share(done / max(1, total)))

    def _made(self, backup: Backup) -> None:
        self._settle()
        done = self.tr("Backed up: {name}, {size}.")
        self.notice.emit(done.format(name=backup.file.name, size=words.size(backup.size)))
        self.load()

    def _not_made(self, problem: Exception) -> None:
        self._settle()
        if isinstance(problem, Cancelled):
            self.status.setText(self.tr("Cancelled. Nothing was left behind."))
        else:
            self.status.setText(str(problem))

    def _settle(self) -> None:
        self._stop = None
        self._show_busy(busy=False)

    def _show_busy(self, *, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.now.set_text(self.tr("Cancel") if busy else self.tr("Back up now"))
        self.now.set_icon("x" if busy else "archive")
        self.export.setEnabled(not busy)

    def _show(self, backups: list[Backup]) -> None:
        self.list.show_backups(backups)
        if backups:
            self.status.setText(
                self.tr("Made each day, and before every large change. The newest: {when}.").format(
                    when=words.made(backups[0])[:1].lower() + words.made(backups[0])[1:]
                )
            )

    def _failed(self, problem: Exception) -> None:
        self.status.setText(str(problem))

    def _say(self, problem: Exception) -> None:
        self.notice.emit(str(problem))

    def _need_preview(self) -> RestorePreview:
        if self._preview is None:
            self._preview = RestorePreview(self._theme, self.window())
            self._preview.agreed.connect(self.restore_asked)
        return self._preview

    def _ask_folder(self) -> None:
        self.export_to(
            QFileDialog.getExistingDirectory(self, self.tr("Folder for a copy of everything"))
        )

    def _ask_file(self) -> None:
        kinds = self.tr("Backups (*.json *.zip *.db)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a backup"), "", kinds)
        if name:
            self.preview(Path(name))

    def _open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._parts.folder))):
            self.notice.emit(self.tr("No file manager answered. The folder is named at the left."))

    def _connect(self) -> None:
        self.progress.hide()
        self.now.clicked.connect(self._act)
        self.export.clicked.connect(self._ask_folder)
        self.file.clicked.connect(self._ask_file)
        self.open.clicked.connect(self._open)
        self.list.chosen.connect(self.preview)
        self.check.repaired.connect(self.repaired)

    def _lay_out(self) -> None:
        self.add_whole(self._now_row())
        self.add_whole(self.list)
        self.add(
            self.tr("Copy of everything in one file"),
            self.tr("For another disk or computer: cards, recordings, pictures and settings."),
            self.export,
        )
        self.add(
            self.tr("Restore from a file"),
            self.tr("A copy you made before, also from another computer."),
            self.file,
        )
        row = self.add(self.tr("Where backups lie"), str(self._parts.folder), self.open)
        row.caption.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add_whole(self.check)

    def _now_row(self) -> QWidget:
        names = stacked(
            Label(self.tr("Automatic backups")), self.status, self.progress, spacing=Space.XS
        )
        line = beside(spacing=Space.XL)
        line.addLayout(names, 1)
        line.addWidget(self.now)
        line.setContentsMargins(0, Space.S, 0, Space.S)
        row = QWidget()
        row.setLayout(line)
        return row
