"""Reviewing cards: today's queue, answers, undo, and what was done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from tpmdesk.app.day import StudyDays
from tpmdesk.app.daywork import DaySummary, DayWork
from tpmdesk.app.ports import (
    AfterAnswer,
    CardStore,
    Clock,
    DayTally,
    Lapse,
    QueueCounts,
    Replan,
    ReviewError,
)
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.app.showing import CardView, Showing
from tpmdesk.domain import scheduling
from tpmdesk.domain.cards import (
    Card,
    CardId,
    Memory,
    NoteId,
    NoteText,
    Rating,
    Review,
    ReviewKind,
)
from tpmdesk.domain.deckoptions import LEECH_TAG
from tpmdesk.domain.excerpt import excerpt
from tpmdesk.domain.noteproblem import problem_of
from tpmdesk.domain.studyday import StudyDay

__all__ = ["CardView", "LeechNotice", "Reviewing"]

CLOCK_TOLERANCE = timedelta(minutes=5)
FLAGS = range(8)
_LABEL_LENGTH = 60


@dataclass(frozen=True, slots=True)
class LeechNotice:
    """A card has become a leech: how often it lapsed, and when its note's cards did."""

    card: Card
    lapses: int
    suspended: bool
    history: tuple[Lapse, ...]


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
        self._days = StudyDays(settings, clock, zone)
        self._showing = Showing(cards, settings, self._days)
        self._work = DayWork(cards, self._days)
        self._shown: Card | None = None
        self._answered: CardId | None = None
        self._leech: LeechNotice | None = None

    # The queue

    def today(self) -> StudyDay:
        return self._days.today()

    def counts(self, ahead_days: int = 0) -> QueueCounts:
        return self._showing.counts(ahead_days)

    def next(self, ahead_days: int = 0) -> CardView | None:
        """The card to show now; None when today is done, or only waits for a learning card.

        `ahead_days` takes the reviews of that many days after today as well, without limits and
        without new cards.
        """
        view = self._showing.next(ahead_days)
        if view is not None:
            self._shown, self._answered = view.card, None
        return view

    def view(self, card_id: CardId) -> CardView:
        """Any card, due or not."""
        view = self._showing.view(self._cards.card(card_id))
        self._shown, self._answered = view.card, None
        return view

    # Answers

    @property
    def leech(self) -> LeechNotice | None:
        """What there is to know when the last answer made a card a leech."""
        return self._leech

    def answer(
        self, card_id: CardId, rating: Rating, took: float = 0.0, at: datetime | None = None
    ) -> Card:
        """Take an answer given now, or at an aware time; the card as it stands then.

        `took` is seconds from the front shown to the rating.
        """
        if at is None and card_id == self._answered:
            raise ReviewError("This card is answered already. Go on with the next, or undo.")
        card = self._as_shown(card_id)
        when = self._time_of(card, at)
        after = self._showing.pacing.rated(card, rating, when)
        review = Review(card_id, when, rating, card.memory, after, max(0.0, took))
        then = self._follows(card, review)
        before = self._cards.writes
        self._cards.record(review, then)
        self._shown, self._answered = None, card_id
        answered = _answered(card, review, then)
        self._leech = self._notice(answered, then)
        if at is None and self._cards.writes == before + 1:
            self._showing.answered(card, after, suspended=then.suspend)
        return answered

    def _follows(self, card: Card, review: Review) -> AfterAnswer:
        options = card.options
        rest = self._days.day_of(review.at).end if options.bury_siblings else None
        leech = review.is_lapse and options.makes_leech(card.lapses + 1)
        return AfterAnswer(rest, leech, leech and options.leech_suspends)

    def _notice(self, card: Card, then: AfterAnswer) -> LeechNotice | None:
        if not then.leech:
            return None
        return LeechNotice(card, card.lapses, then.suspend, self.note_history(card.note_id))

    def _as_shown(self, card_id: CardId) -> Card:
        """The card that is answered: the store refuses if it has changed since it was shown."""
        shown = self._shown
        return shown if shown is not None and shown.id == card_id else self._cards.card(card_id)

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

    def unbury(self, card_id: CardId) -> None:
        """End the card's rest."""
        self._cards.unbury(card_id)

    def suspend(self, card_id: CardId) -> None:
        """Leave the card out until it is resumed."""
        self._cards.suspend(card_id, suspended=True)

    def resume(self, card_id: CardId) -> None:
        self._cards.suspend(card_id, suspended=False)

    def flag(self, card_id: CardId, flag: int) -> None:
        """Mark the card with one of seven flags, or with 0 for none."""
        if flag not in FLAGS:
            raise ReviewError(f"There is no flag {flag}. Give one from 1 to 7, or 0 for none.")
        self._cards.flag(card_id, flag)

    def forget(self, card_id: CardId) -> None:
        """Make the card a new one again; the log keeps its reviews."""
        card = self._cards.card(card_id)
        change = Replan(card_id, card.memory, Memory())
        self._cards.replan(_label("Forget", card), [change], ReviewKind.MANUAL, reset=True)

    def set_due(self, card_id: CardId, day: date) -> None:
        """Show the card on that study day, in review from then on."""
        card = self._cards.card(card_id)
        due = self._days.on(day).start
        after = scheduling.set_due(card.memory, due, self._clock(), card.options)
        self._cards.replan(
            _label(f"Due on {day.isoformat()}", card),
            [Replan(card_id, card.memory, after)],
            ReviewKind.MANUAL,
        )

    def note_history(self, note_id: NoteId) -> tuple[Lapse, ...]:
        """The lapses of the note's cards, oldest first."""
        return tuple(self._cards.lapses(note_id))

    def note(self, note_id: NoteId) -> NoteText:
        return self._cards.note(note_id)

    def edit(self, note_id: NoteId, text: NoteText) -> None:
        """Change a note's text; its cards keep their history."""
        problem = problem_of(text)
        if problem:
            raise ReviewError(problem)
        self._cards.edit_note(note_id, text)

    # Undo

    def undo(self) -> str | None:
        """Take back the last action; its name in words, None when there is none."""
        self._start_over()
        return self._cards.undo()

    def redo(self) -> str | None:
        """Do again what was undone last; its name in words, None when there is nothing."""
        self._start_over()
        return self._cards.redo()

    def undoable(self) -> str | None:
        """What `undo` would take back, in words."""
        return self._cards.undoable()

    def redoable(self) -> str | None:
        """What `redo` would do again, in words."""
        return self._cards.redoable()

    def undo_weight(self) -> int:
        """About how many rows `undo` would change: thousands of them take a while."""
        return self._cards.undo_weight()

    def redo_weight(self) -> int:
        """About how many rows `redo` would change."""
        return self._cards.redo_weight()

    def _start_over(self) -> None:
        self._shown = self._answered = self._leech = None
        self._showing.start_over()

    # What was done, and what will be due

    def summary(self) -> DaySummary:
        return self._work.summary(self.counts())

    def history(self, days: int) -> list[tuple[date, DayTally]]:
        """The last study days up to today, oldest first."""
        return self._work.history(days)

    def forecast(self, days: int) -> list[tuple[date, int]]:
        """How many cards fall due on each study day from today; overdue ones count today."""
        return self._work.forecast(days)

    @property
    def retention(self) -> float:
        """The probability of recall at which a card falls due, unless its deck has another."""
        return self._settings.current.desired_retention


def _answered(card: Card, review: Review, then: AfterAnswer) -> Card:
    """The card as the answer leaves it."""
    marked = then.leech and LEECH_TAG not in card.tags
    return replace(
        card,
        memory=review.after,
        reps=card.reps + 1,
        lapses=card.lapses + review.is_lapse,
        suspended=then.suspend,
        tags=(*card.tags, LEECH_TAG) if marked else card.tags,
    )


def _label(what: str, card: Card) -> str:
    return f"{what}: {excerpt(card.face.front, _LABEL_LENGTH)}"


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
