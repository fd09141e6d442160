"""Help with many overdue cards: spread them over some days, seen beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import Signal

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.bar_chart import Bar, BarChart
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.controls import Segmented
from tpmdesk.ui.widgets.surfaces import Label, Panel, SectionTitle, beside
from tpmdesk.ui.words import cards, written

CHOICES = (3, 7, 14, 30)


class PlannedDay(Protocol):
    """How many cards a day would ask for: those spread, and those due anyway."""

    @property
    def date(self) -> date: ...

    @property
    def cards(self) -> int: ...


class BacklogPanel(Panel):
    """Emits `looked` with a number of days to see, `spread` with the number to do."""

    looked = Signal(int)
    spread = Signal(int)
    later = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("panel")
        self.heading = Label("", "heading", wrap=True)
        self.about = Label("", "muted", wrap=True)
        self.days = Segmented(self.tr("Days"), self._choices(), str(CHOICES[1]))
        self.chart = BarChart(theme, self.tr("Cards each day"))
        self.told = Label("", "caption", wrap=True)
        self.do = Button(theme, "", icon="calendar-clock")
        self.leave = Button(theme, self.tr("Not now"), Kind.GHOST)
        self._lay_out()
        self.days.chosen.connect(lambda days: self.looked.emit(int(days)))
        self.do.clicked.connect(lambda: self.spread.emit(self.chosen))
        self.leave.clicked.connect(self.later)

    @property
    def chosen(self) -> int:
        """Over how many days."""
        return int(self.days.value())

    def show_backlog(self, overdue: int, days: int) -> None:
        """Say kindly how many wait; `days` is the fewest days that have room for them."""
        fitting = next((each for each in CHOICES if each >= days), CHOICES[-1])
        self.days.set_value(str(fitting))
        self.heading.setText(self.tr("{cards} have been waiting").format(cards=cards(overdue)))
        self.about.setText(
            self.tr(
                "That happens, and nothing is lost. Spread them over some days: those that pay "
                "off most come first, and each day stays one that you can finish."
            )
        )

    def show_plan(self, planned: Sequence[PlannedDay]) -> None:
        """What the days would be like."""
        most = max((each.cards for each in planned), default=0)
        self.chart.show_bars([self._bar(each, at) for at, each in enumerate(planned)])
        self.told.setText(
            self.tr("At most {cards} a day. One undo takes it back.").format(cards=cards(most))
        )
        self.do.set_text(self.tr("Spread over {n} days").format(n=self.chosen))

    def _bar(self, planned: PlannedDay, at: int) -> Bar:
        day = written(planned.date, "ddd d MMM")
        said = self.tr("{day}: {cards}").format(day=day, cards=cards(planned.cards))
        labelled = self.chosen <= CHOICES[1] or at % (self.chosen // CHOICES[1] + 1) == 0
        return Bar(planned.cards, written(planned.date, "d MMM") if labelled else "", said)

    def _choices(self) -> dict[str, str]:
        return {str(n): self.tr("{n} days").format(n=n) for n in CHOICES}

    def _lay_out(self) -> None:
        self.column.addWidget(SectionTitle(self.tr("Catching up")))
        self.column.addWidget(self.heading)
        self.column.addWidget(self.about)
        self.column.addSpacing(Space.S)
        self.column.addLayout(beside(self.days, 1))
        self.column.addWidget(self.chart)
        self.column.addWidget(self.told)
        self.column.addSpacing(Space.S)
        self.column.addLayout(beside(self.do, self.leave, 1))
