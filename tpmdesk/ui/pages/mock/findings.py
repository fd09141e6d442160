"""What to say first about an answer: what was heard well, and the one thing to fix."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from tpmdesk.domain.assessment import Assessment, Delivery, StepCoverage
from tpmdesk.domain.content import Framework
from tpmdesk.ui.widgets.times import length, precise
from tpmdesk.ui.words import joined

translate = QCoreApplication.translate

_LONG_PAUSE = 4.0
_SLOW_START = 4.0


@dataclass(frozen=True, slots=True)
class Findings:
    """`well` is empty when nothing can honestly be said; `fix` is never empty."""

    well: str
    fix: str


def findings(assessment: Assessment, framework: Framework | None, answer_seconds: int) -> Findings:
    """The two sentences on top of the debrief of an answer that was given."""
    if not assessment.enough_speech:
        return Findings("", _too_little(assessment.delivery))
    covered = [step.step for step in assessment.steps if step.covered]
    missing = next((step for step in assessment.steps if not step.covered), None)
    well = _covered(covered, len(assessment.steps)) if covered else ""
    if missing is not None:
        return Findings(well, _missing(missing, framework))
    return Findings(well or _spoken(assessment.delivery), _next_best(assessment, answer_seconds))


def _too_little(delivery: Delivery | None) -> str:
    if delivery is None:
        return translate(
            "Findings",
            "There is not enough text to judge. Write at least 40 words, and the steps you take "
            "can be found in them.",
        )
    return translate(
        "Findings",
        "There is not enough speech to judge: {spoken} of voice. Speak for at least 20 seconds, "
        "and the steps you take can be heard.",
    ).format(spoken=length(delivery.speech_seconds))


def _covered(covered: list[str], count: int) -> str:
    if len(covered) == count:
        return translate("Findings", "All {count} steps were covered: {steps}.").format(
            count=count, steps=joined(covered)
        )
    return translate("Findings", "{n} of {count} steps were covered: {steps}.").format(
        n=len(covered), count=count, steps=joined(covered)
    )


def _missing(step: StepCoverage, framework: Framework | None) -> str:
    steps = framework.steps if framework else ()
    meaning = next((one.meaning for one in steps if one.name == step.step), "")
    said = translate("Findings", "“{step}” is missing.").format(step=step.step)
    return f"{said} {meaning}".strip()


def _spoken(delivery: Delivery | None) -> str:
    if delivery is None:
        return ""
    return translate("Findings", "You spoke {words} words in {time}.").format(
        words=delivery.words, time=length(delivery.seconds)
    )


def _next_best(assessment: Assessment, answer_seconds: int) -> str:
    """With every step heard, the delivery; with nothing amiss there, the rubric."""
    delivery = assessment.delivery
    if delivery and delivery.seconds > answer_seconds > 0:
        return translate(
            "Findings", "You ran {over} over the {limit} of this question. Cut one example."
        ).format(over=length(delivery.seconds - answer_seconds), limit=length(answer_seconds))
    if delivery and delivery.longest_pause > _LONG_PAUSE:
        return translate(
            "Findings", "One pause lasted {pause}. Say what you are weighing while you think."
        ).format(pause=precise(delivery.longest_pause))
    if delivery and delivery.time_to_first_word > _SLOW_START:
        return translate(
            "Findings", "{wait} passed before your first word. Open with your outline."
        ).format(wait=precise(delivery.time_to_first_word))
    return translate(
        "Findings",
        "No step is missing, and nothing in the delivery stands out. Score the answer below: the "
        "anchors say what the next level needs.",
    )
