"""Collections made with Anki itself, for packages to read and to compare with."""

from __future__ import annotations

from pathlib import Path

import anki.lang
from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

from tpmdesk.app.transfer import Deck, ForeignNote, no_progress
from tpmdesk.exchange.anki.reader import AnkiReader
from tpmdesk.exchange.anki.writer import AnkiWriter

anki.lang.set_lang("en")

_DAY = 86_400
CARDS = """SELECT n.guid, n.flds, n.tags, n.sfld, n.csum, m.name, n.mod > 0, c.id, c.ord, c.type,
  c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses, c.left, c.data, c.flags, d.name
FROM notes n JOIN cards c ON c.nid = n.id JOIN notetypes m ON m.id = n.mid
JOIN decks d ON d.id = c.did ORDER BY n.id, c.ord"""
LOG = "SELECT id, cid, ease, ivl, lastIvl, factor, time, type FROM revlog ORDER BY id"


def empty(folder: Path) -> Collection:
    folder.mkdir(parents=True, exist_ok=True)
    return Collection(str(folder / "collection.anki2"))


def add(col: Collection, kind: str, *fields: str, deck: str = "Default", tags: str = "") -> int:
    """A note; its id."""
    note = col.new_note(col.models.by_name(kind))
    note.fields[: len(fields)] = fields
    note.tags = tags.split()
    col.add_note(note, col.decks.id(deck))
    return note.id


def rich(folder: Path, *, fsrs: bool = True) -> Collection:
    """Notes of every standard kind, with media, answers, and odd states of cards."""
    col = empty(folder)
    col.set_config("fsrs", fsrs)
    _add_media(col)
    add(col, "Basic", "plain front", "plain back", deck="A::B::C", tags="one two::three")
    add(col, "Basic", "<b>bold</b><br>line", '<img src="picture one.png"> [sound:ding.mp3]')
    add(col, "Basic", "3 * 4 &lt; 13", "<ul><li>x</li><li>y</li></ul>")
    add(col, "Cloze", "{{c1::Ankara::city}} and {{c2::Turkey}}", "extra")
    add(col, "Basic (and reversed card)", "there", "back again", deck="A")
    add(col, "Basic (optional reversed card)", "one way", "only", "")
    add(col, "Basic (optional reversed card)", "both", "ways", "y")
    add(col, "Basic (type in the answer)", "capital", "Paris")
    for number in range(8):
        add(col, "Basic", f"reviewed {number}", "back", deck="History", tags="past")
    _answer_some(col)
    _age(col)
    _states(col)
    return col


def _add_media(col: Collection) -> None:
    col.media.write_data("picture one.png", b"\x89PNG picture")
    col.media.write_data("ding.mp3", b"ID3 sound")


def _answer_some(col: Collection) -> None:
    col.decks.select(col.decks.id("History"))
    for ease in (1, 3, 3, 4, 2, 3):
        card = col.sched.getCard()
        card.start_timer()
        col.sched.answerCard(card, ease)


def _age(col: Collection) -> None:
    """A card with a year of history, manual rescheduling and a cram among it."""
    card_id = col.find_cards("tag:past is:new")[0]
    now = col.sched.day_cutoff - _DAY + 3600
    rows = [
        (now - 400 * _DAY, 3, -600, -60, 0, 4200, 0),
        (now - 400 * _DAY + 700, 3, 1, -600, 2500, 5100, 0),
        (now - 399 * _DAY, 3, 3, 1, 2500, 2000, 1),
        (now - 396 * _DAY, 1, -600, 3, 2300, 9000, 1),
        (now - 396 * _DAY + 600, 3, 2, -600, 2300, 3000, 2),
        (now - 394 * _DAY, 0, 30, 2, 0, 0, 4),
        (now - 380 * _DAY, 3, 30, 30, 0, 1200, 3),
        (now - 364 * _DAY, 3, 75, 30, 2300, 2500, 1),
        (now - 289 * _DAY, 4, 289 + 40, 75, 2450, 2500, 1),
        (now - 200 * _DAY, 0, 329, 329, 0, 0, 5),
    ]
    for at, ease, ivl, last, factor, took, kind in rows:
        col.db.execute(
            "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)",
            *(at * 1000 + 7, card_id, ease, ivl, last, factor, took, kind),
        )
    col.db.execute(
        "UPDATE cards SET type = 2, queue = 2, due = ?, ivl = 329, factor = 2450, reps = 7, "
        "lapses = 1, data = '{}' WHERE id = ?",
        *(col.sched.today + 40, card_id),
    )


def _states(col: Collection) -> None:
    """Suspended, buried and flagged cards, an interval without a log, a filtered deck."""
    new = col.find_cards("is:new -tag:past")
    col.sched.suspend_cards(new[:1])
    col.sched.bury_cards(new[1:2])
    col.set_user_flag_for_cards(4, new[2:3])
    col.sched.set_due_date(new[3:4], "12")
    dyn = col.sched.get_or_create_filtered_deck(0)
    dyn.name = "Filtered"
    dyn.config.search_terms[0].search = "tag:past"
    col.sched.add_or_update_filtered_deck(dyn)


def export(col: Collection, file: Path, *, legacy: bool) -> Path:
    if file.suffix == ".colpkg":
        col.export_collection_package(str(file), include_media=True, legacy=legacy)
        col.reopen(after_full_sync=False)
        return file
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
    )
    col.export_anki_package(out_path=str(file), options=options, limit=None)
    return file


def take_in(file: Path, folder: Path) -> Collection:
    """A fresh collection with the package imported, its filtered decks emptied."""
    col = empty(folder)
    col.set_config("fsrs", True)
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False)
    col.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=options))
    for deck in col.decks.all_names_and_ids(include_filtered=True):
        if col.decks.is_filtered(deck.id):
            col.sched.empty_filtered_deck(deck.id)
    return col


def rows(col: Collection, query: str) -> list[list[object]]:
    return [list(row) for row in col.db.all(query)]


def media(col: Collection) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in Path(col.media.dir()).iterdir()}


def check(col: Collection) -> str:
    """What Anki's own check of the collection says."""
    return col.fix_integrity()[0]


HEALTHY = "Database rebuilt and optimized."


def read(file: Path) -> list[ForeignNote]:
    reader = AnkiReader(file)
    try:
        return list(reader.notes())
    finally:
        reader.close()


def again(file: Path, to: Path, *, current: bool = False) -> Path:
    """The package, read and written again, with its media."""
    reader = AnkiReader(file)
    folder = to.with_suffix(".media")
    folder.mkdir()
    media = []
    for each in reader.media():
        path = folder / each.name
        path.write_bytes(reader.media_bytes(each.name))
        media.append((each, path))
    deck = Deck(reader.notes_count, reader.notes(), reader.models, media)
    AnkiWriter(current=current)(to, deck, no_progress)
    reader.close()
    return to
