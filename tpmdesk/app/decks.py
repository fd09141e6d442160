"""Decks as they are scheduled: what is due in each, their options, and fitted parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import NamedTuple, Protocol

from tpmdesk.app.backups import MANY, Before, unkept
from tpmdesk.app.day import StudyDays
from tpmdesk.app.fitting import FitError, FitResult, Fitter, History, fitted
from tpmdesk.app.pacing import seed_of
from tpmdesk.app.ports import Clock, Limits, QueueWish, Replan
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.app.transfer import Progress
from tpmdesk.domain import scheduling
from tpmdesk.domain.cards import CardId, Memory, ReviewKind
from tpmdesk.domain.content import EntryId
from tpmdesk.domain.deckoptions import DeckOptions, problem_of
from tpmdesk.domain.studyday import StudyDay


class OptionsError(ValueError):
    """A deck cannot have these options; the message says which and what they can be."""


@dataclass(frozen=True, slots=True)
class DeckDue:
    """A deck and what is left of it today, within its limits and the person's."""

    id: EntryId
    title: str
    new: int
    learning: int
    review: int


class Scheduled(NamedTuple):
    """A card in review."""

    card_id: CardId
    reps: int
    memory: Memory


class DeckStore(Protocol):
    """Decks. Raises NotFoundError for one that is gone."""

    def due(self, day: StudyDay, now: datetime, wish: QueueWish) -> list[DeckDue]: ...

    def options(self, deck_id: EntryId) -> DeckOptions: ...

    def title(self, deck_id: EntryId) -> str: ...

    def change(
        self, label: str, options: dict[EntryId, DeckOptions], moved: Sequence[Replan] = ()
    ) -> None:
        """Other options for decks and other due dates for cards, as one undo step."""
        ...

    def ids(self) -> list[EntryId]: ...

    def scheduled(self, deck_id: EntryId) -> list[Scheduled]: ...

    def histories(self, deck_id: EntryId | None) -> list[History]:
        """The answers to each card whose log begins with its first; of all decks for None."""
        ...

    def replan(
        self, label: str, changes: Sequence[Replan], kind: ReviewKind, *, reset: bool = False
    ) -> None: ...


class Decks:
    """One person's decks. `zone` None means the computer's own. Raises NotFoundError.

    Before a change of MANY cards `before` makes a backup; when it raises BackupError, nothing is
    changed.
    """

    def __init__(
        self,
        store: DeckStore,
        settings: SettingsDesk,
        clock: Clock,
        fitter: Fitter,
        zone: tzinfo | None = None,
        before: Before = unkept,
    ) -> None:
        self._store = store
        self._settings = settings
        self._days = StudyDays(settings, clock, zone)
        self._before = before
        self._fitter = fitter

    def summary(self) -> list[DeckDue]:
        """Every deck, in the order of the library."""
        current = self._settings.current
        limits = Limits(current.new_per_day, current.reviews_per_day)
        return self._store.due(self._days.today(), self._days.now(), QueueWish(limits))

    def options(self, deck_id: EntryId) -> DeckOptions:
        return self._store.options(deck_id)

    def change(self, deck_id: EntryId, options: DeckOptions, *, reschedule: bool = False) -> int:
        """Give a deck other options, as one undo step; how many due dates have moved.

        Due dates stay until the next answer, unless `reschedule` gives the cards in review those
        that the new options would have given. Raises OptionsError.
        """
        wrong = problem_of(options) or _unusable(options)
        if wrong:
            raise OptionsError(wrong)
        moved = self._moved(deck_id, options) if reschedule else []
        if moved or options != self._store.options(deck_id):
            label = f"Options of {self._store.title(deck_id)}"
            self._store.change(label, {deck_id: options}, moved)
        return len(moved)

    def reschedule(self, deck_id: EntryId) -> int:
        """Give the deck's cards in review the due dates that its options would have given, as one
        undo step; how many have changed."""
        changes = self._moved(deck_id, self._store.options(deck_id))
        if changes:
            label = f"Reschedule {self._store.title(deck_id)}"
            self._store.replan(label, changes, ReviewKind.RESCHEDULED)
        return len(changes)

    def _moved(self, deck_id: EntryId, options: DeckOptions) -> list[Replan]:
        """The changes to make, with a backup made where they are many."""
        retention = self._settings.current.desired_retention
        changes = []
        for card in self._store.scheduled(deck_id):
            seed = seed_of(card.card_id, card.reps)
            after = scheduling.rescheduled(card.memory, retention, seed, options)
            if after.due != card.memory.due:
                changes.append(Replan(card.card_id, card.memory, after))
        if len(changes) > MANY:
            self._before(f"rescheduling {len(changes):,} cards")
        return changes

    # Parameters of one's own

    def fit(self, deck_id: EntryId | None, progress: Progress | None = None) -> FitResult:
        """Fit parameters to the deck's reviews, or to all for None; changes nothing.

        `progress` may raise Cancelled. Raises FitUnavailableError and FitError.
        """
        return fitted(self._store.histories(deck_id), self._fitter, progress)

    def take(self, deck_id: EntryId | None, result: FitResult) -> None:
        """Use fitted parameters for the deck, or for all decks, as one undo step.

        Raises FitError for parameters that did not win.
        """
        if not result.better:
            raise FitError(f"These parameters are not used. {result.words}")
        ids = self._store.ids() if deck_id is None else [deck_id]
        where = "all decks" if deck_id is None else self._store.title(deck_id)
        self._store.change(
            f"Fitted parameters for {where}",
            {each: self._with(each, result.parameters) for each in ids},
        )

    def _with(self, deck_id: EntryId, parameters: tuple[float, ...]) -> DeckOptions:
        return replace(self._store.options(deck_id), parameters=parameters)


def _unusable(options: DeckOptions) -> str:
    try:
        scheduling.check(options)
    except ValueError as error:
        return f"The parameters cannot be used: {error}"
    return ""
