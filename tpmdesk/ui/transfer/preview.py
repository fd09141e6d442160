"""What an import would do, before it does it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tpmdesk.app.transfer import ForeignNote, ImportPreview, ImportReport, Skipped
from tpmdesk.domain.excerpt import excerpt
from tpmdesk.domain.faces import faces
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.surfaces import Label, Line, Panel, Scroll, SectionTitle, clear
from tpmdesk.ui.words import counted

_SHOWN_DECKS = 6
_SHOWN_SKIPPED = 30


class PreviewPanel(QWidget):
    """Counts first, then some of the notes, then what is left out and why."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("What will be imported"))
        self._figures = QHBoxLayout()
        self._figures.setSpacing(Space.M)
        self._details = Scroll()
        self._details.set_margin(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(self._figures)
        column.addWidget(self._details, 1)

    def show_preview(self, preview: ImportPreview) -> None:
        clear(self._figures)
        for number, words in self._counts(preview.report):
            self._figures.addWidget(_Figure(number, words), 1)
        clear(self._details.column)
        self._show_decks(preview.report.decks)
        self._show_samples(preview.samples)
        self._show_skipped(preview.report.skipped)
        self._details.column.addStretch(1)

    def _counts(self, report: ImportReport) -> list[tuple[int, str]]:
        every = (
            (report.added, self.tr("new notes")),
            (report.updated, self.tr("changed notes")),
            (report.unchanged, self.tr("already as they are")),
            (report.reviews, self.tr("reviews")),
            (report.media, self.tr("pictures and sounds")),
        )
        return [every[0], *(each for each in every[1:] if each[0])]

    def _show_decks(self, decks: Sequence[str]) -> None:
        if not decks:
            return
        shown = ", ".join(decks[:_SHOWN_DECKS])
        more = len(decks) - _SHOWN_DECKS
        rest = self.tr(" and {n} more").format(n=more) if more > 0 else ""
        self._add(SectionTitle(self.tr("Into the decks")), Label(shown + rest, wrap=True))

    def _show_samples(self, samples: Sequence[ForeignNote]) -> None:
        if not samples:
            return
        self._add(SectionTitle(self.tr("Some of the notes")))
        panel = Panel(margin=Space.L)
        panel.column.setSpacing(Space.M)
        for number, note in enumerate(samples):
            if number:
                panel.column.addWidget(Line())
            panel.column.addWidget(_Sample(note))
        self._add(panel)

    def _show_skipped(self, skipped: Sequence[Skipped]) -> None:
        if not skipped:
            return
        words = counted(
            len(skipped), self.tr("1 thing is left out"), self.tr("{n} things are left out")
        )
        self._add(SectionTitle(words))
        for each in skipped[:_SHOWN_SKIPPED]:
            self._add(Label(f"{each.what}: {each.why}", "caption", wrap=True))
        more = len(skipped) - _SHOWN_SKIPPED
        if more > 0:
            self._add(Label(self.tr("… and {n} more").format(n=more), "caption"))

    def _add(self, *parts: QWidget) -> None:
        for part in parts:
            self._details.column.addWidget(part)


class _Figure(QWidget):
    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        written = QLocale().toString(number)
        self.setAccessibleName(f"{written} {words}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(written, "heading"))
        column.addWidget(Label(words, "caption", wrap=True))
        column.addStretch(1)


class _Sample(QWidget):
    """The first card of a note: its front, and what it answers."""

    def __init__(self, note: ForeignNote) -> None:
        super().__init__()
        made = faces(note.text)
        front = made[0].front if made else note.text.front
        back = made[0].back if made else note.text.back
        lines = QGridLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(Space.L)
        lines.addWidget(Label(excerpt(front, 160), "strong", wrap=True), 0, 0)
        lines.addWidget(Label(excerpt(back, 240), "muted", wrap=True), 1, 0)
