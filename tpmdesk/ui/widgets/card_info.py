"""Everything about one card: its figures, its forgetting curve and its whole history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from tpmdesk.app.browsestore import CardInfo, LogLine
from tpmdesk.domain.cards import Rating, ReviewKind
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Space
from tpmdesk.ui.widgets.card_words import due_sign, state_sign
from tpmdesk.ui.widgets.forgetting_chart import ForgettingChart, Point
from tpmdesk.ui.widgets.kinds import kind_name, template_name
from tpmdesk.ui.widgets.overlay import Overlay
from tpmdesk.ui.widgets.surfaces import Label, clear
from tpmdesk.ui.widgets.times import length, precise
from tpmdesk.ui.words import interval, moment, written

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_WIDTH, _HEIGHT = 860, 720
_COLUMNS = 4
_ROW_HEIGHT = 30
_TABLE_LEAST = 120


class CardInfoPanel(Overlay):
    """Lies over a page. Show it with what `Browsing` tells of a card."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, "", width=_WIDTH, height=_HEIGHT)
        self.heading.setText(self.tr("Card info"))
        self.setAccessibleName(self.tr("Card info"))
        self.front = Label("", "strong", wrap=True)
        self.chart = ForgettingChart(theme)
        self.log = LogModel(theme)
        self.history = self._table()
        self.none = Label(self.tr("Not answered yet, so there is no history."), "muted")
        self.no_curve = Label(
            self.tr("There is no curve yet: these answers came without their memory model."),
            "muted",
            wrap=True,
        )
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(Space.XL)
        self._figures.setVerticalSpacing(Space.S)
        self.body.addWidget(self.front)
        self.body.addLayout(self._figures)
        self.body.addWidget(self.chart)
        self.body.addWidget(self.no_curve)
        self.body.addWidget(self.none)
        self.body.addWidget(self.history, 1)

    def show_info(self, info: CardInfo, curve: Sequence[Point]) -> None:
        """Open with that card."""
        now = datetime.now(UTC)
        self.front.setText(info.line.front)
        self._show_figures(self._facts(info, now))
        self.chart.show_curve(curve, now, info.retention)
        self.log.show_log(info.reviews)
        self.none.setVisible(not info.reviews)
        self.no_curve.setVisible(bool(info.reviews) and len(curve) < 2)
        self.history.setVisible(bool(info.reviews))
        self.open_over(self.history if info.reviews else self.close_button)

    def facts(self) -> dict[str, str]:
        """The figures shown, by their names."""
        shown = {}
        for n in range(self._figures.count()):
            item = self._figures.itemAt(n)
            holder = item.widget() if item is not None else None
            if isinstance(holder, _Fact):
                shown[holder.name] = holder.value
        return shown

    def _facts(self, info: CardInfo, now: datetime) -> list[tuple[str, str]]:
        line, memory = info.line, info.card.memory
        answers = [each for each in info.reviews if each.rating is not None]
        facts = [
            (self.tr("Deck"), line.deck_title),
            (self.tr("Kind"), self._kind(info)),
            (self.tr("State"), state_sign(line).words),
            (self.tr("Due"), due_sign(line, now).words),
            (self.tr("Interval"), _days(line.interval_days)),
            (self.tr("Stability"), _days(line.stability)),
            (self.tr("Difficulty"), _figure(line.difficulty)),
            (self.tr("Recall now"), _share(info.retrievability)),
            (self.tr("Reviews"), str(line.reps)),
            (self.tr("Lapses"), str(line.lapses)),
            (self.tr("Time for an answer"), _mean_time(answers)),
            (self.tr("Time in all"), length(sum(each.took for each in answers))),
            (self.tr("Added"), _date(line.added)),
            (self.tr("First answer"), _date(answers[0].at if answers else None)),
            (self.tr("Last answer"), _date(memory.last_review)),
            (self.tr("Card, note"), f"{line.id}, {line.note_id}"),
        ]
        return [(name, value or "\N{EN DASH}") for name, value in facts]

    def _kind(self, info: CardInfo) -> str:
        kind, template = kind_name(info.line.kind), info.line.template
        return kind if template == "forward" else f"{kind}, {template_name(template)}"

    def _show_figures(self, facts: Sequence[tuple[str, str]]) -> None:
        clear(self._figures)
        for n, (name, value) in enumerate(facts):
            row, column = divmod(n, _COLUMNS)
            self._figures.addWidget(_Fact(name, value), row, column)
            self._figures.setColumnStretch(column, 1)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.log)
        table.setAccessibleName(self.tr("History"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(_TABLE_LEAST)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return table


class LogModel(QAbstractTableModel):
    """The lines of a review log, newest first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: Sequence[LogLine] = ()
        self._now = datetime.now(UTC)
        self._names = (
            self.tr("When"),
            self.tr("Answer"),
            self.tr("Time"),
            self.tr("Interval"),
            self.tr("Stability"),
            self.tr("Difficulty"),
        )

    def show_log(self, lines: Sequence[LogLine]) -> None:
        self.beginResetModel()
        self._lines = tuple(reversed(lines))
        self._now = datetime.now(UTC)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._names)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._names[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells(line)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.color(self._ink(line) if index.column() == 1 else Role.TEXT)
        return None

    def _cells(self, line: LogLine) -> tuple[str, ...]:
        return (
            moment(line.at, self._now),
            self._answer(line),
            precise(line.took) if line.rating is not None else "",
            _days(line.interval),
            _days(line.stability),
            _figure(line.difficulty),
        )

    def _answer(self, line: LogLine) -> str:
        if line.rating is None:
            moved = line.kind is ReviewKind.MANUAL
            return self.tr("Changed by hand") if moved else self.tr("Rescheduled")
        words = {
            Rating.AGAIN: self.tr("Again"),
            Rating.HARD: self.tr("Hard"),
            Rating.GOOD: self.tr("Good"),
            Rating.EASY: self.tr("Easy"),
        }[line.rating]
        return self.tr("{rating}, crammed").format(rating=words) if _crammed(line) else words

    def _ink(self, line: LogLine) -> Role:
        inks = {
            Rating.AGAIN: Role.AGAIN,
            Rating.HARD: Role.HARD,
            Rating.GOOD: Role.GOOD,
            Rating.EASY: Role.EASY,
        }
        return Role.MUTED if line.rating is None else inks[line.rating]


class _Fact(QWidget):
    """A figure under its name."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__()
        self.name, self.value = name, value
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(name, "caption", wrap=True))
        column.addWidget(Label(value, "small", wrap=True))
        column.addStretch(1)


def _crammed(line: LogLine) -> bool:
    return line.kind is ReviewKind.CRAM


def _days(days: float | None) -> str:
    return "" if days is None else interval(timedelta(days=days))


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _share(share: float | None) -> str:
    return "" if share is None else f"{round(100 * share)} %"


def _date(when: datetime | None) -> str:
    return "" if when is None else written(when.astimezone().date(), "d MMM yyyy")


def _mean_time(answers: Sequence[LogLine]) -> str:
    return precise(sum(a.took for a in answers) / len(answers)) if answers else ""
