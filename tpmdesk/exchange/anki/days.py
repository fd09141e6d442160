"""Study days as numbers, so that a hundred thousand of them are quick to work out."""

from __future__ import annotations

import time
from datetime import UTC, datetime, tzinfo

DAY = 86_400
_HOUR = 3_600
_NOON = 12 * _HOUR
_EARLIEST, _LATEST = 0, 32_503_680_000  # the years 1970 to 3000


class Days:
    """Days of the local calendar, counted from 1970-01-01; a study day begins at `rollover`."""

    def __init__(self, zone: tzinfo | None, rollover: int) -> None:
        self._zone = zone
        self._rollover = rollover * _HOUR
        self._offsets: dict[int, int] = {}

    def study_day(self, seconds: float) -> int:
        """The study day of a moment in seconds since 1970."""
        offset = self._offsets.get(int(seconds) // _HOUR)
        if offset is None:
            offset = self.offset(seconds)
        return int(seconds + offset - self._rollover) // DAY

    def local_date(self, seconds: float) -> int:
        """The calendar's day of a moment."""
        return int(seconds + self.offset(seconds)) // DAY

    def noon(self, day: int) -> int:
        """Noon of that day, in seconds since 1970: well within its study day."""
        moment = day * DAY + _NOON
        return moment - self.offset(moment)

    def at_hour(self, day: int, hour: int) -> int:
        """That local hour of the day, in seconds since 1970."""
        moment = day * DAY + hour * _HOUR
        return moment - self.offset(moment - self.offset(moment))

    def offset(self, seconds: float) -> int:
        """How many seconds local time is ahead of UTC then."""
        hour = int(seconds) // _HOUR
        known = self._offsets.get(hour)
        if known is None:
            known = self._offsets[hour] = self._look_up(hour * _HOUR)
        return known

    def _look_up(self, seconds: int) -> int:
        moment = min(max(seconds, _EARLIEST), _LATEST)
        if self._zone is None:
            return time.localtime(moment).tm_gmtoff
        shift = datetime.fromtimestamp(moment, UTC).astimezone(self._zone).utcoffset()
        return round(shift.total_seconds()) if shift else 0
