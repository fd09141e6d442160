"""What keeps a note's text from being a note."""

from __future__ import annotations

from tpmdesk.domain import cloze
from tpmdesk.domain.cards import NoteKind, NoteText


def problem_of(text: NoteText) -> str:
    """What is wrong and what to do, "" when nothing is."""
    if text.kind is NoteKind.SIDES:
        return _of_sides(text)
    if not text.front.strip():
        return "The front is empty. Write a question there."
    if text.kind is NoteKind.CLOZE:
        return _of_gaps(text)
    if text.kind is NoteKind.STEPS:
        return _of_steps(text)
    return "" if text.back.strip() else "The back is empty. Write the answer there."


def _of_sides(text: NoteText) -> str:
    asked = all(side.front.strip() for side in text.sides)
    return "" if asked and text.sides else "A card has an empty front. Write a question there."


def _of_gaps(text: NoteText) -> str:
    found = cloze.parse(text.front)
    return "" if found.numbers else found.problems[0]


def _of_steps(text: NoteText) -> str:
    named = all(step.name.strip() for step in text.steps)
    if named and text.steps:
        return ""
    return "A step has no name, or there is none. Name at least one step."
