"""The delivery of an answer as figures, each with what it means and the moments behind it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from tpmdesk.domain.assessment import Delivery, FillerUse
from tpmdesk.ui.widgets.times import clock, precise

translate = QCoreApplication.translate

_MOMENTS = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """A place in the recording, in seconds, and what is to be heard there."""

    label: str
    start: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the delivery."""

    name: str
    value: str
    explanation: str
    moments: tuple[Moment, ...] = ()


def figures(delivery: Delivery) -> tuple[Figure, ...]:
    """Pace, longest pause, time to the first word, fillers."""
    return (_pace(delivery), _pause(delivery), _first_word(delivery), _fillers(delivery))


def _pace(delivery: Delivery) -> Figure:
    moments: tuple[Moment, ...] = ()
    if len(delivery.pace) > 1:
        fastest = max(delivery.pace, key=lambda part: part[1])
        slowest = min(delivery.pace, key=lambda part: part[1])
        moments = (
            Moment(translate("Figures", "Fastest {n}").format(n=round(fastest[1])), fastest[0]),
            Moment(translate("Figures", "Slowest {n}").format(n=round(slowest[1])), slowest[0]),
        )
    return Figure(
        translate("Figures", "Pace"),
        translate("Figures", "{n} words a minute").format(n=round(delivery.words_per_minute)),
        translate(
            "Figures",
            "Counted from your first word to your last, pauses included. Ordinary English "
            "conversation runs at about 150.",
        ),
        moments,
    )


def _pause(delivery: Delivery) -> Figure:
    longest = sorted(delivery.pauses, key=lambda pause: -pause.seconds)[:_MOMENTS]
    return Figure(
        translate("Figures", "Longest pause"),
        precise(delivery.longest_pause) if longest else translate("Figures", "None"),
        translate(
            "Figures",
            "Short pauses help people follow. A long one in mid-sentence reads as being lost "
            "unless you say what you are thinking about.",
        ),
        tuple(Moment(precise(pause.seconds), pause.start) for pause in longest),
    )


def _first_word(delivery: Delivery) -> Figure:
    return Figure(
        translate("Figures", "Time to first word"),
        precise(delivery.time_to_first_word),
        translate("Figures", "From the start of the recording. Your thinking time is not counted."),
        (Moment(translate("Figures", "First word"), delivery.time_to_first_word),),
    )


def _fillers(delivery: Delivery) -> Figure:
    uses = delivery.fillers
    return Figure(
        translate("Figures", "Fillers"),
        translate("Figures", "At least {n}").format(n=len(uses))
        if uses
        else translate("Figures", "None recognized"),
        translate(
            "Figures", "Recognizers leave out some “um”s, so there may be more than were counted."
        ),
        _filler_moments(uses),
    )


def _filler_moments(uses: tuple[FillerUse, ...]) -> tuple[Moment, ...]:
    """The first use of each of the commonest fillers."""
    counts = Counter(use.word.lower() for use in uses)
    first = {use.word.lower(): use.start for use in reversed(uses)}
    return tuple(
        Moment(f"{word} ×{count}" if count > 1 else word, first[word])
        for word, count in counts.most_common(_MOMENTS)
    )


def moment_name(moment: Moment) -> str:
    """What a button for the moment says to a screen reader."""
    return translate("Figures", "{what}, play from {time}").format(
        what=moment.label, time=clock(moment.start)
    )
