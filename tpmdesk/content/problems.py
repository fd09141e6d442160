"""Every mistake in one table of a content file, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import FieldInfo, fields

_NAMES: dict[Any, str] = {
    bool: "true or false",
    str: "text",
    int: "a whole number",
    float: "a decimal number",
    list: "a list",
    dict: "a table",
}
_SHOWN = 40

S = TypeVar("S", bound=Struct)


def problems(raw: object, expected: Any, at: str = "") -> Iterator[str]:
    """What keeps `raw` from being an `expected`; nothing when it can be converted.

    msgspec stops at the first mistake, so structs and lists are walked here and it judges leaves.
    """
    inner, _ = _bare(expected)
    if isinstance(inner, type) and issubclass(inner, Struct) and isinstance(raw, dict):
        yield from _struct_problems(raw, inner, at)
    elif get_origin(inner) is list and isinstance(raw, list) and raw:
        for number, item in enumerate(raw, start=1):
            yield from problems(item, get_args(inner)[0], f"{at} {number}")
    elif not _fits(raw, expected):
        yield _too_long(raw, expected, at) or f"{_said(at, raw)}: expected {_wanted(expected)}"


def salvaged(raw: object, made: type[S]) -> tuple[S, frozenset[str]]:
    """A struct of the fields that fit, and the names of those that do not: they are not to be used.

    So that checks between entries can go on where one field is wrong.
    """
    known = _fields(made)
    given = raw if isinstance(raw, dict) else dict.fromkeys(known, msgspec.UNSET)
    fit = {
        name for name, field in known.items() if name in given and _fits(given[name], field.type)
    }
    values: dict[str, Any] = {name: msgspec.convert(given[name], known[name].type) for name in fit}
    absent = {name for name, field in known.items() if name not in fit and _required(field)}
    values |= dict.fromkeys(absent)
    return made(**values), frozenset(absent | (given.keys() & known.keys()) - fit)


def _struct_problems(raw: Mapping[str, object], made: type[Struct], at: str) -> Iterator[str]:
    known = _fields(made)
    for key in sorted(raw.keys() - known.keys()):
        allowed = ", ".join(known)
        yield f"{_path(at, key)} is not a key that is read here: expected one of {allowed}"
    for name, field in known.items():
        if name in raw:
            yield from problems(raw[name], field.type, _path(at, name))
        elif _required(field):
            yield f"{_path(at, name)} is missing: expected {_wanted(field.type)}"


@cache
def _fields(made: type[Struct]) -> dict[str, FieldInfo]:
    return {field.name: field for field in fields(made)}


def _required(field: FieldInfo) -> bool:
    return field.default is msgspec.NODEFAULT and field.default_factory is msgspec.NODEFAULT


def _path(at: str, key: str) -> str:
    return f"{at}, {key}" if at else key


def _fits(raw: object, expected: Any) -> bool:
    try:
        msgspec.convert(raw, expected)
    except msgspec.ValidationError:
        return False
    return True


def _bare(expected: Any) -> tuple[Any, Meta | None]:
    """The type without its None and its Annotated, and the bounds found on the way."""
    if NoneType in get_args(expected):
        expected = next(part for part in get_args(expected) if part is not NoneType)
    if get_origin(expected) is Annotated:
        inner, *notes = get_args(expected)
        return inner, next((note for note in notes if isinstance(note, Meta)), None)
    return expected, None


def _wanted(expected: Any) -> str:
    inner, bounds = _bare(expected)
    if bounds and bounds.description:
        return bounds.description
    if get_origin(inner) is Literal:
        return "one of " + ", ".join(get_args(inner))
    if get_origin(inner) is list:
        return f"a list, each item {_wanted(get_args(inner)[0])}"
    return _NAMES.get(inner, "a table")


def _too_long(raw: object, expected: Any, at: str) -> str:
    _, bounds = _bare(expected)
    longest = bounds.max_length if bounds else None
    if not isinstance(raw, str) or longest is None or len(raw) <= longest:
        return ""
    return f"{at} has {len(raw)} characters: expected at most {longest}"


def _said(at: str, raw: object) -> str:
    empty = not raw.strip() if isinstance(raw, str) else raw in ([], {})
    is_what = "is empty" if empty else f"is {_shown(raw)}"
    return f"{at or 'this'} {is_what}"


def _shown(raw: object) -> str:
    if isinstance(raw, str):
        return repr(raw if len(raw) <= _SHOWN else raw[:_SHOWN] + "…")
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, list | dict):
        return _NAMES[type(raw)]
    try:
        return str(raw)[:_SHOWN]
    except ValueError:  # an integer too long for Python to print
        return "too large a number"
