from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.meaning.encoder import windows

SIZES = st.lists(st.integers(0, 600), max_size=60)


@given(SIZES)
def test_every_piece_is_read_once(sizes: list[int]) -> None:
    read = [at for window in windows(sizes) for at in range(window.keep, window.end)]
    assert read == list(range(len(sizes)))


@given(SIZES)
def test_no_reading_is_longer_than_the_encoder_can_take(sizes: list[int]) -> None:
    for window in windows(sizes):
        alone = window.end - window.first == 1
        assert alone or sum(sizes[window.first : window.end]) <= 480


def test_a_later_reading_begins_with_what_came_before() -> None:
    (first, second) = windows([100] * 6)
    assert (first.first, first.keep, first.end) == (0, 0, 4)
    assert (second.first, second.keep, second.end) == (3, 4, 6)
