"""Anki's template language, as far as cards of other people use it.

Fields, sections that depend on a field, the two sides, and the filters that matter for reading;
what is malformed is shown as far as it can be. Source: docs.ankiweb.net/templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from tpmdesk.exchange.html import text_of

_TAG = re.compile(r"\{\{([^{}]*)\}\}")
_DEEPEST = 50
_GAP_CONDITION = re.compile(r"c\d{1,3}")
_FURIGANA = re.compile(r" ?([^ >\[\]]{1,50})\[([^\[\]]{1,50})\]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Tag:
    """A field to show, through filters: the last written is applied first."""

    name: str
    filters: tuple[str, ...] = ()


@dataclass(slots=True)
class Section:
    """A part shown when the field has text, or `inverted` when it has none."""

    name: str
    inverted: bool
    parts: list[Part] = field(default_factory=list)


Part = str | Tag | Section


def parse(template: str) -> list[Part]:
    """The parts of a template. A section that is not closed ends with the template."""
    open_: list[Section] = [Section("", inverted=False)]
    at = 0
    text = _COMMENT.sub("", template)
    for found in _TAG.finditer(text):
        _add(open_[-1], text[at : found.start()])
        at = found.end()
        _take(found[1].strip(), open_)
    _add(open_[-1], text[at:])
    return open_[0].parts


def tags(parts: list[Part]) -> list[Tag]:
    """All fields that a template shows, those of sections too."""
    found: list[Tag] = []
    for part in parts:
        if isinstance(part, Tag):
            found.append(part)
        elif isinstance(part, Section):
            found += tags(part.parts)
    return found


def conditions(parts: list[Part]) -> set[str]:
    """The names that sections depend on."""
    found: set[str] = set()
    for part in parts:
        if isinstance(part, Section):
            found |= {part.name} | conditions(part.parts)
    return found


def depends_on_gap(parts: list[Part]) -> bool:
    """Whether the cards of a cloze note differ by more than their gap."""
    return any(_GAP_CONDITION.fullmatch(name) for name in conditions(parts))


Special = Callable[[str, str], str | None]
"""What a filter makes of a value, where it is none that is the same for every card."""


def render(parts: list[Part], values: Mapping[str, str], special: Special) -> str:
    """The HTML of one side."""
    made = []
    for part in parts:
        if isinstance(part, str):
            made.append(part)
        elif isinstance(part, Tag):
            made.append(_shown(part, values, special))
        elif bool(values.get(part.name, "").strip()) != part.inverted:
            made.append(render(part.parts, values, special))
    return "".join(made)


def _add(section: Section, text: str) -> None:
    if text:
        section.parts.append(text)


def _take(tag: str, open_: list[Section]) -> None:
    mark, name = tag[:1], tag[1:].strip()
    if mark in {"#", "^"}:
        section = Section(name, inverted=mark == "^")
        if len(open_) <= _DEEPEST:
            open_[-1].parts.append(section)
            open_.append(section)
    elif mark == "/":
        if len(open_) > 1 and any(each.name == name for each in open_[1:]):
            while open_.pop().name != name:
                pass
    elif tag and mark != "!":
        *filters, name = (each.strip() for each in tag.split(":"))
        open_[-1].parts.append(Tag(name, tuple(filters[:10])))


def _shown(tag: Tag, values: Mapping[str, str], special: Special) -> str:
    value = values.get(tag.name, "")
    for each in reversed(tag.filters):
        made = special(each, value)
        value = _filtered(each, tag.name, value) if made is None else made
    return value


def _filtered(name: str, label: str, value: str) -> str:
    """What a filter makes of a value; one that is not known leaves it as it is."""
    if name == "text":
        return escape(text_of(value))
    if name == "hint":
        return f"<i>{label}:</i> {value}" if value.strip() else ""
    if name in {"furigana", "kana", "kanji"}:
        form = {"furigana": r"\1 (\2)", "kana": r"\2", "kanji": r"\1"}[name]
        return _FURIGANA.sub(form, value)
    return "" if name.startswith("tts ") else value
