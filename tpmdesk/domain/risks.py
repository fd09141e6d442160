"""Naming the risks of a system: what was named, what was planted, and whether the worst came first.

Interviewers want the top three risks within ten minutes (guide, FAQ on what they weight most).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tpmdesk.domain.content import Weakness
from tpmdesk.domain.cues import find
from tpmdesk.domain.language import STOP_WORDS, tokens

MINUTES = 10
TOP = 3
_HERE, _BESIDE, _CUE, _WORDS, _ENOUGH = 1.5, 0.75, 2.0, 2.0, 2.0


@dataclass(frozen=True, slots=True)
class NamedRisk:
    """A risk that the person named, at a part of the diagram ("" for none in particular).
    `planted` is the place of the weakness it was matched with by hand, -1 for none of them, None
    where nobody said."""

    part: str
    text: str
    planted: int | None = None


@dataclass(frozen=True, slots=True)
class Hunt:
    """`matches` has for each named risk the place of the planted one, or None; `missed` the places
    that nobody named; `top` how many of the planted top three stand among the first three named."""

    matches: tuple[int | None, ...]
    missed: tuple[int, ...]
    top: int
    of_top: int


def judge(named: Sequence[NamedRisk], planted: Sequence[Weakness]) -> Hunt:
    """Match what was named with what was planted, each planted one once unless by hand."""
    free = [n for n in range(len(planted)) if n not in {each.planted for each in named}]
    matches: list[int | None] = []
    for risk in named:
        at = risk.planted if risk.planted is not None else _likeliest(risk, free, planted)
        if at in free:
            free.remove(at)
        matches.append(at if at is not None and 0 <= at < len(planted) else None)
    found = {at for at in matches if at is not None}
    worst = sorted(range(len(planted)), key=lambda n: (planted[n].rank or len(planted) + 1, n))
    first = {at for at in matches[:TOP] if at is not None}
    return Hunt(
        tuple(matches),
        tuple(n for n in worst if n not in found),
        len(first & set(worst[:TOP])),
        min(TOP, len(planted)),
    )


def _likeliest(risk: NamedRisk, free: Sequence[int], planted: Sequence[Weakness]) -> int | None:
    scored = [(_likely(risk, planted[n]), -n) for n in free]
    likely, at = max(scored, default=(0.0, 0))
    return -at if likely >= _ENOUGH else None


def _likely(risk: NamedRisk, weakness: Weakness) -> float:
    said = tokens(risk.text.split())
    cue = any(find(each, said) is not None for each in weakness.cues)
    own = {each.stem for each in said if each.raw not in STOP_WORDS}
    meant = {each.stem for each in tokens(f"{weakness.name} {weakness.why}".split())}
    shared = len(own & meant) / len(own) if own else 0.0
    return _place(risk.part, weakness.where) + _CUE * cue + _WORDS * shared


def _place(part: str, where: Sequence[str]) -> float:
    if not part:
        return 0.0
    if part in where:
        return _HERE
    ends = {end for each in where for end in each.split(" -> ")}
    return _BESIDE if ends & set(part.split(" -> ")) else 0.0
