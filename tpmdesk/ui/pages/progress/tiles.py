"""The figures of today, and what is remembered now."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from tpmdesk.app.statistics import Report
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.surfaces import StatTile
from tpmdesk.ui.words import counted, number, percent, worked


class Tiles(QWidget):
    """Four figures side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = StatTile(self.tr("Answers today"), self.tr("Every rating you gave today."))
        self.retention = StatTile(
            self.tr("Retention, 30 days"),
            self.tr("Cards in review that you recalled at the first answer of a day."),
        )
        self.time = StatTile(
            self.tr("Time today"), self.tr("From front to rating, at most 60\u00a0s a card.")
        )
        self.remembered = StatTile(
            self.tr("Remembered now"),
            self.tr("Expected: the sum of each card's retrievability."),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.M)
        tiles = (self.answers, self.retention, self.time, self.remembered)
        for n, tile in enumerate(tiles):
            grid.addWidget(tile, 0, n)
            grid.setColumnStretch(n, 1)

    def show_report(self, report: Report) -> None:
        today, cards = report.today, report.cards
        self.answers.show_value(number(today.answers))
        new = counted(today.new_cards, self.tr("{n} new card"), self.tr("{n} new cards"))
        self.answers.name.setText(self.tr("Answers today, {new}").format(new=new))
        self.retention.show_value(percent(report.retention["month"].both.value))
        self.time.show_value(worked(today.seconds))
        self.remembered.show_value(number(round(cards.remembered)))
        words = self.tr("Remembered now, of {seen} seen").format(seen=number(cards.seen))
        self.remembered.name.setText(words)
