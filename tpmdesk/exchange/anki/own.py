"""tpmdesk's own kinds of note as Anki shows them, and the notes read back from there.

Each kind has fields that Anki shows on all its cards, and a last one, folded away, that holds the
note as it is here where the others do not say it exactly. If somebody edits the note in Anki, the
checksum in that field no longer fits, and what they wrote counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from zlib import crc32

import msgspec

from tpmdesk.domain import contrast
from tpmdesk.domain.cards import Face, NoteKind, NoteStep, NoteText
from tpmdesk.domain.faces import templates
from tpmdesk.exchange.anki.notetypes import NoteType, from_json
from tpmdesk.exchange.anki.plans import Source, template_name, template_number
from tpmdesk.exchange.html import to_html, to_markdown
from tpmdesk.exchange.markdowntext import is_plain, needs_care

HIDDEN = "tpmdesk"
_PREFIX = "tpmdesk "
_FIRST_ID = 1_577_836_800_000  # the first moment of 2020: no model of Anki's users has it
_KINDS = tuple(NoteKind)
_GAPPED = (NoteKind.CLOZE, NoteKind.STEPS)
_COMPOSED = (NoteKind.STEPS, NoteKind.SIDES)
_BELOW = (
    "{{#Extra}}<br><br>{{Extra}}{{/Extra}}"
    "{{#Memory aid}}<br><br><b>Memory aid:</b> {{Memory aid}}{{/Memory aid}}"
)
_RULE = "\n\n<hr id=answer>\n\n"
_ANSWER = "{{FrontSide}}" + _RULE
_SHARED = ("Extra", "Memory aid", HIDDEN)
_CSS = (
    ".card { font-family: Inter, Arial, sans-serif; font-size: 20px; line-height: 1.5;"
    " max-width: 42em; margin: 1em auto; text-align: left; }\n"
    ".cloze { font-weight: bold; }\n"
)
_ITEM = re.compile(
    r"<li>\{\{c1::\{\{c\d+::(?:\{\{c\d+::<b>(.*?)</b>\}\}: (.*?)|<b>(.*?)</b>)\}\}\}\}</li>",
    re.DOTALL,
)
_LIST = re.compile(r"\A(.*?)\n?<ol>\n(.*)\n</ol>\s*\Z", re.DOTALL)


class Hidden(msgspec.Struct):
    """What the folded field holds: the checksum of the others, and the note."""

    crc: int
    note: NoteText


_HIDDEN = msgspec.json.Decoder(Hidden)


class OwnPlan:
    """Notes that tpmdesk exported."""

    def __init__(self, kind: NoteKind) -> None:
        self._kind = kind

    def text(self, source: Source) -> NoteText:
        *shown, hidden = source.fields
        kept = _kept(hidden, shown) if hidden else None
        if kept is not None and kept.kind is self._kind:
            return _tagged(kept, source.tags)
        return _from_shown(self._kind, shown, source.tags)

    def template(self, text: NoteText, number: int) -> str:
        return own_template(text, number)

    def fields(self, text: NoteText) -> list[str] | None:
        return own_fields(text)


def own_plan(kind: NoteType) -> OwnPlan | None:
    """The plan of a kind of note that we made, or None."""
    if not kind.name.startswith(_PREFIX) or kind.fields[-1] != HIDDEN:
        return None
    name = kind.name.removeprefix(_PREFIX).split(" ")[0].lower()
    ours = next((each for each in _KINDS if each.value == name), None)
    fits = ours is not None and len(kind.fields) == len(_fields(ours, len(kind.templates)))
    return OwnPlan(ours) if ours and fits else None


@lru_cache(maxsize=64)
def own_type(kind: NoteKind, cards: int = 1) -> NoteType:
    """The kind of note that Anki gets for ours. `cards` counts for SIDES alone."""
    gapped = kind in _GAPPED
    several = kind is NoteKind.SIDES and cards > 1
    body: dict[str, Any] = {
        "id": _FIRST_ID + 1000 * _KINDS.index(kind) + (cards if several else 0),
        "name": f"{_PREFIX}{kind.value.capitalize()}" + (f" {cards}" if several else ""),
        "type": int(gapped),
        "mod": 0,
        "usn": -1,
        "sortf": 0,
        "did": None,
        "tmpls": [_template(n, *each) for n, each in enumerate(_templates(kind, cards))],
        "flds": [_field(n, name) for n, name in enumerate(_fields(kind, cards))],
        "css": _CSS,
        "latexPre": "",
        "latexPost": "",
        "latexsvg": False,
        "req": [],
    }
    made = from_json(body)
    assert made is not None
    return made


def own_fields(text: NoteText) -> list[str]:
    """The fields of a note of ours, in the order of its kind."""
    if _simple(text):
        return [text.front, text.back, text.extra, text.mnemonic, ""]
    shown = [*_shown(text), to_html(text.extra), to_html(text.mnemonic)]
    if _exact(text):
        return [*shown, ""]
    note = {"crc": _checksum(shown), "note": _tagged(text, ())}
    return [*shown, msgspec.json.encode(note).decode()]


def own_template(text: NoteText, number: int) -> str:
    """What we call the card of that number."""
    if text.kind is NoteKind.SIDES and number < len(text.sides):
        return text.sides[number].template
    if text.kind is not NoteKind.STEPS:
        return template_name(text.kind, number)
    if number == 0:
        return "recite"
    return f"step-{(number + 1) // 2}" if number % 2 else f"meaning-{number // 2}"


def own_number(text: NoteText, template: str) -> int:
    """The number in Anki of the card that we call so."""
    if template == "forward" and not text.sides:
        return 0
    if text.kind is NoteKind.SIDES:
        names = [side.template for side in text.sides]
        return names.index(template) if template in names else len(names)
    if text.kind is not NoteKind.STEPS or template == "recite":
        return template_number(template)
    step = template_number(template)
    return 2 * step - 1 if template.startswith("step-") else 2 * step


def _shown(text: NoteText) -> list[str]:
    """The fields that Anki shows first."""
    if text.kind is NoteKind.STEPS:
        return [_steps_html(text), to_html(text.back)]
    if text.kind is NoteKind.SIDES:
        return [to_html(side) for face in text.sides for side in (face.front, face.back)]
    return [to_html(text.front), to_html(text.back)]


def _simple(text: NoteText) -> bool:
    """Whether it surely is plain text in the fields that most kinds have; quick."""
    return (
        is_plain(text.front)
        and is_plain(text.back)
        and is_plain(text.extra)
        and is_plain(text.mnemonic)
        and text.kind not in _COMPOSED
    )


def _exact(text: NoteText) -> bool:
    """Whether the shown fields say it all, as plain text does."""
    if text.kind in _COMPOSED:
        return False
    parts = (text.front, text.back, text.extra, text.mnemonic)
    return not any(needs_care(part) or to_html(part) != part for part in parts)


def _kept(hidden: str, shown: Sequence[str]) -> NoteText | None:
    try:
        found = _HIDDEN.decode(hidden)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    if found.crc != _checksum(shown):
        return None
    gapless = found.note.kind is not NoteKind.CLOZE or templates(found.note)
    return found.note if gapless else None


def _checksum(shown: Sequence[str]) -> int:
    return crc32("\x1f".join(shown).encode("utf-8", "replace"))


def _tagged(text: NoteText, tags: tuple[str, ...]) -> NoteText:
    return NoteText(
        text.kind, text.front, text.back, text.steps, text.extra, tags, text.mnemonic, text.sides
    )


def _from_shown(kind: NoteKind, shown: Sequence[str], tags: tuple[str, ...]) -> NoteText:
    """The note as the visible fields have it."""
    *first, extra, mnemonic = shown
    rest = extra and to_markdown(extra), tags, mnemonic and to_markdown(mnemonic)
    if kind is NoteKind.SIDES:
        return _sides_from(first, *rest)
    front, back = first
    if kind is NoteKind.STEPS:
        listed = _LIST.match(front)
        items = _ITEM.findall(listed[2]) if listed else []
        if listed is None or not items or len(items) != listed[2].count("<li>"):
            return NoteText(NoteKind.CLOZE, to_markdown(front), to_markdown(back), (), *rest)
        steps = tuple(
            NoteStep(to_markdown(name or alone), to_markdown(says)) for name, says, alone in items
        )
        return NoteText(kind, to_markdown(listed[1]), to_markdown(back), steps, *rest)
    return NoteText(kind, to_markdown(front), to_markdown(back), (), *rest)


def _sides_from(first: Sequence[str], extra: str, tags: tuple[str, ...], mnemonic: str) -> NoteText:
    texts = [to_markdown(each) for each in first]
    pairs = list(zip(texts[::2], texts[1::2], strict=False))
    sides = tuple(Face(f"side-{n}", *pair) for n, pair in enumerate(pairs))
    return NoteText(NoteKind.SIDES, *pairs[0], (), extra, tags, mnemonic, sides)


def _steps_html(text: NoteText) -> str:
    """A list whose gap 1 is every step, 2n the whole of step n, and 2n + 1 its name alone."""
    items = "\n".join(_item(n, step) for n, step in enumerate(text.steps, start=1))
    return f"{to_html(text.front)}\n<ol>\n{items}\n</ol>"


def _item(number: int, step: NoteStep) -> str:
    name = f"<b>{to_html(step.name)}</b>"
    if step.meaning.strip():
        name = f"{{{{c{2 * number + 1}::{name}}}}}: {to_html(step.meaning)}"
    return f"<li>{{{{c1::{{{{c{2 * number}::{name}}}}}}}}}</li>"


def _fields(kind: NoteKind, cards: int) -> tuple[str, ...]:
    if kind is NoteKind.SIDES:
        pairs = range(1, cards + 1)
        return (*(f"{side} {n}" for n in pairs for side in ("Front", "Back")), *_SHARED)
    return ("Text" if kind in _GAPPED else "Front", "Back", *_SHARED)


def _templates(kind: NoteKind, cards: int) -> list[tuple[str, str, str]]:
    """Each card's name, front and back."""
    if kind is NoteKind.SIDES:
        return [
            (f"Card {n}", f"{{{{Front {n}}}}}", f"{_ANSWER}{{{{Back {n}}}}}{_BELOW}")
            for n in range(1, cards + 1)
        ]
    if kind in _GAPPED:
        told = "{{cloze:Text}}{{#Back}}<br><br>{{Back}}{{/Back}}"
        return [("Cloze", "{{cloze:Text}}", told + _BELOW)]
    back = f"{_ANSWER}{{{{Back}}}}{_BELOW}"
    if kind is NoteKind.REVERSED:
        reverse = f"{_ANSWER}{{{{Front}}}}{_BELOW}"
        return [("Forward", "{{Front}}", back), ("Reverse", "{{Back}}", reverse)]
    if kind is NoteKind.TYPED:
        front = "{{Front}}\n\n{{type:Back}}"
        return [("Forward", front, front.replace("\n\n", _RULE) + _BELOW)]
    if kind is NoteKind.CONTRAST:
        return [("Forward", f"{{{{Front}}}}<br><br><i>{contrast.ASK}</i>", back)]
    return [("Forward", "{{Front}}", back)]


def _template(place: int, name: str, front: str, back: str) -> dict[str, Any]:
    return {
        "name": name,
        "ord": place,
        "qfmt": front,
        "afmt": back,
        "bqfmt": "",
        "bafmt": "",
        "did": None,
        "bfont": "",
        "bsize": 0,
    }


def _field(place: int, name: str) -> dict[str, Any]:
    folded = name == HIDDEN
    return {
        "name": name,
        "ord": place,
        "sticky": False,
        "rtl": False,
        "font": "Arial",
        "size": 20,
        "description": "tpmdesk keeps the note here; leave it as it is." if folded else "",
        "plainText": folded,
        "collapsed": folded,
        "excludeFromSearch": folded,
    }
