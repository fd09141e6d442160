"""Shown while a backup is restored, since nothing may have the data open meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.app.backups import Restored
from tpmdesk.app.transfer import Progress
from tpmdesk.ui import backup_words as words
from tpmdesk.ui.tasks import Tasks
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import PrimaryButton
from tpmdesk.ui.widgets.controls import ProgressLine
from tpmdesk.ui.widgets.surfaces import Label, Title, beside
from tpmdesk.ui.windowsize import fit_height

_WIDTH = 560


class Restoring(QWidget):
    """Closes by itself when all went well; otherwise says what did not, and waits."""

    def __init__(
        self, theme: Theme, restore: Callable[[Progress], Restored], background: Tasks
    ) -> None:
        super().__init__()
        self.restored: Restored | None = None
        self._background = background
        self._busy = True
        self.setWindowTitle("tpmdesk")
        self.setFixedWidth(_WIDTH)
        self.heading = Title(self.tr("Restoring your backup"))
        self.about = Label(
            self.tr("What is there now is backed up first. This takes a moment."), wrap=True
        )
        self.progress = ProgressLine(theme, self.tr("Restore"))
        self.go_on = PrimaryButton(theme, self.tr("Go on"), key="Enter")
        self.go_on.clicked.connect(self.close)
        self.go_on.hide()
        self._lay_out()
        background.run(lambda: restore(self._progressed), self._done, self._failed)

    def summary(self) -> str:
        """What was done, for whoever shows it afterwards."""
        if self.restored is None:
            return ""
        when = words.made(self.restored.backup)
        return self.tr("Restored the backup of {when}.").format(when=when[:1].lower() + when[1:])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit_height(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._busy:
            event.ignore()
            return
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.close()

    def _progressed(self, done: int, total: int) -> None:
        """Called on the worker's thread."""
        self._background.later(lambda: self.progress.set_share(done / max(1, total)))

    def _done(self, restored: Restored) -> None:
        self._busy = False
        self.restored = restored
        if not restored.missing:
            self.close()
            return
        self.heading.setText(self.tr("Restored, but for some files"))
        self._say(
            self.tr(
                "The backup no longer holds these whole, so they stayed as they were: {files}"
            ).format(files=", ".join(restored.missing[:5]))
        )

    def _failed(self, problem: Exception) -> None:
        self._busy = False
        self.heading.setText(self.tr("The backup was not restored"))
        self._say(str(problem))

    def _say(self, text: str) -> None:
        self.about.setText(text)
        self.progress.hide()
        self.go_on.show()
        self.go_on.setFocus()
        fit_height(self)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XXL, Space.XXL, Space.XXL, Space.XXL)
        column.setSpacing(Space.L)
        for part in (self.heading, self.about, self.progress):
            column.addWidget(part)
        column.addLayout(beside(1, self.go_on))
