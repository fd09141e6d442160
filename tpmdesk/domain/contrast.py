"""A weak answer and what is said about it, as Markdown that can be read back into its parts.

The front holds a question and below it the weak answer: a quotation, or else the last paragraph.
The back says under "Wrong:" what is wrong with it, and under "Better:" what a strong answer says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ASK = "What is wrong with it, and how would you fix it?"
_QUOTED = re.compile(r"(?:^|\n)((?:>[^\n]*(?:\n|\Z))+)\s*\Z")
_VERDICT = re.compile(
    r"\A\s*(?:\*\*)?Wrong:(?:\*\*)?\s*(?P<wrong>.*?)\s*^(?:\*\*)?Better:(?:\*\*)?\s*(?P<better>.*)\Z",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Weak:
    """A question, which may be empty, and a weak answer to it. Both Markdown."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with an answer, and what would be better. Both Markdown."""

    wrong: str
    better: str


def weak_answer(front: str) -> Weak:
    """Read a note's front, or a front made by `shown`."""
    text = front.strip().removesuffix(ASK).rstrip()
    quoted = _QUOTED.search(text)
    if quoted:
        lines = quoted[1].strip().splitlines()
        answer = "\n".join(line.removeprefix(">").removeprefix(" ") for line in lines)
        return Weak(text[: quoted.start()].strip(), answer.strip())
    question, _, answer = text.rpartition("\n\n")
    return Weak(question.strip(), answer.strip())


def shown(weak: Weak) -> str:
    """The front of the card: question, weak answer as a quotation, and what is asked of it."""
    quoted = "\n".join(f"> {line}".rstrip() for line in weak.answer.splitlines())
    return "\n\n".join(part for part in (weak.question, quoted, ASK) if part)


def verdict(back: str) -> Verdict | None:
    """The two parts of a back; None when it is not written in two parts."""
    found = _VERDICT.match(back)
    if found is None:
        return None
    return Verdict(_sentence(found["wrong"]), _sentence(found["better"].strip()))


def _sentence(text: str) -> str:
    """What followed a colon, now on its own."""
    return text[:1].upper() + text[1:]
