"""The delivery of an answer as figures, each with its band and the moments behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from tpmdesk.domain.assessment import Delivery, FillerUse, Repeat
from tpmdesk.domain.bands import Band, Measure, band_of, values
from tpmdesk.domain.delivery import pauses_before
from tpmdesk.ui.band_words import placed
from tpmdesk.ui.widgets.times import clock, length, precise
from tpmdesk.ui.words import counted

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Moment:
    """A place in the recording, in seconds, and what is to be heard there."""

    label: str
    start: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the delivery. `band` says where it lies, "" where there is no band."""

    name: str
    value: str
    explanation: str
    moments: tuple[Moment, ...] = ()
    band: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A delivery with what it is held against: the bands that were moved, the seconds that the
    answer might take, and when each key point begins."""

    delivery: Delivery
    bands: Mapping[Measure, Band] = field(default_factory=dict)
    budget: float = 0.0
    points: Sequence[float] = ()

    def place(self, measure: Measure) -> str:
        """Where the answer lies in that band, in words."""
        value = values(self.delivery, self.budget)[measure]
        return placed(measure, band_of(measure, self.bands), value)

    def per_minute(self, count: int) -> str:
        """So many in this answer, as so many a minute."""
        minutes = max(self.delivery.seconds, 1.0) / 60
        return translate("Figures", "{n} a minute").format(n=f"{count / minutes:.1f}")


def figures(heard: Heard) -> tuple[Figure, ...]:
    """All figures in the order in which they are shown, pace first."""
    shown: tuple[Callable[[Heard], Figure], ...] = (
        _pace,
        _pauses,
        _longest_pause,
        _first_word,
        _fillers,
        _hedges,
        _repeats,
        _stretch,
    )
    budget = (_budget(heard),) if heard.budget > 0 else ()
    return (*(make(heard) for make in shown), *budget)


def _pace(heard: Heard) -> Figure:
    delivery = heard.delivery
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
        translate("Figures", "Counted from your first word to your last, pauses included."),
        moments,
        heard.place(Measure.PACE),
    )


def _pauses(heard: Heard) -> Figure:
    pauses = heard.delivery.pauses
    before = pauses_before(heard.points, pauses)
    return Figure(
        translate("Figures", "Pauses"),
        _counted(heard, len(pauses)),
        _before_words(len(before), of=len(pauses) if heard.points else 0),
        tuple(_pause_moment(pause.start, pause.seconds, key=pause in before) for pause in pauses),
        heard.place(Measure.PAUSES),
    )


def _before_words(count: int, of: int) -> str:
    if not of:
        return translate("Figures", "Silences of 0.7 s and more.")
    if not count:
        return translate("Figures", "None of them comes before a step that you began.")
    return counted(
        count,
        translate("Figures", "One of them sets off a step that you began."),
        translate("Figures", "{n} of them set off a step that you began."),
    )


def _pause_moment(start: float, seconds: float, *, key: bool) -> Moment:
    if key:
        words = translate("Figures", "{pause}, before a step").format(pause=precise(seconds))
        return Moment(words, start)
    return Moment(precise(seconds), start)


def _longest_pause(heard: Heard) -> Figure:
    longest = sorted(heard.delivery.pauses, key=lambda pause: -pause.seconds)
    return Figure(
        translate("Figures", "Longest pause"),
        precise(heard.delivery.longest_pause) if longest else translate("Figures", "None"),
        translate("Figures", "In mid-sentence it reads as being lost, unless you say what about."),
        tuple(Moment(precise(pause.seconds), pause.start) for pause in longest[:1]),
        heard.place(Measure.LONGEST_PAUSE) if longest else "",
    )


def _first_word(heard: Heard) -> Figure:
    start = heard.delivery.time_to_first_word
    return Figure(
        translate("Figures", "Time to first word"),
        precise(start),
        translate("Figures", "From the start of the recording, after your time to think."),
        (Moment(translate("Figures", "First word"), start),),
        heard.place(Measure.FIRST_WORD),
    )


def _fillers(heard: Heard) -> Figure:
    uses = heard.delivery.fillers
    return Figure(
        translate("Figures", "Fillers"),
        translate("Figures", "At least {n}").format(n=_counted(heard, len(uses)))
        if uses
        else translate("Figures", "None recognized"),
        translate("Figures", "Recognizers leave out some “um”s, so there may be more."),
        _uses(uses),
        heard.place(Measure.FILLERS),
    )


def _hedges(heard: Heard) -> Figure:
    uses = heard.delivery.hedges
    return Figure(
        translate("Figures", "Hedges"),
        _counted(heard, len(uses)),
        translate("Figures", "Words such as “maybe” or “I guess”, which take back what you claim."),
        _uses(uses),
        heard.place(Measure.HEDGES),
    )


def _repeats(heard: Heard) -> Figure:
    repeats = heard.delivery.repeats
    return Figure(
        translate("Figures", "Repeated phrases"),
        ", ".join(_repeat_words(each) for each in repeats) or translate("Figures", "None"),
        translate("Figures", "The same words again and again; people begin to count them."),
        tuple(Moment(each.phrase, start) for each in repeats for start in each.starts),
    )


def _repeat_words(repeat: Repeat) -> str:
    return translate("Figures", "“{phrase}” ×{n}").format(
        phrase=repeat.phrase, n=len(repeat.starts)
    )


def _stretch(heard: Heard) -> Figure:
    stretches = heard.delivery.stretches
    return Figure(
        translate("Figures", "Longest stretch"),
        precise(heard.delivery.longest_stretch)
        if stretches
        else translate("Figures", "Under 30 s"),
        translate("Figures", "Speech without a pause in which anybody could ask."),
        tuple(Moment(precise(end - start), start) for start, end in stretches),
        heard.place(Measure.STRETCH),
    )


def _budget(heard: Heard) -> Figure:
    share = values(heard.delivery, heard.budget)[Measure.BUDGET]
    return Figure(
        translate("Figures", "Time used"),
        translate("Figures", "{n} %").format(n=round(share)),
        translate("Figures", "{spoken} of the {whole} for this question.").format(
            spoken=length(heard.delivery.seconds), whole=length(heard.budget)
        ),
        band=heard.place(Measure.BUDGET),
    )


def _counted(heard: Heard, count: int) -> str:
    """ "7  ·  3.5 a minute"."""
    return f"{count}  ·  {heard.per_minute(count)}" if count else translate("Figures", "None")


def _uses(uses: Sequence[FillerUse]) -> tuple[Moment, ...]:
    return tuple(Moment(use.word, use.start) for use in uses)


def moment_text(moment: Moment) -> str:
    """What stands on a button for the moment: "um 0:03"."""
    return f"{moment.label}  {clock(moment.start)}"


def moment_name(moment: Moment) -> str:
    """What a button for the moment says to a screen reader."""
    return translate("Figures", "{what}, play from {time}").format(
        what=moment.label, time=clock(moment.start)
    )
