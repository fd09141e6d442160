from __future__ import annotations

import pytest

from tpmdesk.ui.widgets.countdown import Countdown, warning_from


@pytest.fixture
def countdown(qtbot):
    widget = Countdown()
    qtbot.addWidget(widget)
    return widget


def test_elapsed_and_remaining_time_are_shown(countdown):
    countdown.show_time(61.0, 180.0)
    assert (countdown.elapsed_text, countdown.left_text) == ("1:01", "1:59 left")
    assert not countdown.near_end


def test_near_the_end_it_says_so_in_words(countdown):
    countdown.show_time(160.0, 180.0)
    assert countdown.near_end
    assert countdown.left_text == "0:20 left, time to close"


def test_overtime_is_counted(countdown):
    countdown.show_time(192.5, 180.0)
    assert (countdown.elapsed_text, countdown.left_text) == ("3:12", "+0:12 over")


def test_a_short_answer_is_warned_in_its_last_quarter():
    assert warning_from(40) == 10
    assert warning_from(300) == 30


def test_thinking_time_counts_down_to_nothing(qtbot):
    thinking = Countdown(counts_down=True)
    qtbot.addWidget(thinking)
    thinking.show_time(0.0, 30.0)
    assert thinking.elapsed_text == "0:30"
    thinking.show_time(29.5, 30.0)
    assert thinking.elapsed_text == "0:01"
    thinking.show_time(30.0, 30.0)
    assert thinking.elapsed_text == "0:00"


def test_a_screen_reader_gets_the_time(countdown):
    countdown.show_time(10.0, 60.0)
    assert countdown.accessibleDescription() == "0:10, 0:50 left"
