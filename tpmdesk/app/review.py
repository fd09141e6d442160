"""Reviewing cards: today's queue, answers, undo, and what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from tpmdesk.app.ports import (
    CardLine,
    CardStore,
    Clock,
    DayTally,
    Limits,
    QueueCounts,
    ReviewError,
)
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain import scheduling
from tpmdesk.domain.cards import Card, CardId, NoteId, NoteKind, NoteText, Rating, Review
from tpmdesk.domain.studyday import StudyDay, study_day

CLOCK_TOLERANCE = timedelta(minutes=5)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class CardView:
    """A card to show, how far away each rating would put it, and what is left (it included)."""

    card: Card
    intervals: Mapping[Rating, timedelta]
    counts: QueueCounts


@dataclass(frozen=True, slots=True)
class DaySummary:
    """What was done today, what is left of today, and how many cards fall due tomorrow."""

    tally: DayTally
    left: QueueCounts
    due_tomorrow: int


class Reviewing:
    """One person's reviews. `zone` None means the computer's own.

    Raises NotFoundError for a card or note that is gone, and ReviewError for an answer that
    cannot be taken; nothing is changed then.
    """

    def __init__(
        self,
        cards: CardStore,
        settings: SettingsDesk,
        clock: Clock,
        zone: tzinfo | None = None,
    ) -> None:
        self._cards = cards
        self._settings = settings
        self._clock = clock
        self._zone = zone
        self._shown: Card | None = None
        self._answered: CardId | None = None

    # The queue

    def today(self) -> StudyDay:
        return self._day_of(self._clock())

    def counts(self) -> QueueCounts:
        return self._cards.counts(self.today(), self._clock(), self._limits())

    def next(self) -> CardView | None:
        """The card to show now; None when today is done, or only waits for a learning card."""
        card = self._cards.next_card(self.today(), self._clock(), self._limits())
        return None if card is None else self._show(card)

    def view(self, card_id: CardId) -> CardView:
        """Any card, due or not."""
        return self._show(self._cards.card(card_id))

    def _show(self, card: Card) -> CardView:
        self._shown, self._answered = card, None
        now = max(self._clock(), card.memory.last_review or _LONG_AGO)
        away = scheduling.intervals(card.memory, now, self.retention, _fuzz_seed(card))
        return CardView(card, away, self.counts())

    # Answers

    def answer(
        self, card_id: CardId, rating: Rating, took: float = 0.0, at: datetime | None = None
    ) -> Card:
        """Take an answer given now, or at an aware time; the card as it stands then.

        `took` is seconds from the front shown to the rating.
        """
        if at is None and card_id == self._answered:
            raise ReviewError("This card is answered already. Go on with the next, or undo.")
        card = self._unchanged(card_id)
        when = self._time_of(card, at)
        after = scheduling.rate(card.memory, rating, when, self.retention, _fuzz_seed(card))
        review = Review(card_id, when, rating, card.memory, after, max(0.0, took))
        self._cards.record(review, siblings_until=self._day_of(when).end)
        self._shown, self._answered = None, card_id
        return self._cards.card(card_id)

    def _unchanged(self, card_id: CardId) -> Card:
        """The card as stored, which must be as it was shown."""
        card = self._cards.card(card_id)
        if card.suspended:
            raise ReviewError(
                f"Card {card_id} is suspended, so it takes no answers. "
                "Resume it first, or go on with the next."
            )
        shown = self._shown
        if shown is not None and shown.id == card_id and shown.memory != card.memory:
            raise ReviewError(
                f"Card {card_id} has been answered elsewhere since it was shown. "
                "That answer stands; go on with the next card."
            )
        return card

    def _time_of(self, card: Card, at: datetime | None) -> datetime:
        """When the answer counts; a clock put back a little (to be exact again) is forgiven."""
        when = (at or self._clock()).astimezone(UTC)
        last = card.memory.last_review
        if last is None or when >= last:
            return when
        if at is None and last - when <= CLOCK_TOLERANCE:
            return last
        raise ReviewError(
            f"Card {card.id} was last answered at {_minute(last)}, which is after this answer at "
            f"{_minute(when)}. Nothing was changed. Check the computer's clock, or give a later "
            "time."
        )

    # Other things to do with a card

    def bury(self, card_id: CardId) -> None:
        """Let the card rest until the next study day."""
        self._cards.bury(card_id, self.today().end)

    def suspend(self, card_id: CardId) -> None:
        """Leave the card out until it is resumed."""
        self._cards.suspend(card_id, suspended=True)

    def resume(self, card_id: CardId) -> None:
        self._cards.suspend(card_id, suspended=False)

    def note(self, note_id: NoteId) -> NoteText:
        return self._cards.note(note_id)

    def edit(self, note_id: NoteId, text: NoteText) -> None:
        """Change a note's text; its cards keep their history."""
        _check(text)
        self._cards.edit_note(note_id, text)

    def undo(self) -> str | None:
        """Take back the last action; its name in words, None when there is none."""
        self._shown = self._answered = None
        return self._cards.undo()

    def undoable(self) -> str | None:
        """What `undo` would take back, in words."""
        return self._cards.undoable()

    # What was done, and what will be due

    def summary(self) -> DaySummary:
        day = self.today()
        tomorrow = self._day_of(day.end)
        return DaySummary(
            tally=self._cards.tally(day),
            left=self.counts(),
            due_tomorrow=self._cards.due_between(tomorrow.start, tomorrow.end),
        )

    def history(self, days: int) -> list[tuple[date, DayTally]]:
        """The last study days up to today, oldest first."""
        wanted = [self.today()]
        while len(wanted) < days:
            wanted.append(self._day_of(wanted[-1].start - _INSTANT))
        wanted.reverse()
        return [
            (day.date, tally)
            for day, tally in zip(wanted, self._cards.tallies(wanted), strict=True)
        ]

    def forecast(self, days: int) -> list[tuple[date, int]]:
        """How many cards fall due on each study day from today; overdue ones count today."""
        due, day, start = [], self.today(), _LONG_AGO
        for _ in range(days):
            due.append((day.date, self._cards.due_between(start, day.end)))
            day = self._day_of(day.end)
            start = day.start
        return due

    def search(self, words: str, limit: int = 100) -> list[CardLine]:
        return self._cards.search(words, limit)

    def matches(self, words: str) -> int:
        """How many cards `search` would find without its limit."""
        return self._cards.matches(words)

    # What the settings say

    @property
    def retention(self) -> float:
        """The probability of recall at which a card falls due."""
        return self._settings.current.desired_retention

    def _limits(self) -> Limits:
        current = self._settings.current
        return Limits(current.new_per_day, current.reviews_per_day)

    def _day_of(self, moment: datetime) -> StudyDay:
        return study_day(moment, self._zone, self._settings.current.rollover_hour)


def _fuzz_seed(card: Card) -> int:
    """One draw for each answer of each card: what the buttons say is what the answer gives."""
    return (card.id << 20) + card.reps


def _check(text: NoteText) -> None:
    if not text.front.strip():
        raise ReviewError("The front is empty. Write a question there.")
    if text.kind is NoteKind.STEPS:
        if not all(step.name.strip() for step in text.steps) or not text.steps:
            raise ReviewError("A step has no name, or there is none. Name at least one step.")
    elif not text.back.strip():
        raise ReviewError("The back is empty. Write the answer there.")


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
