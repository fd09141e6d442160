"""Progress: figures that can be checked by hand, over a real profile."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from tests.ui.access import clipped, nameless, settle
from tpmdesk.app.ports import AttemptLine
from tpmdesk.app.statistics import Statistics
from tpmdesk.domain.attempts import AttemptId
from tpmdesk.domain.cards import Rating
from tpmdesk.storage.statistics import SqlStatisticsStore
from tpmdesk.ui.pages.page import MOCK, REVIEW
from tpmdesk.ui.pages.progress.page import ProgressPage
from tpmdesk.ui.widgets.chart import Chart
from tpmdesk.ui.widgets.surfaces import Label


@pytest.fixture
def page(qtbot, desk, theme, rounds, tasks):
    store = SqlStatisticsStore(desk.database)
    statistics = Statistics(store, desk.settings, desk.clock, desk.browsing.find, UTC)
    made = ProgressPage(theme, statistics, desk.browsing, rounds, tasks)
    qtbot.addWidget(made)
    made.resize(1064, 800)
    made.show()
    return made


@pytest.fixture
def enter(qtbot, page):
    """Enter the page, and wait until the figures have come."""

    def enter():
        page.entered()
        qtbot.waitUntil(lambda: not page._reading.busy)

    return enter


@pytest.fixture
def wait(qtbot, page):
    """Wait for the figures that a change of the scope asked for."""

    def wait(ready):
        qtbot.waitUntil(lambda: ready() and not page._reading.busy)

    return wait


def _answer(desk, *ratings):
    for rating in ratings:
        desk.reviewing.answer(desk.reviewing.next().card.id, rating, 45.0)
        desk.forward(minutes=1)


def _words(page):
    return {label.text() for label in page.findChildren(Label) if label.isVisible()}


def test_before_the_first_answer_it_says_what_to_do(page, enter):
    asked = []
    page.go.connect(lambda name, what: asked.append(name))
    enter()
    assert page.empty.isVisible()
    page.empty.action.click()
    assert asked == [REVIEW]


def test_today_s_figures_are_those_of_the_answers_given(desk, page, enter):
    _answer(desk, Rating.GOOD, Rating.AGAIN, Rating.EASY, Rating.HARD)
    enter()
    assert page.tiles.answers.value.text() == "4"
    assert page.tiles.time.value.text() == "3 min"
    assert page.tiles.remembered.value.text() == "3"
    assert page.tiles.retention.value.text() == "none"  # no card is in review yet


def test_retention_counts_cards_in_review(desk, page, enter):
    _answer(desk, Rating.EASY)
    desk.forward(days=40)
    _answer(desk, Rating.GOOD)
    enter()
    figure, count = page.retention.cells[0][2]
    assert (figure.text(), count.text()) == ("100 %", "of 1")
    assert figure.accessibleName() == "Today, Both: 100 % of 1"


def test_each_figure_says_how_it_is_computed(desk, page, enter):
    _answer(desk, Rating.GOOD)
    enter()
    tiles = (page.tiles.answers, page.tiles.retention, page.tiles.time, page.tiles.remembered)
    panels = (
        page.retention,
        page.forecast,
        page.calendar,
        page.answers,
        page.hours,
        page.buttons,
        page.standing,
        page.added,
        *page.spreads,
    )
    for part in (*tiles, *panels):
        assert part.how.isVisible()
        assert len(part.how.text()) > 20


def test_every_chart_is_named_and_says_its_figures(desk, page, enter):
    _answer(desk, Rating.GOOD, Rating.EASY)
    enter()
    charts = page.findChildren(Chart)
    assert len(charts) == 11
    for chart in charts:
        assert chart.accessibleName()
        assert any(map(str.isdigit, chart.accessibleDescription()))


def test_answers_add_up_by_day(desk, page, enter):
    _answer(desk, Rating.GOOD, Rating.GOOD)
    desk.forward(days=1)
    _answer(desk, Rating.GOOD)
    enter()
    columns = page.answers.columns._columns
    assert [sum(column.parts) for column in columns][-3:] == [0, 2, 1]
    assert columns[-2].said == "Mon 2 Mar: 2 answers, 2 min"
    assert page.calendar.map.reading == "Days with answers: 2 of 2; in a row up to now: 2"


def test_the_forecast_adds_up_to_the_cards_due(desk, page, enter):
    _answer(desk, Rating.EASY, Rating.GOOD)
    enter()
    assert sum(sum(column.parts) for column in page.forecast.columns._columns) == 2


def test_the_backlog_stands_apart(desk, page, enter):
    _answer(desk, Rating.EASY)
    desk.forward(days=30)
    enter()
    assert "backlog 1 card" in page.forecast.columns.reading
    assert sum(sum(column.parts) for column in page.forecast.columns._columns) == 0


def test_a_deck_narrows_every_figure(desk, page, enter, wait):
    _answer(desk, Rating.GOOD, Rating.GOOD)
    enter()
    page.scope.deck.setCurrentIndex(page.scope.deck.findText("Frameworks"))
    page.scope.deck.activated.emit(page.scope.deck.currentIndex())
    wait(lambda: page.note.isVisible())
    assert page.note.text() == "These cards have no answers yet."
    assert not page.tiles.isVisible()


def test_a_search_within_a_deck_keeps_to_the_deck(page, enter):
    enter()
    page.scope.deck.setCurrentIndex(1)
    page.scope.search.setText("risk or canary")
    assert page.scope.query == 'deck:"Basics" (risk or canary)'


def test_a_search_narrows_after_a_rest(desk, page, enter, wait):
    _answer(desk, Rating.GOOD, Rating.GOOD)
    enter()
    page.scope.search.setText("is:suspended")
    wait(lambda: page.note.isVisible())
    assert "No card is found" in page.note.text()


def test_a_search_that_cannot_be_read_says_why(desk, page, enter, wait):
    _answer(desk, Rating.GOOD)
    enter()
    page.scope.search.setText("(risk")
    wait(lambda: page.note.isVisible())
    assert page.scope.search.marked
    assert page.tiles.answers.value.text() == "1"  # what was shown stays


def test_a_longer_period_holds_more_days(desk, page, enter, wait):
    _answer(desk, Rating.GOOD)
    enter()
    assert len(page.answers.columns._columns) == 30
    page.scope.period.button("year").click()
    wait(lambda: len(page.answers.columns._columns) == 53)  # weeks
    assert sum(sum(c.parts) for c in page.answers.columns._columns) == 1


def test_the_chosen_deck_stays_chosen_at_the_next_visit(desk, page, enter):
    _answer(desk, Rating.GOOD)
    enter()
    page.scope.deck.setCurrentIndex(page.scope.deck.findText("Basics"))
    enter()
    assert page.scope.deck.currentText() == "Basics"


def test_leaving_forgets_what_is_still_being_read(qtbot, desk, page):
    _answer(desk, Rating.GOOD)
    page.entered()
    assert page.leave()
    qtbot.waitUntil(lambda: not page._reading.busy)
    assert page.tiles.answers.value.text() == ""


def test_arrow_keys_read_one_day_after_another(qtbot, desk, page, enter):
    _answer(desk, Rating.GOOD)
    enter()
    chart = page.calendar.map
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.reading == "Mon 2 Mar 2026: 1 answer, 45 s"
    assert chart.accessibleName().endswith(chart.reading)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.reading == "Mon 23 Feb 2026: 0 answers"


def test_attempts_are_listed_with_their_mean_level(page, rounds, enter):
    now = datetime.now(UTC)
    rounds.lines = [
        AttemptLine(AttemptId(1), "core/a", "Architecture", now, now, 3, 4, 3.25),
        AttemptLine(AttemptId(2), "core/b", "Coordination", now, None, 0, 4, None),
    ]
    enter()
    assert {"Architecture", "level 3.2", "3 of 4 answered", "not scored"} <= _words(page)
    asked = []
    page.go.connect(lambda name, what: asked.append((name, what)))
    page.rounds.chosen.emit("1")
    assert asked == [(MOCK, "attempt:1")]


@pytest.mark.parametrize("width", [784, 1064, 1700])
def test_no_word_is_cut_off(desk, page, enter, width):
    _answer(desk, Rating.GOOD, Rating.EASY)
    page.resize(width, 640)
    enter()
    settle()
    assert clipped(page) == []
    assert nameless(page) == []
