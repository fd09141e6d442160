"""From the fields of a note to its text: which kind of ours it is, and what its cards show.

A plan is worked out once for each kind of note in the file. A card of a template that only shows
one field takes that field; any other template is rendered as Anki would.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from tpmdesk.domain import cloze
from tpmdesk.domain.cards import Face, NoteKind, NoteText
from tpmdesk.exchange.anki.notetypes import NoteType, Template
from tpmdesk.exchange.anki.templates import (
    Part,
    Section,
    Special,
    Tag,
    depends_on_gap,
    parse,
    render,
    tags,
)
from tpmdesk.exchange.html import text_of, to_html, to_markdown

_RULE = re.compile(r"""<hr\s+id\s*=\s*["']?answer["']?\s*/?>""", re.IGNORECASE)
_GAP = re.compile(r"\{\{c\d{1,3}(?:,\d{1,3})*::")
_BACK = "FrontSide"
_OCCLUDED = "*The picture has hidden areas in Anki; this card asks for area {number}.*"
_NAMES = {
    NoteKind.BASIC: ("forward",),
    NoteKind.TYPED: ("forward",),
    NoteKind.CONTRAST: ("forward",),
    NoteKind.REVERSED: ("forward", "reverse"),
}


class Source(NamedTuple):
    """A note as the file has it. `ords` are the numbers of its cards, in order."""

    fields: Sequence[str]
    ords: Sequence[int]
    tags: tuple[str, ...]
    deck: str


class Plan(Protocol):
    """How the notes of one kind become ours."""

    def text(self, source: Source) -> NoteText: ...

    def template(self, text: NoteText, number: int) -> str:
        """What we call the card of that number of a note that became that text."""
        ...

    def fields(self, text: NoteText) -> list[str] | None:
        """The fields that say this text; None when it does not go back into them."""
        ...


def plan_of(kind: NoteType) -> Plan:
    """The plan for a kind of note of another program."""
    if kind.occlusion:
        return OcclusionPlan(kind)
    if kind.cloze and not any(depends_on_gap(_sides(each)[0]) for each in kind.templates):
        return ClozePlan(kind)
    return SidesPlan(kind)


@lru_cache(maxsize=1024)
def template_name(kind: NoteKind, number: int) -> str:
    """What we call the card of that number."""
    if kind is NoteKind.CLOZE:
        return f"cloze-{number + 1}"
    names = _NAMES.get(kind, ())
    return names[number] if number < len(names) else f"side-{number}"


@lru_cache(maxsize=1024)
def template_number(template: str) -> int:
    """The number of the card that we call so; the other way round."""
    if template == "reverse":
        return 1
    name, _, number = template.rpartition("-")
    if not number.isdecimal() or len(number) > 6:
        return 0
    return int(number) - (1 if name == "cloze" else 0)


def _sides(template: Template) -> tuple[list[Part], list[Part]]:
    """The parsed front, and the back without the front that it repeats."""
    front = parse(template.front)
    halves = _RULE.split(template.back, maxsplit=1)
    if len(halves) == 2:
        shown = {each.name for each in tags(parse(halves[0]))}
        if shown <= {_BACK, *(each.name for each in tags(front))}:
            return front, parse(halves[1])
    return front, parse(template.back)


def _lone(parts: list[Part], names: Sequence[str], filters: tuple[str, ...] = ()) -> int | None:
    """The place of the field when the side shows that field and nothing else."""
    shown = [part for part in parts if not (isinstance(part, str) and not _words(part))]
    only = shown[0] if len(shown) == 1 else None
    if isinstance(only, Tag) and only.filters == filters and only.name in names:
        return names.index(only.name)
    return None


def _words(html: str) -> str:
    return "" if "{" not in html and not text_of(html).strip() and "<img" not in html else html


def _values(kind: NoteType, source: Source) -> dict[str, str]:
    deck = source.deck
    special = {"Tags": " ".join(source.tags), "Type": kind.name, "Deck": deck}
    fields = dict(zip(kind.fields, source.fields, strict=False))
    return {**special, "Subdeck": deck.rpartition("::")[2], **fields}


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a template; `lone` is the place of the only field that it shows."""

    parts: list[Part]
    lone: int | None


class SidesPlan:
    """Notes whose templates may show anything; simple ones become basic, reversed or typed."""

    def __init__(self, kind: NoteType) -> None:
        self._kind = kind
        self._fronts: list[_Side] = []
        self._backs: list[_Side] = []
        for template in kind.templates:
            front, back = _sides(template)
            self._fronts.append(_Side(front, _lone(front, kind.fields)))
            self._backs.append(_Side(back, _lone(back, kind.fields)))
        self._typed = [_typed(side.parts, kind.fields) for side in self._fronts]
        self._basic = self._layout(0)
        self._several = len(kind.templates) > 1 or kind.cloze

    def text(self, source: Source) -> NoteText:
        if self._basic and tuple(source.ords) == (0,):
            front, back = self._basic
            fields = source.fields
            texts = to_markdown(fields[front]), to_markdown(fields[back])
            return NoteText(NoteKind.BASIC, *texts, tags=source.tags)
        values = _values(self._kind, source)
        return self._named([self._face(n, values) for n in source.ords], values, source)

    def template(self, text: NoteText, number: int) -> str:
        return template_name(text.kind, number)

    def fields(self, text: NoteText) -> list[str] | None:
        if not self._basic or text.kind not in {NoteKind.BASIC, NoteKind.REVERSED}:
            return None
        if text.extra or text.mnemonic:
            return None
        front, back = self._basic
        made = {front: to_html(text.front), back: to_html(text.back)}
        return [made.get(place, "") for place in range(len(self._kind.fields))]

    def _layout(self, number: int) -> tuple[int, int] | None:
        front, back = self._fronts[number].lone, self._backs[number].lone
        return None if front is None or back is None or front == back else (front, back)

    def _named(self, faces: list[Face], values: Mapping[str, str], source: Source) -> NoteText:
        first = faces[0]
        alone = tuple(source.ords) == (0,) and not self._kind.cloze
        if alone and first.answer:
            return self._typed_text(first, values, source)
        if alone:
            return NoteText(NoteKind.BASIC, first.front, first.back, tags=source.tags)
        if tuple(source.ords) == (0, 1) and _mirrored(*faces):
            return NoteText(NoteKind.REVERSED, first.front, first.back, tags=source.tags)
        return NoteText(
            NoteKind.SIDES, first.front, first.back, tags=source.tags, sides=tuple(faces)
        )

    def _typed_text(self, face: Face, values: Mapping[str, str], source: Source) -> NoteText:
        """The field to be typed is the back, and whatever else the back shows comes after."""
        name = self._typed[0]
        back = to_markdown(values.get(name, ""))
        extra = ""
        if back != face.back:
            bare = {**values, name: ""}
            extra = to_markdown(render(self._backs[0].parts, bare, self._special(0, front=False)))
        return NoteText(NoteKind.TYPED, face.front, back, extra=extra, tags=source.tags)

    def _face(self, number: int, values: Mapping[str, str]) -> Face:
        place = 0 if self._kind.cloze else min(number, len(self._fronts) - 1)
        front = self._side(self._fronts[place], values, number, front=True)
        back = self._side(self._backs[place], values, number, front=False)
        answer = " ".join(text_of(values.get(self._typed[place], "")).split())
        return Face(f"side-{number}", front, back, answer)

    def _side(self, side: _Side, values: Mapping[str, str], number: int, *, front: bool) -> str:
        if side.lone is not None:
            return to_markdown(values.get(self._kind.fields[side.lone], ""))
        return to_markdown(
            render(side.parts, _with_gap(values, number), self._special(number, front=front))
        )

    def _special(self, number: int, *, front: bool) -> Special:
        def special(name: str, value: str) -> str | None:
            if name == "type":
                return "" if front else value
            if name == "cloze":
                return _gap_html(value, number + 1, front=front)
            return None

        return special


class ClozePlan:
    """Notes with gaps: the front keeps them, the back is whatever else the back shows."""

    def __init__(self, kind: NoteType) -> None:
        self._kind = kind
        self._front, back = _sides(kind.templates[0])
        shown = {each.name for each in tags(self._front)}
        self._back = _without(back, shown)
        self._lone = _lone(self._front, kind.fields, ("cloze",))
        self._lone_back = _lone(self._back, kind.fields)
        self._bare = not any(isinstance(part, Tag | Section) for part in self._back)

    def text(self, source: Source) -> NoteText:
        values = _values(self._kind, source)
        if self._lone is not None:
            front = to_markdown(source.fields[self._lone])
        else:
            made = render(self._front, values, _keep_gaps)
            front = to_markdown(made if _GAP.search(made) else self._with_typed(values))
        back = "" if self._bare else to_markdown(render(self._back, values, _keep_gaps))
        return NoteText(NoteKind.CLOZE, front, back, tags=source.tags)

    def template(self, text: NoteText, number: int) -> str:
        return template_name(text.kind, number)

    def fields(self, text: NoteText) -> list[str] | None:
        if self._lone is None or text.kind is not NoteKind.CLOZE or text.extra or text.mnemonic:
            return None
        if text.back and self._lone_back is None:
            return None
        made = {self._lone: to_html(text.front)}
        if self._lone_back is not None:
            made[self._lone_back] = to_html(text.back)
        return [made.get(place, "") for place in range(len(self._kind.fields))]

    def _with_typed(self, values: Mapping[str, str]) -> str:
        return render(self._front, values, lambda name, value: value if name == "type" else None)


class OcclusionPlan:
    """Pictures with hidden areas: the picture is shown whole, and the card's number is said."""

    def __init__(self, kind: NoteType) -> None:
        self._kind = kind

    def text(self, source: Source) -> NoteText:
        fields = [*source.fields, "", "", "", ""]
        picture, header, extra = (to_markdown(fields[place]) for place in (1, 2, 3))
        shown = "\n\n".join(part for part in (header, picture) if part)
        faces = tuple(
            Face(
                template_name(NoteKind.SIDES, number),
                f"{shown}\n\n{_OCCLUDED.format(number=number + 1)}",
                extra or shown,
            )
            for number in source.ords
        )
        return NoteText(NoteKind.SIDES, shown, extra, tags=source.tags, sides=faces)

    def template(self, text: NoteText, number: int) -> str:
        return template_name(text.kind, number)

    def fields(self, text: NoteText) -> list[str] | None:
        del text
        return None


def _keep_gaps(name: str, value: str) -> str | None:
    return "" if name == "type" else None if name != "cloze" else value


def _typed(parts: list[Part], names: Sequence[str]) -> str:
    """The field that is to be typed on that side, "" for none."""
    found = [each.name for each in tags(parts) if "type" in each.filters and each.name in names]
    return found[0] if found else ""


def _mirrored(first: Face, second: Face) -> bool:
    sides = first.front == second.back and first.back == second.front
    return sides and not first.answer and not second.answer


def _without(parts: list[Part], names: set[str]) -> list[Part]:
    """The parts but for those fields, and for the breaks that came after them."""
    kept: list[Part] = []
    for part in parts:
        if isinstance(part, Tag) and (part.name in names or part.name == _BACK):
            continue
        if isinstance(part, Section):
            kept.append(Section(part.name, part.inverted, _without(part.parts, names)))
        else:
            kept.append(part)
    return kept


def _with_gap(values: Mapping[str, str], number: int) -> dict[str, str]:
    return {**values, f"c{number + 1}": "1"}


def _gap_html(value: str, number: int, *, front: bool) -> str:
    """A field with the gap of that card closed, or filled and made strong."""
    gaps = cloze.parse(value)
    made = gaps.question(number) if front else gaps.answer(number)
    strong = made.replace(f"**{cloze.OPEN}", "<b>").replace(f"{cloze.CLOSE}**", "</b>")
    return strong.replace(cloze.OPEN, "").replace(cloze.CLOSE, "")
