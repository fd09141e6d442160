"""The parts of a note's text that find and replace looks into, taken out and put back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum

from tpmdesk.domain.cards import NoteText


class NoteField(StrEnum):
    """A part of a note's text."""

    FRONT = "front"
    BACK = "back"
    EXTRA = "extra"
    MNEMONIC = "mnemonic"
    STEPS = "steps"


def pieces(text: NoteText, fields: Collection[NoteField]) -> list[str]:
    """The text of these fields, piece by piece; a note's own sides count as front and back."""
    found = []
    if NoteField.FRONT in fields:
        found += [text.front, *(side.front for side in text.sides)]
    if NoteField.BACK in fields:
        found += [text.back, *(side.back for side in text.sides)]
    if NoteField.EXTRA in fields:
        found.append(text.extra)
    if NoteField.MNEMONIC in fields:
        found.append(text.mnemonic)
    if NoteField.STEPS in fields:
        found += [piece for step in text.steps for piece in (step.name, step.meaning)]
    return found


def with_pieces(text: NoteText, fields: Collection[NoteField], put: Sequence[str]) -> NoteText:
    """The note with these pieces in place of those that `pieces` gave."""
    rest = iter(put)
    front, back, sides = text.front, text.back, text.sides
    extra, mnemonic, steps = text.extra, text.mnemonic, text.steps
    if NoteField.FRONT in fields:
        front = next(rest)
        sides = tuple(replace(side, front=next(rest)) for side in sides)
    if NoteField.BACK in fields:
        back = next(rest)
        sides = tuple(replace(side, back=next(rest)) for side in sides)
    if NoteField.EXTRA in fields:
        extra = next(rest)
    if NoteField.MNEMONIC in fields:
        mnemonic = next(rest)
    if NoteField.STEPS in fields:
        steps = tuple(replace(step, name=next(rest), meaning=next(rest)) for step in steps)
    return replace(
        text,
        front=front,
        back=back,
        sides=sides,
        extra=extra,
        mnemonic=mnemonic,
        steps=steps,
    )


_AROUND = 32  # characters shown before the first change, and after it


def first_change(before: str, after: str) -> tuple[str, str]:
    """A line around the first place where two texts differ, of each."""
    same = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    start = max(0, same - _AROUND)
    mark = "…" if start else ""
    lines = (" ".join(text[start : same + 2 * _AROUND].split()) for text in (before, after))
    first, second = lines
    return mark + first, mark + second
