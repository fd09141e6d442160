"""Today's help with a backlog: looks, shows what spreading would give, and does it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.backlog_panel import BacklogPanel, PlannedDay
from tpmdesk.ui.words import cards


class Overdue(Protocol):
    """How many cards have been waiting, and the fewest days that have room for them."""

    @property
    def overdue(self) -> int: ...

    @property
    def days(self) -> int: ...


class Plan(Protocol):
    """What the days to come would be like."""

    @property
    def days(self) -> Sequence[PlannedDay]: ...


class Backlogs(Protocol):
    """Finds a backlog worth a word, and spreads it as one undo step."""

    def look(self) -> Overdue | None: ...

    def plan(self, days: int) -> Plan: ...

    def spread(self, days: int) -> int: ...


class CatchingUp(QObject):
    """Owns the panel. Emits `done` with what was done, in words."""

    done = Signal(str)

    def __init__(self, theme: Theme, backlogs: Backlogs | None) -> None:
        super().__init__()
        self._backlogs = backlogs
        self._left_on: date | None = None
        self._today: date | None = None
        self.panel = BacklogPanel(theme)
        self.panel.hide()
        self.panel.looked.connect(self._plan)
        self.panel.spread.connect(self._spread)
        self.panel.later.connect(self._leave)

    def look(self, today: date) -> None:
        """Show the panel if there is a backlog, unless it was put off today."""
        self._today = today
        found = self._backlogs.look() if self._backlogs is not None else None
        wanted = found is not None and self._left_on != today
        self.panel.setVisible(wanted)
        if found is not None and wanted:
            self.panel.show_backlog(found.overdue, found.days)
            self._plan(self.panel.chosen)

    def _plan(self, days: int) -> None:
        if self._backlogs is not None:
            self.panel.show_plan(self._backlogs.plan(days).days)

    def _spread(self, days: int) -> None:
        if self._backlogs is None:
            return
        moved = self._backlogs.spread(days)
        words = self.tr("Spread {cards} over {n} days. Ctrl+Z takes it back.")
        self.done.emit(words.format(cards=cards(moved), n=days))

    def _leave(self) -> None:
        self._left_on = self._today
        self.panel.hide()
