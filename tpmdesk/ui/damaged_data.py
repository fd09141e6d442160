"""Shown when the data cannot be read: what is wrong, and the newest good backup to go back to."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from tpmdesk.app.backups import Backup, Preview
from tpmdesk.ui import backup_words as words
from tpmdesk.ui.tasks import Tasks
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.surfaces import Label, Panel, SectionTitle, Title, beside, stacked
from tpmdesk.ui.windowsize import fit_height

_WIDTH = 820


class GoodBackups(Protocol):
    """What this window asks of the backups."""

    def newest_good(self) -> Backup | None: ...

    def preview(self, file: Path) -> Preview: ...


class DamagedData(QWidget):
    """A small window that ends with `chosen`: the backup to restore, or None to leave."""

    def __init__(
        self, theme: Theme, message: str, backups: GoodBackups, folder: Path, background: Tasks
    ) -> None:
        super().__init__()
        self.chosen: Path | None = None
        self._offered: Path | None = None
        self._backups = backups
        self._folder = folder
        self._background = background
        self.setWindowTitle("tpmdesk")
        self.setFixedWidth(_WIDTH)
        self.message = Label(message, wrap=True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.kind = SectionTitle(self.tr("Newest good backup"))
        self.heading = Label(self.tr("Looking for it"), "heading", wrap=True)
        self.about = Label(self.tr("Each is read whole before it is offered."), "muted", wrap=True)
        self.restore = PrimaryButton(theme, self.tr("Restore this backup"), key="Enter")
        self.other = Button(theme, self.tr("Choose another"), icon="history", key="C")
        self.folder = Button(theme, self.tr("Open the folder"), icon="folder-open", key="O")
        self.quit = Button(theme, self.tr("Quit"), Kind.GHOST, key="Esc")
        self._lay_out()
        self._connect()
        background.run(backups.newest_good, self._found, self._not_found)

    def offer(self, file: Path) -> None:
        """Offer a backup that the person chose, once it was looked at."""
        self._background.run(
            lambda: self._backups.preview(file), self._show_chosen, self._show_problem
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit_height(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {
            Qt.Key.Key_Return: self.restore,
            Qt.Key.Key_Enter: self.restore,
            Qt.Key.Key_C: self.other,
            Qt.Key.Key_O: self.folder,
            Qt.Key.Key_Escape: self.quit,
        }
        button = acts.get(Qt.Key(event.key()))
        if button is None:
            super().keyPressEvent(event)
        elif button.isEnabled():
            button.click()

    def _found(self, backup: Backup | None) -> None:
        if backup is None or backup.counts is None:
            self._not_found(None)
            return
        self._offer(backup.file, words.made(backup), words.holds(backup.counts))

    def _show_chosen(self, seen: Preview) -> None:
        self.kind.setText(self.tr("The backup you chose"))
        self._offer(seen.backup.file, words.made(seen.backup), words.holds(seen.then))

    def _offer(self, file: Path, heading: str, about: str) -> None:
        self._offered = file
        self.heading.setText(heading)
        self.about.setText(about)
        fit_height(self)
        self.restore.setEnabled(True)
        self.restore.setFocus()

    def _not_found(self, problem: Exception | None) -> None:
        self.heading.setText(self.tr("No good backup was found"))
        where = self.tr("None in {folder} can be read. You may have one elsewhere.")
        self.about.setText(str(problem) if problem else where.format(folder=self._folder))
        fit_height(self)
        self.other.setFocus()

    def _show_problem(self, problem: Exception) -> None:
        self._offered = None
        self.restore.setEnabled(False)
        self.heading.setText(self.tr("That one cannot be restored"))
        self.about.setText(str(problem))
        fit_height(self)

    def _restore(self) -> None:
        self.chosen = self._offered
        self.close()

    def _choose(self) -> None:
        kinds = self.tr("Backups (*.json *.zip *.db)")
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a backup"), str(self._folder), kinds
        )
        if name:
            self.offer(Path(name))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _connect(self) -> None:
        self.restore.setEnabled(False)
        self.restore.clicked.connect(self._restore)
        self.other.clicked.connect(self._choose)
        self.folder.clicked.connect(self._open_folder)
        self.quit.clicked.connect(self.close)

    def _lay_out(self) -> None:
        panel = Panel()
        for part in (self.kind, self.heading, self.about):
            panel.column.addWidget(part)
        safe = self.tr("What is there now is kept beside the backups, whichever you restore.")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XXL, Space.XXL, Space.XXL, Space.XXL)
        column.setSpacing(Space.L)
        column.addLayout(
            stacked(Title(self.tr("Your data cannot be read")), self.message, spacing=Space.S)
        )
        column.addWidget(panel)
        column.addWidget(Label(safe, "muted", wrap=True))
        column.addLayout(beside(self.restore, self.other, self.folder, 1, self.quit))
