"""Gaps in a text, written as `{{c1::hidden words::hint}}`; gaps of one number make one card.

Gaps may lie in one another, and one gap may belong to several cards (`{{c1,2::…}}`). Whatever is
no gap stays as the text it is, and `problems` says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST = 500
DEEPEST = 8
OPEN, CLOSE = "\u2062", "\u2063"
"""Invisible marks around what a card asks for, so that it can be found again and highlighted."""

_TOKEN = re.compile(r"\{\{c\d{1,6}(?:,\d{1,6})*::|\}\}")
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]+`", re.DOTALL)
_NEARLY = re.compile(r"\{{1,2}\s*[cC]\s*\d+\s*:{1,2}")
_INVISIBLE = str.maketrans("", "", OPEN + CLOSE)
NO_GAP = "There is no gap. Write what is to be hidden as {{c1::words}}."


@dataclass(frozen=True, slots=True)
class Gap:
    """What is hidden on the cards `numbers`. In code, Markdown's marks would show as they are."""

    numbers: tuple[int, ...]
    parts: tuple[Part, ...]
    hint: str = ""
    in_code: bool = False


Part = str | Gap


@dataclass(frozen=True, slots=True)
class Cloze:
    """A text with its gaps, and what in it looks like a gap but is none."""

    parts: tuple[Part, ...]
    problems: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The cards that the gaps make, in order."""
        return tuple(sorted({n for gap in _gaps(self.parts) for n in gap.numbers}))

    def question(self, number: int) -> str:
        """Markdown with the gaps of that card closed: **[…]**, or **[hint]**."""
        return "".join(_asked(part, number) for part in self.parts)

    def answer(self, number: int) -> str:
        """Markdown with all words, those of that card highlighted."""
        return "".join(_told(part, number) for part in self.parts)

    @property
    def filled(self) -> str:
        """The text as if it had no gaps."""
        return "".join(map(_plain, self.parts))


def parse(text: str) -> Cloze:
    """Read the gaps of a text. Never fails: see `Cloze.problems`."""
    reading = _Reading(text.translate(_INVISIBLE))
    parts = tuple(reading.read())
    found = list(reading.problems)
    gaps = list(_gaps(parts))
    found += [f"Gap {gap.numbers[0]} hides nothing." for gap in gaps if not _plain(gap).strip()]
    if not gaps:
        nearly = _NEARLY.search(text)
        wrong = f" {nearly[0]!r} does not begin one." if nearly and not found else ""
        found.append(NO_GAP + wrong)
    return Cloze(parts, tuple(found))


@dataclass(slots=True)
class _Opened:
    """A gap whose end has not been met yet; the outermost is the text itself."""

    mark: str = ""
    numbers: tuple[int, ...] = ()
    in_code: bool = False
    parts: list[Part] = field(default_factory=list)


class _Reading:
    """One pass over a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._code = [found.span() for found in _CODE.finditer(text)]
        self._open = [_Opened()]
        self.problems: list[str] = []

    def read(self) -> list[Part]:
        at = 0
        for token in _TOKEN.finditer(self._text):
            self._add(self._text[at : token.start()])
            self._take(token[0], token.start())
            at = token.end()
        self._add(self._text[at:])
        while len(self._open) > 1:
            self._give_up()
        return self._open[0].parts

    def _add(self, part: Part) -> None:
        if part:
            self._open[-1].parts.append(part)

    def _take(self, token: str, at: int) -> None:
        if token == "}}":  # noqa: S105  the end of a gap
            self._end_gap()
            return
        numbers = tuple(dict.fromkeys(int(n) for n in token[3:-2].split(",")))
        if not all(1 <= n <= MOST for n in numbers):
            self.problems.append(f"{token} is read as text: gaps are numbered from 1 to {MOST}.")
            self._add(token)
        elif len(self._open) > DEEPEST:
            self.problems.append(f"{token} is read as text: it lies in {DEEPEST} other gaps.")
            self._add(token)
        else:
            in_code = any(start <= at < end for start, end in self._code)
            self._open.append(_Opened(token, numbers, in_code))

    def _end_gap(self) -> None:
        if len(self._open) == 1:
            self._add("}}")
            return
        done = self._open.pop()
        parts, hint = _apart(done.parts)
        self._add(Gap(done.numbers, parts, hint, done.in_code))

    def _give_up(self) -> None:
        """What was opened and never closed is text."""
        left = self._open.pop()
        self.problems.append(f"A gap begins with {left.mark} and never ends. Close it with }}}}.")
        for part in (left.mark, *left.parts):
            self._add(part)


def _apart(parts: list[Part]) -> tuple[tuple[Part, ...], str]:
    """What a gap hides, and its hint: all that follows its first "::"."""
    for place, part in enumerate(parts):
        if isinstance(part, str) and "::" in part:
            words, _, rest = part.partition("::")
            hint = rest + "".join(map(_plain, parts[place + 1 :]))
            kept = (*parts[:place], words) if words else tuple(parts[:place])
            return kept, " ".join(hint.split())
    return tuple(parts), ""


def _gaps(parts: tuple[Part, ...]) -> Iterator[Gap]:
    for part in parts:
        if isinstance(part, Gap):
            yield part
            yield from _gaps(part.parts)


def _plain(part: Part) -> str:
    return part if isinstance(part, str) else "".join(map(_plain, part.parts))


def _asked(part: Part, number: int) -> str:
    if isinstance(part, str):
        return part
    if number in part.numbers:
        return _marked(f"[{part.hint or '…'}]", part.in_code)
    return "".join(_asked(inner, number) for inner in part.parts)


def _told(part: Part, number: int) -> str:
    if isinstance(part, str):
        return part
    if number in part.numbers:
        return _marked(_plain(part), part.in_code)
    return "".join(_told(inner, number) for inner in part.parts)


def _marked(words: str, in_code: bool) -> str:
    """Strong, unless Markdown would not take it so: in code, or across lines."""
    marked = f"{OPEN}{words}{CLOSE}"
    return marked if in_code or "\n" in words else f"**{marked}**"
