"""The tables of a collection as every Anki since 2.0 reads them (schema 11), and its one row of
facts about itself.

Source: the layout that Anki's own packages have; newer versions of Anki bring it up to date when
they open it.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from typing import Any
from zlib import crc32

from tpmdesk.exchange.anki.notetypes import NoteType

TABLES = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL,
  scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL,
  ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL,
  dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL,
  sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL,
  ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL,
  queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL,
  reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL,
  odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL,
  ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL,
  time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
"""
INDEXES = """
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_revlog_cid ON revlog (cid);
"""
MORE_INDEXES = """
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_notes_csum ON notes (csum);
"""
"""What a collection needs that is studied from, and not only imported."""

NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')"
CARD = (
    "INSERT INTO cards VALUES "
    "(?1, ?2, ?3, ?4, ?5, -1, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 0, 0, ?6, ?15)"
)
LOG = "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)"
LOG_IF_FREE = f"{LOG} ON CONFLICT (id) DO NOTHING"
COL = "INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')"

DEFAULT_DECK = "Default"
_FIRST_DECK = 1_577_836_800_000
_OPTIONS: dict[str, Any] = {
    "id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": True,
    "timer": 0, "replayq": True, "dyn": False,
    "new": {"bury": True, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0],
            "order": 1, "perDay": 20},
    "rev": {"bury": True, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200,
            "hardFactor": 1.2},
    "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
}  # fmt: skip


class DeckIds:
    """The decks of an export, and their ids: the same name has the same id in every export."""

    def __init__(self) -> None:
        self._exact: dict[str, int] = {}
        self._ids = {self._key(DEFAULT_DECK): 1}
        self._names = {1: DEFAULT_DECK}

    def of(self, name: str) -> int:
        """The id of a deck; the decks above it come into being too."""
        known = self._exact.get(name)
        if known is None:
            known = self._exact[name] = self._find(name)
        return known

    def _find(self, name: str) -> int:
        key = self._key(name)
        if key in self._ids:
            return self._ids[key]
        above = name.rpartition("::")[0]
        if above:
            self.of(above)
        found = _FIRST_DECK + crc32(key.encode())
        while found in self._names:
            found += 1
        self._ids[key], self._names[found] = found, name
        return found

    def json(self, mod: int) -> str:
        return json.dumps({str(key): _deck(key, name, mod) for key, name in self._names.items()})

    @staticmethod
    def _key(name: str) -> str:
        return unicodedata.normalize("NFC", name).casefold()


def col_row(
    created: int, west: int, now: float, kinds: Iterable[NoteType], decks: DeckIds, position: int
) -> tuple[Any, ...]:
    """The values of COL. `created` in seconds, `west` in minutes; `position` comes next."""
    stamp = int(now * 1000)
    bodies = {str(kind.id): {**json.loads(kind.body), "id": kind.id} for kind in kinds}
    conf = {
        "schedVer": 2,
        "sched2021": True,
        "fsrs": True,
        "creationOffset": west,
        "rollover": 4,
        "nextPos": position,
        "curDeck": 1,
        "activeDecks": [1],
        "curModel": next(iter(bodies), None),
        "collapseTime": 1200,
        "timeLim": 0,
        "estTimes": True,
        "dueCounts": True,
        "newSpread": 0,
        "addToCur": True,
        "dayLearnFirst": False,
        "sortType": "noteFld",
        "sortBackwards": False,
    }
    return (
        *(created, stamp, stamp, json.dumps(conf), json.dumps(bodies, ensure_ascii=False)),
        *(decks.json(int(now)), json.dumps({"1": _OPTIONS})),
    )


def _deck(key: int, name: str, mod: int) -> dict[str, Any]:
    today = {f"{what}Today": [0, 0] for what in ("new", "rev", "lrn", "time")}
    return {
        "id": key,
        "name": name,
        "mod": mod,
        "usn": -1,
        "collapsed": False,
        "browserCollapsed": True,
        "desc": "",
        "dyn": 0,
        "conf": 1,
        "extendNew": 0,
        "extendRev": 0,
        **today,
    }
