"""The kinds of note and the names of their cards, in words."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from tpmdesk.domain.cards import NoteKind

CHOOSABLE = tuple(kind for kind in NoteKind if kind is not NoteKind.SIDES)
_NUMBERED = re.compile(r"^(step|meaning|cloze)-(\d+)$")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Kinds", text)


def kind_name(kind: NoteKind) -> str:
    """What a kind is called: "Basic", "Ordered steps"."""
    names = {
        NoteKind.BASIC: _tr("Basic"),
        NoteKind.REVERSED: _tr("Both ways"),
        NoteKind.CLOZE: _tr("Gaps in a text"),
        NoteKind.TYPED: _tr("Typed answer"),
        NoteKind.STEPS: _tr("Ordered steps"),
        NoteKind.CONTRAST: _tr("Weak to strong"),
        NoteKind.SIDES: _tr("From elsewhere"),
    }
    return names[kind]


def kind_about(kind: NoteKind) -> str:
    """What cards a note of that kind makes, in one sentence."""
    words = {
        NoteKind.BASIC: _tr("One card: a question, and its answer."),
        NoteKind.REVERSED: _tr("Two cards: each side asks for the other."),
        NoteKind.CLOZE: _tr("One card for each gap that you make in the text."),
        NoteKind.TYPED: _tr("One card whose answer you type."),
        NoteKind.STEPS: _tr("One card for all steps, and cards for each step alone."),
        NoteKind.CONTRAST: _tr("One card: a weak answer that you say how to fix."),
        NoteKind.SIDES: _tr("Cards of another program, each with sides of its own."),
    }
    return words[kind]


def template_name(template: str) -> str:
    """What the card of a note is called by its template."""
    fixed = {
        "forward": _tr("Front to back"),
        "reverse": _tr("Back to front"),
        "recite": _tr("All steps"),
    }
    if template in fixed:
        return fixed[template]
    numbered = _NUMBERED.match(template)
    return _numbered(*numbered.groups()) if numbered else template


def _numbered(kind: str, n: str) -> str:
    words = {
        "cloze": _tr("Gap {n}"),
        "step": _tr("Step {n} by its place"),
        "meaning": _tr("Step {n} by its meaning"),
    }
    return words[kind].format(n=n)
