"""Study days as the settings have them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from tpmdesk.app.ports import Clock
from tpmdesk.app.settings import SettingsDesk
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
