from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from tpmdesk.domain.cards import CardState, Memory
from tpmdesk.domain.forgetting import curve, days_for_stability, horizon
from tpmdesk.domain.scheduling import retrievability

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def test_it_stands_at_one_at_each_answer_and_falls_until_the_next():
    second = START + 10 * DAY
    points = curve([(START, 5.0), (second, 30.0)], second + 60 * DAY)
    tops = [at for at, recall in points if recall == 1.0]
    assert START in tops
    assert second in tops
    first_fall = [recall for at, recall in points if at < second]
    assert all(a >= b for a, b in pairwise(first_fall))
    assert first_fall[-1] < 0.9


def test_recall_is_nine_in_ten_after_as_many_days_as_the_stability():
    points = curve([(START, 24.0)], START + 24 * DAY)
    assert points[-1] == (START + 24 * DAY, pytest.approx(0.9))


def test_a_card_never_answered_has_no_curve():
    assert curve([], START) == ()


def test_the_horizon_lies_beyond_the_due_date_and_beyond_now():
    memory = Memory(CardState.REVIEW, due=START + 10 * DAY, last_review=START)
    assert horizon(memory, START + DAY) > START + 10 * DAY
    assert horizon(memory, START + 90 * DAY) > START + 90 * DAY


@pytest.mark.parametrize("recall", [0.6, 0.8, 0.9, 0.97])
def test_the_days_until_a_recall_agree_with_the_model(recall):
    stability = 1000.0
    days = days_for_stability(recall) * stability
    memory = Memory(CardState.REVIEW, stability=stability, last_review=START)
    later = START + timedelta(days=round(days))
    assert retrievability(memory, later) == pytest.approx(recall, abs=0.001)


def test_no_card_is_recalled_with_certainty_above_one_or_never():
    assert days_for_stability(1.0) == 0
    assert days_for_stability(1.01) < 0
    assert days_for_stability(0.0) > 1e20
