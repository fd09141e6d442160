"""Settings: old recordings heard again by the recognizer in use."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from tests.app.studio import Studio
from tests.app.test_rehearing import BETTER, Bench, sat
from tests.app.test_settings import MemoryStore
from tests.ui.access import clipped, nameless, settle
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.ui.hearing_job import HearingJob
from tpmdesk.ui.pages.settings.hearing_again import HearingAgainSection


class Room:
    """The section over rounds whose answers "fake" wrote down; "better" is in use."""

    def __init__(self, qtbot, theme, folder):
        self.bench = Bench(Studio(folder))
        self.studio = self.bench.studio
        self.released = 0
        self.job = HearingJob(lambda: self.bench.rehearing, self.studio.transcriber, self._release)
        self.host = QWidget()
        self.host.resize(760, 400)
        qtbot.addWidget(self.host)
        self.section = HearingAgainSection(
            SettingsDesk(MemoryStore()), theme, self.job, self.studio.background
        )
        self.section.setParent(self.host)
        self.notices = []
        self.section.notice.connect(self.notices.append)
        self.host.show()

    def _release(self):
        self.released += 1

    def load(self):
        self.section.load()
        self.studio.background.work_off()


@pytest.fixture
def room(qtbot, theme, tmp_path):
    return Room(qtbot, theme, tmp_path)


@pytest.fixture
def two(room):
    sat(room.bench, 2)
    room.load()
    return room


def test_nothing_is_shown_while_there_is_nothing_to_hear_again(room):
    room.load()
    assert room.section.isHidden()


def test_it_says_how_many_another_recognizer_wrote_down(two):
    assert not two.section.isHidden()
    assert two.section.status.text() == ("2 recordings were written down by another recognizer.")
    assert two.section.progress.isHidden()


def test_what_the_recognizer_in_use_wrote_is_not_offered(two):
    two.bench.chosen = "fake"
    two.load()
    assert two.section.isHidden()


def test_each_that_is_done_moves_the_progress(two):
    two.section.button.click()
    assert two.section.button.text() == "Cancel"
    assert not two.section.progress.isHidden()
    two.bench.answer(BETTER)
    assert two.section.status.text() == "Hearing again: 1 of 2 done."
    assert two.section.progress.accessibleName() == "Hear again: 50%"


def test_afterwards_it_says_how_many_changed_and_frees_the_recognizer(two):
    same = replace(two.studio.attempts.attempt(1).answers[0].transcript, recognizer="better")
    two.section.button.click()
    two.bench.answer(BETTER)
    two.bench.answer(same)
    assert two.section.status.text() == "2 recordings were heard again; the words of 1 changed."
    assert two.notices == ["2 recordings were heard again; the words of 1 changed."]
    assert two.section.button.isHidden()
    assert two.released == 1


def test_what_failed_is_said_in_words_and_offered_again(two):
    two.section.button.click()
    two.bench.answer(None, "There is no sound in it.")
    two.bench.answer(BETTER)
    assert two.section.status.text().startswith("1 recording was written down")
    detail = two.section.detail.text()
    assert detail.startswith("1 recording was heard again; the words of 1 changed. ")
    assert detail.endswith(", answer 1: There is no sound in it.")


def test_cancelling_keeps_what_is_done_and_offers_the_rest(two):
    two.section.button.click()
    two.bench.answer(BETTER)
    two.section.button.click()
    two.studio.background.work_off()
    assert two.section.detail.text() == "Cancelled with 1 of 2 done. What was heard again stays."
    assert two.section.button.text() == "Hear them again"
    assert (two.studio.log[-1], two.released) == ("cancel", 1)


def test_a_round_that_begins_stops_it_and_that_is_said(two):
    two.section.button.click()
    assert "It stops when you begin a round." in two.section.detail.text()
    two.job.give_way()
    two.studio.background.work_off()
    assert not two.job.running
    assert two.released == 1
    assert two.section.detail.text() == "Stopped as you began a round, with 0 of 2 done."


def test_a_round_that_begins_while_nothing_is_heard_changes_nothing(two):
    two.job.give_way()
    assert two.released == 0
    assert two.section.detail.text() == "Words that you typed or corrected yourself stay."


def test_looking_again_in_the_middle_leaves_the_run_alone(two):
    two.section.button.click()
    two.bench.answer(BETTER)
    two.load()
    assert two.section.status.text() == "Hearing again: 1 of 2 done."


@pytest.mark.parametrize("running", [False, True])
def test_each_control_has_a_name_and_no_word_is_cut_off(two, running):
    if running:
        two.section.button.click()
    two.section.resize(two.host.size())
    settle()
    assert nameless(two.host) == []
    assert clipped(two.host) == []
