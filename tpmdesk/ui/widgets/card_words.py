"""What a list of cards says of each: its cells in words, and the sign of its state."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale

from tpmdesk.app.browsestore import BrowseLine, Column
from tpmdesk.domain.cards import CardState
from tpmdesk.ui.theme.tokens import Role
from tpmdesk.ui.widgets.kinds import kind_name
from tpmdesk.ui.words import day, interval


def _tr(text: str) -> str:
    return QCoreApplication.translate("CardWords", text)


class Sign(NamedTuple):
    """A state as an icon, a word, and an ink that only repeats what they say."""

    icon: str
    words: str
    ink: Role = Role.MUTED


def state_sign(line: BrowseLine) -> Sign:
    """Where a card stands."""
    if line.suspended:
        return Sign("circle-pause", _tr("Suspended"))
    if line.buried:
        return Sign("moon", _tr("Buried"))
    signs = {
        CardState.NEW: Sign("sprout", _tr("New"), Role.EASY),
        CardState.LEARNING: Sign("repeat", _tr("Learning"), Role.HARD),
        CardState.REVIEW: Sign("circle-check", _tr("Review"), Role.GOOD),
        CardState.RELEARNING: Sign("rotate-ccw", _tr("Relearning"), Role.AGAIN),
    }
    return signs[line.state]


def due_sign(line: BrowseLine, now: datetime) -> Sign:
    """When a card is asked next, or why it is not."""
    if line.suspended or line.buried or line.due is None:
        return state_sign(line)
    today = now.astimezone().date()
    when = line.due.astimezone().date()
    if when > today:
        return Sign("clock", short_day(when, today))
    late = (today - when).days
    words = _tr("{n} d late").format(n=QLocale().toString(late)) if late else _tr("Today")
    return Sign("circle-dot", words, Role.ACCENT)


def cell(line: BrowseLine, column: Column, today: date) -> str:
    """The words of a cell that has no sign; "" where a card has no such value."""
    match column:
        case Column.FRONT:
            return line.front
        case Column.DECK:
            return line.deck_title
        case Column.KIND:
            return kind_name(line.kind)
        case Column.TAGS:
            return ", ".join(line.tags)
        case Column.ADDED:
            return short_day(line.added.astimezone().date(), today)
        case Column.EDITED:
            return short_day(line.edited.astimezone().date(), today) if line.edited else ""
        case _:
            return _figure(line, column)


def _figure(line: BrowseLine, column: Column) -> str:
    if column is Column.REPS or column is Column.LAPSES:
        return QLocale().toString(line.reps if column is Column.REPS else line.lapses)
    if column is Column.DIFFICULTY:
        return "" if line.difficulty is None else f"{line.difficulty:.1f}"
    days = line.interval_days if column is Column.INTERVAL else line.stability
    return "" if days is None else interval(timedelta(days=days))


def short_day(when: date, today: date) -> str:
    """A day with little room."""
    return day(when, today, "MMM")


def is_figure(column: Column) -> bool:
    """Whether a column holds figures, which stand at its right."""
    return column in (
        Column.INTERVAL,
        Column.STABILITY,
        Column.DIFFICULTY,
        Column.REPS,
        Column.LAPSES,
    )
