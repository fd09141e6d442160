"""The study day: it turns over at a settable local hour, not at midnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class StudyDay:
    """One study day: its local date, and its bounds as aware UTC times (`end` is excluded)."""

    date: date
    start: datetime
    end: datetime


def study_day(now: datetime, zone: tzinfo | None = None, rollover_hour: int = 4) -> StudyDay:
    """The study day that holds `now`. `zone` None means the computer's own.

    A day is 23 or 25 hours long where the clocks change. `rollover_hour` lies in 0 to 23.
    """
    if now.tzinfo is None:
        raise ValueError("now must be an aware time")
    today = now.astimezone(zone).date()
    for day in (today + timedelta(days=1), today, today - timedelta(days=1)):
        start = _begins(day, zone, rollover_hour)
        if start <= now:
            end = _begins(day + timedelta(days=1), zone, rollover_hour)
            return StudyDay(day, start, end)
    raise AssertionError("a study day began more than a day ago")


def _begins(day: date, zone: tzinfo | None, hour: int) -> datetime:
    local = datetime.combine(day, time(hour))
    aware = local.replace(tzinfo=zone) if zone else local.astimezone()
    return aware.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The study days around `now`, for one person's zone and rollover hour."""

    now: datetime
    zone: tzinfo | None = None
    rollover_hour: int = 4

    @property
    def today(self) -> StudyDay:
        return study_day(self.now, self.zone, self.rollover_hour)

    def begins(self, days: int) -> datetime:
        """When the study day that many days from today begins; days beyond time are cut off."""
        return self.day_begins(_shifted(self.today.date, days))

    def day_begins(self, day: date) -> datetime:
        return _begins(day, self.zone, self.rollover_hour)


_FIRST, _LAST = date(1900, 1, 1), date(9999, 12, 1)


def _shifted(day: date, days: int) -> date:
    ordinal = day.toordinal() + days
    return date.fromordinal(max(_FIRST.toordinal(), min(ordinal, _LAST.toordinal())))
