"""Chooses the day that cards are asked, or the days that they are spread over."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QWidget

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, PrimaryButton
from tpmdesk.ui.widgets.overlay import Overlay
from tpmdesk.ui.widgets.surfaces import Label, beside
from tpmdesk.ui.words import cards

_WIDTH = 150


class DueSheet(Overlay):
    """Emits `chosen` with the first day, and with the last or None."""

    chosen = Signal(object, object)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, "")
        self.first = self._day(self.tr("Day it is asked"))
        self.last = self._day(self.tr("Last day"))
        self.spread = QCheckBox(self.tr("Spread evenly, up to"))
        self.take = PrimaryButton(theme, self.tr("Set due date"), key="Enter")
        self._near = [
            self._quick(theme, words, days)
            for words, days in (
                (self.tr("Today"), 0),
                (self.tr("Tomorrow"), 1),
                (self.tr("In a week"), 7),
                (self.tr("In a month"), 30),
            )
        ]
        self.body.addLayout(beside(*self._near, 1))
        self.body.addLayout(beside(Label(self.tr("On")), self.first, 1, spacing=Space.M))
        self.body.addLayout(beside(self.spread, self.last, 1, spacing=Space.M))
        words = self.tr("New cards count as learned then. How well they are known stays as it is.")
        self.body.addWidget(Label(words, "caption", wrap=True))
        self.set_primary(self.take)
        self.take.clicked.connect(self._take)
        self.spread.toggled.connect(self.last.setEnabled)
        self.first.dateChanged.connect(self.last.setMinimumDate)

    def open_on(self, count: int, today: date) -> None:
        """For so many cards."""
        self._today = today
        self.heading.setText(self.tr("Due date of {cards}").format(cards=cards(count)))
        self.setAccessibleName(self.heading.text())
        self.first.setMinimumDate(_qt(today))
        self.first.setDate(_qt(today))
        self.last.setDate(_qt(today + timedelta(days=6)))
        self.spread.setChecked(False)
        self.spread.setVisible(count > 1)
        self.last.setVisible(count > 1)
        self.last.setEnabled(False)
        self.open_over(self.first)

    def _take(self) -> None:
        self.put_away()
        last = _date(self.last) if self.spread.isChecked() else None
        self.chosen.emit(_date(self.first), last)

    def _quick(self, theme: Theme, words: str, days: int) -> Button:
        button = Button(theme, words)
        button.clicked.connect(lambda: self.first.setDate(_qt(self._today + timedelta(days=days))))
        return button

    def _day(self, name: str) -> QDateEdit:
        field = QDateEdit()
        field.setAccessibleName(name)
        field.setCalendarPopup(True)
        field.setDisplayFormat("d MMM yyyy")
        field.setFixedWidth(_WIDTH)
        return field


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(field: QDateEdit) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())
