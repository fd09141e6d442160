"""Looking through all cards: finding, showing and changing them, one or many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

from tpmdesk.app.backups import MANY, Before, unkept
from tpmdesk.app.browsestore import (
    BrowseLine,
    BulkError,
    CardBulkStore,
    CardInfo,
    Change,
    Column,
    Duplicates,
    LogLine,
    NoteBulkStore,
    NoteStore,
    Replacement,
    SearchStore,
    Sort,
    TagLine,
)
from tpmdesk.app.ports import Clock, DeckLine, ReviewError
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.app.transfer import Progress
from tpmdesk.domain import forgetting, likeness, scheduling
from tpmdesk.domain.cards import Card, CardId, NoteId, NoteText, ReviewKind
from tpmdesk.domain.content import EntryId
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.domain.noteproblem import problem_of
from tpmdesk.domain.query import QueryError, parse
from tpmdesk.domain.replacing import NoteField
from tpmdesk.domain.studyday import Calendar

__all__ = [
    "BrowseLine",
    "Browsing",
    "BulkError",
    "CardInfo",
    "Change",
    "Column",
    "Duplicates",
    "LogLine",
    "NoteField",
    "QueryError",
    "Replacement",
    "Sort",
    "TagLine",
]

MOST_DAYS = 36_500
FLAGS = 7


class Browsing:
    """One person's cards, all of them. `zone` None means the computer's own.

    Cards are named by ids, which `find` returns for any number of cards; `lines` shows a few.
    Raises QueryError for a query that cannot be read, NotFoundError for a card, note or deck that
    is gone, ReviewError for a note that is not whole, and BulkError for whatever else cannot be
    done; nothing is changed then. Before changes of MANY cards `before` makes a backup; when it
    raises BackupError, nothing is changed either.
    """

    def __init__(
        self,
        search: SearchStore,
        cards: CardBulkStore,
        texts: NoteBulkStore,
        notes: NoteStore,
        settings: SettingsDesk,
        clock: Clock,
        zone: tzinfo | None = None,
        before: Before = unkept,
    ) -> None:
        self._search = search
        self._cards = cards
        self._texts = texts
        self._notes = notes
        self._settings = settings
        self._clock = clock
        self._zone = zone
        self._before = before

    # Finding and showing

    def find(
        self, query: str, sort: Sort | None = None, limit: int | None = None
    ) -> Sequence[CardId]:
        """The cards that the query finds; without a sort, as they are found soonest."""
        return self._search.find(parse(query), sort, self._calendar(), limit)

    def count(self, query: str) -> int:
        return self._search.count(parse(query), self._calendar())

    def lines(self, ids: Sequence[CardId]) -> list[BrowseLine]:
        """These cards, in that order; those that are gone are left out. For one page of a list."""
        return self._search.lines(ids, self._clock())

    def decks(self) -> list[DeckLine]:
        return self._search.decks()

    def tags(self) -> list[TagLine]:
        """Every tag and every part of it that others lie below, in the order of their names."""
        return self._search.tags()

    def info(self, card_id: CardId) -> CardInfo:
        now = self._clock()
        card, line, reviews = self._search.logbook(card_id, now)
        return CardInfo(
            card=card,
            line=line,
            reviews=reviews,
            retrievability=_recall(card, now),
            retention=card.options.retention or self._settings.current.desired_retention,
        )

    def forgetting_curve(self, card_id: CardId) -> tuple[tuple[datetime, float], ...]:
        """The probability of recall from the first answer on, past now and past the due date.

        It stands at 1 at each answer and falls until the next. Empty for a card never seen. A log
        of another program that has no stabilities is worked out anew.
        """
        now = self._clock()
        card, _, reviews = self._search.logbook(card_id, now)
        answers = _stabilities(reviews, card.options)
        return forgetting.curve(answers, forgetting.horizon(card.memory, now), card.options)

    # One note, one deck

    def note(self, note_id: NoteId) -> NoteText:
        return self._notes.note(note_id)

    def create(self, deck: EntryId, text: NoteText) -> NoteId:
        """A note of the person's own, with new cards at the end of the queue."""
        _check(text)
        return self._notes.create(deck, text)

    def edit(self, note_id: NoteId, text: NoteText) -> None:
        """Change a note's text; its cards keep their history."""
        _check(text)
        self._notes.edit_note(note_id, text)

    def new_deck(self, title: str) -> EntryId:
        return self._notes.new_deck(_titled(title))

    def rename_deck(self, deck: EntryId, title: str) -> None:
        self._notes.rename_deck(deck, _titled(title))

    # Many cards: each is one undo step, and returns how many cards or notes it changed

    def suspend(self, ids: Sequence[CardId], suspended: bool) -> int:
        self._keep(len(ids), "suspending {n} cards" if suspended else "resuming {n} cards")
        return self._cards.suspend(ids, suspended)

    def bury(self, ids: Sequence[CardId]) -> int:
        """Let the cards rest until the next study day."""
        return self._cards.bury(ids, self._calendar().today.end)

    def unbury(self, ids: Sequence[CardId]) -> int:
        """End the cards' rest."""
        return self._cards.unbury(ids)

    def flag(self, ids: Sequence[CardId], flag: int) -> int:
        """Mark cards with a flag, 1 to 7; 0 takes it away."""
        if not 0 <= flag <= FLAGS:
            raise BulkError(f"There is no flag {flag}. Flags go from 1 to {FLAGS}; 0 is none.")
        return self._cards.flag(ids, flag)

    def move(self, ids: Sequence[CardId], deck: EntryId) -> int:
        self._keep(len(ids), "moving {n} cards")
        return self._cards.move(ids, deck)

    def forget(self, ids: Sequence[CardId], keep_counts: bool = False) -> int:
        """Make cards new again; their log stays. `keep_counts` keeps how often they were answered
        and forgotten."""
        self._keep(len(ids), "forgetting {n} cards")
        return self._cards.forget(ids, keep_counts)

    def set_due(self, ids: Sequence[CardId], first: date, last: date | None = None) -> int:
        """Let cards fall due on a day, or spread evenly from one day to another. New cards count
        as seen then."""
        days = ((last or first) - first).days
        if not 0 <= days <= MOST_DAYS:
            raise BulkError(
                f"The last day, {last}, lies before the first, {first}. Give them in order."
            )
        calendar = self._calendar()
        begin = calendar.day_begins
        self._keep(len(ids), "choosing when {n} cards are due")
        return self._cards.set_due(ids, [begin(first + timedelta(days=n)) for n in range(days + 1)])

    def delete(self, ids: Sequence[CardId]) -> int:
        """Delete the notes of these cards, with all their cards; how many notes."""
        self._keep(len(ids), "deleting the notes of {n} cards")
        return self._cards.delete(ids)

    # Tags, and text

    def add_tags(self, ids: Sequence[CardId], tags: Sequence[str]) -> int:
        wanted = _tags(tags)
        self._keep(len(ids), "tagging {n} cards")
        return self._texts.add_tags(ids, wanted)

    def remove_tags(self, ids: Sequence[CardId], tags: Sequence[str]) -> int:
        """Take these tags, and those below them, off the cards' notes."""
        unwanted = _tags(tags)
        self._keep(len(ids), "taking tags off {n} cards")
        return self._texts.remove_tags(ids, unwanted)

    def rename_tag(self, old: str, new: str) -> int:
        """Rename a tag and those below it on every note that has one."""
        (renamed,) = _tags([new])
        self._keep(self._tagged(old), "renaming a tag on {n} notes")
        return self._texts.rename_tag(old, renamed)

    def preview_replace(self, wish: Replacement, ids: Sequence[CardId]) -> list[Change]:
        """What `replace` would change, and how."""
        return self._texts.preview_replace(wish, ids)

    def replace(self, wish: Replacement, ids: Sequence[CardId]) -> int:
        """Replace text in the notes of these cards; how many notes changed."""
        self._keep(len(ids), "replacing text on {n} cards")
        return self._texts.replace(wish, ids)

    def duplicates(self, query: str = "", progress: Progress | None = None) -> list[Duplicates]:
        """Notes whose fronts say the same, or nearly so; those that are the same first.

        `progress` is told how many notes are looked at, and may raise Cancelled.
        """
        fronts = self._search.fronts(parse(query), self._calendar())
        groups = likeness.alike([front for _, front in fronts], progress or _quietly)
        return [_duplicates([fronts[n] for n in group.members], group.exact) for group in groups]

    def _keep(self, many: int, what: str) -> None:
        """A backup before a change that is hard to look over; undo may not reach that far back."""
        if many > MANY:
            self._before(what.format(n=f"{many:,}"))

    def _tagged(self, tag: str) -> int:
        return sum(line.notes for line in self._search.tags() if _same(line.name, tag))

    def _calendar(self) -> Calendar:
        return Calendar(self._clock(), self._zone, self._settings.current.rollover_hour)


def _recall(card: Card, now: datetime) -> float | None:
    if card.memory.stability is None:
        return None
    return scheduling.retrievability(card.memory, now, card.options)


def _check(text: NoteText) -> None:
    problem = problem_of(text)
    if problem:
        raise ReviewError(problem)


def _duplicates(fronts: Sequence[tuple[NoteId, str]], exact: bool) -> Duplicates:
    ids, lines = zip(*fronts, strict=True)
    return Duplicates(lines[0], ids, lines, exact)


def _titled(title: str) -> str:
    words = " ".join(title.split())
    if not words:
        raise BulkError("The deck has no name. Write one, such as “Databases”.")
    return words


def _tags(tags: Sequence[str]) -> list[str]:
    """As they are kept: no spaces, for a space parts one tag from the next."""
    kept = ["_".join(tag.split()) for tag in tags if tag.strip()]
    if not kept:
        raise BulkError("There is no tag. Write one, such as “databases” or “system::caches”.")
    return kept


def _same(name: str, other: str) -> bool:
    return name.casefold() == other.casefold()


def _quietly(_done: int, _total: int) -> None:
    """Progress that nobody follows."""


def _stabilities(log: Sequence[LogLine], options: DeckOptions) -> list[tuple[datetime, float]]:
    """The stability after each answer, as it was logged or else as the model has it."""
    answers = [(line, line.rating) for line in log if line.kind is ReviewKind.ANSWER]
    rated = [(line.at, rating) for line, rating in answers if rating is not None]
    memories = scheduling.replay(rated, options=options)
    logged = {line.at: line.stability for line in log if line.stability is not None}
    found = (
        (at, logged.get(at, memory.stability))
        for (at, _), memory in zip(rated, memories, strict=True)
    )
    return [(at, stability) for at, stability in found if stability is not None]
