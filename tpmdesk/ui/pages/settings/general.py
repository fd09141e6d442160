"""Appearance, cards and the interview's date."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QSpinBox, QWidget

from tpmdesk.app.settings import SettingsDesk
from tpmdesk.ui.pages.settings.section import Section, inset, number_box
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.controls import Segmented
from tpmdesk.ui.widgets.surfaces import beside

_FIRST_PROPOSAL = timedelta(weeks=4)


class AppearanceSection(Section):
    """Light, dark, or as the system has it."""

    def __init__(self, settings: SettingsDesk, theme: Theme) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Appearance"))
        self._theme = theme
        words = {
            "system": self.tr("System"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
        }
        self.scheme = Segmented(self.tr("Appearance"), words, settings.current.appearance)
        self.scheme.chosen.connect(self._choose)
        self.add(
            self.tr("Appearance"),
            self.tr("System follows your computer, also when it changes at dusk."),
            self.scheme,
        )

    def _choose(self, appearance: str) -> None:
        self.save(appearance=appearance)
        self._theme.choose(appearance)


class CardsSection(Section):
    """How many cards a day, and how well they should be known."""

    def __init__(self, settings: SettingsDesk) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Cards"))
        self.new = self.number("new_per_day", 0, 9999)
        self.reviews = self.number("reviews_per_day", 0, 9999)
        self.retention = self._retention_box()
        self.rollover = self.number("rollover_hour", 0, 23, ":00")
        self.add(
            self.tr("New cards a day"),
            self.tr("Each brings about ten reviews over its first months."),
            self.new,
        )
        self.add(
            self.tr("Reviews a day"),
            self.tr("The most that are asked on one day; the rest waits."),
            self.reviews,
        )
        self.add(
            self.tr("Wanted retention"),
            self.tr("How likely you should recall a card when it comes back. Higher means sooner."),
            self.retention,
        )
        self.add(
            self.tr("A day begins at"),
            self.tr("Local time. Answers given earlier count for the day before."),
            self.rollover,
        )

    def _retention_box(self) -> QSpinBox:
        box = number_box(70, 99, " %", round(self._settings.current.desired_retention * 100))
        box.valueChanged.connect(lambda percent: self.save(desired_retention=percent / 100))
        return box


class InterviewSection(Section):
    """The day it is all for."""

    def __init__(self, settings: SettingsDesk, theme: Theme) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Interview"))
        self.date = QDateEdit()
        self.date.setAccessibleName(self.tr("Date of the interview"))
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("d MMMM yyyy")
        self.date.setMinimumWidth(192)
        inset(self.date)
        self.set = Button(theme, self.tr("Set a date"), icon="calendar")
        self.clear = Button(theme, self.tr("Clear"), Kind.GHOST)
        both = QWidget()
        both.setLayout(beside(self.date, self.set, self.clear))
        self.add(
            self.tr("Date of the interview"),
            self.tr("Today then shows how many days are left."),
            both,
        )
        self._show(settings.current.interview_date)
        self.date.dateChanged.connect(self._save_date)
        self.set.clicked.connect(self._propose)
        self.clear.clicked.connect(self._forget)

    def _propose(self) -> None:
        day = datetime.now().astimezone().date() + _FIRST_PROPOSAL
        self.save(interview_date=day)
        self._show(day)
        self.date.setFocus()

    def _forget(self) -> None:
        self.save(interview_date=None)
        self._show(None)
        self.set.setFocus()

    def _save_date(self, day: QDate) -> None:
        self.save(interview_date=date(day.year(), day.month(), day.day()))

    def _show(self, day: date | None) -> None:
        self.date.setVisible(day is not None)
        self.clear.setVisible(day is not None)
        self.set.setVisible(day is None)
        if day is not None:
            self.date.blockSignals(True)  # noqa: FBT003  Qt's own signature
            self.date.setDate(QDate(day.year, day.month, day.day))
            self.date.blockSignals(False)  # noqa: FBT003
