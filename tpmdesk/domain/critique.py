"""The critique of a flawed document: what was remarked, what was planted, and what that is worth.

Structure comes before wording: a document that buries its decision cannot be saved by copy edits
(guide, technical writing assessment). So a structural problem that is named earns two points, and
a surface edit one, but only after the last structural problem that was named; before it, it costs
one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tpmdesk.domain.content import PlantedDefect
from tpmdesk.domain.language import STOP_WORDS, tokens

STRUCTURAL, SURFACE = "structural", "surface"
_STRUCTURAL_POINTS, _SURFACE_POINTS, _TOO_EARLY = 2, 1, -1
_LINES_NEAR = 1
_HERE, _DEPTH, _WORDS, _ENOUGH = 2.0, 1.0, 3.0, 2.0
_WORDS_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Remark:
    """What the person remarked: at a line counted from 1 (0: the whole document), of which depth,
    in which words. `planted` is the place of the defect it was matched with by hand, -1 where the
    person said that it is none of them, None where nobody said."""

    line: int
    depth: str
    text: str
    planted: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`matches` has for each remark the place of the planted defect it names, or None; `missed` the
    places of those that no remark names; `early` the remarks that edit the surface too early."""

    matches: tuple[int | None, ...]
    missed: tuple[int, ...]
    early: tuple[int, ...]
    points: int
    best: int


def judge(remarks: Sequence[Remark], planted: Sequence[PlantedDefect], text: str) -> Verdict:
    """Match remarks with planted defects, in the order of naming, and count the points."""
    matches = _matches(remarks, planted, text)
    named = {at for at in matches if at is not None}
    structural = [n for n, at in enumerate(matches) if at is not None and _deep(planted[at])]
    last = structural[-1] if structural else -1
    shallow = [n for n, each in enumerate(remarks) if _is_surface(each, matches[n], planted)]
    waiting = any(_deep(each) for each in planted)
    early = tuple(n for n in shallow if n < last or (waiting and not structural))
    late = [n for n in shallow if n not in early and matches[n] is not None]
    points = (
        _STRUCTURAL_POINTS * len(structural) + _SURFACE_POINTS * len(late) + _TOO_EARLY * len(early)
    )
    return Verdict(
        matches,
        tuple(n for n in range(len(planted)) if n not in named),
        early,
        max(0, points),
        best(planted),
    )


def best(planted: Sequence[PlantedDefect]) -> int:
    """The points of somebody who names everything, structure first."""
    return sum(_STRUCTURAL_POINTS if _deep(each) else _SURFACE_POINTS for each in planted)


def lines_of(defect: PlantedDefect, text: str) -> range:
    """The lines of a document, from 1, that a planted defect's quote covers; none without one."""
    begin = text.find(defect.quote) if defect.quote else -1
    if begin < 0:
        return range(0)
    first = text.count("\n", 0, begin) + 1
    return range(first, first + defect.quote.count("\n") + 1)


def _deep(defect: PlantedDefect) -> bool:
    return defect.depth == STRUCTURAL


def _is_surface(remark: Remark, match: int | None, planted: Sequence[PlantedDefect]) -> bool:
    """What a remark is about counts, not what it was called; of an unmatched one only its name."""
    return remark.depth == SURFACE if match is None else not _deep(planted[match])


def _matches(
    remarks: Sequence[Remark], planted: Sequence[PlantedDefect], text: str
) -> tuple[int | None, ...]:
    by_hand = {each.planted for each in remarks if each.planted is not None}
    free = [n for n in range(len(planted)) if n not in by_hand]
    found: list[int | None] = []
    for remark in remarks:
        at = remark.planted
        if at is None:
            at = _likeliest(remark, free, planted, text)
        if at is not None and at in free:
            free.remove(at)
        found.append(None if at is None or not 0 <= at < len(planted) else at)
    return tuple(found)


def _likeliest(
    remark: Remark, free: Sequence[int], planted: Sequence[PlantedDefect], text: str
) -> int | None:
    scored = [(_likely(remark, planted[n], text), -n) for n in free]
    likely, at = max(scored, default=(0.0, 0))
    return -at if likely >= _ENOUGH else None


def _likely(remark: Remark, defect: PlantedDefect, text: str) -> float:
    """How likely a remark means a defect: by its place, its depth and its words."""
    shared = _shared(remark.text, f"{defect.what} {defect.quote}")
    there = lines_of(defect, text)
    near = bool(there) and there.start - _LINES_NEAR <= remark.line < there.stop + _LINES_NEAR
    if not near and shared < _WORDS_ENOUGH and there:
        return 0.0
    exact = remark.line in there
    place = _HERE if exact else _HERE / 2 if near else 0.0
    depth = _DEPTH if remark.depth == defect.depth else 0.0
    return place + depth + _WORDS * shared


def _shared(said: str, meant: str) -> float:
    """The share of a remark's words of substance that the defect's description has too."""
    own = _words(said)
    return len(own & _words(meant)) / len(own) if own else 0.0


def _words(text: str) -> set[str]:
    return {each.stem for each in tokens(text.split()) if each.raw not in STOP_WORDS}
