"""The cards that follow from a note's text. Template names never change with the text."""

from __future__ import annotations

from tpmdesk.domain import cloze, contrast
from tpmdesk.domain.cards import Face, NoteKind, NoteText
from tpmdesk.domain.excerpt import excerpt

_GAP = "cloze-"
_AID = "\n\n**Memory aid:** "
_LONGEST_ANSWER = 2000
_ALWAYS = {  # whatever the text; an import asks for those of a hundred thousand notes
    NoteKind.BASIC: ("forward",),
    NoteKind.REVERSED: ("forward", "reverse"),
    NoteKind.TYPED: ("forward",),
    NoteKind.CONTRAST: ("forward",),
}


def faces(note: NoteText) -> tuple[Face, ...]:
    """The cards that a note makes, in order."""
    match note.kind:
        case NoteKind.REVERSED:
            return (
                Face("forward", note.front, _below(note, note.back)),
                Face("reverse", note.back, _below(note, note.front)),
            )
        case NoteKind.CLOZE:
            text = cloze.parse(note.front)
            return tuple(_gap_face(note, text, number) for number in text.numbers or (1,))
        case NoteKind.STEPS:
            return _step_faces(note)
        case NoteKind.SIDES:
            return tuple(_with_aid(side, note) for side in note.sides)
        case _:
            return (_forward(note),)


def face(note: NoteText, template: str) -> Face | None:
    """One card of a note, without making the others of a text with many gaps."""
    if note.kind is NoteKind.CLOZE:
        text = cloze.parse(note.front)
        number = template.removeprefix(_GAP)
        there = template.startswith(_GAP) and number in map(str, text.numbers or (1,))
        return _gap_face(note, text, int(number)) if there else None
    return next((made for made in faces(note) if made.template == template), None)


def templates(note: NoteText) -> tuple[str, ...]:
    """The names of the cards that a note makes, in order."""
    if note.kind is NoteKind.CLOZE:
        return tuple(f"{_GAP}{number}" for number in cloze.parse(note.front).numbers or (1,))
    always = _ALWAYS.get(note.kind)
    return tuple(made.template for made in faces(note)) if always is None else always


def apart_from_aid(back: str) -> tuple[str, str]:
    """A card's back without its memory aid, and the memory aid, which may be empty."""
    before, found, aid = back.rpartition(_AID)
    return (before, aid) if found else (back, "")


def _forward(note: NoteText) -> Face:
    front, back = note.front, _below(note, note.back)
    if note.kind is NoteKind.TYPED:
        return Face("forward", front, back, excerpt(note.back, _LONGEST_ANSWER))
    if note.kind is NoteKind.CONTRAST:
        return Face("forward", contrast.shown(contrast.weak_answer(front)), back)
    return Face("forward", front, back)


def _gap_face(note: NoteText, text: cloze.Cloze, number: int) -> Face:
    told = _below(note, text.answer(number), note.back)
    return Face(f"{_GAP}{number}", text.question(number), told)


def _step_faces(note: NoteText) -> tuple[Face, ...]:
    recital = "\n".join(
        f"{n}. **{step.name}**: {step.meaning}" for n, step in enumerate(note.steps, start=1)
    )
    by_position = (
        Face(f"step-{n}", _position_question(note, n), _joined(f"**{step.name}**", step.meaning))
        for n, step in enumerate(note.steps, start=1)
    )
    by_meaning = (
        Face(f"meaning-{n}", _meaning_question(note, n), _named(note, n))
        for n, step in enumerate(note.steps, start=1)
        if step.meaning.strip()
    )
    alone = (_with_aid(made, note) for made in (*by_position, *by_meaning))
    return (Face("recite", note.front, _below(note, recital, note.back)), *alone)


def _position_question(note: NoteText, n: int) -> str:
    before = f", after **{note.steps[n - 2].name}**" if n > 1 else ""
    return (
        f"Step {n} of {len(note.steps)}{before}: which is it, and what does it ask?\n\n{note.front}"
    )


def _meaning_question(note: NoteText, n: int) -> str:
    quoted = "\n".join(f"> {line}".rstrip() for line in note.steps[n - 1].meaning.splitlines())
    return f"Which step does this?\n\n{quoted}\n\n{note.front}"


def _named(note: NoteText, n: int) -> str:
    return f"**{note.steps[n - 1].name}**\n\nStep {n} of {len(note.steps)}."


def _below(note: NoteText, *parts: str) -> str:
    """A back: its parts, then what the note says besides, then the memory aid."""
    return _joined(*parts, note.extra) + _aid(note)


def _with_aid(made: Face, note: NoteText) -> Face:
    return Face(made.template, made.front, made.back + _aid(note), made.answer)


def _aid(note: NoteText) -> str:
    return f"{_AID}{note.mnemonic.strip()}" if note.mnemonic.strip() else ""


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def step_number(template: str) -> int | None:
    """Which step, counted from 1, a card of steps asks for; None when it is not about one."""
    kind, _, number = template.partition("-")
    return int(number) if kind in {"step", "meaning"} and number.isdecimal() else None
