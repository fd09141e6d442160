"""Answers, assessments and attempts as JSON-like data. Times in seconds, dates in ISO 8601."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tpmdesk.app.ports import AttemptLine
from tpmdesk.domain.assessment import Assessment, Delivery, Evidence, StepCoverage
from tpmdesk.domain.attempts import Answer, Attempt, Score
from tpmdesk.domain.rubric import CriterionMean, RoundSummary
from tpmdesk.domain.transcript import Transcript


def assessment_facts(assessment: Assessment) -> dict[str, Any]:
    """What an answer shows."""
    return {
        "framework": assessment.framework,
        "steps": [_step(step) for step in assessment.steps],
        "follow_ups": list(assessment.follow_ups),
        "delivery": _delivery(assessment.delivery) if assessment.delivery else None,
        "enough_speech": assessment.enough_speech,
    }


def _step(step: StepCoverage) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "step": step.step,
        "covered": step.covered,
        "evidence": _quotes(step.evidence),
        "mentioned": _quotes(step.mentioned),
    }
    if step.signal is None:
        return facts
    return {**facts, "signal": {"named": bool(step.signal), "evidence": _quotes(step.signal)}}


def _quotes(evidence: Sequence[Evidence]) -> list[dict[str, Any]]:
    return [{"quote": found.quote, "start": found.start, "end": found.end} for found in evidence]


def _delivery(delivery: Delivery) -> dict[str, Any]:
    return {
        "words": delivery.words,
        "words_per_minute": round(delivery.words_per_minute, 1),
        "fillers": len(delivery.fillers),
        "filler_uses": [{"word": use.word, "start": use.start} for use in delivery.fillers],
        "longest_pause": round(delivery.longest_pause, 3),
        "time_to_first_word": round(delivery.time_to_first_word, 3),
        "pauses": [{"start": pause.start, "end": pause.end} for pause in delivery.pauses],
        "speech_seconds": round(delivery.speech_seconds, 3),
        "seconds": round(delivery.seconds, 3),
        "pace": [
            {"start": start, "words_per_minute": round(pace, 1)} for start, pace in delivery.pace
        ],
    }


def answer_facts(answer: Answer, recording: str | None) -> dict[str, Any]:
    """One answer whole; `recording` is the path of its sound file."""
    return {
        "position": answer.position,
        "prompt": answer.prompt,
        "question": answer.text,
        "recording": recording,
        "seconds": answer.recording.seconds if answer.recording and recording else None,
        "transcript": answer.transcript.text if answer.transcript else None,
        "recognizer": answer.transcript.recognizer if answer.transcript else None,
        "words": word_facts(answer.transcript) if answer.transcript else [],
        "assessment": assessment_facts(answer.assessment) if answer.assessment else None,
        "scores": score_facts(answer.scores),
        "notes": answer.notes,
    }


def word_facts(transcript: Transcript) -> list[dict[str, Any]]:
    """The words of a transcript with their times."""
    return [
        {"word": word.text, "start": word.start, "end": word.end, "confidence": word.confidence}
        for word in transcript.words
    ]


def score_facts(scores: tuple[Score, ...]) -> dict[str, int]:
    """The person's own levels, those given with the evidence in view before blind ones."""
    own = [score for score in scores if not score.by]
    blind = {score.criterion: score.level for score in own if score.blind}
    return blind | {score.criterion: score.level for score in own if not score.blind}


def line_facts(line: AttemptLine) -> dict[str, Any]:
    """One attempt in a list."""
    return {
        "id": str(line.id),
        "round": line.round,
        "title": line.title,
        "started": line.started.isoformat(),
        "ended": line.ended.isoformat() if line.ended else None,
        "answered": line.answered,
        "questions": line.questions,
        "mean_level": line.mean_level,
        **_loop_facts(line),
    }


def attempt_facts(attempt: Attempt) -> dict[str, Any]:
    """What is known of an attempt as a whole."""
    return {
        "id": str(attempt.id),
        "round": attempt.round,
        "title": attempt.title,
        "started": attempt.started.isoformat(),
        "ended": attempt.ended.isoformat() if attempt.ended else None,
        "phase": attempt.state.phase.value,
        **_loop_facts(attempt),
    }


def _loop_facts(of: AttemptLine | Attempt) -> dict[str, Any]:
    """The loop that an attempt is part of, and its place in it from 0."""
    loop = None if of.loop is None else str(of.loop)
    return {"loop": loop, "position": of.loop_position}


def summary_facts(summary: RoundSummary) -> dict[str, Any]:
    """What the scores of a round say."""
    return {
        "mean": summary.mean,
        "criteria": [_criterion(found) for found in summary.criteria],
        "went_well": _criterion(summary.went_well) if summary.went_well else None,
        "to_fix": _criterion(summary.to_fix) if summary.to_fix else None,
        "next_level": summary.next_level.anchor if summary.next_level else None,
        "recommendation": summary.recommendation.value if summary.recommendation else None,
    }


def _criterion(found: CriterionMean) -> dict[str, Any]:
    return {"criterion": found.criterion.slug, "name": found.criterion.name, "mean": found.mean}
