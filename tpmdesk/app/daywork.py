"""What was done on study days, and what falls due on those to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from tpmdesk.app.day import StudyDays
from tpmdesk.app.ports import CardStore, DayTally, QueueCounts

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DaySummary:
    """What was done today, what is left of today, and how many cards fall due tomorrow."""

    tally: DayTally
    left: QueueCounts
    due_tomorrow: int


class DayWork:
    """Counts of study days."""

    def __init__(self, cards: CardStore, days: StudyDays) -> None:
        self._cards = cards
        self._days = days

    def summary(self, left: QueueCounts) -> DaySummary:
        """Today, with what is left of it."""
        day, tomorrow = self._days.following(2)
        due = self._cards.due_between(tomorrow.start, tomorrow.end)
        return DaySummary(self._cards.tally(day), left, due)

    def history(self, days: int) -> list[tuple[date, DayTally]]:
        """The last study days up to today, oldest first."""
        wanted = self._days.preceding(days)
        tallies = self._cards.tallies(wanted)
        return [(day.date, tally) for day, tally in zip(wanted, tallies, strict=True)]

    def forecast(self, days: int) -> list[tuple[date, int]]:
        """How many cards fall due on each study day from today; overdue ones count today."""
        due, start = [], _LONG_AGO
        for day in self._days.following(days):
            due.append((day.date, self._cards.due_between(start, day.end)))
            start = day.end
        return due
