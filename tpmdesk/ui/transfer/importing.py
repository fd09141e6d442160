"""Bringing a file in: choose it, say what its columns are, look at what it holds, take it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from tpmdesk.app.ports import Background
from tpmdesk.app.transfer import (
    Cancelled,
    ColumnGuess,
    ColumnMapping,
    DeckReader,
    ImportPreview,
    ImportReport,
    Progress,
)
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.transfer.columns import ColumnsPanel
from tpmdesk.ui.transfer.job import Job
from tpmdesk.ui.transfer.preview import PreviewPanel
from tpmdesk.ui.transfer.working import WorkingPanel
from tpmdesk.ui.widgets.buttons import PrimaryButton
from tpmdesk.ui.widgets.overlay import Overlay
from tpmdesk.ui.widgets.surfaces import Label

_TABLES = (".csv", ".tsv", ".txt")
_WIDTH, _HEIGHT = 860, 620


class Imports(Protocol):
    """What this needs of the use case; see app/transferring.py."""

    def guess(self, file: Path, delimiter: str = "") -> ColumnGuess: ...

    def open(self, file: Path, mapping: ColumnMapping | None = None) -> DeckReader: ...

    def preview(self, reader: DeckReader, progress: Progress) -> ImportPreview: ...

    def run(self, reader: DeckReader, progress: Progress) -> ImportReport: ...


class ImportOverlay(Overlay):
    """Covers the page while a file is brought in. Emits `imported` once it is."""

    imported = Signal(object)

    def __init__(
        self, theme: Theme, host: QWidget, imports: Imports, background: Background
    ) -> None:
        super().__init__(theme, host, "", width=_WIDTH, height=_HEIGHT)
        self._imports = imports
        self._file = Path()
        self._mapping: ColumnMapping | None = None
        self._reader: DeckReader | None = None
        self._act: Callable[[], None] = self.choose
        self.job = Job(background, self)
        self.columns = ColumnsPanel(theme)
        self.preview = PreviewPanel()
        self.working = WorkingPanel(theme)
        self.words = Label("", wrap=True)
        self.go = PrimaryButton(theme, self.tr("Import"), key="Enter")
        self._arrange()
        self._join()

    def choose(self) -> None:
        """Let the person choose a file, and begin with it."""
        name, _ = QFileDialog.getOpenFileName(
            self.window(),
            self.tr("Import a file"),
            "",
            self.tr("Decks (*.apkg *.colpkg *.csv *.tsv *.txt *.md *.toml *.json);;All files (*)"),
        )
        if name:
            self.begin(Path(name))

    def begin(self, file: Path) -> None:
        """Begin with a file: its columns where it is a table, else what it holds."""
        self._file, self._mapping = file, None
        self.heading.setText(self.tr("Import {name}").format(name=file.name))
        if self.isHidden():
            self.open_over(self.go)
        if file.suffix.lower() in _TABLES:
            self._look_at_columns("")
        else:
            self._look()

    def put_away(self) -> None:
        """Leave; what is under way is cancelled first, with nothing changed."""
        if self.job.running:
            self.working.show_words(self.tr("Cancelling. Nothing is changed."))
            self.job.cancel()
        else:
            self._close_reader()
            super().put_away()

    def _look_at_columns(self, separator: str) -> None:
        self._work(
            self.tr("Reading the first rows"),
            lambda _progress: self._imports.guess(self._file, separator),
            self._show_columns,
        )

    def _show_columns(self, guess: ColumnGuess) -> None:
        self.columns.show_guess(guess)
        self._show(self.columns, self.tr("Go on"), self._take_columns)
        self.columns.deck.setFocus()

    def _take_columns(self) -> None:
        if self.columns.check():
            self._mapping = self.columns.mapping()
            self._look()

    def _look(self) -> None:
        self._close_reader()
        self._work(self.tr("Reading the file"), self._read, self._show_preview)

    def _read(self, progress: Progress) -> ImportPreview:
        self._reader = self._imports.open(self._file, self._mapping)
        return self._imports.preview(self._reader, progress)

    def _show_preview(self, preview: ImportPreview) -> None:
        self.preview.show_preview(preview)
        report = preview.report
        if report.added or report.updated or report.reviews:
            self._show(self.preview, self.tr("Import"), self._run)
        else:
            self._show(self.preview, "", self.put_away)

    def _run(self) -> None:
        reader = self._reader
        if reader is None:
            return
        self._work(
            self.tr("Importing. You can cancel until the end; nothing is changed before."),
            lambda progress: self._imports.run(reader, progress),
            self._finish,
        )

    def _finish(self, report: ImportReport) -> None:
        self._close_reader()
        super().put_away()
        self.imported.emit(report)

    def _work(
        self, words: str, work: Callable[[Progress], object], done: Callable[..., None]
    ) -> None:
        self.working.show_words(words)
        self._show(self.working, "", lambda: None)
        self.job.start(work, done, self._fail)

    def _fail(self, problem: Exception) -> None:
        self._close_reader()
        if isinstance(problem, Cancelled):
            super().put_away()
        else:
            self.words.setText(str(problem) or type(problem).__name__)
            self._show(self.words, self.tr("Choose another file"), self.choose)

    def _show(self, layer: QWidget, action: str, act: Callable[[], None]) -> None:
        self._layers.setCurrentWidget(layer)
        self._act = act
        self.go.setVisible(bool(action))
        self.go.set_text(action)
        self.go.setFocus()

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _press(self) -> None:
        self._act()

    def _arrange(self) -> None:
        around = QWidget()
        self._layers = QStackedLayout(around)
        for layer in (self.working, self.columns, self.preview, self.words):
            self._layers.addWidget(layer)
        self.body.addWidget(around, 1)
        self.set_primary(self.go)

    def _join(self) -> None:
        self.go.clicked.connect(self._press)
        self.job.moved.connect(self.working.show_progress)
        self.columns.separator_chosen.connect(self._look_at_columns)
