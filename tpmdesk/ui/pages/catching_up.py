"""Today's help with a backlog: looks, shows what spreading would give, and does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from tpmdesk.app.ports import Background
from tpmdesk.ui.newest import Newest
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
    """Owns the panel. Emits `done` with what was done, and `failed` with what went wrong, in
    words. Looking through what waits takes a while, so `background` does it, and there asks for
    the `backlogs` too."""

    done = Signal(str)
    failed = Signal(str)

    def __init__(
        self, theme: Theme, backlogs: Callable[[], Backlogs], background: Background
    ) -> None:
        super().__init__()
        self._backlogs = backlogs
        self._background = background
        self._left_on: date | None = None
        self._today: date | None = None
        self._looking: Newest[Overdue | None] = Newest(background, self._found, self._fail)
        self._planning: Newest[Plan] = Newest(background, self._show_plan, self._fail)
        self.panel = BacklogPanel(theme)
        self.panel.hide()
        self.panel.looked.connect(self._plan)
        self.panel.spread.connect(self._spread)
        self.panel.later.connect(self._leave)

    def look(self, today: date) -> None:
        """Show the panel if there is a backlog, unless it was put off today."""
        self._today = today
        self._looking.ask(lambda: self._backlogs().look())

    def _found(self, backlog: Overdue | None) -> None:
        wanted = backlog is not None and self._left_on != self._today
        self.panel.setVisible(wanted)
        if backlog is not None and wanted:
            self.panel.show_backlog(backlog.overdue, backlog.days)
            self._plan(self.panel.chosen)

    def _plan(self, days: int) -> None:
        self._planning.ask(lambda: self._backlogs().plan(days))

    def _show_plan(self, plan: Plan) -> None:
        self.panel.show_plan(plan.days)

    def _spread(self, days: int) -> None:
        self.panel.setEnabled(False)
        self._background.run(
            lambda: self._backlogs().spread(days),
            lambda moved: self._say_spread(moved, days),
            self._fail,
        )

    def _say_spread(self, moved: int, days: int) -> None:
        self.panel.setEnabled(True)
        words = self.tr("Spread {cards} over {n} days. Ctrl+Z takes it back.")
        self.done.emit(words.format(cards=cards(moved), n=days))

    def _fail(self, problem: Exception) -> None:
        self.panel.setEnabled(True)
        self.failed.emit(str(problem))

    def _leave(self) -> None:
        self._left_on = self._today
        self.panel.hide()
