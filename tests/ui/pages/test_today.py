"""Today: one thing to begin with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from tpmdesk.app.loopshapes import Loop
from tpmdesk.app.ports import AttemptLine
from tpmdesk.domain.attempts import Attempt, AttemptId, LoopId
from tpmdesk.domain.cards import Rating
from tpmdesk.domain.content import EntryId
from tpmdesk.domain.loops import LoopPlan, LoopState, PlannedRound, RoundStatus
from tpmdesk.domain.roundstate import AnswerStatus, Question, RoundState
from tpmdesk.ui.pages.page import DRAW, MOCK, RESUME, REVIEW, WRITE
from tpmdesk.ui.pages.today import LeftPiece, ModelOffer, TodayPage


@pytest.fixture
def calls():
    return []


@pytest.fixture
def make_page(qtbot, theme, rounds, calls):
    def make(desk, loop=None):
        offer = ModelOffer(*(lambda w=w: calls.append(w) for w in ("yes", "later", "no")))
        page = TodayPage(theme, desk.reviewing, rounds, desk.settings, offer, None, lambda: loop)
        qtbot.addWidget(page)
        page.go.connect(lambda name, what: calls.append((name, what)))
        page.entered()
        page.show()
        return page

    return make


def _attempt(answered: int, of: int) -> Attempt:
    question = Question("core/p", "Why?", 30, 180)
    done = (AnswerStatus.RECORDED,) * answered
    state = RoundState((question,) * of, done + (AnswerStatus.PENDING,) * (of - answered))
    return Attempt(
        AttemptId(1), "core/architecture", "Architecture", datetime.now(UTC), None, state, ()
    )


def test_it_greets_with_the_number_of_cards(desk, make_page):
    page = make_page(desk)
    assert page.greeting.text() == f"{desk.reviewing.counts().total} cards for today"
    assert page.cards.button.isVisible()


def test_space_starts_the_review(qtbot, desk, make_page, calls):
    qtbot.keyClick(make_page(desk), Qt.Key.Key_Space)
    assert calls == [(REVIEW, "")]


def test_the_days_to_the_interview_are_counted(desk, make_page):
    assert make_page(desk).interview.text() == "28 days to the interview."


def test_without_a_date_nothing_is_said_of_the_interview(desk, make_page):
    desk.settings.change(interview_date=None)
    assert not make_page(desk).interview.isVisible()


def test_the_first_start_has_three_sentences_and_leads_to_a_card(qtbot, desk, make_page, calls):
    desk.settings.change(welcomed=False)
    page = make_page(desk)
    assert page.welcome.isVisible()
    assert not page.cards.isVisible()
    assert page.welcome.about.text().count(".") == 3
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert calls == [(REVIEW, "")]
    assert desk.settings.current.welcomed


def test_the_round_sat_least_is_suggested(desk, make_page, rounds, calls):
    now = datetime.now(UTC)
    rounds.lines = [
        AttemptLine(AttemptId(1), "core/architecture", "Architecture", now, now, 2, 2, 3.0)
    ]
    page = make_page(desk)
    assert page.mock.heading.text() == "Coordination"
    page.mock.button.click()
    assert calls == [(MOCK, "core/coordination")]


def test_a_cut_round_is_offered_first(qtbot, desk, make_page, rounds, calls):
    rounds.cut = _attempt(answered=1, of=3)
    page = make_page(desk)
    assert page.mock.heading.text() == "Architecture"
    assert "1 of 3" in page.mock.about.text()
    qtbot.keyClick(page, Qt.Key.Key_M)
    assert calls == [(MOCK, RESUME)]


@pytest.fixture
def loop():
    """Of two rounds on two days the first is done."""
    question = Question("core/p", "Why?", 30, 180)
    planned = [
        PlannedRound(EntryId(f"core/{name.lower()}"), name, (question,), 45, day)
        for day, name in enumerate(("Architecture", "Release"))
    ]
    plan = LoopPlan("Full loop over two days", tuple(planned))
    state = LoopState(plan, (RoundStatus.DONE, RoundStatus.WAITING))
    return Loop(LoopId(1), plan.title, state, datetime.now(UTC), None, (None, None))


def test_a_loop_under_way_is_offered_before_a_cut_round_and_says_what_is_next(
    qtbot, desk, make_page, rounds, loop, calls
):
    rounds.cut = _attempt(answered=1, of=3)
    page = make_page(desk, loop)
    assert page.mock.heading.text() == "Full loop over two days: Release"
    assert page.mock.about.text().endswith("1 of 2 rounds done.")
    qtbot.keyClick(page, Qt.Key.Key_M)
    assert calls == [(MOCK, RESUME)]


def test_a_loop_whose_next_round_is_planned_for_another_day_says_so(desk, make_page, loop):
    page = make_page(desk, replace(loop, another_day=True))
    assert page.mock.about.text().endswith("The next one is planned for another day.")


def test_a_question_asked_back_is_not_counted_as_one_of_the_round(desk, make_page, rounds):
    cut = _attempt(answered=1, of=3)
    back = replace(cut.state.questions[0], follow_up_of=0)
    asked = (cut.state.questions[0], back, *cut.state.questions[1:])
    answers = (AnswerStatus.RECORDED, *cut.state.answers)
    rounds.cut = replace(cut, state=replace(cut.state, questions=asked, answers=answers))
    assert "1 of 3" in make_page(desk).mock.about.text()


def test_when_cards_are_done_it_says_so_and_what_was_done(desk, make_page):
    while (view := desk.reviewing.next()) is not None:
        desk.reviewing.answer(view.card.id, Rating.EASY, 4.0)
    page = make_page(desk)
    assert page.greeting.text() == "Your cards are done for today"
    assert not page.cards.button.isVisible()
    assert "Done today" in page.done.text()


def test_no_pace_is_claimed_from_too_few_answers(desk, make_page):
    desk.reviewing.answer(desk.reviewing.next().card.id, Rating.EASY, 4.0)
    assert "pace" not in make_page(desk).cards.about.text()


def test_the_pace_is_the_mean_of_the_last_week(desk, make_page):
    for _ in range(25):
        view = desk.reviewing.next()
        desk.reviewing.answer(view.card.id, Rating.AGAIN, 60.0)
        desk.forward(minutes=12)
    left = desk.reviewing.counts().total
    assert f"About {left} minute" in make_page(desk).cards.about.text()


def test_the_offer_is_hidden_until_it_is_asked_for(desk, make_page):
    page = make_page(desk)
    assert not page.offer.isVisible()
    page.show_offer("41 MB")
    assert page.offer.isVisible()
    assert page.offer.accept.text() == "Download (41 MB)"


@pytest.mark.parametrize(
    ("button", "call"), [("accept", "yes"), ("later", "later"), ("never", "no")]
)
def test_the_offer_goes_away_once_answered(desk, make_page, calls, button, call):
    page = make_page(desk)
    page.show_offer("41 MB")
    getattr(page.offer, button).click()
    assert calls == [call]
    assert not page.offer.isVisible()


def test_an_interview_in_the_past_is_not_mentioned(desk, make_page):
    desk.settings.change(interview_date=desk.now.date() - timedelta(days=1))
    assert not make_page(desk).interview.isVisible()


@pytest.mark.parametrize(("kind", "page"), [("brief", WRITE), ("critique", WRITE), ("map", DRAW)])
def test_a_piece_that_was_left_is_gone_on_with_by_one_key(
    qtbot, theme, rounds, desk, calls, kind, page
):
    piece = LeftPiece(kind, "Offline maps", datetime.now(UTC))
    today = TodayPage(theme, desk.reviewing, rounds, desk.settings, left_piece=lambda: piece)
    qtbot.addWidget(today)
    today.go.connect(lambda name, what: calls.append((name, what)))
    today.entered()
    assert "Offline maps" in today.left.about.text()
    qtbot.keyClick(today, Qt.Key.Key_W)
    assert calls == [(page, RESUME)]


def test_without_a_piece_left_nothing_is_offered_and_the_key_does_nothing(
    qtbot, desk, make_page, calls
):
    page = make_page(desk)
    assert page.left.isHidden()
    qtbot.keyClick(page, Qt.Key.Key_W)
    assert calls == []
