"""The facts of a collection that notes refer to: its kinds of note, its decks, its days."""

from __future__ import annotations

import json
from datetime import tzinfo
from typing import Any

from tpmdesk.exchange.anki import notetypes
from tpmdesk.exchange.anki.database import Foreign
from tpmdesk.exchange.anki.days import DAY, Days
from tpmdesk.exchange.anki.memory import Timing
from tpmdesk.exchange.anki.notetypes import NoteType

_NEEDED = {"col", "notes", "cards", "revlog"}
_IN_TABLES = {"notetypes", "fields", "templates", "decks"}
_DEFAULT_DECK = "Default"
_SEPARATOR = "\x1f"
_MOST_PARTS = 50


class Collection:
    """What is read of a collection before its notes. Raises TransferError."""

    def __init__(self, database: Foreign, zone: tzinfo | None, rollover: int, now: int) -> None:
        if missing := _NEEDED - database.tables:
            raise database.error(f"it has no table “{min(missing)}”")
        row = database.one("SELECT crt, mod, conf, models, decks FROM col")
        if row is None:
            raise database.error("it says nothing about itself")
        created, changed, conf, models, decks = row
        try:
            self.types, self.decks = _known(database, models, decks)
            offset = _offset(database, conf)
        except (ValueError, TypeError, LookupError, RecursionError, AttributeError) as error:
            raise database.error("what it says about its decks is damaged") from error
        self.timing = _timing((created, changed), offset, zone, rollover, now)

    def deck(self, deck_id: int) -> str:
        return self.decks.get(deck_id, _DEFAULT_DECK)


def _known(
    database: Foreign, models: Any, decks: Any
) -> tuple[dict[int, NoteType], dict[int, str]]:
    if database.tables >= _IN_TABLES:
        types = notetypes.from_tables(database)
        rows = database.rows("SELECT id, name FROM decks")
        named = {key: name.decode("utf-8", "replace") for key, name in rows}
        return types, {key: _deck_name(name, _SEPARATOR) for key, name in named.items()}
    found = json.loads(decks)
    return notetypes.from_models(models), {
        int(key): _deck_name(str(deck["name"]), "::") for key, deck in found.items()
    }


def _deck_name(name: str, separator: str) -> str:
    """The full name, without empty parts and with nothing unprintable."""
    parts = name.split(separator, _MOST_PARTS)
    clean = (" ".join(part.replace("::", " ").split())[:200] for part in parts)
    kept = "".join(c for c in "::".join(part for part in clean if part) if c.isprintable())
    return kept or _DEFAULT_DECK


def _offset(database: Foreign, conf: Any) -> int | None:
    """How many minutes west of UTC the collection was made, where it says so."""
    if "config" in database.tables:
        row = database.one("SELECT val FROM config WHERE KEY = 'creationOffset'")
        found = json.loads(row[0]) if row else None
    else:
        found = json.loads(conf or b"{}").get("creationOffset")
    return found if isinstance(found, int) and abs(found) <= 24 * 60 else None


def _timing(
    dates: tuple[Any, Any], offset: int | None, zone: tzinfo | None, rollover: int, now: int
) -> Timing:
    created, changed = dates
    days = Days(zone, rollover)
    moment = created if isinstance(created, int) and 0 <= created <= now + DAY else now
    day = days.local_date(moment) if offset is None else (moment - offset * 60) // DAY
    latest = changed // 1000 if isinstance(changed, int) and changed > 0 else now
    return Timing(days, day, rollover, now, min(latest, now))
