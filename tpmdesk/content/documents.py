"""One content file: its TOML, and each of its entries checked against the schema on its own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from tpmdesk.app.packs import ContentError
from tpmdesk.content.files import WHOLE_FILE, read_text
from tpmdesk.content.lines import table_lines
from tpmdesk.content.problems import problems, salvaged
from tpmdesk.content.schema import ENTRIES, Entry, Header

Key = tuple[str, str]
_TOP = "top of the file"
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry of a file, and how to name it to a person.

    It is broken when it does not fit the schema; its fields named in `unfit` are not to be used.
    """

    file: str
    label: str
    kind: str
    entry: Entry
    broken: bool = False
    unfit: frozenset[str] = frozenset()

    @property
    def key(self) -> Key:
        return self.kind, self.entry.slug

    def fits(self, *names: str) -> bool:
        return self.unfit.isdisjoint(names)

    def error(self, message: str) -> ContentError:
        return ContentError(self.file, self.label, message)


@dataclass(frozen=True, slots=True)
class Document:
    """What one file holds. `pack` is empty when its top is wrong."""

    file: str
    pack: str = ""
    title: str = ""
    outline: tuple[str, ...] = ()
    drafts: tuple[Draft, ...] = ()
    errors: tuple[ContentError, ...] = ()


def read_document(path: Path) -> Document:
    """Read one file; whatever is wrong with it is in `errors`."""
    file = str(path)
    text = read_text(path)
    if isinstance(text, ContentError):
        return Document(file, errors=(text,))
    raw = _parse(file, text)
    if isinstance(raw, ContentError):
        return Document(file, errors=(raw,))
    return _document(file, raw, table_lines(text))


def _parse(file: str, text: str) -> dict[str, Any] | ContentError:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _syntax_error(file, text, str(error))
    except RecursionError:
        return ContentError(file, WHOLE_FILE, "lists or tables are nested too deep to be read")
    except ValueError:
        return ContentError(file, WHOLE_FILE, "a number has too many digits to be read")


def _syntax_error(file: str, text: str, problem: str) -> ContentError:
    place = _PLACE.search(problem)
    line, column = (place[1], place[2]) if place else (None, None)
    if line is None:
        line, column = str(text.count("\n") + 1), str(len(text) - text.rfind("\n"))
    what = _PLACE.sub("", problem)
    return ContentError(file, f"line {line}, column {column}", f"this is not valid TOML: {what}")


def _document(file: str, raw: dict[str, Any], lines: Mapping[str, list[int]]) -> Document:
    header = {key: value for key, value in raw.items() if key not in ENTRIES}
    errors = [ContentError(file, _TOP, problem) for problem in _top_problems(raw, header)]
    top = None if errors else msgspec.convert(header, Header)
    drafts: list[Draft] = []
    for kind, number, item in _items(raw):
        label = _label(kind, number, item, _line(raw[kind], lines.get(kind, []), number))
        draft, wrong = _draft(file, label, kind, item)
        drafts.append(draft)
        errors += wrong
    if top is None:
        return Document(file, drafts=tuple(drafts), errors=tuple(errors))
    outline = tuple(top.outline)
    return Document(file, top.pack, top.title or "", outline, tuple(drafts), tuple(errors))


def _draft(file: str, label: str, kind: str, item: Any) -> tuple[Draft, list[ContentError]]:
    found = list(problems(item, ENTRIES[kind]))
    if not found:
        return Draft(file, label, kind, msgspec.convert(item, ENTRIES[kind])), []
    entry, unfit = salvaged(item, ENTRIES[kind])
    draft = Draft(file, label, kind, entry, broken=True, unfit=unfit)
    return draft, [draft.error(problem) for problem in found]


def _top_problems(raw: Mapping[str, Any], header: Mapping[str, Any]) -> Iterator[str]:
    known = Header.__struct_fields__
    allowed = ", ".join((*known, *(f"[[{kind}]]" for kind in ENTRIES)))
    for key in sorted(header.keys() - set(known)):
        yield f"{key} is not a key that is read here: expected one of {allowed}"
    for kind in ENTRIES:
        if not isinstance(raw.get(kind, []), list):
            yield f"{kind} is no list of entries: expected each under [[{kind}]], in two brackets"
    yield from problems({key: header[key] for key in known if key in header}, Header)


def _items(raw: Mapping[str, Any]) -> Iterator[tuple[str, int, Any]]:
    """Each entry with its kind and its number in the file."""
    for kind in ENTRIES:
        if isinstance(items := raw.get(kind), list):
            yield from ((kind, number, item) for number, item in enumerate(items, start=1))


def _line(items: list[Any], lines: list[int], number: int) -> int | None:
    """None where the entries are not all written under headers of their own."""
    return lines[number - 1] if len(lines) == len(items) else None


def _label(kind: str, number: int, item: Any, line: int | None) -> str:
    name = repr(_slug(item)) if _slug(item) else str(number)
    return f"{kind} {name} (line {line})" if line else f"{kind} {name}"


def _slug(item: Any) -> str:
    slug = item.get("slug") if isinstance(item, dict) else None
    return slug[:80] if isinstance(slug, str) else ""
