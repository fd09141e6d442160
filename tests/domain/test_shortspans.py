from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.shortspans import LONGEST, SpanError, read_spans, write_spans

SECONDS = st.integers(1, round(LONGEST.total_seconds()))


def test_spans_are_read_with_their_units_and_minutes_without() -> None:
    assert read_spans("1m, 10 2h 1d") == (
        timedelta(minutes=1),
        timedelta(minutes=10),
        timedelta(hours=2),
        timedelta(days=1),
    )


def test_nothing_written_is_no_span() -> None:
    assert read_spans("  ") == ()


@pytest.mark.parametrize("text", ["soon", "10x", "-5m", "0m", "366d", "1.5h"])
def test_what_is_no_span_is_named(text: str) -> None:
    with pytest.raises(SpanError, match=text):
        read_spans(text)


@given(st.lists(SECONDS.map(lambda n: timedelta(seconds=n)), max_size=6).map(tuple))
def test_what_is_written_is_read_as_the_same(spans: tuple[timedelta, ...]) -> None:
    assert read_spans(write_spans(spans)) == spans
