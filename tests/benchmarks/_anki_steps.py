"""What `tests.benchmarks.deck_anki` measures, one step each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import anki.lang
from anki.collection import (
    AddNoteRequest,
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.decks import DeckId
from anki.scheduler.v3 import CardAnswer, QueuedCards

from tests.benchmarks._decks import COMMON_WORD, RARE_WORD, BigDeck
from tests.benchmarks._figures import Figures, each, spread, timed
from tpmdesk.app.transfer import Deck, ForeignNote, no_progress
from tpmdesk.exchange.anki.writer import AnkiWriter

anki.lang.set_lang("en")

_CALLS, _UNDOS, _PAGE = 500, 30, 50
_ALL_TIME = 36_500
_ABOVE = "Bench"
_FILE = "collection.anki2"


def build(folder: Path, deck: BigDeck, beside: Path) -> dict[str, Any]:
    """A collection with that deck in it; facts about it for the report."""
    package = beside / "deck.apkg"
    pictures = beside / "pictures"
    pictures.mkdir()
    media = [(file, pictures / file.name) for file in deck.media()]
    for file, path in media:
        path.write_bytes(deck.media_bytes(file.name))
    AnkiWriter()(package, Deck(deck.notes_count, _below(deck.notes()), media=media), no_progress)
    collection = _new(folder)
    _import(collection, package)
    _lift_limits(collection)
    assert collection.card_count() == deck.notes_count
    facts = {"synchronous": collection.db.scalar("PRAGMA synchronous")}
    collection.close()
    package.unlink()
    return facts | {"database_mb": round((folder / _FILE).stat().st_size / 1e6, 1)}


def _below(notes: Iterator[ForeignNote]) -> Iterator[ForeignNote]:
    """All decks below one, which can be studied as a whole."""
    for note in notes:
        cards = [card._replace(deck=f"{_ABOVE}::{card.deck}") for card in note.cards]
        yield note._replace(deck=f"{_ABOVE}::{note.deck}", cards=cards)


def _new(folder: Path) -> Collection:
    folder.mkdir()
    collection = Collection(str(folder / _FILE))
    collection.set_config("fsrs", True)
    return collection


def _lift_limits(collection: Collection) -> None:
    for options in collection.decks.all_config():
        options["new"]["perDay"] = options["rev"]["perDay"] = 9999
        collection.decks.update_config(options)
    collection.decks.select(_home(collection))


def _home(collection: Collection) -> DeckId:
    found = collection.decks.id(_ABOVE)
    assert found is not None
    return found


def _import(collection: Collection, package: Path) -> None:
    options = ImportAnkiPackageOptions(with_scheduling=True, merge_notetypes=True)
    collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(package), options=options)
    )


# What a day of study does


def open_(folder: Path, figures: Figures) -> Collection:
    with timed(figures, "open_ms"):
        return Collection(str(folder / _FILE))


def _next(collection: Collection) -> QueuedCards:
    """The next card with its text, what is left, and how far away each answer puts it."""
    queued = collection.sched.get_queued_cards()
    assert queued.cards, "nothing is due"
    assert collection.get_note(queued.cards[0].card.note_id).fields
    assert collection.sched.describe_next_states(queued.cards[0].states)
    return queued


def queue(collection: Collection, figures: Figures) -> None:
    with timed(figures, "first_queue_ms"):
        _next(collection)
    spread(figures, "next_ms", each(_CALLS, lambda: _next(collection)))


def answers(collection: Collection, figures: Figures) -> None:
    taken, nexts = [], []
    ratings = [CardAnswer.GOOD] * 8 + [CardAnswer.AGAIN, CardAnswer.EASY]
    for n in range(_CALLS):
        nexts += each(1, lambda: _next(collection))
        answer = _answer(collection, ratings[n % len(ratings)])
        taken += each(1, lambda answer=answer: collection.sched.answer_card(answer))
    spread(figures, "answer_ms", taken)
    spread(figures, "next_after_answer_ms", nexts[1:])
    figures["undo_ms"] = median(each(_UNDOS, collection.undo)) * 1000


def _answer(collection: Collection, rating: Any) -> CardAnswer:
    first = collection.sched.get_queued_cards().cards[0]
    card = collection.get_card(first.card.id)
    card.start_timer()
    return collection.sched.build_answer(card=card, states=first.states, rating=rating)


def searches(collection: Collection, figures: Figures) -> None:
    """The first call of each."""
    for name, query in (("due", "is:due"), ("rare_word", RARE_WORD), ("common_word", COMMON_WORD)):
        with timed(figures, f"search_{name}_ms"):
            found = collection.find_cards(query)
        assert found, query


def browse(collection: Collection, figures: Figures) -> None:
    """All cards by their fronts, and the rows of the first page; and by stability."""
    collection.load_browser_card_columns()
    for name, key in (("sorted", "noteFld"), ("by_stability", "stability")):
        column = collection.get_browser_column(key)
        assert column is not None, key
        with timed(figures, f"browse_{name}_first_page_ms"):
            ids = collection.find_cards("", order=column, reverse=key == "stability")
            rows = [collection.browser_row_for_id(each_id) for each_id in ids[:_PAGE]]
        assert len(rows) == min(_PAGE, len(ids))


def statistics(collection: Collection, figures: Figures) -> None:
    """Every graph, of all cards for all time."""
    with timed(figures, "stats_ms"):
        collection._backend.graphs(search="", days=_ALL_TIME)


DAILY = (queue, answers, searches, browse, statistics)

# What it seldom does


def exchange(collection: Collection, figures: Figures) -> None:
    folder = Path(collection.path).parent
    file = folder / "export.apkg"
    with timed(figures, "export_apkg_s"):
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=True)
        collection.export_anki_package(out_path=str(file), options=options, limit=None)
    other = folder.with_name(f"{folder.name}-imported")
    importing = _new(other)
    with timed(figures, "import_apkg_s"):
        _import(importing, file)
    assert importing.card_count() == figures["cards"]
    with timed(figures, "undo_import_s"):
        importing.undo()
    assert importing.card_count() == 0
    importing.close()
    shutil.rmtree(other)
    file.unlink()


def check(collection: Collection, figures: Figures) -> None:
    with timed(figures, "check_s"):
        report, sound = collection.fix_integrity()
    assert sound, report


def backup(collection: Collection, figures: Figures) -> None:
    """After one that was made before, as a backup mostly is."""
    folder = Path(collection.path).parent / "backups"
    folder.mkdir()
    collection.create_backup(backup_folder=str(folder), force=True, wait_for_completion=True)
    collection.sched.answer_card(_answer(collection, CardAnswer.GOOD))
    with timed(figures, "backup_s"):
        collection.create_backup(backup_folder=str(folder), force=True, wait_for_completion=True)


def add_notes(collection: Collection, figures: Figures) -> None:
    """As many new notes, without history, into a collection that has none, as one step."""
    folder = Path(collection.path).parent
    folder = folder.with_name(f"{folder.name}-added")
    adding = _new(folder)
    deck = BigDeck(int(figures["cards"]), datetime.now(UTC), reviewed=0)
    requests = [_request(adding, note) for note in deck.notes()]
    with timed(figures, "add_notes_s"):
        adding.add_notes(requests)
    assert adding.card_count() == len(requests)
    adding.close()
    shutil.rmtree(folder)


def _request(collection: Collection, foreign: ForeignNote) -> AddNoteRequest:
    kind = collection.models.by_name("Basic")
    deck = collection.decks.id(foreign.deck)
    assert kind is not None
    assert deck is not None
    note = collection.new_note(kind)
    note.fields[:2] = [foreign.text.front, foreign.text.back]
    note.tags = list(foreign.text.tags)
    return AddNoteRequest(note, deck_id=deck)


SELDOM = (exchange, check, backup, add_notes)
