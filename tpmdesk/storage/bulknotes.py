"""Changes to the text and the tags of many notes at once, each one undo step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row

from tpmdesk.app.browsestore import BulkError, Change, Replacement
from tpmdesk.domain.cards import CardId
from tpmdesk.domain.faces import templates
from tpmdesk.domain.noteproblem import problem_of
from tpmdesk.storage import cardrows, journal, notes, replacements
from tpmdesk.storage.bulkcards import counted
from tpmdesk.storage.database import Database
from tpmdesk.storage.notes import as_json
from tpmdesk.storage.regexes import Regexes
from tpmdesk.storage.replacements import Edit
from tpmdesk.storage.tables import Utc
from tpmdesk.storage.tagtree import PARENT

Tags = Sequence[str]

_TAGS = msgspec.json.Decoder(tuple[str, ...])
_CHOSEN = """retired_at IS NULL AND id IN (SELECT note_id FROM card
  WHERE retired_at IS NULL AND id IN (SELECT value FROM json_each(:ids)))"""
_SET_TAGS = "UPDATE note SET tags = ?, edited_at = ? WHERE id = ?"


class SqlNoteBulk:
    """A NoteBulkStore in the profile's database."""

    def __init__(self, database: Database, regexes: Regexes) -> None:
        self._database = database
        self._regexes = regexes

    # Tags

    def add_tags(self, ids: Sequence[CardId], tags: Sequence[str]) -> int:
        label = f"Add {_named(tags)} to"
        return self._retag(label, f"SELECT id, tags FROM note WHERE {_CHOSEN}", ids, _adding(tags))

    def remove_tags(self, ids: Sequence[CardId], tags: Sequence[str]) -> int:
        query = f"SELECT id, tags FROM note WHERE {_CHOSEN} AND tags <> '[]'"

        def without(held: Tags) -> Tags:
            return [name for name in held if not any(_below(name, tag) for tag in tags)]

        return self._retag(f"Remove {_named(tags)} from", query, ids, without)

    def rename_tag(self, old: str, new: str) -> int:
        query = "SELECT id, tags FROM note WHERE retired_at IS NULL AND tags <> '[]'"

        def renamed(held: Tags) -> Tags:
            names = [new + name[len(old) :] if _below(name, old) else name for name in held]
            return list(dict.fromkeys(names))

        return self._retag(f"Rename the tag {old} to {new} on", query, (), renamed)

    def _retag(
        self, label: str, query: str, ids: Sequence[CardId], change: Callable[[Tags], Tags]
    ) -> int:
        at = self._database.clock()
        with self._database.write() as connection:
            rows = connection.exec_driver_sql(query, {"ids": as_json(list(ids))}).all()
            changes = [
                (as_json(after), Utc.micros(at), note_id)
                for note_id, before, after in _changed_tags(rows, change)
                if list(before) != list(after)
            ]
            if changes:
                words = f"{label} {counted(len(changes), 'note')}"
                with journal.recording(connection, words, at):
                    connection.exec_driver_sql(_SET_TAGS, changes)
            return len(changes)

    # Text

    def preview_replace(self, wish: Replacement, ids: Sequence[CardId]) -> list[Change]:
        with self._database.read() as connection:
            found = replacements.edits(connection, wish, ids, self._regexes)
            return [replacements.change(edit, wish) for edit in found]

    def replace(self, wish: Replacement, ids: Sequence[CardId]) -> int:
        now = self._database.clock()
        with self._database.write() as connection:
            found = list(replacements.edits(connection, wish, ids, self._regexes))
            for edit in found:
                _check(edit)
            if found:
                label = f"Replace “{wish.find}” in {counted(len(found), 'note')}"
                with journal.recording(connection, label, now):
                    _write(connection, found, now)
            return len(found)


def _write(connection: Connection, edits: Sequence[Edit], now: datetime) -> None:
    connection.exec_driver_sql(
        cardrows.UPDATE_NOTE,
        [
            notes.as_columns(edit.after) | {"edited_at": Utc.micros(now), "id": edit.row.id}
            for edit in edits
        ],
    )
    for row, before, after in edits:
        if templates(before) != templates(after):
            notes.match_cards(connection, row.id, after, row.card_position or 0, now)


def _check(edit: Edit) -> None:
    problem = problem_of(edit.after)
    if problem:
        raise BulkError(
            f"After replacing, the note “{notes.plain_line(edit.before)}” is no longer whole. "
            f"{problem} Nothing was changed."
        )


def _changed_tags(
    rows: Sequence[Row[Any]], change: Callable[[Tags], Tags]
) -> Iterator[tuple[int, Tags, Tags]]:
    for row in rows:
        held = _TAGS.decode(row.tags)
        yield row.id, held, change(held)


def _adding(tags: Sequence[str]) -> Callable[[Tags], Tags]:
    def added(held: Tags) -> Tags:
        known = {name.casefold() for name in held}
        return [*held, *(tag for tag in dict.fromkeys(tags) if tag.casefold() not in known)]

    return added


def _below(name: str, tag: str) -> bool:
    """Whether the name is that tag, capitals or not, or one below it."""
    folded, above = name.casefold(), tag.casefold()
    return folded == above or folded.startswith(above + PARENT)


def _named(tags: Sequence[str]) -> str:
    return ("the tag " if len(tags) == 1 else "the tags ") + ", ".join(tags)
