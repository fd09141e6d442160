"""What to say first about an answer: what was heard well, and the one thing to fix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from tpmdesk.domain.assessment import Assessment, Delivery, StepCoverage
from tpmdesk.domain.bands import Band, Measure, Side, band_of, values
from tpmdesk.domain.content import Framework
from tpmdesk.ui.widgets.times import length, precise
from tpmdesk.ui.words import joined

translate = QCoreApplication.translate

_DEFAULT_BANDS: Mapping[Measure, Band] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Findings:
    """`well` is empty when nothing can honestly be said; `fix` is never empty."""

    well: str
    fix: str


def findings(
    assessment: Assessment,
    framework: Framework | None,
    answer_seconds: int,
    bands: Mapping[Measure, Band] = _DEFAULT_BANDS,
) -> Findings:
    """The two sentences on top of the debrief of an answer that was given."""
    if not assessment.enough_speech:
        return Findings("", _too_little(assessment.delivery))
    covered = [step.step for step in assessment.steps if step.covered]
    missing = next((step for step in assessment.steps if not step.covered), None)
    well = _covered(covered, len(assessment.steps)) if covered else ""
    if missing is not None:
        return Findings(well, _missing(missing, framework))
    spoken = well or _spoken(assessment.delivery)
    return Findings(spoken, _no_signal(assessment) or _next_best(assessment, answer_seconds, bands))


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
    if step.mentioned:
        return translate(
            "Findings",
            "“{step}” is named in general only. Say it of this case: who, what, how many.",
        ).format(step=step.step)
    return f"{said} {meaning}".strip()


def _spoken(delivery: Delivery | None) -> str:
    if delivery is None:
        return ""
    return translate("Findings", "You spoke {words} words in {time}.").format(
        words=delivery.words, time=length(delivery.seconds)
    )


def _no_signal(assessment: Assessment) -> str:
    """The phases that were told without what would make one roll them back."""
    bare = [step.step for step in assessment.steps if step.covered and step.signal == ()]
    if not bare:
        return ""
    return translate(
        "Findings",
        "No rollback signal was named for {steps}. Say which number, over how long, would make you "
        "go back.",
    ).format(steps=joined(bare))


def _above(delivery: Delivery, measure: Measure, bands: Mapping[Measure, Band]) -> bool:
    return band_of(measure, bands).side(values(delivery)[measure]) is Side.ABOVE


def _next_best(assessment: Assessment, answer_seconds: int, bands: Mapping[Measure, Band]) -> str:
    """With every step heard, the delivery; with nothing amiss there, the rubric."""
    delivery = assessment.delivery
    if delivery and delivery.seconds > answer_seconds > 0:
        return translate(
            "Findings", "You ran {over} over the {limit} of this question. Cut one example."
        ).format(over=length(delivery.seconds - answer_seconds), limit=length(answer_seconds))
    if delivery and _above(delivery, Measure.LONGEST_PAUSE, bands):
        return translate(
            "Findings", "One pause lasted {pause}. Say what you are weighing while you think."
        ).format(pause=precise(delivery.longest_pause))
    if delivery and _above(delivery, Measure.FIRST_WORD, bands):
        return translate(
            "Findings", "{wait} passed before your first word. Open with your outline."
        ).format(wait=precise(delivery.time_to_first_word))
    return translate(
        "Findings",
        "No step is missing, and nothing in the delivery stands out. Score the answer below: the "
        "anchors say what the next level needs.",
    )
