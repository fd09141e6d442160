r"""Decks as Markdown that people write by hand, in and out.

    # Releases::Basics              the deck of what follows; its parts are joined by ::

    ## What is a canary release?    a front, and below it the back
    A release to a few **first**.
    Tags: release, risk             optional lines that end a note: Tags, Kind, Extra, Mnemonic, Id

    ##                              a front of several lines ends at a line of three hyphens
    What does this print?
    `2 ** 3`
    ---
    8

    ## {{c1::DORA}} has four keys.  gaps make a cloze
    Q: The short form
    A: is two lines or more

A line that would be read as one of these marks begins with a backslash. Code between fences is
never read as a mark. Kinds are those of notes: basic, reversed, cloze, typed, contrast, and steps,
whose back is a numbered list of **Name**: meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from tpmdesk.app.transfer import (
    ColumnMapping,
    Deck,
    DeckReader,
    ExportReport,
    ForeignNote,
    Progress,
    Skipped,
    TransferError,
)
from tpmdesk.domain.cards import Face, NoteKind, NoteText
from tpmdesk.exchange.listed import ListedNotes
from tpmdesk.exchange.steplists import read_steps, write_steps
from tpmdesk.exchange.textfile import read_text, time_of

_FIELDS = ("Tags", "Kind", "Extra", "Mnemonic", "Id", "Sides")
_FIELD = re.compile(rf"({'|'.join(_FIELDS)}): ?(.*)")
_MARK = re.compile(rf"\\*(?:##? |##?$|[QA]: ?|---$|```|~~~|(?:{'|'.join(_FIELDS)}):)")
_GAP = re.compile(r"\{\{c\d+::")
_SIDES = msgspec.json.Decoder(tuple[Face, ...])


def open_markdown(file: Path, _mapping: ColumnMapping | None = None) -> DeckReader:
    """Read a deck. Raises TransferError when the file is no text, or no deck."""
    read = read_text(file)
    reader = _Reader(file.stem, time_of(file))
    reader.read(read.text)
    if not reader.notes and not reader.skipped:
        raise TransferError(
            f"{file}: no card begins in it. Begin each with a line of ## and its front."
        )
    if read.encoding == "latin-1":
        why = "this is not UTF-8, so it was read as Latin-1; look whether its accents are right"
        reader.skipped.append(Skipped(file.name, why))
    return ListedNotes(reader.notes, reader.skipped)


@dataclass(slots=True)
class _Draft:
    """A note as its lines come: `into` names the part that they belong to."""

    line: int
    deck: str
    into: str
    parts: dict[str, list[str]] = field(default_factory=dict)

    def add(self, line: str) -> None:
        self.parts.setdefault(self.into, []).append(line)

    def part(self, name: str) -> str:
        return "\n".join(self.parts.get(name, ())).strip("\n")


class _Reader:
    """Goes through the lines once."""

    def __init__(self, deck: str, edited: int) -> None:
        self.notes: list[ForeignNote] = []
        self.skipped: list[Skipped] = []
        self._deck = deck
        self._edited = edited
        self._draft: _Draft | None = None
        self._fence = ""

    def read(self, text: str) -> None:
        for number, line in enumerate(text.split("\n"), start=1):
            if self._fence or line.startswith(("```", "~~~")):
                self._in_fence(line)
            else:
                self._take(number, line)
        self._end()

    def _in_fence(self, line: str) -> None:
        if not self._fence:
            self._fence = line[:3]
        elif line.strip() == self._fence:
            self._fence = ""
        if self._draft:
            self._draft.add(line)

    def _take(self, number: int, line: str) -> None:
        if line == "#" or line.startswith("# "):
            self._end()
            self._deck = line[2:].strip() or self._deck
        elif line == "##" or line.startswith("## "):
            self._begin(number, line[3:])
        elif line.startswith("Q:"):
            self._begin(number, "")
            self._put("front", line[2:].removeprefix(" "))
        elif self._draft:
            self._within(self._draft, line)

    def _begin(self, number: int, heading: str) -> None:
        self._end()
        self._draft = _Draft(number, self._deck, "back" if heading.strip() else "front")
        if heading.strip():
            self._draft.parts["front"] = [heading]

    def _within(self, draft: _Draft, line: str) -> None:
        found = _FIELD.fullmatch(line)
        if found:
            self._put(found[1], found[2])
        elif line.startswith("A:") and draft.into == "front":
            self._put("back", line[2:].removeprefix(" "))
        elif line == "---" and draft.into == "front":
            draft.into = "back"
        else:
            draft.add(line[1:] if _MARK.match(line) and line.startswith("\\") else line)

    def _put(self, part: str, line: str) -> None:
        if self._draft:
            self._draft.into = part
            self._draft.add(line)

    def _end(self) -> None:
        draft, self._draft = self._draft, None
        if draft is None:
            return
        try:
            self.notes.append(self._note(draft))
        except (ValueError, msgspec.DecodeError) as error:
            self.skipped.append(Skipped(f"line {draft.line}", str(error)))

    def _note(self, draft: _Draft) -> ForeignNote:
        text = _text(draft)
        return ForeignNote(draft.part("Id").strip()[:200], draft.deck, text, edited=self._edited)


def _text(draft: _Draft) -> NoteText:
    front, back = draft.part("front"), draft.part("back")
    sides = _SIDES.decode(draft.part("Sides")) if "Sides" in draft.parts else ()
    if not front.strip() and not sides:
        raise ValueError("the front is empty")
    kind = _kind(draft.part("Kind").strip().lower(), front)
    steps, rest = read_steps(back) if kind is NoteKind.STEPS else ((), back)
    tags = (tag.strip() for tag in draft.part("Tags").replace("\n", ",").split(","))
    return NoteText(
        kind,
        front,
        rest,
        steps,
        draft.part("Extra"),
        tuple(dict.fromkeys(tag for tag in tags if tag)),
        draft.part("Mnemonic"),
        sides,
    )


def _kind(named: str, front: str) -> NoteKind:
    if not named:
        return NoteKind.CLOZE if _GAP.search(front) else NoteKind.BASIC
    if named not in set(NoteKind):
        kinds = ", ".join(kind for kind in NoteKind if kind is not NoteKind.SIDES)
        raise ValueError(f"{named!r} is no kind of note; choose one of {kinds}")
    return NoteKind(named)


def write_markdown(file: Path, deck: Deck, progress: Progress) -> ExportReport:
    """Write a deck; history and media stay behind."""
    cards, title = 0, None
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for done, note in enumerate(deck.notes):
            if done % 1000 == 0:
                progress(done, deck.notes_count)
            if note.deck != title:
                title = note.deck
                out.write(f"# {title}\n\n")
            out.write("\n".join(_lines_of(note)) + "\n\n")
            cards += len(note.cards)
    return ExportReport(cards, 0, 0)


def _lines_of(note: ForeignNote) -> Iterator[str]:
    text = note.text
    if "\n" in text.front or not text.front.strip():
        yield from ("##", _escaped(text.front), "---")
    else:
        yield f"## {text.front}"
    back = write_steps(text.steps, text.back) if text.steps else text.back
    if back:
        yield _escaped(back)
    yield from _fields_of(note)


def _fields_of(note: ForeignNote) -> Iterator[str]:
    text = note.text
    for name, value in (("Extra", text.extra), ("Mnemonic", text.mnemonic)):
        if value:
            yield f"{name}:\n{_escaped(value)}"
    if text.sides:
        yield f"Sides: {msgspec.json.encode(text.sides).decode()}"
    if text.kind is not _kind("", text.front):
        yield f"Kind: {text.kind.value}"
    if text.tags:
        yield f"Tags: {', '.join(text.tags)}"
    if note.guid:
        yield f"Id: {note.guid}"


def _escaped(text: str) -> str:
    """No line reads as a mark, but those of a fence that is closed again."""
    lines = text.split("\n")
    kept = _fenced(lines)
    return "\n".join(
        line if number in kept or not _MARK.match(line) else f"\\{line}"
        for number, line in enumerate(lines)
    )


def _fenced(lines: list[str]) -> set[int]:
    """The numbers of the lines of whole fences."""
    found: set[int] = set()
    begin, fence = 0, ""
    for number, line in enumerate(lines):
        if not fence and line.startswith(("```", "~~~")):
            begin, fence = number, line[:3]
        elif fence and line.strip() == fence:
            found.update(range(begin, number + 1))
            fence = ""
    return found
