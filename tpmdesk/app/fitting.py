"""Fitting the parameters of FSRS-6 to one's own reviews, and judging whether they are better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import log
from typing import Protocol

from tpmdesk.app.transfer import Progress
from tpmdesk.domain import scheduling
from tpmdesk.domain.cards import Memory, Rating
from tpmdesk.domain.deckoptions import DEFAULTS, DeckOptions

FEW = 4000
LEAST = 400
_TRAINED = 0.8
_DAY = timedelta(days=1)
_SURE = 1e-4  # a prediction is never surer, so that one surprise does not decide everything

History = Sequence[tuple[datetime, Rating]]


class FitUnavailableError(Exception):
    """What fits parameters is not installed; the message says how to."""


class FitError(Exception):
    """Parameters cannot be fitted; the message says why and what to do."""


class Fitter(Protocol):
    """Fits parameters to histories: for each card the days since the answer before, and the
    rating, of each answer. Raises FitUnavailableError."""

    def __call__(self, histories: Sequence[Sequence[tuple[int, int]]]) -> tuple[float, ...]: ...


@dataclass(frozen=True, slots=True)
class FitResult:
    """Fitted parameters and how they did on the `held_out` newest reviews, which they were not
    fitted to: the log loss of predicted recall, lower is better. `better` says whether they won
    over the defaults."""

    parameters: tuple[float, ...]
    reviews: int
    held_out: int
    default_loss: float
    fitted_loss: float

    @property
    def better(self) -> bool:
        return self.fitted_loss < self.default_loss

    @property
    def words(self) -> str:
        """The outcome in a few sentences."""
        won = (
            "The fitted parameters predict them better than the defaults do"
            if self.better
            else "The defaults predict them at least as well, so they stay"
        )
        few = (
            f" Below about {FEW:,} reviews a fit usually loses; yours has {self.reviews:,}."
            if self.reviews < FEW
            else ""
        )
        return (
            f"Fitted to the first 80 % of {self.reviews:,} reviews, judged by the last "
            f"{self.held_out:,}. {won} (log loss {self.fitted_loss:.4f}, defaults "
            f"{self.default_loss:.4f}).{few}"
        )


def fitted(
    histories: Sequence[History], fitter: Fitter, progress: Progress | None = None
) -> FitResult:
    """Fit to the first 80 % of the reviews by time, and predict the rest.

    `progress` may raise Cancelled. Raises FitError when there are too few reviews.
    """
    times = sorted(at for history in histories for at, _ in history)
    if len(times) < LEAST:
        raise FitError(
            f"There are {len(times):,} reviews, too few to fit anything to. Fitting starts at "
            f"{LEAST}, and pays off from about {FEW:,}. The defaults serve you well until then."
        )
    cut = times[int(len(times) * _TRAINED)]
    parameters = fitter([_gaps(early) for history in histories if (early := _until(history, cut))])
    judge = _Judge(cut, progress, 2 * len(histories))
    default_loss, held_out = judge.loss(histories, DEFAULTS)
    if held_out == 0:
        raise FitError(
            "Your newest reviews hold none of a card seen on an earlier day, so nothing can be "
            "judged. Try again in some days."
        )
    options = DeckOptions(parameters=scheduling.within_bounds(parameters))
    fitted_loss, _ = judge.loss(histories, options)
    return FitResult(options.parameters, len(times), held_out, default_loss, fitted_loss)


class _Judge:
    """Predicts the answers from `cut` on, one set of parameters after another."""

    def __init__(self, cut: datetime, progress: Progress | None, total: int) -> None:
        self._cut = cut
        self._progress = progress
        self._total = total
        self._done = 0

    def loss(self, histories: Iterable[History], options: DeckOptions) -> tuple[float, int]:
        """The mean log loss, and over how many answers."""
        losses: list[float] = []
        for history in histories:
            self._tell()
            if history and history[-1][0] >= self._cut:
                losses += self._of_card(history, options)
        return (sum(losses) / len(losses) if losses else 0.0), len(losses)

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self._done, self._total)
        self._done += 1

    def _of_card(self, history: History, options: DeckOptions) -> Iterator[float]:
        memory = Memory()
        for at, rating in history:
            last = memory.last_review
            if at >= self._cut and last is not None and at - last >= _DAY:
                recall = scheduling.retrievability(memory, at, options)
                likely = recall if rating is not Rating.AGAIN else 1 - recall
                yield -log(max(likely, _SURE))
            memory = scheduling.rate(memory, rating, at, options=options)


def _until(history: History, cut: datetime) -> History:
    return [answer for answer in history if answer[0] < cut]


def _gaps(history: History) -> list[tuple[int, int]]:
    days = [0, *((later - earlier) // _DAY for (earlier, _), (later, _) in pairwise(history))]
    return [(gap, int(rating)) for gap, (_, rating) in zip(days, history, strict=True)]
