from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.assessment import Delivery, FillerUse, Pause
from tpmdesk.domain.bands import DEFAULTS, Band, Measure, Side, band_of, read_bands, values, written

bounds = st.one_of(st.none(), st.integers(0, 999).map(float))


@st.composite
def some_bands(draw):
    pairs = draw(st.dictionaries(st.sampled_from(list(Measure)), st.tuples(bounds, bounds)))
    return {
        measure: Band(*(sorted(pair) if None not in pair else pair))
        for measure, pair in pairs.items()
    }


@given(some_bands())
def test_what_is_written_is_read_back(bands):
    assert read_bands(written(bands)) == bands


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("speed 1 2", "a measure"),
        ("pace 1", "a measure"),
        ("pace one 2", "numbers"),
        ("pace 9 2", "least first"),
        ("pace -3 2", "from 0 on"),
    ],
)
def test_what_cannot_be_read_says_what_was_expected(text, expected):
    with pytest.raises(ValueError, match=expected):
        read_bands(text)


@pytest.mark.parametrize(
    ("value", "side"),
    [(99, Side.BELOW), (100, Side.WITHIN), (150, Side.WITHIN), (151, Side.ABOVE)],
)
def test_both_bounds_belong_to_the_band(value, side):
    assert Band(100, 150).side(value) is side


def test_an_open_side_is_never_passed():
    assert Band(None, None).side(10_000) is Side.WITHIN


def test_a_band_that_was_moved_counts_instead_of_the_default():
    moved = {Measure.PACE: Band(1, 2)}
    assert band_of(Measure.PACE, moved) == Band(1, 2)
    assert band_of(Measure.FILLERS, moved) == DEFAULTS[Measure.FILLERS].band


def delivered(**more):
    given = {
        "words": 200,
        "speech_seconds": 100.0,
        "seconds": 120.0,
        "words_per_minute": 110.0,
        "time_to_first_word": 1.0,
        "pauses": (Pause(3, 4), Pause(8, 10)),
        "fillers": (FillerUse("um", 1.0),),
    }
    return Delivery(**(given | more))


def test_counts_are_told_by_the_minute():
    found = values(delivered())
    assert (found[Measure.PAUSES], found[Measure.FILLERS]) == (1.0, 0.5)


def test_the_share_of_the_time_needs_a_budget():
    assert Measure.BUDGET not in values(delivered())
    assert values(delivered(), 240)[Measure.BUDGET] == 50.0


def test_each_measure_has_a_default_that_says_why():
    assert all(DEFAULTS[measure].why for measure in Measure)
