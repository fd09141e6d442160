"""Every view of a mock round: each control named, no word cut off in a small window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.access import clipped, nameless, settle
from tests.ui.pages.mock.bench import Bench

PAGE_OF_A_SMALL_WINDOW = (808, 700)


def _check(bench: Bench) -> None:
    bench.page.choose.choose_round("t/first")
    bench.page.choose.proceed()


def _answering(bench: Bench) -> None:
    bench.begin()
    bench.speak()


def _transcribing(bench: Bench) -> None:
    _answering(bench)
    bench.stop()


def _typing(bench: Bench) -> None:
    bench.page.choose.setup.way.button("typing").click()
    bench.press(Qt.Key.Key_Return)
    bench.sound.speaker.finish()
    bench.press(Qt.Key.Key_Space)


def _debrief(bench: Bench) -> None:
    bench.to_debrief()


def _summary(bench: Bench) -> None:
    bench.to_debrief()
    bench.page.setFocus()
    bench.press(Qt.Key.Key_N, Qt.Key.Key_S, Qt.Key.Key_S)


def _past_answer(bench: Bench) -> None:
    _summary(bench)
    bench.page.past.summary.open_answer.emit(0)
    bench.page.past.review.finish_drawing()


VIEWS = (_check, Bench.begin, _answering, _transcribing, _typing, _debrief, _summary, _past_answer)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__.strip("_"))
def test_each_control_has_a_name_and_no_word_is_cut_off(bench, theme, view, scheme):
    theme.choose(scheme)
    bench.page.resize(*PAGE_OF_A_SMALL_WINDOW)
    view(bench)
    settle()
    assert nameless(bench.page) == []
    assert clipped(bench.page) == []
