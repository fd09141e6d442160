"""The whole schema. Times are microseconds of UTC since 1970; JSON columns hold msgspec's JSON.

Content that is only ever read whole (frameworks, rubrics, rounds, prompts, and what later packs
bring) shares the table `entry`; notes have a table of their own because cards hang on them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Utc(TypeDecorator[datetime]):
    """An aware UTC time, kept as whole microseconds since 1970 so that it sorts and compares."""

    impl = Integer
    cache_ok = True

    @staticmethod
    def micros(value: datetime | None) -> int | None:
        """For statements written out by hand."""
        return None if value is None else (value - EPOCH) // MICROSECOND

    @staticmethod
    def time(value: int | None) -> datetime | None:
        return None if value is None else EPOCH + value * MICROSECOND

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return self.micros(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return self.time(value)


metadata = MetaData()
_RANDOM = text("(lower(hex(randomblob(8))))")


def _table(name: str, *parts: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _ref(column: str, target: str, *, null: bool = False) -> Column[int]:
    return Column(column, Integer, ForeignKey(f"{target}.id"), nullable=null, index=True)


pack = _table(
    "pack",
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("merged_at", Utc, nullable=False),
)

deck = _table(
    "deck",
    _id(),
    Column("pack_id", Text, ForeignKey("pack.id")),
    Column("slug", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("about", Text, nullable=False, server_default=""),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("options", Text, nullable=False, server_default="{}"),
    Column("provenance", Text, nullable=False, server_default="{}"),
    Column("retired_at", Utc),
    UniqueConstraint("pack_id", "slug"),
)

note = _table(
    "note",
    _id(),
    Column("pack_id", Text, ForeignKey("pack.id")),
    Column("slug", Text),
    _ref("deck_id", "deck"),
    Column("kind", Text, nullable=False),
    Column("front", Text, nullable=False),
    Column("back", Text, nullable=False),
    Column("steps", Text, nullable=False, server_default="[]"),
    Column("extra", Text, nullable=False, server_default=""),
    Column("mnemonic", Text, nullable=False, server_default=""),
    Column("sides", Text, nullable=False, server_default="[]"),
    Column("tags", Text, nullable=False, server_default="[]"),
    Column("plain", Text, nullable=False, server_default=""),  # the front as one plain line
    Column("guid", Text, nullable=False, unique=True, server_default=_RANDOM),
    # How another program had it; its fields only while the text is the same.
    Column("original", Text),
    Column("provenance", Text, nullable=False, server_default="{}"),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("created_at", Utc, nullable=False),
    Column("edited_at", Utc),
    Column("retired_at", Utc),
    Column("deleted_at", Utc),  # by the person: retired too, and no pack revives it
    UniqueConstraint("pack_id", "slug"),
)
Index("ix_note_plain", note.c.plain.collate("NOCASE"))

card = _table(
    "card",
    _id(),
    Column("note_id", Integer, ForeignKey("note.id"), nullable=False),
    _ref("deck_id", "deck"),
    Column("template", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("state", Integer, nullable=False, server_default="0"),
    Column("step", Integer),
    Column("stability", REAL),
    Column("difficulty", REAL),
    Column("due", Utc),
    Column("last_review", Utc),
    Column("reps", Integer, nullable=False, server_default="0"),
    Column("lapses", Integer, nullable=False, server_default="0"),
    Column("suspended", Integer, nullable=False, server_default="0"),
    Column("buried_until", Utc),
    Column("flag", Integer, nullable=False, server_default="0"),
    Column("retired_at", Utc),
    UniqueConstraint("note_id", "template"),
    CheckConstraint("state BETWEEN 0 AND 3"),
)
Index("ix_card_note", card.c.note_id, card.c.retired_at)
Index(
    "ix_card_queue",
    card.c.state,
    card.c.due,
    card.c.deck_id,
    card.c.buried_until,
    card.c.suspended,  # these so that SQLite never looks into the table
    card.c.retired_at,
    card.c.last_review,
    card.c.stability,
    sqlite_where=text("suspended = 0 AND retired_at IS NULL"),
)
Index(
    "ix_card_new",
    card.c.position,
    card.c.deck_id,
    card.c.buried_until,
    card.c.state,
    card.c.suspended,
    card.c.retired_at,
    sqlite_where=text("state = 0 AND suspended = 0 AND retired_at IS NULL"),
)

review = _table(
    "review",
    _id(),
    _ref("card_id", "card"),
    Column("at", Utc, nullable=False),
    Column("kind", Integer, nullable=False, server_default="0"),
    Column("rating", Integer, nullable=False),
    Column("took", REAL, nullable=False),
    Column("state_before", Integer, nullable=False),
    Column("interval_before", REAL),  # days from the answer before to when this one was due
    Column("stability_before", REAL),
    Column("difficulty_before", REAL),
    Column("due_before", Utc),
    Column("state", Integer, nullable=False),
    Column("interval", REAL),  # days from this answer to when the card is due
    Column("stability", REAL),
    Column("difficulty", REAL),
    Column("due", Utc),
    CheckConstraint("rating BETWEEN 0 AND 4"),  # 0: no answer, see ReviewKind
    CheckConstraint("kind BETWEEN 0 AND 5"),
)
Index(
    "ix_review_day",  # all that statistics read of answers, in their order
    review.c.at,
    review.c.kind,
    review.c.state_before,
    review.c.rating,
    review.c.interval_before,
    review.c.took,
    review.c.card_id,
)
# The few answers that may be the second of their day: the one before is at most 25 hours past.
SOON = """kind = 0 AND state_before = 2
  AND due_before - interval_before * 86400e6 > at - 90000e6"""
Index("ix_review_soon", review.c.at, review.c.card_id, sqlite_where=text(SOON))

# Pictures and sounds of notes. The file lies in the profile's folder "media" under `name`, which
# is also how a note's text names it: ![](media:name).

media = _table(
    "media",
    Column("name", Text, primary_key=True),
    Column("sha256", Text, nullable=False, index=True),
    Column("bytes", Integer, nullable=False),
)

# A kind of note of another program, so that what came from there can go back as it was.

foreign_model = _table(
    "foreign_model",
    _id(),
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
)

entry = _table(
    "entry",
    _id(),
    Column("pack_id", Text, ForeignKey("pack.id"), nullable=False),
    Column("slug", Text, nullable=False),
    Column("kind", Text, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("retired_at", Utc),
    UniqueConstraint("pack_id", "kind", "slug"),
)

# A loop: rounds to be sat one after the other. Its plan and where it stands are one JSON value.

loop = _table(
    "loop",
    _id(),
    Column("title", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("ended_at", Utc),
)

attempt = _table(
    "attempt",
    _id(),
    Column("round", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("started_at", Utc, nullable=False, index=True),
    Column("ended_at", Utc),
    _ref("loop_id", "loop", null=True),
    Column("loop_position", Integer),
)

answer = _table(
    "answer",
    _id(),
    _ref("attempt_id", "attempt"),
    Column("position", Integer, nullable=False),
    Column("prompt", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("notes", Text, nullable=False, server_default=""),
    UniqueConstraint("attempt_id", "position"),
)

recording = _table(
    "recording",
    _id(),
    _ref("answer_id", "answer"),
    Column("file", Text, nullable=False, unique=True),
    Column("started_at", Utc, nullable=False),
    Column("seconds", REAL, nullable=False, server_default="0"),
    Column("complete", Integer, nullable=False, server_default="0"),
    Column("wiped_at", Utc),  # the sound is gone, by the person's wish
)

transcript = _table(
    "transcript",
    _id(),
    _ref("answer_id", "answer"),
    Column("recognizer", Text, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("body", Text, nullable=False),
)

assessment = _table(
    "assessment",
    _id(),
    _ref("answer_id", "answer"),
    Column("made_at", Utc, nullable=False),
    Column("body", Text, nullable=False),
)

score = _table(
    "score",
    _id(),
    _ref("answer_id", "answer"),
    Column("criterion", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("blind", Integer, nullable=False, server_default="0"),
    Column("scorer", Text, nullable=False, server_default=""),  # "" is the person, else a friend
    UniqueConstraint("answer_id", "criterion", "blind", "scorer"),
)

# A remark at a moment of an answer, in seconds of its recording.

moment = _table(
    "moment",
    _id(),
    _ref("answer_id", "answer"),
    Column("at", REAL, nullable=False),
    Column("text", Text, nullable=False),
    Column("scorer", Text, nullable=False, server_default=""),
)

# Why a card was brought forward or made: what an answer in a round lacked.

nudge = _table(
    "nudge",
    _id(),
    _ref("card_id", "card"),
    _ref("answer_id", "answer"),
    Column("at", Utc, nullable=False),
    Column("reason", Text, nullable=False),
)

# Something done in writing or by drawing: a brief, a critique, a skim, a diagram from memory, a
# dependency map. `entry` is what it is done on, "" for something of the person's own; what was
# made and how it fared are one JSON value. An attempt is the spoken round that it belongs to.

exercise = _table(
    "exercise",
    _id(),
    Column("kind", Text, nullable=False),
    Column("entry", Text, nullable=False, server_default=""),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("started_at", Utc, nullable=False, index=True),
    Column("saved_at", Utc, nullable=False),
    Column("ended_at", Utc),
    _ref("attempt_id", "attempt", null=True),
)

# The person's own programs as stories, and the systems they know as diagrams.

story = _table(
    "story",
    _id(),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("edited_at", Utc, nullable=False),
)

own_diagram = _table(
    "own_diagram",
    _id(),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("edited_at", Utc, nullable=False),
)

setting = _table(
    "setting",
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# The undo journal: an action, and the statements that take it back, or that do it again once it
# is undone, written by triggers.
# `open_action` holds a row only inside the transaction that performs the action.

action = _table(
    "action",
    _id(),
    Column("at", Utc, nullable=False),
    Column("label", Text, nullable=False),
    Column("undone", Integer, nullable=False, server_default="0"),
)
Index("ix_action_undone", action.c.id, sqlite_where=text("undone = 1"))

change = _table(
    "change",
    _id(),
    _ref("action_id", "action"),
    Column("statement", Text, nullable=False),
)

open_action = _table("open_action", Column("action_id", Integer, primary_key=True))

UNDOABLE = (pack, deck, note, card, review, entry, setting, nudge, story, own_diagram)

# What a bulk action added and an undo took away, by the undo: see storage/bulk.py.


def _removed(table: Table) -> Table:
    columns = (Column(c.name, c.type, primary_key=c.primary_key) for c in table.columns)
    key = Column("action_id", Integer, primary_key=True, autoincrement=False)
    name = f"removed_{table.name}"
    return Table(name, metadata, key, *columns, sqlite_strict=True, sqlite_with_rowid=False)


BULK = {table: _removed(table) for table in (deck, note, card, review)}  # parents first
