"""Spans of time as people write them in a line: "1m 10m", "2h", "3d"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

LONGEST = timedelta(days=365)
_UNITS = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
_PART = re.compile(r"(\d{1,8})\s*([smhd]?)\Z")


class SpanError(ValueError):
    """What was written is no list of spans; the message says which part, and what is expected."""


def read_spans(text: str) -> tuple[timedelta, ...]:
    """Spans with spaces or commas between; a number alone is minutes. Raises SpanError."""
    return tuple(_read(part) for part in re.split(r"[\s,;]+", text.strip().lower()) if part)


def write_spans(spans: Iterable[timedelta]) -> str:
    """The shortest way to write each, such that `read_spans` gives the same."""
    return " ".join(map(_write, spans))


def _read(part: str) -> timedelta:
    found = _PART.match(part)
    if found is None:
        raise SpanError(f"{part} is no length of time. Write such as 10m, 2h or 1d.")
    span = int(found[1]) * _UNITS[found[2] or "m"]
    if not timedelta() < span <= LONGEST:
        raise SpanError(f"{part} is out of range. Give from 1s to 365d.")
    return span


def _write(span: timedelta) -> str:
    seconds = round(span.total_seconds())
    for unit in ("d", "h", "m"):
        whole, rest = divmod(seconds, round(_UNITS[unit].total_seconds()))
        if whole and not rest:
            return f"{whole}{unit}"
    return f"{seconds}s"
