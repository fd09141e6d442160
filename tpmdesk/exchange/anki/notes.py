"""One note of a package, with its cards, as a ForeignNote."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from tpmdesk.app.transfer import ForeignCard, ForeignNote, ForeignReview, Skipped
from tpmdesk.domain.cards import CardState, Memory, NoteText
from tpmdesk.exchange.anki.collection import Collection
from tpmdesk.exchange.anki.memory import SUSPENDED, CardRow, home_due, read_memory, seconds
from tpmdesk.exchange.anki.notetypes import NoteType
from tpmdesk.exchange.anki.original import NO_DUE, Original, OriginalCard, encode
from tpmdesk.exchange.anki.own import OwnPlan, own_plan
from tpmdesk.exchange.anki.plans import Plan, Source, plan_of
from tpmdesk.exchange.html import media_link, media_names

MOST_CARDS = 1_000
MOST_BYTES = 2_000_000
_MOST_TAGS = 500
_MOST_GUID = 200
_MOST = 2**31 - 1
_LATEST_ID = 32_503_680_000_000  # the year 3000 in milliseconds
_SHORT = 60

Cards = Sequence[tuple[CardRow, tuple[Sequence[ForeignReview], Sequence[int]]]]


class NoteRow(NamedTuple):
    """A row of Anki's table of notes; text as bytes, or whatever else the file has there."""

    id: int
    type_id: int
    mod: int
    guid: Any
    fields: Any
    tags: Any


class Notes:
    """Makes notes of rows. `left_out` counts cards that could not be taken, by reason."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._timing = collection.timing
        self._plans: dict[int, Plan] = {}
        self.left_out: Counter[str] = Counter()
        self._now = int(time.time())

    def is_foreign(self, kind: NoteType) -> bool:
        """Whether the kind of note is another program's."""
        return own_plan(kind) is None

    def read(self, row: NoteRow, cards: Cards) -> ForeignNote | Skipped:
        """The note, or why it is left out."""
        kind = self._collection.types.get(row.type_id)
        if not isinstance(row.fields, bytes) or len(row.fields) > MOST_BYTES:
            return Skipped(f"Note {row.id}", "its text is missing or far too long")
        fields = row.fields.decode("utf-8", "replace").split("\x1f")
        if kind is None:
            return Skipped(_named(fields), "its kind of note is missing in the file")
        taken = self._taken(kind, cards)
        if not taken:
            return Skipped(_named(fields), "it has no cards")
        short = len(kind.fields) - len(fields)
        fields = [*fields, *[""] * short] if short > 0 else fields[: len(kind.fields)]
        return self._made(row, kind, fields, taken)

    def _made(self, row: NoteRow, kind: NoteType, fields: list[str], cards: Cards) -> ForeignNote:
        plan = self._plan(kind)
        deck = self._home(cards[0][0])
        source = Source(fields, [card.ord for card, _ in cards], _tags(row.tags), deck)
        text = plan.text(source)
        foreign = [self._card(card, log[0], plan.template(text, card.ord)) for card, log in cards]
        created = row.id if 0 <= row.id < _LATEST_ID else 0
        edited = min(max(row.mod, 0), self._now)
        return ForeignNote(
            guid=_guid(row),
            deck=deck,
            text=text,
            cards=foreign,
            created=created * 1000,
            edited=edited * 1_000_000,
            original=None
            if isinstance(plan, OwnPlan)
            else _original(row, fields, text, plan, cards, foreign),
        )

    def _plan(self, kind: NoteType) -> Plan:
        plan = self._plans.get(kind.id)
        if plan is None:
            plan = self._plans[kind.id] = own_plan(kind) or plan_of(kind)
        return plan

    def _taken(self, kind: NoteType, cards: Cards) -> Cards:
        """The cards in their order, each number once, and none that has no template."""
        if len(cards) == 1 and 0 <= cards[0][0].ord < 1:
            return cards
        most = MOST_CARDS if kind.cloze else len(kind.templates)
        unique = {each[0].ord: each for each in cards if 0 <= each[0].ord < most}
        self.left_out["their template is missing, or they are doubled"] += len(cards) - len(unique)
        return [unique[number] for number in sorted(unique)]

    def _home(self, card: CardRow) -> str:
        """The deck of a card: where it came from while it lies in a filtered one."""
        return self._collection.deck(card.odid or card.deck_id)

    def _card(self, card: CardRow, log: Sequence[ForeignReview], template: str) -> ForeignCard:
        memory = read_memory(card, log, self._timing)
        new = memory.state is CardState.NEW
        return ForeignCard(
            template,
            self._home(card),
            memory,
            _count(card.reps),
            _count(card.lapses),
            card.queue == SUSPENDED,
            card.flags & 7,
            _count(home_due(card)) if new else 0,
            log,
        )


def _original(
    row: NoteRow,
    fields: list[str],
    text: NoteText,
    plan: Plan,
    cards: Cards,
    foreign: Sequence[ForeignCard],
) -> str:
    kept = [
        _original_card(card, each.memory, log[1])
        for (card, log), each in zip(cards, foreign, strict=True)
    ]
    names = {name for each in fields for name in media_names(each)}
    called = {media_link(name.replace("%", "%25")) or "": name for name in names}
    return encode(
        Original(
            model=row.type_id,
            fields=None if plan.fields(text) == fields else fields,
            cards=kept,
            media={ours: theirs for ours, theirs in called.items() if ours and ours != theirs},
        )
    )


def _original_card(card: CardRow, memory: Memory, log: Sequence[int]) -> OriginalCard:
    return OriginalCard(
        ord=card.ord,
        id=card.id,
        due=due_mark(memory),
        reps=_count(card.reps),
        type=card.type,
        queue=card.queue if card.queue in _QUEUES else card.type,
        position=home_due(card) if memory.state is CardState.NEW else 0,
        ivl=_bounded(card.ivl),
        factor=_bounded(card.factor),
        left=_bounded(card.left),
        data="" if card.data == b"{}" else _decoded(card.data),
        log=list(log),
    )


_QUEUES = range(-3, 5)


def due_mark(memory: Memory) -> int:
    """When the card is due in microseconds; tells whether a card is as it was."""
    return NO_DUE if memory.due is None else round(seconds(memory.due) * 1_000_000)


def _count(value: int) -> int:
    return value if 0 <= value <= _MOST else 0


def _bounded(value: int) -> int:
    return min(max(value, -_MOST), _MOST)


def _guid(row: NoteRow) -> str:
    found = row.guid if not isinstance(row.guid, bytes) else row.guid.decode("utf-8", "replace")
    return str(found)[:_MOST_GUID] if found is not None else ""


@lru_cache(maxsize=4096)
def _tags(raw: Any) -> tuple[str, ...]:
    if not raw or not isinstance(raw, bytes):
        return ()
    words = raw.decode("utf-8", "replace").split()
    return tuple(dict.fromkeys(word[:200] for word in words[:_MOST_TAGS]))


def _decoded(raw: Any) -> str:
    return raw[:1000].decode("utf-8", "replace") if isinstance(raw, bytes) else ""


def _named(fields: Sequence[str]) -> str:
    words = " ".join(fields[0].split())
    return words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"
