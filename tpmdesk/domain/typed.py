"""What a person typed, held against what was expected, and forgiving in what does not matter.

Case, accents, punctuation, spacing and articles do not matter; a small slip in a long word is
forgiven and shown. Numbers and short words must be right. The suggestion never answers by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import partial
from itertools import accumulate

from tpmdesk.domain.cards import Rating

_ARTICLES = frozenset({"a", "an", "the"})
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_MOST_WORDS = 250
_HARD_FROM = 0.8
_SLIPS_BY_LENGTH = ((8, 2), (4, 1))


class Mark(StrEnum):
    """What became of a stretch of text. `FORGIVEN` differs in a way that does not matter."""

    RIGHT = "right"
    FORGIVEN = "forgiven"
    WRONG = "wrong"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some text with its mark."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both texts whole, cut where the mark changes.

    `given` has no `MISSING`, and `expected` no `WRONG`. `share` in 0 to 1 is how much of both was
    the same; 1 means that nothing is missing and nothing wrong.
    """

    given: tuple[Stretch, ...]
    expected: tuple[Stretch, ...]
    share: float

    @property
    def suggested(self) -> Rating:
        """The rating that fits: Good when all is there, Hard when most of it is, else Again."""
        if self.share >= 1:
            return Rating.GOOD
        return Rating.HARD if self.share >= _HARD_FROM else Rating.AGAIN


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    plain: str

    @property
    def weight(self) -> int:
        return 0 if self.plain in _ARTICLES else len(self.plain)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Words of either side that belong together; one side is empty where nothing matches."""

    given: tuple[int, int]
    expected: tuple[int, int]
    slips: int = 0


def compare(given: str, expected: str) -> Comparison:
    """Hold an answer against what was expected. Both are plain text."""
    mine, theirs = _words(given), _words(expected)
    if not theirs and not mine:
        return _without_words(given, expected)
    pairs = _aligned(mine, theirs)
    given_marks = _Marks(given, Mark.WRONG)
    expected_marks = _Marks(expected, Mark.MISSING)
    for pair in pairs:
        ours, wanted = mine[slice(*pair.given)], theirs[slice(*pair.expected)]
        _mark_pair(ours, wanted, given_marks, expected_marks)
    return Comparison(
        given_marks.stretches(), expected_marks.stretches(), _share(mine, theirs, pairs)
    )


def _without_words(given: str, expected: str) -> Comparison:
    """Signs alone: they are all there is, so they must agree."""
    same = given.split() == expected.split()
    told = Mark.RIGHT if same else Mark.WRONG
    wanted = Mark.RIGHT if same else Mark.MISSING
    return Comparison(_whole(given, told), _whole(expected, wanted), float(same))


def _whole(text: str, mark: Mark) -> tuple[Stretch, ...]:
    return (Stretch(text, mark),) if text else ()


def _words(text: str) -> list[_Word]:
    """Its words; accents that stand alone after their letter belong to the word."""
    spans = (match.span() for match in _WORD.finditer(_spaced(text)))
    found = (_Word(start, end, _folded(text[start:end])) for start, end in spans)
    return [word for word in found if word.plain]


def _spaced(text: str) -> str:
    """Marks that combine with a letter, and apostrophes in a word, read as letters."""
    joined = re.sub(r"(?<=\w)['’](?=\w)", "x", text)
    return "".join("x" if unicodedata.combining(sign) else sign for sign in joined)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if sign.isalnum()).casefold()


def _share(mine: Sequence[_Word], theirs: Sequence[_Word], pairs: Sequence[_Pair]) -> float:
    """Twice what agrees over all that was said and wanted, by letters; articles weigh nothing."""
    said, wanted = _weight(mine), _weight(theirs)
    if not said + wanted:
        return 1.0
    both = [pair for pair in pairs if _is_match(pair)]
    agreed = sum(
        _weight(mine[slice(*pair.given)]) + _weight(theirs[slice(*pair.expected)]) for pair in both
    )
    return agreed / (said + wanted)


def _weight(words: Sequence[_Word]) -> int:
    return sum(word.weight for word in words)


def _is_match(pair: _Pair) -> bool:
    return pair.given[0] < pair.given[1] and pair.expected[0] < pair.expected[1]


# Which words belong together


def _aligned(mine: Sequence[_Word], theirs: Sequence[_Word]) -> list[_Pair]:
    """The pairs, in order, that leave the fewest letters alone.

    An answer longer than `_MOST_WORDS` is aligned without forgiveness for slips, which would cost
    the product of both lengths.
    """
    if max(len(mine), len(theirs)) > _MOST_WORDS:
        return _same_words(mine, theirs)
    return _Alignment(mine, theirs).pairs()


def _same_words(mine: Sequence[_Word], theirs: Sequence[_Word]) -> list[_Pair]:
    ours, wanted = [w.plain for w in mine], [w.plain for w in theirs]
    blocks = SequenceMatcher(None, ours, wanted, autojunk=False).get_matching_blocks()
    return [
        _Pair((block.a + n, block.a + n + 1), (block.b + n, block.b + n + 1))
        for block in blocks
        for n in range(block.size)
    ]


class _Alignment:
    """Least cost over both lists of words; the cost is in letters left alone, and slips."""

    def __init__(self, mine: Sequence[_Word], theirs: Sequence[_Word]) -> None:
        self._mine, self._theirs = mine, theirs
        self._cost: list[list[float]] = []
        self._step: list[list[tuple[int, int]]] = []
        for i in range(len(mine) + 1):
            self._cost.append([])
            self._step.append([])
            for j in range(len(theirs) + 1):
                self._fill(i, j)

    def pairs(self) -> list[_Pair]:
        found = []
        i, j = len(self._mine), len(self._theirs)
        while i or j:
            back, up = self._step[i][j]
            found.append(_Pair((i - back, i), (j - up, j)))
            i, j = i - back, j - up
        found.reverse()
        return [pair for pair in found if _is_match(pair)]

    def _fill(self, i: int, j: int) -> None:
        options = [(0.0, (0, 0))] if not (i or j) else list(self._options(i, j))
        cost, step = min(options)
        self._cost[i].append(cost)
        self._step[i].append(step)

    def _options(self, i: int, j: int) -> Iterator[tuple[float, tuple[int, int]]]:
        if i:
            yield self._cost[i - 1][j] + _alone(self._mine[i - 1]), (1, 0)
        if j:
            yield self._cost[i][j - 1] + _alone(self._theirs[j - 1]), (0, 1)
        for back, up in ((1, 1), (2, 1), (1, 2)):
            if i >= back and j >= up:
                slips = self._slips(i, j, back, up)
                if slips is not None:
                    yield self._cost[i - back][j - up] + slips, (back, up)

    def _slips(self, i: int, j: int, back: int, up: int) -> float | None:
        """The slips in words that belong together; None when they do not. "roll back" is
        "rollback"."""
        ours = "".join(word.plain for word in self._mine[i - back : i])
        wanted = "".join(word.plain for word in self._theirs[j - up : j])
        if ours == wanted:
            return 0.0
        return slips(ours, wanted) if back == up else None


def _alone(word: _Word) -> float:
    return word.weight + 0.1


def slips(given: str, expected: str) -> int | None:
    """How many letters differ, counting two that changed places once; None when it is more than
    a slip: more than 2 in a word of 8 letters, than 1 in one of 4, or in any number."""
    if given == expected:
        return 0
    length = min(len(given), len(expected))
    most = next((most for least, most in _SLIPS_BY_LENGTH if length >= least), 0)
    if abs(len(given) - len(expected)) > most or not most:
        return None
    if any(sign.isdigit() for sign in given + expected):
        return None
    apart = _distance(given, expected)
    return apart if apart <= most else None


def _distance(one: str, other: str) -> int:
    """Optimal string alignment: letters added, left out, changed, or swapped with the next."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, sign in enumerate(one, start=1):
        row = [i]
        for j, wanted in enumerate(other, start=1):
            least = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (sign != wanted))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == wanted:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before, last = last, row
    return last[-1]


# Marking the texts


class _Marks:
    """A mark for each sign of a text; what lies between words takes after its neighbours."""

    def __init__(self, text: str, otherwise: Mark) -> None:
        self._text = text
        self._otherwise = otherwise
        self._marks: list[Mark | None] = [None] * len(text)
        for word in _words(text):
            alone = Mark.FORGIVEN if word.plain in _ARTICLES else otherwise
            self.put(word.start, word.end, alone)

    def put(self, start: int, end: int, mark: Mark) -> None:
        self._marks[start:end] = [mark] * (end - start)

    def stretches(self) -> tuple[Stretch, ...]:
        cuts: list[Stretch] = []
        for sign, mark in zip(self._text, self._settled(), strict=True):
            if cuts and cuts[-1].mark is mark:
                cuts[-1] = Stretch(cuts[-1].text + sign, mark)
            else:
                cuts.append(Stretch(sign, mark))
        return tuple(cuts)

    def _settled(self) -> list[Mark]:
        """Between two words of one mark the same; elsewhere nothing is held against a sign."""
        before = _carried(self._marks)
        after = reversed(_carried(self._marks[::-1]))
        return [
            mark or (left if left and left is right else Mark.RIGHT)
            for mark, left, right in zip(self._marks, before, after, strict=True)
        ]


def _carried(marks: Sequence[Mark | None]) -> list[Mark | None]:
    """For each sign the last mark met so far."""
    return list(accumulate(marks, _later))


def _later(last: Mark | None, mark: Mark | None) -> Mark | None:
    return mark or last


def _mark_pair(
    ours: Sequence[_Word], wanted: Sequence[_Word], given: _Marks, expected: _Marks
) -> None:
    if len(ours) == len(wanted) == 1 and ours[0].plain != wanted[0].plain:
        _mark_slip(ours[0], wanted[0], given, expected)
        return
    for words, marks in ((ours, given), (wanted, expected)):
        for word in words:
            marks.put(word.start, word.end, Mark.RIGHT)


def _mark_slip(ours: _Word, wanted: _Word, given: _Marks, expected: _Marks) -> None:
    """The letters that differ are forgiven, the others right. Folding may change a word's length;
    then the whole word is forgiven."""
    given.put(ours.start, ours.end, Mark.RIGHT)
    expected.put(wanted.start, wanted.end, Mark.RIGHT)
    put_given, put_expected = _letters(ours, given), _letters(wanted, expected)
    for tag, a, b, c, d in SequenceMatcher(None, ours.plain, wanted.plain).get_opcodes():
        if tag != "equal":
            put_given(a, b)
            put_expected(c, d)


def _letters(word: _Word, marks: _Marks) -> Callable[[int, int], None]:
    if word.end - word.start == len(word.plain):
        return partial(_forgive, marks, word.start)
    marks.put(word.start, word.end, Mark.FORGIVEN)
    return _nothing


def _forgive(marks: _Marks, start: int, a: int, b: int) -> None:
    marks.put(start + a, start + b, Mark.FORGIVEN)


def _nothing(_a: int, _b: int) -> None:
    """The whole word is marked already."""
