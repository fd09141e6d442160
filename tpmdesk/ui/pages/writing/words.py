"""What the exercises and their parts are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tpmdesk.domain.brief import Part
from tpmdesk.domain.critique import STRUCTURAL
from tpmdesk.domain.exercises import Exercise, ExerciseKind
from tpmdesk.domain.skimming import Asked

translate = QCoreApplication.translate


def part_name(part: Part) -> str:
    """A part of a brief."""
    return {
        Part.OUTCOME: translate("writing", "Outcome in one sentence"),
        Part.STATUS: translate("writing", "Status in one word, with a reason"),
        Part.MILESTONES: translate("writing", "Milestones with dates and exit criteria"),
        Part.RISKS: translate("writing", "Top risks with owner and mitigation"),
        Part.DECISIONS: translate("writing", "Decisions needed"),
        Part.LINKS: translate("writing", "Links"),
    }[part]


def asked_words(asked: Asked) -> str:
    """The question of the skim test."""
    return {
        Asked.OUTCOME: translate("writing", "What is the outcome?"),
        Asked.STATUS: translate("writing", "What is the status, in one word?"),
        Asked.RISK: translate("writing", "Which risk is the greatest?"),
        Asked.DECISION: translate("writing", "Which decision is asked for?"),
    }[asked]


def kind_name(kind: ExerciseKind) -> str:
    """An exercise, as the list of past pieces calls it."""
    return {
        ExerciseKind.BRIEF: translate("writing", "Brief"),
        ExerciseKind.SKIM: translate("writing", "Skim test"),
        ExerciseKind.CRITIQUE: translate("writing", "Critique"),
    }.get(kind, kind.value)


def depth_name(depth: str) -> str:
    """How deep a problem of a document lies."""
    if depth == STRUCTURAL:
        return translate("writing", "Structure")
    return translate("writing", "Surface")


def title_of(exercise: Exercise) -> str:
    """The name of a piece."""
    return exercise.title or translate("writing", "A program of your own")
