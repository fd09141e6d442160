"""Every view is drawn in both themes, and in the theme's own colours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from tpmdesk.domain.roundstate import Phase
from tpmdesk.ui.theme.tokens import DARK, LIGHT

K = Qt.Key


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def look(request, theme):
    theme.choose(request.param.name)
    yield request.param
    theme.choose("light")


def drawn(widget):
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    }


def test_a_chosen_round_is_edged_in_the_accent_of_the_theme(bench, look):
    cell = bench.page.choose.rounds._group.checkedButton()
    assert look.accent in drawn(cell)


def test_the_meter_fills_with_the_accent(bench, look):
    bench.begin()
    bench.speak()
    assert look.accent in drawn(bench.page.stage.answer.meter)


def test_the_debrief_is_drawn_on_the_surface_of_the_theme(bench, look):
    bench.to_debrief()
    assert look.surface in drawn(bench.review.replay)
    assert QColor("black").name() not in drawn(bench.review.rubric)


def test_words_change_their_colour_with_the_theme(bench, theme):
    bench.to_debrief()
    assert LIGHT.text in drawn(bench.review.replay.transcript)
    theme.choose("dark")
    try:
        assert DARK.text in drawn(bench.review.replay.transcript)
    finally:
        theme.choose("light")


@pytest.mark.parametrize("phase", [Phase.ASKING, Phase.ANSWERING, Phase.SCORING])
def test_nothing_is_wider_than_the_smallest_window(bench, look, phase):
    bench.page.resize(744, 640)
    bench.begin()
    if phase is not Phase.ASKING:
        bench.speak()
    if phase is Phase.SCORING:
        bench.stop()
        bench.understand()
    assert bench.page.minimumSizeHint().width() <= 744
    assert bench.page.width() == 744
