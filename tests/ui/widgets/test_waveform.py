from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt

from tpmdesk.ui.widgets.waveform import Span, Waveform, condense


@given(st.lists(st.floats(0, 1), max_size=300), st.integers(1, 200))
def test_condensing_keeps_the_highest_peak_and_invents_none(peaks, count):
    bars = condense(peaks, count)
    assert len(bars) == (count if peaks else 0)
    assert set(bars) <= set(peaks)
    if peaks and count <= len(peaks):
        assert max(bars) == max(peaks)


@pytest.fixture
def waveform(qtbot):
    widget = Waveform()
    qtbot.addWidget(widget)
    widget.resize(400, 96)
    widget.show_recording([0.2, 0.8, 0.4], 100.0)
    return widget


def test_a_click_seeks_to_its_share_of_the_recording(waveform, qtbot):
    with qtbot.waitSignal(waveform.seek) as sought:
        qtbot.mouseClick(waveform, Qt.MouseButton.LeftButton, pos=QPoint(100, 40))
    assert sought.args[0] == pytest.approx(25.0, abs=0.3)


def test_the_right_arrow_seeks_five_seconds_on(waveform, qtbot):
    with qtbot.waitSignal(waveform.seek) as sought:
        qtbot.keyClick(waveform, Qt.Key.Key_Right)
    assert sought.args[0] == pytest.approx(5.0)


def test_the_end_key_goes_to_the_end(waveform, qtbot):
    with qtbot.waitSignal(waveform.seek) as sought:
        qtbot.keyClick(waveform, Qt.Key.Key_End)
    assert sought.args[0] == pytest.approx(100.0)


def test_following_the_player_asks_for_no_seek(waveform, qtbot):
    with qtbot.assertNotEmitted(waveform.seek):
        waveform.set_position(42.0)
    assert waveform.accessibleDescription() == "0:42 of 1:40"


def test_a_span_is_drawn_where_its_evidence_lies(waveform):
    plain = waveform.grab().toImage()
    waveform.set_spans([Span(50.0, 60.0, 1)])
    marked = waveform.grab().toImage()
    assert marked.pixelColor(220, 90) != plain.pixelColor(220, 90)
    assert marked.pixelColor(100, 90) == plain.pixelColor(100, 90)


def test_a_flag_stands_where_a_note_is(waveform):
    plain = waveform.grab().toImage()
    waveform.set_flags([25.0])
    marked = waveform.grab().toImage()
    assert marked.pixelColor(103, 5) != plain.pixelColor(103, 5)
    assert marked.pixelColor(203, 5) == plain.pixelColor(203, 5)
