"""A small profile with a clock of its own, files to import into it, and ways to look inside."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tpmdesk.app.transfer import (
    Deck,
    ForeignCard,
    ForeignNote,
    ForeignReview,
    MediaFile,
    no_progress,
)
from tpmdesk.app.unattended import AtOnce
from tpmdesk.bootstrap.parts import Parts
from tpmdesk.bootstrap.paths import Profile
from tpmdesk.domain.cards import CardId, CardState, Face, Memory, NoteKind, NoteStep, NoteText
from tpmdesk.domain.content import EntryId
from tpmdesk.exchange.anki.writer import AnkiWriter
from tpmdesk.exchange.json import write_json
from tpmdesk.storage.tables import UNDOABLE, Utc, media

BEGIN = datetime(2026, 3, 2, 12, tzinfo=UTC)
PICTURE = b"no picture to look at"

_DAY = timedelta(days=1)
_STEPS = (NoteStep("Name it", "Say what may slip"), NoteStep("Own it", "Say who watches"))
_SIDES = (Face("up", "Alpha?", "Up"), Face("down", "Beta?", "Down"))
_WORD = re.compile(r"[^\W_]+")
_JOURNAL = "SELECT count(*) FROM action WHERE undone = 0"

TEXTS = (
    NoteText(NoteKind.BASIC, "What is a **canary** release?", "A release to a few first."),
    NoteText(NoteKind.REVERSED, "Rollback", "Going back", tags=("release::back", "short")),
    NoteText(NoteKind.CLOZE, "{{c1::Alpha}} comes before {{c2::beta}}", "", tags=("order",)),
    NoteText(NoteKind.CLOZE, "{{c2::Alpha}} comes before {{c3::beta}}", ""),
    NoteText(NoteKind.TYPED, "The port of TLS", "443", extra="Not 80.", mnemonic="4-4-3"),
    NoteText(NoteKind.STEPS, "How do you meet a risk?", "", _STEPS, tags=("leech",)),
    NoteText(NoteKind.STEPS, "How do you meet a risk?", "", _STEPS[:1]),
    NoteText(NoteKind.SIDES, "Two sides", "", sides=_SIDES),
    NoteText(NoteKind.SIDES, "Two sides", "", sides=_SIDES[1:], tags=("order", "Short")),
    NoteText(NoteKind.CONTRAST, "It was fine.", "Weak: no figure. Strong: a figure."),
)

_PACK = """schema = 1
pack = "mine"
title = "Mine"
[[deck]]
slug = "own"
title = "{title}"
[[deck]]
slug = "other"
title = "Other"
[[card]]
slug = "one"
deck = "{deck}"
front = "One canary?"
back = "{back}"
[[card]]
slug = "{slug}"
deck = "own"
kind = "reversed"
front = "Two"
back = "Rollback"
{more}
"""
_MORE = """was = ["two"]
[[card]]
slug = "three"
deck = "other"
front = "Three risks?"
back = "Alpha"
"""


class Watch:
    """A clock that goes when told."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> datetime:
        return self.now

    def forward(self, by: timedelta) -> None:
        self.now += by


class OpenDesk:
    """The parts of the profile in a folder, which can be closed and opened again."""

    def __init__(self, folder: Path, watch: Watch) -> None:
        self.watch = watch
        self._profile = Profile(folder)
        self.parts = self._opened()

    def _opened(self) -> Parts:
        parts = Parts(self._profile, AtOnce(), self.watch)
        assert parts.database.file.exists()
        return parts

    def reopen(self) -> None:
        self.parts.close()
        self.parts = self._opened()

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with self.parts.database.read() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row that can be undone, with the types that SQLite gives."""
        return {
            table.name: self.ask(f"SELECT * FROM {table.name} ORDER BY 1") for table in UNDOABLE
        }

    def media(self) -> list[tuple[Any, ...]]:
        return self.ask(f"SELECT * FROM {media.name} ORDER BY 1")

    def steps(self) -> int:
        """How many steps could be undone, one after another."""
        return int(self.ask(_JOURNAL)[0][0])

    def cards(self) -> Sequence[CardId]:
        return self.parts.browsing.find("")

    def deck(self, number: int) -> EntryId:
        decks = self.parts.browsing.decks()
        return decks[number % len(decks)].id

    def found(self, word: str) -> set[CardId]:
        return set(self.parts.browsing.find(word))

    def words(self) -> dict[CardId, list[str]]:
        """The words of each card's note, in small letters."""
        browsing = self.parts.browsing
        lines = browsing.lines(browsing.find(""))
        texts = {line.note_id: _words(browsing.note(line.note_id)) for line in lines}
        return {line.id: texts[line.note_id] for line in lines}


def _words(text: NoteText) -> list[str]:
    steps = (part for step in text.steps for part in (step.name, step.meaning))
    sides = (part for side in text.sides for part in (side.front, side.back))
    parts = (text.front, text.back, text.extra, text.mnemonic, *steps, *sides, *text.tags)
    return [word.lower() for part in parts for word in _WORD.findall(part)]


def build(folder: Path) -> Watch:
    """A profile with notes of every kind in two decks, a few of them answered."""
    watch = Watch()
    desk = OpenDesk(folder, watch)
    browsing, reviewing = desk.parts.browsing, desk.parts.reviewing
    decks = [browsing.new_deck(title) for title in ("Releases", "Releases::Risks")]
    for number, text in enumerate(TEXTS[::2] * 2):
        browsing.create(decks[number % 2], text)
        watch.forward(timedelta(minutes=1))
    browsing.set_due(desk.cards()[3:9], (BEGIN + _DAY).date(), (BEGIN + 3 * _DAY).date())
    watch.forward(4 * _DAY)
    for rating in (3, 1, 4):
        view = reviewing.next()
        assert view is not None
        reviewing.answer(view.card.id, type(next(iter(view.intervals)))(rating), 3.0)
        watch.forward(timedelta(minutes=1))
    desk.parts.close()
    return watch


# Files to import


def write_files(folder: Path) -> list[Path]:
    """Files that bring notes, and others that change what they brought."""
    first, second = _notes(BEGIN - 9 * _DAY, TEXTS, 0), _notes(BEGIN + 9 * _DAY, TEXTS, 1)
    write_json(folder / "first.json", _deck(first), no_progress)
    write_json(folder / "second.json", _deck(second), no_progress)
    (folder / "table.csv").write_text(
        "Front,Back,Tags\nRollback,Going back,short\nQueue?,A line,order\nQueue?,A line,order\n"
    )
    (folder / "pack.toml").write_text(
        _PACK.format(title="Own", deck="own", back="1", slug="two", more="")
    )
    (folder / "pack-later.toml").write_text(
        _PACK.format(title="Mine::Own", deck="other", back="2", slug="second", more=_MORE)
    )
    _write_package(folder)
    return sorted(folder.glob("*.*[nvlg]"))


def _deck(notes: Sequence[ForeignNote]) -> Deck:
    return Deck(len(notes), iter(notes))


def _notes(at: datetime, texts: Sequence[NoteText], shift: int) -> list[ForeignNote]:
    """The same guids with other texts for another shift, so that cards come and go."""
    return [
        ForeignNote(
            f"guid-{number}",
            f"Imported::{(number + shift) % 3}",
            replace(texts[(number + shift) % len(texts)], extra=f"Risk {shift}."),
            (_seen(at, shift),) if number % 2 else (),
            _micros(at),
            _micros(at),
        )
        for number in range(6 + shift)
    ]


def _seen(at: datetime, shift: int) -> ForeignCard:
    memory = Memory(CardState.REVIEW, None, 5.0, 5.0, at + 5 * _DAY, at)
    lines = [
        ForeignReview(_micros(at - n * _DAY), 0, 3, 2.0, 2, 1.0, 5.0, 2, 5.0, 5.0) for n in (2, 0)
    ]
    return ForeignCard("forward", "Imported", memory, 2, shift, reviews=lines)


def _write_package(folder: Path) -> None:
    """An Anki package with a picture."""
    picture = folder / "canary.jpg"
    picture.write_bytes(PICTURE)
    text = replace(TEXTS[0], back="![](media:canary.jpg)")
    notes = [ForeignNote("pictured", "Pictures", text, (), 0, _micros(BEGIN))]
    shown = [(MediaFile("canary.jpg", len(PICTURE)), picture)]
    deck = Deck(1, iter(notes), media=shown)
    AnkiWriter()(folder / "package.apkg", deck, no_progress)
    picture.unlink()


def _micros(at: datetime) -> int:
    return Utc.micros(at) or 0


def copied(base: Path, folder: Path) -> Path:
    """A copy of a closed profile."""
    return Path(shutil.copytree(base, folder))
