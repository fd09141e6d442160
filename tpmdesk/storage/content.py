"""The merged content: decks, rounds, prompts, rubrics and frameworks."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import Integer, cast, func, select

from tpmdesk.app.ports import DeckLine
from tpmdesk.domain.content import (
    DiagramEntry,
    Document,
    Entry,
    EntryId,
    Framework,
    Prompt,
    Round,
    Rubric,
    Scenario,
)
from tpmdesk.domain.merge import Installed, MergePlan
from tpmdesk.storage import installed, merging, tables
from tpmdesk.storage.database import Database
from tpmdesk.storage.lookup import look_up
from tpmdesk.storage.tables import card, deck

T = TypeVar("T", Framework, Rubric, Round, Prompt, Scenario, Document, DiagramEntry)

_DECKS = (
    select(
        deck.c.pack_id,
        deck.c.slug,
        deck.c.title,
        deck.c.about,
        func.count(card.c.id).label("cards"),
        func.coalesce(func.sum(cast(card.c.state != 0, Integer)), 0).label("seen"),
    )
    .join_from(
        deck, card, (card.c.deck_id == deck.c.id) & card.c.retired_at.is_(None), isouter=True
    )
    .where(deck.c.retired_at.is_(None))
    .group_by(deck.c.id)
    .order_by(deck.c.pack_id.is_(None), deck.c.pack_id, deck.c.position, deck.c.id)
)


class SqlContentStore:
    """A ContentStore and PackStore in the profile's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # What to study and to practise

    def decks(self) -> list[DeckLine]:
        with self._database.read() as connection:
            return [
                DeckLine(
                    installed.deck_id(row.pack_id, row.slug),
                    row.title,
                    row.about,
                    row.cards,
                    row.seen,
                )
                for row in connection.execute(_DECKS)
            ]

    def rounds(self) -> list[Round]:
        return sorted(self._living("round", Round), key=lambda held: held.order)

    def round(self, ref: str) -> Round:
        return self._find("round", Round, ref)

    def prompts(self, round_id: EntryId) -> list[Prompt]:
        return [prompt for prompt in self._living("prompt", Prompt) if prompt.round == round_id]

    def prompt(self, ref: str) -> Prompt:
        return self._find("prompt", Prompt, ref)

    def rubric(self, ref: str) -> Rubric:
        return self._find("rubric", Rubric, ref)

    def frameworks(self) -> list[Framework]:
        return self._living("framework", Framework)

    def framework(self, ref: str) -> Framework:
        return self._find("framework", Framework, ref)

    def scenarios(self) -> list[Scenario]:
        return self._living("scenario", Scenario)

    def documents(self) -> list[Document]:
        return self._living("document", Document)

    def diagrams(self) -> list[DiagramEntry]:
        return self._living("diagram", DiagramEntry)

    # Packs

    def entries(self) -> list[Entry]:
        with self._database.read() as connection:
            return installed.living(connection)

    def holds(self, digest: str) -> bool:
        with self._database.read() as connection:
            found = connection.execute(
                select(tables.pack.c.id).where(tables.pack.c.hash == digest).limit(1)
            )
            return found.first() is not None

    def installed(self, pack: str) -> list[Installed]:
        with self._database.read() as connection:
            return installed.installed(connection, pack)

    def merge(self, plan: MergePlan, digest: str, label: str = "") -> None:
        change = self._database.action(label) if label else self._database.write()
        with change as connection:
            merging.carry_out(connection, plan, digest, self._database.clock())

    def _living(self, kind: str, made: type[T]) -> list[T]:
        items = (item.entry for item in self._of_kind(kind) if not item.retired)
        return [entry for entry in items if isinstance(entry, made)]

    def _find(self, kind: str, made: type[T], ref: str) -> T:
        found = look_up(kind, ref, self._of_kind(kind))
        assert isinstance(found, made)
        return found

    def _of_kind(self, kind: str) -> list[Installed]:
        with self._database.read() as connection:
            return installed.of_kind(connection, kind)
