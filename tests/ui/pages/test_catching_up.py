"""The help with a backlog, over a stand-in for what works it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, timedelta

import pytest

from tests.storage.samples import dump
from tpmdesk.app.backlog import Backlogs
from tpmdesk.app.backups import BackupError
from tpmdesk.app.unattended import AtOnce
from tpmdesk.storage.decks import SqlDeckStore
from tpmdesk.ui.pages.catching_up import CatchingUp

TODAY = date(2026, 3, 2)


@dataclass
class Waiting:
    overdue: int
    days: int = 5


@dataclass
class Day:
    date: date
    cards: int


@dataclass
class Days:
    days: list[Day]


@dataclass
class FakeBacklogs:
    overdue: int = 70
    spread_over: list[int] = field(default_factory=list)

    def look(self):
        return Waiting(self.overdue) if self.overdue else None

    def plan(self, days):
        each = self.overdue // days
        return Days([Day(TODAY + timedelta(days=n), each) for n in range(days)])

    def spread(self, days):
        self.spread_over.append(days)
        moved, self.overdue = self.overdue, 0
        return moved


@pytest.fixture
def backlogs():
    return FakeBacklogs()


@pytest.fixture
def helper(qtbot, theme, backlogs):
    made = CatchingUp(theme, lambda: backlogs, AtOnce())
    qtbot.addWidget(made.panel)
    made.look(TODAY)
    return made


def test_a_backlog_is_told_with_a_plan(helper):
    assert not helper.panel.isHidden()
    assert helper.panel.heading.text() == "70 cards have been waiting"
    assert helper.panel.told.text().startswith("At most 10 cards a day.")
    assert helper.panel.do.text() == "Spread over 7 days"


def test_another_number_of_days_shows_another_plan(helper):
    helper.panel.days.button("14").click()
    assert helper.panel.told.text().startswith("At most 5 cards a day.")
    assert helper.panel.do.text() == "Spread over 14 days"


def test_one_click_spreads_them_and_says_so(helper, backlogs):
    said = []
    helper.done.connect(said.append)
    helper.panel.do.click()
    assert backlogs.spread_over == [7]
    assert said == ["Spread 70 cards over 7 days. Ctrl+Z takes it back."]


def test_put_off_it_comes_back_on_another_day(helper):
    helper.panel.leave.click()
    helper.look(TODAY)
    assert helper.panel.isHidden()
    helper.look(TODAY + timedelta(days=1))
    assert not helper.panel.isHidden()


def test_a_backlog_over_a_real_profile_is_spread_and_taken_back(qtbot, theme, desk):
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE card SET state = 2, stability = 9, difficulty = 5, "
            "due = 1767225600000000, last_review = 1766225600000000"
        )
    desk.settings.change(reviews_per_day=2)
    backlogs = Backlogs(SqlDeckStore(desk.database), desk.settings, desk.clock, UTC)
    made = CatchingUp(theme, lambda: backlogs, AtOnce())
    qtbot.addWidget(made.panel)
    made.look(TODAY)
    before = dump(desk.database)["card"]
    assert not made.panel.isHidden()
    made.panel.do.click()
    made.look(TODAY)
    assert made.panel.isHidden()
    assert desk.reviewing.undo().startswith("Spread")
    assert dump(desk.database)["card"] == before


def test_without_a_backlog_there_is_no_panel(helper, backlogs):
    backlogs.overdue = 0
    helper.look(TODAY)
    assert helper.panel.isHidden()


def test_what_went_wrong_is_said_and_the_panel_stays(helper, backlogs):
    def fail(_days):
        raise BackupError("The disk is full.")

    said = []
    helper.failed.connect(said.append)
    backlogs.spread = fail
    helper.panel.do.click()
    assert said == ["The disk is full."]
    assert helper.panel.isEnabled()
    assert not helper.panel.isHidden()
