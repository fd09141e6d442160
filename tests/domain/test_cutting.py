from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.cutting import pieces
from tpmdesk.domain.transcript import Word

WORDS = st.lists(st.sampled_from(["we", "and", "so", "load", "fails"]), min_size=1, max_size=150)


def words(text: str) -> list[Word]:
    return [Word(word) for word in text.split()]


@given(WORDS)
def test_pieces_hold_every_word_once_and_none_is_long(texts: list[str]) -> None:
    found = pieces([Word(text) for text in texts], 0, len(texts))
    assert [n for begin, end in found for n in range(begin, end)] == list(range(len(texts)))
    assert all(end - begin <= 28 for begin, end in found)


def test_a_thought_is_cut_before_the_word_that_opens_the_next() -> None:
    said = words("one two three four five six seven eight nine ten eleven twelve")
    joined = [*said, Word("and"), *said]
    assert pieces(joined, 0, len(joined)) == ((0, 12), (12, 25))


def test_a_pause_is_the_better_place() -> None:
    timed = [Word("word", n * 0.3, n * 0.3 + 0.25) for n in range(9)]
    later = [Word("word", 5 + n * 0.3, 5 + n * 0.3 + 0.25) for n in range(20)]
    assert pieces([*timed, *later], 0, 29)[0] == (0, 9)


def test_a_part_in_the_middle_is_cut_by_itself() -> None:
    assert pieces(words("word " * 50), 10, 30)[0][0] == 10
