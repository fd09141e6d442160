"""The rows that notes become in a collection of Anki's."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha1
from typing import Any

from tpmdesk.app.transfer import ForeignCard, ForeignModel, ForeignNote
from tpmdesk.domain.cards import Memory
from tpmdesk.exchange.anki import original as originals
from tpmdesk.exchange.anki.notetypes import NoteType, from_json, parsed
from tpmdesk.exchange.anki.original import Original, OriginalCard
from tpmdesk.exchange.anki.own import own_fields, own_number, own_type
from tpmdesk.exchange.anki.plans import Plan, plan_of, template_number
from tpmdesk.exchange.anki.schedule import Calendar, Line, log_rows, schedule
from tpmdesk.exchange.anki.schema import DeckIds
from tpmdesk.exchange.html import media_names, text_of

_UNSTORABLE = str.maketrans("", "", "\x1f\x00")
_NEW = Memory()
_NONE: Mapping[int, OriginalCard] = {}
_DIGEST = 4


class Ids:
    """Ids that are times in milliseconds, each once."""

    def __init__(self) -> None:
        self._used: set[int] = set()
        self._greatest = 0

    def take(self, wanted: int) -> int:
        found = wanted if wanted not in self._used else self._greatest + 1
        self._used.add(found)
        if found > self._greatest:
            self._greatest = found
        return found


class Rows:
    """Rows not yet written, and what was met so far: kinds of note, decks and media."""

    def __init__(
        self, models: Sequence[ForeignModel], calendar: Calendar, now: float, *, history: bool
    ) -> None:
        self.notes: list[tuple[Any, ...]] = []
        self.cards: list[tuple[Any, ...]] = []
        self.log: list[Line] = []
        self.kinds: dict[int, NoteType] = {}
        self.decks = DeckIds()
        self.media: dict[str, str] = {}
        self.greatest_position = 0
        self._models = {model.id: model for model in models}
        self._foreign: dict[int, tuple[NoteType, Plan] | None] = {}
        self._calendar = calendar
        self._now = int(now)
        self._history = history
        self._note_ids, self._card_ids = Ids(), Ids()

    def add(self, note: ForeignNote) -> None:
        kept = originals.decode(note.original)
        kind, fields, foreign = self._written(note, kept)
        self.kinds[kind.id] = kind
        flds = "\x1f".join(fields)
        if flds.count("\x1f") != len(fields) - 1 or "\x00" in flds:
            flds = "\x1f".join(field.translate(_UNSTORABLE) for field in fields)
        if "<" in flds or "[" in flds:
            self._meet_media(flds, kept if foreign else None)
        note_id = self._note_ids.take(max(note.created // 1000, 1))
        changed = (note.edited or note.created) // 1_000_000
        first = text_of(fields[0])
        self.notes.append(
            (
                *(note_id, note.guid or secrets.token_hex(5), kind.id, changed or self._now),
                *(_tags(note.text.tags), flds, first, _checksum(first)),
            )
        )
        known = {card.ord: card for card in kept.cards} if kept and foreign else _NONE
        self._add_cards(note, note_id, kind, known, foreign=foreign)

    def clear(self) -> None:
        for rows in (self.notes, self.cards, self.log):
            rows.clear()

    def _written(
        self, note: ForeignNote, kept: Original | None
    ) -> tuple[NoteType, Sequence[str], bool]:
        """The note's kind in Anki, its fields, and whether that kind is another program's."""
        found = self._model(kept.model) if kept else None
        if found and kept:
            kind, plan = found
            fields = kept.fields if kept.fields is not None else plan.fields(note.text)
            if fields is not None and len(fields) <= len(kind.fields):
                return kind, [*fields, *[""] * (len(kind.fields) - len(fields))], True
        return own_type(note.text.kind, len(note.text.sides) or 1), own_fields(note.text), False

    def _model(self, model_id: int) -> tuple[NoteType, Plan] | None:
        if model_id not in self._foreign:
            model = self._models.get(model_id)
            kind = from_json(parsed(model.body, model_id)) if model else None
            self._foreign[model_id] = (kind, plan_of(kind)) if kind else None
        return self._foreign[model_id]

    def _add_cards(
        self,
        note: ForeignNote,
        note_id: int,
        kind: NoteType,
        known: Mapping[int, OriginalCard],
        *,
        foreign: bool,
    ) -> None:
        taken: set[int] = set()
        for card in note.cards:
            if foreign:
                number = template_number(card.template)
            else:
                number = own_number(note.text, card.template)
            if number in taken or not 0 <= number < _most(kind):
                continue
            taken.add(number)
            self._add_card(card, note_id, number, known.get(number))

    def _add_card(
        self, card: ForeignCard, note_id: int, number: int, known: OriginalCard | None
    ) -> None:
        if not self._history:
            card = ForeignCard(card.template, card.deck, _NEW, position=card.position)
        card_id = self._card_ids.take(known.id if known and known.id > 0 else note_id)
        planned = schedule(card, known, self._calendar)
        if card.position > self.greatest_position:
            self.greatest_position = card.position
        deck_id = self.decks.of(card.deck)
        self.cards.append((card_id, note_id, deck_id, number, self._now, card.flag, *planned))
        if card.reviews:
            self.log += log_rows(card_id, card.reviews, known, card.memory.difficulty)

    def _meet_media(self, fields: str, kept: Original | None) -> None:
        """Remember what the media are called in the note: the file's name for our name."""
        for name in media_names(fields):
            theirs = {theirs: ours for ours, theirs in (kept.media if kept else {}).items()}
            self.media[name] = theirs.get(name, name)


def _most(kind: NoteType) -> int:
    return 500 if kind.cloze else len(kind.templates)


@lru_cache(maxsize=4096)
def _tags(tags: tuple[str, ...]) -> str:
    """Anki parts tags by spaces, and wants one at either end."""
    return f" {' '.join('_'.join(tag.split()) for tag in tags)} " if tags else ""


def _checksum(first: str) -> int:
    """The first 32 bits of SHA-1; Anki finds duplicates by it."""
    digest = sha1(first.encode("utf-8", "replace"), usedforsecurity=False).digest()
    return int.from_bytes(digest[:_DIGEST], "big")
