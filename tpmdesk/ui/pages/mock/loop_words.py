"""Loops in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from tpmdesk.app.loopshapes import Loop, LoopLine
from tpmdesk.app.ports import AttemptLine
from tpmdesk.domain.loops import LoopPlan, PlannedRound, RoundStatus, seconds_for
from tpmdesk.domain.promptmemory import Why
from tpmdesk.ui.pages.mock.loop_results import RoundResult
from tpmdesk.ui.pages.mock.offer import ago, capitalized
from tpmdesk.ui.pages.mock.verdict import recommendation_name
from tpmdesk.ui.words import counted

translate = QCoreApplication.translate


def plan_words(planned: PlannedRound) -> str:
    """How much a round asks."""
    questions = counted(
        len(planned.questions),
        translate("Loop", "{n} question"),
        translate("Loop", "{n} questions"),
    )
    minutes = translate("Loop", "{n} minutes").format(n=planned.minutes)
    return f"{questions}  ·  {minutes}"


def length_words(plan: LoopPlan) -> str:
    """How long a whole plan takes at most, and how it is sat."""
    seconds = sum(
        seconds_for(question, plan.follow_ups)
        for planned in plan.rounds
        for question in planned.questions
    )
    at_most = translate("Loop", "At most {time} of questions and scoring.").format(
        time=hours(seconds)
    )
    how = (
        translate("Loop", "As an exam: one take, no pause, scored at the end of each round.")
        if plan.exam
        else translate("Loop", "For practice: you may pause, look at a hint and answer again.")
    )
    parts = [at_most, _break_words(plan), how]
    return " ".join(part for part in parts if part)


def hours(seconds: float) -> str:
    """A long time to the minute: "3 h 50 min", "5 h"."""
    whole, minutes = divmod(round(seconds / 60), 60)
    if not whole:
        return translate("Loop", "{n} minutes").format(n=minutes)
    if not minutes:
        return translate("Loop", "{h} h").format(h=whole)
    return translate("Loop", "{h} h {n} min").format(h=whole, n=minutes)


def _break_words(plan: LoopPlan) -> str:
    if not plan.break_minutes:
        return ""
    return translate("Loop", "Breaks of {n} minutes, as long or short as you like.").format(
        n=plan.break_minutes
    )


def whys_words(whys: Sequence[Why | None]) -> str:
    """What speaks for the questions of a round, the same reason told once."""
    counts = Counter(map(why_words, whys))
    return "; ".join(f"{n} × {words}" if n > 1 else words for words, n in counts.items())


def why_words(why: Why | None) -> str:
    """What speaks for a question."""
    if why is None:
        return translate("Loop", "drawn by number")
    if why.days is None:
        return translate("Loop", "never asked")
    asked = counted(
        why.days,
        translate("Loop", "asked {n} day ago"),
        translate("Loop", "asked {n} days ago"),
    )
    if why.level is None:
        return translate("Loop", "{asked}, not scored").format(asked=asked)
    return translate("Loop", "{asked}, scored {level} of {top}").format(
        asked=asked, level=f"{why.level:.1f}", top=why.top
    )


def round_state_words(status: RoundStatus, line: AttemptLine | None) -> str:
    """Where a round of a loop stands."""
    match status:
        case RoundStatus.WAITING:
            return translate("Loop", "to come")
        case RoundStatus.SITTING:
            return translate("Loop", "under way")
        case RoundStatus.SKIPPED:
            return translate("Loop", "skipped")
        case RoundStatus.DONE:
            return _done_words(line)


def _done_words(line: AttemptLine | None) -> str:
    if line is None or line.mean_level is None:
        return translate("Loop", "done, not scored")
    return translate("Loop", "done, mean level {mean}").format(mean=f"{line.mean_level:.1f}")


def result_words(result: RoundResult) -> str:
    """What the scores of a round amount to, and what is still to be scored."""
    parts = []
    if result.recommendation is not None:
        parts.append(recommendation_name(result.recommendation))
    if result.unscored:
        parts.append(
            counted(
                result.unscored,
                translate("Loop", "{n} answer to score"),
                translate("Loop", "{n} answers to score"),
            )
        )
    return "  ·  ".join(parts)


def unscored_words(unscored: int) -> str:
    """What is left to do when a loop is over."""
    if not unscored:
        return translate("Loop", "Every answer is scored. Open a round to look at it again.")
    return counted(
        unscored,
        translate("Loop", "{n} answer is still to be scored. Open its round to score it."),
        translate("Loop", "{n} answers are still to be scored. Open a round to score them."),
    )


def loop_words(loop: Loop) -> str:
    """How far a loop has come."""
    done = loop.state.statuses.count(RoundStatus.DONE)
    return translate("Loop", "{title}: {done} of {all} rounds done, begun {when}.").format(
        title=loop.title, done=done, all=len(loop.state.statuses), when=ago(loop.started)
    )


def line_words(line: LoopLine) -> str:
    """A loop among past attempts."""
    mean = (
        translate("Loop", "mean level {mean}").format(mean=f"{line.mean_level:.1f}")
        if line.mean_level is not None
        else translate("Loop", "not scored")
    )
    return translate("Loop", "{when}  ·  {done} of {all} rounds  ·  {mean}").format(
        when=capitalized(ago(line.started)), done=line.done, all=line.rounds, mean=mean
    )
