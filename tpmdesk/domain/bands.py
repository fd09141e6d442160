"""Bands: between which bounds a figure of delivery is usual, and on which side an answer lies.

The defaults are rules of thumb, not science: `why` says where each comes from, and whoever
practises may move them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tpmdesk.domain.assessment import Delivery


class Measure(StrEnum):
    """A figure of delivery that has a band."""

    PACE = "pace"
    LONGEST_PAUSE = "longest_pause"
    PAUSES = "pauses"
    FIRST_WORD = "first_word"
    FILLERS = "fillers"
    HEDGES = "hedges"
    STRETCH = "stretch"
    BUDGET = "budget"


class Side(StrEnum):
    """On which side of its band a figure lies."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Band:
    """From `low` to `high`, both usual; None leaves that side open."""

    low: float | None
    high: float | None

    def side(self, value: float) -> Side:
        if self.low is not None and value < self.low:
            return Side.BELOW
        if self.high is not None and value > self.high:
            return Side.ABOVE
        return Side.WITHIN


@dataclass(frozen=True, slots=True)
class Default:
    """A measure's band before it was moved, its unit, and why it is that."""

    band: Band
    unit: str
    why: str


DEFAULTS: Mapping[Measure, Default] = {
    Measure.PACE: Default(
        Band(120.0, 170.0),
        "words a minute",
        "English conversation runs at about 150 words a minute; audiobooks are read at 150 to 160.",
    ),
    Measure.LONGEST_PAUSE: Default(
        Band(None, 4.0),
        "seconds",
        "Up to four seconds reads as thinking; longer, people wonder whether you are done.",
    ),
    Measure.PAUSES: Default(
        Band(3.0, 12.0),
        "a minute",
        "A pause after every second or third sentence lets a listener take notes.",
    ),
    Measure.FIRST_WORD: Default(
        Band(None, 3.0),
        "seconds",
        "You had time to think before the recording began, so a quick start sounds prepared.",
    ),
    Measure.FILLERS: Default(
        Band(None, 4.0),
        "a minute",
        "A few are human. From about one in every fifteen seconds on, people begin to hear them.",
    ),
    Measure.HEDGES: Default(
        Band(None, 3.0),
        "a minute",
        "A hedge where you are unsure is honest; one in every sentence takes back what you claim.",
    ),
    Measure.STRETCH: Default(
        Band(None, 45.0),
        "seconds without a pause",
        "An interviewer who cannot get a word in for three quarters of a minute stops listening.",
    ),
    Measure.BUDGET: Default(
        Band(40.0, 100.0),
        "percent of the time",
        "Much shorter leaves points on the table; longer eats into the questions that come back.",
    ),
}


def values(delivery: Delivery, budget_seconds: float = 0.0) -> dict[Measure, float]:
    """Each measure of an answer; without a budget there is no share of it."""
    minutes = max(delivery.seconds, 1.0) / 60
    found = {
        Measure.PACE: delivery.words_per_minute,
        Measure.LONGEST_PAUSE: delivery.longest_pause,
        Measure.PAUSES: len(delivery.pauses) / minutes,
        Measure.FIRST_WORD: delivery.time_to_first_word,
        Measure.FILLERS: len(delivery.fillers) / minutes,
        Measure.HEDGES: len(delivery.hedges) / minutes,
        Measure.STRETCH: delivery.longest_stretch,
    }
    if budget_seconds > 0:
        found[Measure.BUDGET] = 100 * delivery.seconds / budget_seconds
    return found


def band_of(measure: Measure, moved: Mapping[Measure, Band]) -> Band:
    """The band in force: the one moved by the person, else the default."""
    return moved.get(measure, DEFAULTS[measure].band)


def read_bands(text: str) -> dict[Measure, Band]:
    """Bands as `written`, for instance "pace 110 160; fillers - 6". Raises ValueError with what was
    expected."""
    bands = {}
    for entry in filter(None, (part.strip() for part in text.split(";"))):
        parts = entry.split()
        if len(parts) != 3 or parts[0] not in list(Measure):
            known = ", ".join(Measure)
            raise ValueError(f"a measure ({known}) with its least and most, - where open")
        bands[Measure(parts[0])] = _band(parts[1], parts[2])
    return bands


def written(bands: Mapping[Measure, Band]) -> str:
    """Bands as one line of text, which `read_bands` reads."""
    return "; ".join(
        f"{measure} {_bound(band.low)} {_bound(band.high)}" for measure, band in bands.items()
    )


def _band(low: str, high: str) -> Band:
    try:
        least = None if low == "-" else float(low)
        most = None if high == "-" else float(high)
    except ValueError:
        raise ValueError("numbers, or - for an open side") from None
    if any(bound is not None and not 0 <= bound < 100_000 for bound in (least, most)):
        raise ValueError("numbers from 0 on")
    if least is not None and most is not None and least > most:
        raise ValueError("the least first, then the most")
    return Band(least, most)


def _bound(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"
