"""A loop between its rounds, and at its end."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.app.loopshapes import Loop
from tpmdesk.domain.loops import RoundStatus
from tpmdesk.ui.pages.mock.keys import Keys, clicks, on_enter
from tpmdesk.ui.pages.mock.loop_results import Results, RoundResult
from tpmdesk.ui.pages.mock.loop_words import (
    plan_words,
    result_words,
    round_state_words,
    unscored_words,
)
from tpmdesk.ui.pages.mock.parts import Notice, prose
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.surfaces import Label, Panel, Scroll, Title, beside, clear, stacked
from tpmdesk.ui.widgets.times import clock

_WIDTH = 760
_NUMBER = 28
_TICK_MS = 500


class LoopView(QWidget):
    """Emits what the person wants next, and `opened` with the attempt of a round to look at."""

    next_round = Signal()
    skip = Signal()
    later = Signal()
    end_loop = Signal()
    back = Signal()
    opened = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._loop: Loop | None = None
        self._results: Results | None = None
        self.title = Title("")
        self.words = prose("", "body")
        self.rest = Label("", "heading")
        self.notice = Notice(theme)
        self._rounds = stacked(spacing=Space.S)
        self.next_button = PrimaryButton(
            theme, self.tr("Begin the next round"), icon="play", key="Enter"
        )
        self.later_button = Button(theme, self.tr("Go on another day"))
        self.skip_button = Button(theme, self.tr("Skip it"), Kind.GHOST, icon="skip-forward")
        self.end_button = Button(theme, self.tr("End the loop"), Kind.GHOST)
        self.back_button = PrimaryButton(theme, self.tr("Back to the rounds"), key="Esc")
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._lay_out()
        self.next_button.clicked.connect(self.next_round)
        self.later_button.clicked.connect(self.later)
        self.skip_button.clicked.connect(self.skip)
        self.end_button.clicked.connect(self.end_loop)
        self.back_button.clicked.connect(self.back)

    @property
    def loop(self) -> Loop | None:
        return self._loop

    def show_loop(self, loop: Loop) -> None:
        """Draw a loop; what its scores amount to is told by `show_results`."""
        self._loop, self._results = loop, None
        over = loop.ended is not None
        self.title.setText(self._title(loop))
        self.words.setText(self._words(loop))
        for button in (self.next_button, self.later_button, self.skip_button, self.end_button):
            button.setVisible(not over)
        self.back_button.setVisible(over)
        self._draw_rounds(loop)
        self._tick()
        if loop.break_ends is not None:
            self._timer.start()

    def show_results(self, results: Results) -> None:
        """Add what the scores of its rounds amount to."""
        if self._loop is not None:
            self._results = results
            self.words.setText(self._words(self._loop))
            self._draw_rounds(self._loop)

    def leave(self) -> None:
        """No clock runs while nobody looks."""
        self._timer.stop()

    def keys(self) -> Keys:
        over = self._loop is not None and self._loop.ended is not None
        go_on = self.back_button if over else self.next_button
        leave = self.back_button if over else self.later_button
        return {**on_enter(go_on.click), Qt.Key.Key_Escape: clicks(leave)}

    def _title(self, loop: Loop) -> str:
        if loop.ended is not None:
            return self.tr("{title}: the end").format(title=loop.title)
        at = loop.state.next_round
        first = RoundStatus.DONE not in loop.state.statuses
        if at is None or first:
            return loop.title
        return self.tr("Next: {round}").format(round=loop.state.plan.rounds[at].title)

    def _words(self, loop: Loop) -> str:
        if loop.ended is not None:
            return self._end_words(loop)
        if loop.another_day:
            return self.tr(
                "The next rounds are planned for another day. You may go on now all the same."
            )
        at = loop.state.next_round
        return plan_words(loop.state.plan.rounds[at]) if at is not None else ""

    def _end_words(self, loop: Loop) -> str:
        if not any(line is not None and line.answered for line in loop.attempts):
            return self.tr("You answered nothing this time.")
        if self._results is None:
            return ""
        return unscored_words(sum(each.unscored for each in self._results.values()))

    def _draw_rounds(self, loop: Loop) -> None:
        clear(self._rounds)
        for place in range(len(loop.attempts)):
            self._rounds.addWidget(self._row(loop, place))

    def _row(self, loop: Loop, place: int) -> Panel:
        planned, line = loop.state.plan.rounds[place], loop.attempts[place]
        panel = Panel(margin=Space.M)
        mark = Label(str(place + 1), "strong")
        mark.setFixedWidth(_NUMBER)
        state = round_state_words(loop.state.statuses[place], line)
        known = self._results or {}
        result = result_words(known.get(line.id, RoundResult())) if line else ""
        facts = "  ·  ".join(part for part in (state, result) if part)
        row = beside(mark, Label(planned.title), 1, Label(facts, "caption"))
        if line is not None and line.ended is not None:
            row.addSpacing(Space.M)
            row.addWidget(self._open_button(planned.title, line.id))
        panel.column.addLayout(row)
        return panel

    def _open_button(self, title: str, attempt: int) -> Button:
        button = Button(self._theme, self.tr("Open"))
        button.setAccessibleName(self.tr("Open {round}").format(round=title))
        button.clicked.connect(lambda: self.opened.emit(int(attempt)))
        return button

    def _tick(self) -> None:
        ends = self._loop.break_ends if self._loop else None
        left = (ends - datetime.now(UTC)).total_seconds() if ends else 0.0
        self.rest.setVisible(left > 0)
        self.rest.setText(self.tr("Break: {time} left").format(time=clock(left)))
        if left <= 0:
            self._timer.stop()

    def _lay_out(self) -> None:
        scroll = Scroll(_WIDTH)
        column = scroll.column
        column.setSpacing(Space.L)
        for part in (self.title, self.words, self.rest, self.notice):
            column.addWidget(part)
        column.addLayout(
            beside(
                self.next_button,
                self.back_button,
                self.later_button,
                self.skip_button,
                1,
                self.end_button,
            )
        )
        column.addSpacing(Space.S)
        column.addLayout(self._rounds)
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)
