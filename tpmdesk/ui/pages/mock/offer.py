"""What can be begun on the Mock page: the rounds, an unfinished one, and the past attempts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from tpmdesk.app.library import Library
from tpmdesk.app.looping import Looping
from tpmdesk.app.loopshapes import Loop, LoopLine
from tpmdesk.app.mock import Mocking
from tpmdesk.app.ports import AttemptLine
from tpmdesk.domain.attempts import Attempt
from tpmdesk.domain.content import Round
from tpmdesk.domain.looppresets import Preset
from tpmdesk.domain.roundstate import mains
from tpmdesk.ui.widgets.times import length
from tpmdesk.ui.words import counted, moment

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class RoundOffer:
    """A round that can be sat, how many questions it has, and the last attempt at it."""

    round: Round
    prompts: int
    last: AttemptLine | None


@dataclass(frozen=True, slots=True)
class PresetOffer:
    """A shape of loop, and the minutes of each of its rounds."""

    preset: Preset
    minutes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Everything to choose from. `past` is newest first and holds no unfinished attempt, nor one
    of a loop in `loops`. `loop` is the one that can be gone on with."""

    rounds: tuple[RoundOffer, ...]
    unfinished: Attempt | None
    past: tuple[AttemptLine, ...]
    presets: tuple[PresetOffer, ...] = ()
    loop: Loop | None = None
    loops: tuple[LoopLine, ...] = ()


def ago(when: datetime) -> str:
    """A past time as seen from now: "yesterday at 18:04"."""
    return moment(when, datetime.now().astimezone())


def capitalized(words: str) -> str:
    """With a capital where a line begins; unlike `str.capitalize`, the rest stays."""
    return words[:1].upper() + words[1:]


def offer(mocking: Mocking, looping: Looping, library: Library) -> Offer:
    """What there is at this moment. Rounds without a question are left out."""
    attempts = mocking.attempts()
    over = tuple(line for line in attempts if line.ended is not None)
    rounds = (
        RoundOffer(
            entry,
            len(library.prompts(entry.id)),
            next((line for line in over if line.round == entry.id), None),
        )
        for entry in mocking.rounds()
    )
    return Offer(
        tuple(one for one in rounds if one.prompts),
        mocking.unfinished(),
        tuple(line for line in over if line.loop is None),
        _presets(looping, mocking.rounds()),
        looping.unfinished(),
        tuple(line for line in looping.loops() if line.ended is not None),
    )


def _presets(looping: Looping, rounds: Sequence[Round]) -> tuple[PresetOffer, ...]:
    own = {each.id: each.minutes for each in rounds}
    return tuple(
        PresetOffer(preset, tuple(preset.minutes or own[ref] for ref in looping.rounds_of(preset)))
        for preset in looping.presets()
        if preset.is_loop
    )


def preset_words(one: PresetOffer) -> str:
    """The quiet last line of a shape of loop: how many rounds, how long each."""
    rounds = translate("Offer", "{n} rounds").format(n=len(one.minutes))
    least, most = min(one.minutes), max(one.minutes)
    each = (
        translate("Offer", "{n} minutes each").format(n=most)
        if least == most
        else translate("Offer", "{least} to {most} minutes each").format(least=least, most=most)
    )
    return f"{rounds}  ·  {each}"


def round_words(one: RoundOffer) -> str:
    """The quiet last line of a round: how long, how many questions, how it went last."""
    parts = [
        translate("Offer", "{n} minutes").format(n=one.round.minutes),
        counted(
            one.prompts,
            translate("Offer", "{n} question"),
            translate("Offer", "{n} questions"),
        ),
        last_words(one.last),
    ]
    return "  ·  ".join(part for part in parts if part)


def last_words(line: AttemptLine | None) -> str:
    """When a round was last sat, and how it was scored."""
    if line is None:
        return translate("Offer", "not sat yet")
    when = ago(line.started)
    if line.mean_level is None:
        return translate("Offer", "last sat {when}").format(when=when)
    return translate("Offer", "last sat {when}, mean level {mean}").format(
        when=when, mean=f"{line.mean_level:.1f}"
    )


def attempt_words(line: AttemptLine) -> str:
    """When an attempt was made, and how it went."""
    mean = (
        translate("Offer", "mean level {mean}").format(mean=f"{line.mean_level:.1f}")
        if line.mean_level is not None
        else translate("Offer", "not scored")
    )
    return translate("Offer", "{when}  ·  {n} of {all} answered  ·  {mean}").format(
        when=capitalized(ago(line.started)),
        n=line.answered,
        all=line.questions,
        mean=mean,
    )


def unfinished_words(attempt: Attempt) -> str:
    """Where an unfinished attempt was left; what was asked back is not counted."""
    main = mains(attempt.state.questions)
    return translate("Offer", "{title}, question {n} of {all}, begun {when}.").format(
        title=attempt.title,
        n=main.index(attempt.state.main) + 1,
        all=len(main),
        when=ago(attempt.started),
    )


def time_words(chosen: Round, questions: int) -> str:
    """How long so many questions take at most, scoring not counted."""
    total = questions * (chosen.think_seconds + chosen.answer_seconds)
    return translate(
        "Offer",
        "{total} in all: for each question {think} to think and {answer} to answer. Scoring takes "
        "as long as you like.",
    ).format(
        total=length(total),
        think=length(chosen.think_seconds),
        answer=length(chosen.answer_seconds),
    )
