"""What the cards come from: today's queue, the days ahead, or a search that is crammed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from tpmdesk.app.review import CardView, Reviewing
from tpmdesk.domain.cards import Rating
from tpmdesk.ui.words import cards


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sittings", text)


class Sitting(Protocol):
    """One run through cards. `about` is what the bar above says, "" for no bar."""

    def about(self) -> str: ...

    def next(self) -> CardView | None: ...

    def answer(self, view: CardView, rating: Rating, took: float) -> None:
        """Raises ReviewError when the answer cannot be taken."""
        ...

    @property
    def keeps(self) -> bool:
        """Whether answers are kept, so that they can be undone."""
        ...


class Cram(Protocol):
    """A run that leaves the schedule alone."""

    def next(self) -> CardView | None: ...

    def answer(self, rating: Rating, took: float = 0.0) -> None: ...


@dataclass(frozen=True, slots=True)
class Ahead:
    """Today's cards, or with `days` those of the days after it too."""

    reviewing: Reviewing
    days: int = 0

    def about(self) -> str:
        left = cards(self.reviewing.counts(self.days).total)
        if not self.days:
            return ""
        if self.days == 1:
            return _tr("Studying ahead: {cards} up to tomorrow.").format(cards=left)
        return _tr("Studying ahead: {cards} of the next {n} days.").format(cards=left, n=self.days)

    def next(self) -> CardView | None:
        return self.reviewing.next(self.days)

    def answer(self, view: CardView, rating: Rating, took: float) -> None:
        self.reviewing.answer(view.card.id, rating, took)

    @property
    def keeps(self) -> bool:
        return True


@dataclass(slots=True)
class Cramming:
    """The cards that a search finds, again and again until each was recalled."""

    cram: Cram
    shown: CardView | None = None

    def about(self) -> str:
        left = self.shown.counts.total if self.shown is not None else 0
        return _tr("Cramming: {cards} left. Your schedule stays as it is.").format(
            cards=cards(left)
        )

    def next(self) -> CardView | None:
        self.shown = self.cram.next()
        return self.shown

    def answer(self, view: CardView, rating: Rating, took: float) -> None:
        del view
        self.cram.answer(rating, took)

    @property
    def keeps(self) -> bool:
        return False
