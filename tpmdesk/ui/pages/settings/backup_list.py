"""The list of backups, the newest few at first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpmdesk.app.backups import Backup
from tpmdesk.ui import backup_words as words
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.surfaces import Label, beside, clear, stacked

_FIRST = 5


class BackupList(QWidget):
    """Emits `chosen` with the file of the backup to go back to."""

    chosen = Signal(Path)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._backups: Sequence[Backup] = ()
        self._whole = False
        self.rows = stacked(spacing=Space.S)
        self.more = Button(theme, "", Kind.GHOST, icon="chevron-down")
        self.more.clicked.connect(self._show_all)
        self.setLayout(stacked(spacing=Space.S))
        column = self.layout()
        assert column is not None
        column.setContentsMargins(0, Space.M, 0, Space.M)
        holder = QWidget()
        holder.setLayout(self.rows)
        column.addWidget(holder)
        column.addWidget(self.more)

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Newest first."""
        self._backups = backups
        clear(self.rows)
        if not backups:
            self.rows.addWidget(Label(self.tr("There is no backup yet."), "muted"))
        for backup in backups if self._whole else backups[:_FIRST]:
            self.rows.addWidget(self._row(backup))
        hidden = 0 if self._whole else max(0, len(backups) - _FIRST)
        self.more.setVisible(hidden > 0)
        self.more.set_text(self.tr("Show {n} older").format(n=hidden))

    def _show_all(self) -> None:
        self._whole = True
        self.show_backups(self._backups)

    def _row(self, backup: Backup) -> QWidget:
        when = words.made(backup)
        about = f"{words.why(backup)} · {words.size(backup.size)}"
        restore = Button(self._theme, self.tr("Restore"), icon="history")
        restore.setAccessibleName(self.tr("Restore the backup of {when}").format(when=when))
        restore.setEnabled(backup.counts is not None)
        restore.clicked.connect(lambda: self.chosen.emit(backup.file))
        names = QWidget()
        names.setLayout(stacked(Label(when), Label(about, "caption", wrap=True), spacing=2))
        row = QWidget()
        line = beside(spacing=Space.XL)
        line.addWidget(names, 1)
        line.addWidget(restore)
        row.setLayout(line)
        return row
