"""Progress: figures that can be checked by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tpmdesk.app.ports import AttemptLine
from tpmdesk.domain.attempts import AttemptId
from tpmdesk.domain.cards import Rating
from tpmdesk.ui.pages.page import REVIEW
from tpmdesk.ui.pages.progress import ProgressPage
from tpmdesk.ui.widgets.surfaces import Label


@pytest.fixture
def page(qtbot, desk, theme, rounds):
    made = ProgressPage(theme, desk.reviewing, rounds)
    qtbot.addWidget(made)
    made.show()
    made.entered()
    return made


def _answer(desk, *ratings):
    for rating in ratings:
        desk.reviewing.answer(desk.reviewing.next().card.id, rating, 45.0)
        desk.forward(minutes=1)


def test_before_the_first_answer_it_says_what_to_do(page):
    asked = []
    page.go.connect(lambda name, what: asked.append(name))
    assert page.empty.isVisible()
    page.empty.action.click()
    assert asked == [REVIEW]


def test_today_s_figures_are_those_of_the_answers_given(desk, page):
    _answer(desk, Rating.GOOD, Rating.AGAIN, Rating.EASY, Rating.HARD)
    page.entered()
    assert page.answers.value.text() == "4"
    assert page.retention.value.text() == "75%"
    assert page.minutes.value.text() == "3"


def test_each_figure_says_how_it_is_computed(page):
    for tile in (page.answers, page.retention, page.minutes, page.new):
        assert tile.how.text()


def test_the_chart_adds_up_to_the_answers_given(desk, page):
    _answer(desk, Rating.GOOD, Rating.GOOD)
    desk.forward(days=1)
    _answer(desk, Rating.GOOD)
    page.entered()
    assert page.past.accessibleName() == "Answers a day: 3 in all, at most 2 a day"
    assert "2 of the last 30 days" in page.average.text()


def test_the_forecast_adds_up_to_the_cards_due(desk, page):
    _answer(desk, Rating.EASY, Rating.GOOD)
    page.entered()
    due = sum(count for _, count in desk.reviewing.forecast(14))
    assert f"{due} in all" in page.next.accessibleName()


def _words(page):
    return {label.text() for label in page.findChildren(Label) if label.isVisible()}


def test_attempts_are_listed_with_their_mean_level(qtbot, page, rounds):
    now = datetime.now(UTC)
    rounds.lines = [
        AttemptLine(AttemptId(1), "core/a", "Architecture", now, now, 3, 4, 3.25),
        AttemptLine(AttemptId(2), "core/b", "Coordination", now, None, 0, 4, None),
    ]
    page.entered()
    wanted = {"Architecture", "level 3.2", "3 of 4 answered", "not scored"}
    qtbot.waitUntil(lambda: wanted <= _words(page))
