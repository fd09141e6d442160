"""Notes of a file compared with those of the profile, and what is to be written for them.

Comparing and writing are apart, so that a preview is an import whose rows are never written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table

from tpmdesk.app.transfer import ForeignCard, ForeignNote, ImportReport, Skipped
from tpmdesk.domain.cards import Memory
from tpmdesk.domain.excerpt import excerpt
from tpmdesk.domain.faces import templates
from tpmdesk.storage.decknames import DeckNames
from tpmdesk.storage.identity import Held, Identity, as_list
from tpmdesk.storage.intakerows import Rows, bare_log, full_log, memory_values, text_values
from tpmdesk.storage.tables import Utc, card, note

_NEW = Memory()
_STABILITY = attrgetter("stability")
_MOST_SKIPPED = 1000
_FARTHEST = 2**31
_KEPT = "you changed this note after the file was made, so your text stays"
_TWICE = "the file holds this note twice; the first one counts"
_CARDS = "SELECT id, note_id, template, last_review, reps, lapses, retired_at FROM card"


class _HeldCard(NamedTuple):
    id: int
    note_id: int
    template: str
    last_review: int | None
    reps: int
    lapses: int
    retired: int | None


class Intake:
    """Takes notes in, a few thousand at a time; `rows` then holds what to write for them."""

    def __init__(self, connection: Connection, now: int) -> None:
        self.rows = Rows()
        self.samples: list[ForeignNote] = []
        self._connection = connection
        self._now = now
        self._identity = Identity(connection)
        self._decks = DeckNames(connection, self.rows)
        self._note_id = _greatest(connection, note, "id")
        self._card_id = _greatest(connection, card, "id")
        self._note_position = _greatest(connection, note, "position")
        self._first_position = _greatest(connection, card, "position") + 1
        self._cards_added = 0
        self._added = self._updated = self._unchanged = self._reviews = 0
        self._skipped: list[Skipped] = []

    def take(self, notes: Sequence[ForeignNote]) -> None:
        """Compare these notes; raises nothing for what they hold."""
        fresh = [each for each in notes if not self._repeated(each)]
        found = self._identity.find(fresh)
        known = [(each, held) for each, held in zip(fresh, found, strict=True) if held]
        cards = self._held_cards(known)
        times = self._times(known, cards)
        for each, held in zip(fresh, found, strict=True):
            if held is None:
                self._add(each)
            else:
                self._merge(each, held, cards[held.id], times)

    def report(self) -> ImportReport:
        """What has been taken so far."""
        return ImportReport(
            added=self._added,
            updated=self._updated,
            unchanged=self._unchanged,
            reviews=self._reviews,
            cards=self._cards_added,
            decks=self._decks.used,
            skipped=tuple(self._skipped),
        )

    # Notes that are not here yet

    def _add(self, foreign: ForeignNote) -> None:
        self._added += 1
        self._show(foreign)
        self._note_id += 1
        self._note_position += 1
        home = self._decks.id(foreign.deck)
        values, plain = text_values(foreign.text)
        self.rows.notes.append(
            (
                *(self._note_id, home, foreign.guid, foreign.created or self._now),
                *(foreign.edited or None, foreign.original, self._note_position),
                *(*values, plain),
            )
        )
        given = {each.template: each for each in foreign.cards}
        for template in templates(foreign.text):
            self._add_card(self._note_id, home, template, given.pop(template, None))
        for template, each in given.items():  # cards that the text no longer has
            self._add_card(self._note_id, home, template, each, retired=self._now)

    def _add_card(
        self,
        note_id: int,
        home: int,
        template: str,
        given: ForeignCard | None,
        retired: int | None = None,
    ) -> None:
        self._card_id += 1
        self._cards_added += 1
        if given is None:
            memory = memory_values(_NEW, 0, 0)
            where, suspended, flag = home, False, 0
        else:
            memory = memory_values(given.memory, given.reps, given.lapses)
            where, suspended, flag = self._decks.id(given.deck), given.suspended, given.flag
        position = min(given.position, _FARTHEST) if given else 0
        row = (self._card_id, note_id, where, template)
        place = self._first_position + (position or self._cards_added - 1)
        self.rows.cards.append((*row, place, retired, int(suspended), flag, *memory))
        if given and given.reviews:
            self._log(self._card_id, given, ())

    # Notes that are here

    def _merge(
        self,
        foreign: ForeignNote,
        held: Held,
        cards: Sequence[_HeldCard],
        times: dict[int, set[int]],
    ) -> None:
        values, plain = text_values(foreign.text)
        gone = held.retired is not None
        mine = not gone and (held.edited or 0) > foreign.edited
        if values == held.text and not gone:
            self._unchanged += 1
        elif mine:
            self._unchanged += 1
            self._skip(foreign, _KEPT)
        else:
            self._updated += 1
            self._show(foreign)
            edited = foreign.edited or self._now
            self.rows.texts.append((edited, foreign.original, *values, plain, held.id))
            self._match(foreign, held.id, cards)
        given = {each.template: each for each in foreign.cards}
        for each in cards:
            if each.template in given:
                self._merge_card(given[each.template], each, times[each.id])

    def _match(self, foreign: ForeignNote, note_id: int, cards: Sequence[_HeldCard]) -> None:
        """The note gets the cards of its new text; one that comes back keeps its history."""
        wanted = templates(foreign.text)
        given = {each.template: each for each in foreign.cards}
        for each in cards:
            if (each.template in wanted) == (each.retired is not None):
                to = self._now if each.retired is None else None
                self.rows.standings.append((to, each.id))
        here = {each.template for each in cards}
        home = self._decks.id(foreign.deck)
        for template in wanted:
            if template not in here:
                self._add_card(note_id, home, template, given.get(template))

    def _merge_card(self, given: ForeignCard, held: _HeldCard, times: set[int]) -> None:
        if given.reviews:
            self._log(held.id, given, times)
        last = Utc.micros(given.memory.last_review)
        if last is not None and last > max(*times, held.last_review or 0, 0):
            reps, lapses = max(given.reps, held.reps), max(given.lapses, held.lapses)
            self.rows.memories.append((*memory_values(given.memory, reps, lapses), held.id))

    def _held_cards(
        self, known: Iterable[tuple[ForeignNote, Held]]
    ) -> defaultdict[int, list[_HeldCard]]:
        found: defaultdict[int, list[_HeldCard]] = defaultdict(list)
        ids = [held.id for _, held in known]
        for row in self._listed(f"{_CARDS} WHERE note_id IN", ids):
            found[row[1]].append(_HeldCard(*row))
        return found

    def _times(
        self,
        known: Iterable[tuple[ForeignNote, Held]],
        cards: dict[int, list[_HeldCard]],
    ) -> defaultdict[int, set[int]]:
        """When each card was reviewed here, of those whose file knows of reviews."""
        reviewed = [held.id for each, held in known if any(c.reps or c.reviews for c in each.cards)]
        ids = [each.id for note_id in reviewed for each in cards.get(note_id, ())]
        found: defaultdict[int, set[int]] = defaultdict(set)
        for card_id, at in self._listed("SELECT card_id, at FROM review WHERE card_id IN", ids):
            found[card_id].add(at)
        return found

    def _listed(self, query: str, ids: Sequence[int]) -> Iterable[Any]:
        if not ids:
            return ()
        return self._connection.exec_driver_sql(
            f"{query} (SELECT value FROM json_each(?))", (as_list(ids),)
        )

    # Keeping count

    def _repeated(self, foreign: ForeignNote) -> bool:
        if not self._identity.repeats(foreign):
            return False
        self._skip(foreign, _TWICE)
        return True

    def _log(self, card_id: int, given: ForeignCard, times: Container[int]) -> None:
        """The card's log, but for the lines of which times are here."""
        full = any(map(_STABILITY, given.reviews))
        to, made = (self.rows.memorised, full_log) if full else (self.rows.reviews, bare_log)
        log = made(card_id, given.reviews, given.memory.state)
        if times:
            log = [row for row in log if row[1] not in times]
        self._reviews += len(log)
        to += log

    def _skip(self, foreign: ForeignNote, why: str) -> None:
        if len(self._skipped) < _MOST_SKIPPED:
            self._skipped.append(Skipped(excerpt(foreign.text.front), why))

    def _show(self, foreign: ForeignNote) -> None:
        if len(self.samples) < 20:
            self.samples.append(foreign)


def _greatest(connection: Connection, table: Table, column: str) -> int:
    query = f"SELECT coalesce(max({column}), 0) FROM {table.name}"
    return int(connection.exec_driver_sql(query).scalar_one())
