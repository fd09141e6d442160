from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.ui.widgets.level_meter import LevelMeter, Loudness, decibels, fraction, loudness


def test_half_of_full_scale_is_six_decibels_down():
    assert decibels(0.5) == pytest.approx(-6.02, abs=0.01)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_peak_never_fills_less(one, other):
    assert 0 <= fraction(min(one, other)) <= fraction(max(one, other)) <= 1


@pytest.mark.parametrize(
    ("peak", "heard"),
    [
        (0.0, Loudness.SILENT),
        (0.008, Loudness.QUIET),
        (0.1, Loudness.GOOD),
        (1.0, Loudness.LOUD),
    ],
)
def test_a_level_is_put_into_words(peak, heard):
    assert loudness(peak) is heard


def test_the_meter_rises_at_once_and_sinks_slowly(qtbot):
    meter = LevelMeter()
    qtbot.addWidget(meter)
    meter.set_level(0.5)
    high = meter.shown
    assert high == pytest.approx(fraction(0.5))
    meter.set_level(0.0)
    assert 0 < meter.shown < high


def test_the_meter_tells_a_screen_reader_when_the_voice_is_too_quiet(qtbot):
    meter = LevelMeter()
    qtbot.addWidget(meter)
    meter.set_level(0.008)
    assert meter.accessibleDescription() == "quiet"
