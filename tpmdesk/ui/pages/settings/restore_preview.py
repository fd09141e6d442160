"""What going back to a backup would change, seen before it is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from tpmdesk.app.backups import Counts, Preview
from tpmdesk.ui import backup_words as words
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import PrimaryButton
from tpmdesk.ui.widgets.overlay import Overlay
from tpmdesk.ui.widgets.surfaces import Label, SectionTitle, clear
from tpmdesk.ui.words import moment


class RestorePreview(Overlay):
    """Emits `agreed` with the backup's file. The window closes and opens again around a restore."""

    agreed = Signal(Path)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, self.tr("Go back to this backup?"))
        self._file: Path | None = None
        self.about = Label("", "muted", wrap=True)
        self.lost = Label("", wrap=True)
        self.table = QGridLayout()
        self.table.setHorizontalSpacing(Space.XL)
        self.table.setVerticalSpacing(Space.XS)
        self.table.setColumnStretch(0, 1)
        self.restore = PrimaryButton(theme, self.tr("Restore"), icon="history", key="Enter")
        self.restore.clicked.connect(self._agree)
        self.set_primary(self.restore)
        self.body.addWidget(self.about)
        self.body.addLayout(self.table)
        self.body.addWidget(self.lost)
        safe = self.tr(
            "What is there now is backed up first, so you can come back to it. tpmdesk closes "
            "its window for a moment."
        )
        self.body.addWidget(Label(safe, "muted", wrap=True))

    def show_preview(self, seen: Preview) -> None:
        """Open over the window with what would change."""
        self._file = seen.backup.file
        about = self.tr("{when}, {why}.")
        self.about.setText(about.format(when=words.made(seen.backup), why=words.why(seen.backup)))
        self._fill(seen)
        self.lost.setText(self._lost(seen))
        self.open_over(self.restore)

    def _lost(self, seen: Preview) -> str:
        if seen.lost is None:
            return self.tr("What is there now cannot be read, so nothing can be compared.")
        gone = words.lost(seen.lost)
        if not gone:
            return self.tr("Nothing was done since that would be lost.")
        return self.tr("Done since, and gone after going back: {what}.").format(what=gone)

    def _fill(self, seen: Preview) -> None:
        clear(self.table)
        self._row(0, "", SectionTitle(self.tr("Now")), SectionTitle(self.tr("Then")))
        now = dict(self._figures(seen.now)) if seen.now else {}
        for at, (name, then) in enumerate(self._figures(seen.then), 1):
            before = now.get(name, self.tr("unknown"))
            look = "body" if before == then else "strong"
            self._row(at, name, Label(before, "muted"), Label(then, look))

    def _row(self, at: int, name: str, now: QWidget, then: QWidget) -> None:
        for column, cell in enumerate((Label(name), now, then)):
            self.table.addWidget(cell, at, column, Qt.AlignmentFlag.AlignVCenter)

    def _figures(self, counts: Counts) -> Iterator[tuple[str, str]]:
        number = QLocale().toString
        newest = counts.newest_review
        last = moment(newest, datetime.now().astimezone()) if newest else self.tr("none")
        yield self.tr("Notes"), number(counts.notes)
        yield self.tr("Cards"), number(counts.cards)
        yield self.tr("Answers"), number(counts.reviews)
        yield self.tr("Newest answer"), last
        yield self.tr("Mock rounds"), number(counts.attempts)
        yield self.tr("Recordings"), number(counts.recordings)
        yield self.tr("Pictures and sounds"), number(counts.media)
        yield self.tr("Settings"), number(counts.settings)

    def _agree(self) -> None:
        self.put_away()
        if self._file is not None:
            self.agreed.emit(self._file)
