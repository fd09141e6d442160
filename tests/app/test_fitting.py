from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS

from tpmdesk.app.fitting import FEW, LEAST, FitError, fitted
from tpmdesk.app.transfer import Cancelled
from tpmdesk.domain.cards import Memory, Rating
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.domain.scheduling import rate, retrievability
from tpmdesk.fitting.rust import fit

START = datetime(2025, 1, 1, 9, tzinfo=UTC)
QUICK = DeckOptions(
    parameters=(*[p * 0.3 for p in DEFAULT_PARAMETERS[:4]], *DEFAULT_PARAMETERS[4:])
)


def person(cards, options, seed=1):
    """Histories of someone who forgets as those parameters say, and answers on the due day."""
    random = Random(seed)
    return [history(random, START + timedelta(days=n % 200), options) for n in range(cards)]


def history(random, at, options):
    found, memory = [], Memory()
    for _ in range(random.randint(4, 9)):
        recall = retrievability(memory, at, options) if found else 0.5
        rating = Rating.GOOD if random.random() < recall else Rating.AGAIN
        found.append((at, rating))
        memory = rate(memory, rating, at, options=options)
        at += timedelta(days=random.choice((1, 3, 8, 20)))
    return found


def defaults(histories):
    return DEFAULT_PARAMETERS


def test_the_fit_of_someone_who_forgets_faster_wins():
    result = fitted(person(1200, QUICK), fit)
    assert result.better
    assert result.fitted_loss < result.default_loss
    assert result.reviews > FEW
    assert 0.1 < result.held_out / result.reviews < 0.3
    assert len(result.parameters) == 21
    assert "better than the defaults" in result.words


def test_the_defaults_do_not_win_over_themselves():
    result = fitted(person(200, DeckOptions()), defaults)
    assert not result.better
    assert result.fitted_loss == result.default_loss
    assert "so they stay" in result.words


def test_with_few_reviews_it_is_said_that_a_fit_usually_loses():
    result = fitted(person(150, DeckOptions()), defaults)
    assert "usually loses" in result.words


def test_the_fit_sees_the_older_reviews_only():
    seen = []

    def fitter(histories):
        seen.extend(histories)
        return DEFAULT_PARAMETERS

    histories = person(200, DeckOptions())
    result = fitted(histories, fitter)
    of_one_time = 30  # answers that share the moment of the cut are held out too
    assert 0 <= int(result.reviews * 0.8) - sum(map(len, seen)) < of_one_time
    assert all(answers[0][0] == 0 for answers in seen)


def test_parameters_just_out_of_bounds_are_brought_back():
    result = fitted(person(150, DeckOptions()), lambda histories: (*DEFAULT_PARAMETERS[:20], 9.0))
    assert result.parameters[20] == 0.8


def test_too_few_reviews_are_refused():
    with pytest.raises(FitError, match=f"Fitting starts at {LEAST}"):
        fitted(person(20, DeckOptions()), defaults)


def test_it_can_be_cancelled():
    calls = count()

    def progress(done, total):
        assert 0 <= done < total
        if next(calls) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        fitted(person(150, DeckOptions()), defaults, progress)
