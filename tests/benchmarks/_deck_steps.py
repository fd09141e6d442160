"""What `tests.benchmarks.deck` measures, one step each."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from tests.benchmarks._decks import COMMON_WORD, RARE_WORD, BigDeck
from tests.benchmarks._figures import Figures, each, spread, timed
from tpmdesk.app.browsing import Column, Sort
from tpmdesk.app.transfer import ExportWish
from tpmdesk.app.unattended import AtOnce
from tpmdesk.bootstrap.parts import Parts
from tpmdesk.bootstrap.paths import Profile
from tpmdesk.domain.cards import Rating

_CALLS, _UNDOS, _PAGE = 500, 200, 50


def unwatched(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


def build(folder: Path, deck: BigDeck) -> None:
    """A new profile with that deck in it."""
    folder.mkdir()
    parts = _parts(folder)
    parts.transferring.run(deck, unwatched)
    parts.database.close()


def _parts(folder: Path) -> Parts:
    return Parts(Profile(folder), AtOnce())


# What a day of study does


def open_(folder: Path, figures: Figures) -> Parts:
    """Open the profile, ready for the first question about it."""
    with timed(figures, "open_ms"):
        parts = _parts(folder)
        assert parts.database.file.exists()
        assert parts.settings.current
    return parts


def queue(parts: Parts, figures: Figures) -> None:
    """The first card of the day, with what is left, and then the next again and again."""
    reviewing = parts.reviewing
    with timed(figures, "first_queue_ms"):
        view = reviewing.next()
    assert view is not None, "nothing is due"
    assert view.counts.total > 0
    spread(figures, "next_ms", each(_CALLS, reviewing.next))


def answers(parts: Parts, figures: Figures) -> None:
    parts.settings.change(new_per_day=9999, reviews_per_day=9999)
    reviewing, taken = parts.reviewing, []
    ratings = [Rating.GOOD] * 8 + [Rating.AGAIN, Rating.EASY]
    for n in range(_CALLS):
        view = reviewing.next()
        assert view is not None, "the queue ran dry"
        card, rating = view.card.id, ratings[n % len(ratings)]
        taken += each(1, lambda card=card, rating=rating: reviewing.answer(card, rating, 4.0))
    spread(figures, "answer_ms", taken)
    figures["undo_ms"] = median(each(_UNDOS, reviewing.undo)) * 1000


def searches(parts: Parts, figures: Figures) -> None:
    """The first call of each."""
    browsing = parts.browsing
    for name, query in (("due", "is:due"), ("rare_word", RARE_WORD), ("common_word", COMMON_WORD)):
        with timed(figures, f"search_{name}_ms"):
            found = browsing.find(query)
        assert found, query


def browse(parts: Parts, figures: Figures) -> None:
    """All cards by their fronts, and the lines of the first page."""
    with timed(figures, "browse_sorted_first_page_ms"):
        ids = parts.browsing.find("", Sort(Column.FRONT))
        lines = parts.browsing.lines(ids[:_PAGE])
    assert len(lines) == min(_PAGE, len(ids))
    with timed(figures, "browse_by_stability_first_page_ms"):
        ids = parts.browsing.find("", Sort(Column.STABILITY, descending=True))
        parts.browsing.lines(ids[:_PAGE])


def statistics(parts: Parts, figures: Figures) -> None:
    """Every figure of the Progress page, for all time."""
    with timed(figures, "stats_ms"):
        parts.statistics.look()


DAILY = (queue, answers, searches, browse, statistics)

# What it seldom does


def exchange(parts: Parts, figures: Figures) -> None:
    file = parts.profile.root / "export.apkg"
    with timed(figures, "export_apkg_s"):
        parts.transferring.export(ExportWish(file), unwatched)
    other = parts.profile.root.with_name(f"{parts.profile.root.name}-imported")
    other.mkdir()
    importing = _parts(other)
    assert importing.database.file.exists()
    with timed(figures, "import_apkg_s"):
        reader = importing.transferring.open(file)
        report = importing.transferring.run(reader, unwatched)
        reader.close()
    assert report.added > 0
    with timed(figures, "undo_import_s"):
        importing.reviewing.undo()
    importing.database.close()
    shutil.rmtree(other)
    file.unlink()


def check(parts: Parts, figures: Figures) -> None:
    with timed(figures, "check_s"):
        problems = parts.checking.thorough(unwatched)
    assert not problems, problems


def backup(parts: Parts, figures: Figures) -> None:
    """The first backup copies every picture; the next one knows them."""
    with timed(figures, "backup_first_s"):
        parts.backups.make(unwatched)
    view = parts.reviewing.next()
    assert view is not None
    parts.reviewing.answer(view.card.id, Rating.GOOD)
    with timed(figures, "backup_s"):
        parts.backups.make(unwatched)


def add_notes(parts: Parts, figures: Figures) -> None:
    """As many new notes, without history, into a profile that has none."""
    folder = parts.profile.root.with_name(f"{parts.profile.root.name}-added")
    folder.mkdir()
    adding = _parts(folder)
    assert adding.database.file.exists()
    deck = BigDeck(int(figures["cards"]), datetime.now(UTC), reviewed=0)
    deck.hold()
    with timed(figures, "add_notes_s"):
        adding.transferring.run(deck, unwatched)
    adding.database.close()
    shutil.rmtree(folder)


SELDOM = (exchange, check, backup, add_notes)
