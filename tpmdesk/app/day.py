"""Study days as the settings have them, and how many reviews fall due on each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, tzinfo

from tpmdesk.app.ports import Clock
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.cards import CardState, Memory
from tpmdesk.domain.studyday import Calendar, StudyDay, study_day

_INSTANT = timedelta(microseconds=1)
_DAY = timedelta(days=1)


class StudyDays:
    """Study days. `zone` None means the computer's own."""

    def __init__(self, settings: SettingsDesk, clock: Clock, zone: tzinfo | None = None) -> None:
        self._settings = settings
        self._clock = clock
        self._zone = zone
        self._last: tuple[int, StudyDay] | None = None

    def now(self) -> datetime:
        return self._clock()

    def today(self) -> StudyDay:
        return self.day_of(self._clock())

    def day_of(self, moment: datetime) -> StudyDay:
        hour = self._settings.current.rollover_hour
        if self._last and self._last[0] == hour and _holds(self._last[1], moment):
            return self._last[1]
        day = study_day(moment, self._zone, hour)
        self._last = (hour, day)
        return day

    def on(self, wanted: date) -> StudyDay:
        """The study day of that date."""
        hour = self._settings.current.rollover_hour
        begins = Calendar(self._clock(), self._zone, hour).day_begins
        return StudyDay(wanted, begins(wanted), begins(wanted + _DAY))

    def following(self, days: int) -> list[StudyDay]:
        """Today and the days after it."""
        found = [self.today()]
        while len(found) < days:
            found.append(self.day_of(found[-1].end))
        return found[:days]

    def preceding(self, days: int) -> list[StudyDay]:
        """The days before today and today, oldest first."""
        found = [self.today()]
        while len(found) < days:
            found.append(self.day_of(found[-1].start - _INSTANT))
        return found[::-1]


def _holds(day: StudyDay, moment: datetime) -> bool:
    return day.start <= moment < day.end


class DueCounts:
    """How many reviews fall due on each day from `day` on; each day is read once.

    Days here have 24 hours, as intervals do.
    """

    def __init__(self, read: Callable[[datetime, range], Sequence[int]], day: StudyDay) -> None:
        self.day = day
        self._read = read
        self._known: dict[int, int] = {}

    def __call__(self, days: range) -> list[int]:
        missing = [day for day in days if day not in self._known]
        if missing:
            wanted = range(missing[0], missing[-1] + 1)
            self._known.update(zip(wanted, self._read(self.day.start, wanted), strict=True))
        return [self._known[day] for day in days]

    def moved(self, before: Memory, after: Memory) -> None:
        """A card's schedule has changed."""
        self._count(before, -1)
        self._count(after, +1)

    def _count(self, memory: Memory, by: int) -> None:
        if memory.state is CardState.REVIEW and memory.due is not None:
            day = (memory.due - self.day.start) // _DAY
            if day in self._known:
                self._known[day] += by
