"""The cards that follow from a note's text."""

from __future__ import annotations

from tpmdesk.domain.cards import Face, NoteKind, NoteText


def faces(note: NoteText) -> tuple[Face, ...]:
    """The cards that a note makes, in order. Template names never change with the text."""
    match note.kind:
        case NoteKind.REVERSED:
            return (
                Face("forward", note.front, _with_extra(note.back, note.extra)),
                Face("reverse", note.back, _with_extra(note.front, note.extra)),
            )
        case NoteKind.STEPS:
            return _step_faces(note)
        case NoteKind.SIDES:
            return note.sides
        case _:
            return (Face("forward", note.front, _with_extra(note.back, note.extra)),)


def _step_faces(note: NoteText) -> tuple[Face, ...]:
    recital = "\n".join(
        f"{n}. **{step.name}**: {step.meaning}" for n, step in enumerate(note.steps, start=1)
    )
    whole = Face("recite", note.front, _with_extra(recital, note.back, note.extra))
    alone = (
        Face(f"step-{n}", _step_question(note, n), f"**{step.name}**\n\n{step.meaning}")
        for n, step in enumerate(note.steps, start=1)
    )
    return (whole, *alone)


def _step_question(note: NoteText, n: int) -> str:
    count = len(note.steps)
    before = f", after **{note.steps[n - 2].name}**" if n > 1 else ""
    return f"Step {n} of {count}{before}: which is it, and what does it ask?\n\n{note.front}"


def _with_extra(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
