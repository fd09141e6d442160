"""Counts, lengths of time and days, in plain words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from tpmdesk.app.ports import QueueCounts

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_MONTH_DAYS = 30.4
_YEAR_DAYS = 365.25


def _tr(text: str) -> str:
    return QCoreApplication.translate("Words", text)


def counted(n: int, one: str, many: str) -> str:
    """ "1 card" or "12 cards": `one` and `many` hold `{n}` where the number goes."""
    return (one if n == 1 else many).format(n=QLocale().toString(n))


def number(n: int) -> str:
    """ "1,234", as the person's language groups digits."""
    return QLocale().toString(n)


def percent(share: float | None) -> str:
    """ "87 %", or "none" where there was nothing to take a share of."""
    return _tr("none") if share is None else _tr("{n} %").format(n=round(100 * share))


def cards(n: int) -> str:
    """ "1 card", "12 cards"."""
    return counted(n, _tr("{n} card"), _tr("{n} cards"))


def queue_parts(counts: QueueCounts) -> list[str]:
    """ "8 due", "2 learning", "7 new", without the kinds that there are none of."""
    kinds = (
        (counts.review, _tr("{n} due")),
        (counts.learning, _tr("{n} learning")),
        (counts.new, _tr("{n} new")),
    )
    return [words.format(n=n) for n, words in kinds if n]


def interval(length: timedelta) -> str:
    """How long until a card comes back, short enough for a button: "10 min", "4 d", "2.5 mo"."""
    seconds = length.total_seconds()
    if seconds < _HOUR:
        return _tr("{n} min").format(n=max(1, round(seconds / _MINUTE)))
    if seconds < _DAY:
        return _tr("{n} h").format(n=round(seconds / _HOUR))
    days = seconds / _DAY
    if days < _MONTH_DAYS:
        return _tr("{n} d").format(n=round(days))
    if days < _YEAR_DAYS:
        return _tr("{n} mo").format(n=_one_decimal(days / _MONTH_DAYS))
    return _tr("{n} y").format(n=_one_decimal(days / _YEAR_DAYS))


def minutes(seconds: float) -> str:
    """A span of work: "less than a minute", "1 minute", "12 minutes"."""
    if seconds < _MINUTE:
        return _tr("less than a minute")
    whole = round(seconds / _MINUTE)
    return counted(whole, _tr("{n} minute"), _tr("{n} minutes"))


def worked(seconds: float) -> str:
    """A span of work in little room: "40 s", "12 min", "3.5 h"."""
    if seconds < _MINUTE:
        return _tr("{n} s").format(n=_one_decimal(seconds) if seconds < 10 else round(seconds))
    if seconds < _HOUR:
        return _tr("{n} min").format(n=round(seconds / _MINUTE))
    hours = seconds / _HOUR
    return _tr("{n} h").format(n=_one_decimal(hours) if hours < 100 else number(round(hours)))


def day(when: date, today: date, month: str = "MMMM") -> str:
    """A day as seen from `today`: "today", "yesterday", "in 3 days", or its date.

    `month` is "MMM" where there is little room.
    """
    apart = (when - today).days
    near = {0: _tr("today"), 1: _tr("tomorrow"), -1: _tr("yesterday")}
    if apart in near:
        return near[apart]
    if 0 < apart < 7:
        return _tr("in {n} days").format(n=apart)
    return written(when, f"d {month}" if when.year == today.year else f"d {month} yyyy")


def written(when: date, form: str) -> str:
    """A date in the person's language; `form` as Qt writes it, "d MMM"."""
    return QLocale().toString(QDate(when.year, when.month, when.day), form)


def moment(when: datetime, now: datetime) -> str:
    """A past time, local: "today at 21:14", "12 March at 09:30"."""
    local, here = when.astimezone(), now.astimezone()
    at = _tr("{day} at {time}")
    return at.format(day=day(local.date(), here.date()), time=f"{local:%H:%M}")


def joined(parts: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return _tr("{most} and {last}").format(most=", ".join(parts[:-1]), last=parts[-1])


def _one_decimal(n: float) -> str:
    return f"{n:.1f}".removesuffix(".0")
