"""Anki's kinds of note, out of either form in which a collection has them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tpmdesk.exchange.anki import wire
from tpmdesk.exchange.anki.database import Foreign

CLOZE = 1
IMAGE_OCCLUSION = 6
_MOST_TEMPLATES = 500
_UNNEEDED = frozenset({"tags", "vers"})


@dataclass(frozen=True, slots=True)
class Template:
    """What one card of a note shows, in Anki's template language."""

    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """A kind of note. `body` is all of it as JSON, in the form of schema 11."""

    id: int
    name: str
    cloze: bool
    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    body: str
    occlusion: bool = False


def from_json(body: Any) -> NoteType | None:
    """A kind of note as schema 11 has it; None when it lacks what matters."""
    if not isinstance(body, dict):
        return None
    fields = tuple(_text(each.get("name")) for each in _ordered(body.get("flds")))
    templates = tuple(
        Template(_text(each.get("name")), _text(each.get("qfmt")), _text(each.get("afmt")))
        for each in _ordered(body.get("tmpls"))
    )
    if not fields or not templates or len(templates) > _MOST_TEMPLATES:
        return None
    return NoteType(
        id=_whole(body.get("id")),
        name=_text(body.get("name")),
        cloze=body.get("type") == CLOZE,
        fields=fields,
        templates=templates,
        body=json.dumps(
            {key: value for key, value in body.items() if key not in _UNNEEDED},
            ensure_ascii=False,
        ),
        occlusion=body.get("originalStockKind") == IMAGE_OCCLUSION,
    )


def parsed(body: str, type_id: int) -> Any:
    """A body read back, under its id; None when it is damaged."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return {**found, "id": type_id} if isinstance(found, dict) else None


def from_models(models: bytes) -> dict[int, NoteType]:
    """The kinds of note of a collection's JSON. Raises ValueError when it is none."""
    found = json.loads(models)
    if not isinstance(found, dict):
        raise TypeError("models are no object")
    made = (from_json({"id": _whole(key), **_dict(body)}) for key, body in found.items())
    return {each.id: each for each in made if each}


def from_tables(database: Foreign) -> dict[int, NoteType]:
    """The kinds of note of a collection that has tables for them. Raises WireError."""
    fields = _grouped(database.rows("SELECT ntid, ord, name, config FROM fields"))
    templates = _grouped(database.rows("SELECT ntid, ord, name, config FROM templates"))
    made = (
        from_json(_model(key, name, config, fields.get(key, []), templates.get(key, [])))
        for key, name, config in database.rows("SELECT id, name, config FROM notetypes")
    )
    return {each.id: each for each in made if each}


def _model(
    key: Any, name: Any, config: Any, fields: list[Any], templates: list[Any]
) -> dict[str, Any]:
    """The kind of note in the form of schema 11; numbers are those of Anki's messages."""
    kind = wire.read(_octets(config))
    return {
        "id": _whole(key),
        "name": _text(name),
        "type": wire.number(kind, 1),
        "mod": 0,
        "usn": 0,
        "sortf": wire.number(kind, 2),
        "did": None,
        "tmpls": [_template(*each) for each in sorted(templates)],
        "flds": [_field(*each) for each in sorted(fields)],
        "css": wire.text(kind, 3),
        "latexPre": wire.text(kind, 5),
        "latexPost": wire.text(kind, 6),
        "latexsvg": bool(wire.number(kind, 7)),
        "req": [],
        "originalStockKind": wire.number(kind, 9),
        **_other(kind),
    }


def _field(place: int, name: str, config: bytes) -> dict[str, Any]:
    field = wire.read(config)
    return {
        "name": name,
        "ord": place,
        "sticky": bool(wire.number(field, 1)),
        "rtl": bool(wire.number(field, 2)),
        "font": wire.text(field, 3) or "Arial",
        "size": wire.number(field, 4) or 20,
        "description": wire.text(field, 5),
        "plainText": bool(wire.number(field, 6)),
        "collapsed": bool(wire.number(field, 7)),
        "excludeFromSearch": bool(wire.number(field, 8)),
        "id": wire.number(field, 9) or None,
        "tag": wire.number(field, 10) if 10 in field else None,
        "preventDeletion": bool(wire.number(field, 11)),
        **_other(field),
    }


def _template(place: int, name: str, config: bytes) -> dict[str, Any]:
    template = wire.read(config)
    return {
        "name": name,
        "ord": place,
        "qfmt": wire.text(template, 1),
        "afmt": wire.text(template, 2),
        "bqfmt": wire.text(template, 3),
        "bafmt": wire.text(template, 4),
        "did": wire.number(template, 5) or None,
        "bfont": wire.text(template, 6),
        "bsize": wire.number(template, 7),
        "id": wire.number(template, 8) or None,
        **_other(template),
    }


def _other(message: wire.Message) -> dict[str, Any]:
    """What add-ons and newer versions keep besides, as JSON."""
    try:
        found = json.loads(wire.octets(message, 255) or b"{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _grouped(rows: Iterable[Any]) -> dict[int, list[tuple[int, str, bytes]]]:
    groups: dict[int, list[tuple[int, str, bytes]]] = {}
    for key, place, name, config in rows:
        groups.setdefault(_whole(key), []).append((_whole(place), _text(name), _octets(config)))
    return groups


def _ordered(values: Any) -> list[Mapping[str, Any]]:
    """Fields or templates, in the order of their number."""
    found = [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []
    return sorted(found, key=lambda each: _whole(each.get("ord")))


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _octets(value: Any) -> bytes:
    return value if isinstance(value, bytes) else b""


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else ""


def _whole(value: Any) -> int:
    """A number that fits 64 bits; anything else is 0."""
    if isinstance(value, bytes | str):
        digits = _text(value)
        sensible = digits.lstrip("-").isdecimal() and len(digits) < 20
        value = int(digits) if sensible and "-" not in digits[1:] else 0
    return value if isinstance(value, int) and abs(value) < 1 << 63 else 0
