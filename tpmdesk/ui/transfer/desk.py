"""Import and export over a page, and in words what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tpmdesk.app.ports import Background, DeckLine
from tpmdesk.app.transfer import ExportReport, ImportReport
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.transfer.exporting import ExportOverlay, Exports
from tpmdesk.ui.transfer.importing import ImportOverlay, Imports
from tpmdesk.ui.words import cards, counted, joined


class Transfers(Imports, Exports, Protocol):
    """Both ways; see app/transferring.py."""


class TransferDesk(QObject):
    """Emits `imported` or `exported` with a sentence that says what was done."""

    imported = Signal(str)
    exported = Signal(str)

    def __init__(
        self, theme: Theme, page: QWidget, transfers: Transfers, background: Background
    ) -> None:
        super().__init__(page)
        self._theme = theme
        self._page = page
        self._transfers = transfers
        self._background = background

    @cached_property
    def importing(self) -> ImportOverlay:
        overlay = ImportOverlay(self._theme, self._page, self._transfers, self._background)
        overlay.imported.connect(lambda report: self.imported.emit(self._taken(report)))
        return overlay

    @cached_property
    def exporting(self) -> ExportOverlay:
        overlay = ExportOverlay(self._theme, self._page, self._transfers, self._background)
        overlay.exported.connect(
            lambda report, file: self.exported.emit(self._written(report, file))
        )
        return overlay

    def bring_in(self, file: Path | None = None) -> None:
        """Import a file, or one that the person chooses."""
        if file is None:
            self.importing.choose()
        else:
            self.importing.begin(file)

    def take_out(self, decks: Sequence[DeckLine], query: str, found: int) -> None:
        """Export cards; `found` of them are what the page now shows for `query`."""
        self.exporting.begin(decks, query, found)

    def _taken(self, report: ImportReport) -> str:
        parts = [
            counted(n, one, many)
            for n, one, many in (
                (report.added, self.tr("1 note added"), self.tr("{n} notes added")),
                (report.updated, self.tr("1 changed"), self.tr("{n} changed")),
                (report.reviews, self.tr("1 review"), self.tr("{n} reviews")),
            )
            if n
        ]
        what = joined(parts) or self.tr("Nothing was new")
        return self.tr("{what}. Ctrl+Z takes it back.").format(what=what)

    def _written(self, report: ExportReport, file: Path) -> str:
        return self.tr("{cards} written to {file}.").format(cards=cards(report.cards), file=file)
