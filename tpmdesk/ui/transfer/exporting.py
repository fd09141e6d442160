"""Taking cards out into a file: which, in what format, and with what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QVBoxLayout, QWidget

from tpmdesk.app.ports import Background, DeckLine
from tpmdesk.app.transfer import Cancelled, ExportReport, ExportWish, Progress
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.transfer.job import Job
from tpmdesk.ui.transfer.working import WorkingPanel
from tpmdesk.ui.widgets.buttons import PrimaryButton
from tpmdesk.ui.widgets.controls import Select, Switch
from tpmdesk.ui.widgets.overlay import Overlay
from tpmdesk.ui.widgets.surfaces import Label, SettingRow

_WIDTH = 620
_FIELD = 280


class Exports(Protocol):
    """What this needs of the use case; see app/transferring.py."""

    def export(self, wish: ExportWish, progress: Progress) -> ExportReport: ...


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: `form` tells a writer of several which one is meant."""

    suffix: str
    words: str
    caption: str
    form: str = ""
    history: bool = True
    media: bool = True


class ExportOverlay(Overlay):
    """Covers the page while cards are taken out. Emits `exported` with the report and the file."""

    exported = Signal(object, object)

    def __init__(
        self, theme: Theme, host: QWidget, exports: Exports, background: Background
    ) -> None:
        super().__init__(theme, host, self.tr("Export cards"), width=_WIDTH)
        self._exports = exports
        self._query = ""
        self.job = Job(background, self)
        self.which = Select(_FIELD)
        self.format = Select(_FIELD)
        self.caption = Label("", "caption", wrap=True)
        self.history = Switch(theme, self.tr("With reviews and due dates"), on=True)
        self.media = Switch(theme, self.tr("With pictures and sounds"), on=True)
        self.problem = Label("", "problem", wrap=True)
        self.working = WorkingPanel(theme)
        self.go = PrimaryButton(theme, self.tr("Export…"), key="Enter")
        for each in self._formats():
            self.format.addItem(each.words, each)
        self._arrange()
        self._join()
        self._show_format()

    def begin(self, decks: Sequence[DeckLine], query: str = "", found: int = 0) -> None:
        """Offer everything, the `found` cards of a search if there is one, and each deck."""
        self._query = query
        self.which.clear()
        self.which.addItem(self.tr("All cards"), ("", ""))
        if query:
            words = self.tr("The {n} cards found by “{query}”").format(n=found, query=query)
            self.which.addItem(words, (query, ""))
            self.which.setCurrentIndex(1)
        for deck in decks:
            self.which.addItem(deck.title, ("", deck.id))
        self.problem.setText("")
        self._layers.setCurrentIndex(0)
        self.go.show()
        self.open_over(self.which)

    def wish(self, file: Path) -> ExportWish:
        """What is chosen, for that file."""
        query, deck = self.which.currentData()
        form = self._format()
        return ExportWish(
            file.with_suffix(form.suffix) if not file.suffix else file,
            query=query,
            deck=deck,
            history=self.history.isChecked() and form.history,
            media=self.media.isChecked() and form.media,
            form=form.form,
        )

    def export_to(self, file: Path) -> None:
        """Write what is chosen to that file."""
        wish = self.wish(file)
        self.problem.setText("")
        self.working.show_words(self.tr("Writing {name}").format(name=wish.file.name))
        self._layers.setCurrentIndex(1)
        self.go.hide()
        self.job.start(
            lambda progress: self._exports.export(wish, progress),
            lambda report: self._finish(report, wish.file),
            self._fail,
        )

    def put_away(self) -> None:
        """Leave; what is under way is cancelled first, and leaves no file behind."""
        if self.job.running:
            self.job.cancel()
        else:
            super().put_away()

    def _choose_file(self) -> None:
        form = self._format()
        name, _ = QFileDialog.getSaveFileName(
            self.window(), self.tr("Export to"), f"tpmdesk{form.suffix}", f"*{form.suffix}"
        )
        if name:
            self.export_to(Path(name))

    def _finish(self, report: ExportReport, file: Path) -> None:
        super().put_away()
        self.exported.emit(report, file)

    def _fail(self, problem: Exception) -> None:
        if isinstance(problem, Cancelled):
            super().put_away()
            return
        self.problem.setText(str(problem) or type(problem).__name__)
        self._layers.setCurrentIndex(0)
        self.go.show()

    def _format(self) -> Format:
        chosen = self.format.currentData()
        assert isinstance(chosen, Format)
        return chosen

    def _show_format(self) -> None:
        form = self._format()
        self.caption.setText(form.caption)
        self.history.setEnabled(form.history)
        self.media.setEnabled(form.media)

    def _formats(self) -> tuple[Format, ...]:
        every = self.tr("Text, tags, schedule and history, for any version of Anki.")
        current = self.tr("Smaller, for Anki 2.1.50 and newer.")
        whole = self.tr("Replaces a whole collection when Anki opens it.")
        table = self.tr("A table of fronts, backs, tags and decks. No history.")
        prose = self.tr("One text to read and edit. No history.")
        data = self.tr("Everything, for programs. Comes back exactly as it was.")
        return (
            Format(".apkg", self.tr("Anki deck (.apkg)"), every),
            Format(".apkg", self.tr("Anki deck, current format (.apkg)"), current, "current"),
            Format(".colpkg", self.tr("Anki collection (.colpkg)"), whole),
            Format(".csv", self.tr("Table (.csv)"), table, history=False, media=False),
            Format(".md", self.tr("Markdown (.md)"), prose, history=False, media=False),
            Format(".json", self.tr("JSON (.json)"), data, media=False),
        )

    def _arrange(self) -> None:
        choices = QWidget()
        rows = QVBoxLayout(choices)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Space.XS)
        rows.addWidget(SettingRow(self.tr("Which cards"), "", self.which))
        rows.addWidget(SettingRow(self.tr("Format"), "", self.format))
        rows.addWidget(self.caption)
        rows.addWidget(SettingRow(self.tr("Reviews and due dates"), "", self.history))
        rows.addWidget(SettingRow(self.tr("Pictures and sounds"), "", self.media))
        rows.addWidget(self.problem)
        around = QWidget()
        self._layers = QStackedLayout(around)
        self._layers.addWidget(choices)
        self._layers.addWidget(self.working)
        self.body.addWidget(around)
        self.set_primary(self.go)

    def _join(self) -> None:
        choose: Callable[[], None] = self._choose_file
        self.go.clicked.connect(choose)
        self.format.currentIndexChanged.connect(self._show_format)
        self.job.moved.connect(self.working.show_progress)
