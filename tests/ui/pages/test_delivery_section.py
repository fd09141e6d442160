"""Settings: between which bounds figures of delivery are usual."""

from __future__ import annotations

import pytest

from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.bands import DEFAULTS, Band, Measure
from tpmdesk.storage.settings import SqlSettingsStore
from tpmdesk.ui.pages.settings.delivery import DeliverySection


@pytest.fixture
def section(qtbot, desk, theme):
    made = DeliverySection(desk.settings, theme)
    qtbot.addWidget(made)
    return made


def stored(desk):
    """The bands as the next start reads them."""
    return SettingsDesk(SqlSettingsStore(desk.database)).bands()


def test_every_measure_has_a_row_with_its_usual_bounds_in_words(section):
    row = section.rows[Measure.PACE]
    assert set(section.rows) == set(Measure)
    assert (row.low.text(), row.high.text()) == ("120", "170")
    assert section.rows[Measure.FILLERS].low.text() == "any"


def test_a_bound_that_is_moved_is_kept_and_the_others_stay(desk, section):
    section.rows[Measure.PACE].high.setValue(160)
    assert stored(desk) == {Measure.PACE: Band(120.0, 160.0)}


def test_below_nothing_a_side_is_open(desk, section):
    section.rows[Measure.PACE].low.setValue(-0.5)
    assert stored(desk) == {Measure.PACE: Band(None, 170.0)}


def test_reset_puts_the_usual_back_and_forgets_what_was_moved(desk, section):
    row = section.rows[Measure.PAUSES]
    assert not row.reset.isEnabled()
    row.low.setValue(1)
    row.reset.click()
    assert stored(desk) == {}
    assert row.low.value() == DEFAULTS[Measure.PAUSES].band.low
    assert not row.reset.isEnabled()


def test_a_least_above_the_most_does_not_stay_so(desk, section):
    section.rows[Measure.PACE].low.setValue(200)
    band = stored(desk)[Measure.PACE]
    assert band.low == band.high
