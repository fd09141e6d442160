"""The delivery of the answer on a sheet, with what it is held against."""

from __future__ import annotations

from collections.abc import Mapping

from tpmdesk.domain.bands import Band, Measure
from tpmdesk.ui.pages.mock.figures import Heard
from tpmdesk.ui.pages.mock.sheet import AnswerSheet, judged_steps


def heard(sheet: AnswerSheet, bands: Mapping[Measure, Band]) -> Heard | None:
    """None where there is nothing to measure: a typed answer, or too little speech."""
    assessment = sheet.answer.assessment
    if assessment is None or assessment.delivery is None or not assessment.enough_speech:
        return None
    points = [one.evidence[0].start for one in judged_steps(sheet.answer) if one.evidence]
    known = [point for point in points if point is not None]
    return Heard(assessment.delivery, bands, sheet.question.answer_seconds, known)
