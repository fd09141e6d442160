"""Ever new variants of labelled answers: other combinations of what was said, heard less well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from going_back import VAGUE, with_signal, without_signal
from numerals import in_digits

from tests.benchmarks._labelled import Labelled, Line
from tpmdesk.domain.cutting import pieces as cut
from tpmdesk.domain.transcript import typed

_FILLERS = {"um", "uh", "uhm", "er", "erm", "hmm"}
_HEARD_AS = {
    "their": "there", "there": "their", "to": "two", "for": "four", "right": "write",
    "write": "right", "writes": "rights", "read": "red", "reads": "reeds", "queue": "cue",
    "cache": "cash", "schema": "scheme", "canary": "canary's", "rollback": "roll back",
    "backfill": "back fill", "latency": "late and see", "idempotent": "item potent",
    "shard": "shared", "node": "note", "byte": "bite", "dual": "duel", "ledger": "ledge her",
    "vendor": "fender", "owner": "honor", "pager": "page her", "on-call": "uncle",
    "mismatch": "miss match", "mismatches": "miss matches", "sponsor": "sponsors",
    "risk": "wrists", "weeks": "week", "scope": "scoped", "week": "weak", "than": "then",
    "new": "knew", "whole": "hole", "by": "buy", "our": "are", "we're": "were", "it's": "its",
    "flag": "flak", "batch": "bash", "batches": "patches", "row": "roe", "rows": "rose",
    "table": "tables", "peak": "peek", "wait": "weight", "tier": "tear", "team": "teen",
}  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A stretch of words read as one, with the labels of what it mostly holds."""

    text: str
    steps: frozenset[str]
    signals: frozenset[str]


class Variants:
    """Draws variants of answers. All is repeatable under the random generator's seed."""

    def __init__(
        self, answers: Sequence[Labelled], random: Random, *, signals: bool = False
    ) -> None:
        """With `signals`, much of what is said of going back is exchanged as well."""
        self._signals = signals
        self._random = random
        self._of = {
            framework: [answer for answer in answers if answer.framework == framework]
            for framework in sorted({answer.framework for answer in answers})
        }
        self._idle = [line for answer in answers for line in answer.lines if not line.steps]
        self._phased = {answer.framework for answer in answers if answer.signals}
        self._vocabulary = sorted({word for answer in answers for word in answer.text.split()})

    def draw(self, answer: Labelled) -> list[Piece]:
        """One variant: recombined, then heard well or badly, then cut into pieces."""
        lines = list(answer.lines)
        if answer.kind == "answer":
            lines = self._recombined(answer, lines)
        lines = self._diluted(answer, lines)
        if self._often(0.6):
            lines = [self._misheard(line) for line in lines]
        if self._often(0.35):
            return self._without_punctuation(lines)
        return self._merged(lines)

    def _often(self, share: float) -> bool:
        return self._random.random() < share

    def _recombined(self, answer: Labelled, lines: list[Line]) -> list[Line]:
        if self._often(0.35) and answer.steps:
            gone = self._random.choice(sorted(answer.steps))
            lines = [line for line in lines if line.steps != {gone}]
        if self._often(0.35):
            other = self._random.choice(self._of[answer.framework])
            passage = self._passage(other)
            at = self._random.randint(0, len(lines))
            lines = lines[:at] + passage + lines[at:]
        if self._often(0.1):
            self._random.shuffle(lines)
        if answer.framework in self._phased:
            lines = self._with_other_signals(lines) if self._signals else self._vaguer(lines)
        return lines

    def _vaguer(self, lines: list[Line]) -> list[Line]:
        """Some signals go, and some talk that only sounds like one comes in."""
        kept = [line for line in lines if not line.signals or not self._often(0.15)]
        while self._often(0.35):
            vague = Line(self._random.choice(VAGUE), frozenset(), frozenset())
            kept.insert(self._random.randint(0, len(kept)), vague)
        return kept

    def _with_other_signals(self, lines: list[Line]) -> list[Line]:
        """Some signals go, others come in, and beside them talk that only sounds like one."""
        named = sorted({step for line in lines for step in line.signals})
        gone = {step for step in named if self._often(0.3)}
        kept = [line for line in lines if not line.signals & gone]
        phases = sorted({step for line in kept for step in line.steps})
        silent = [step for step in phases if not any(step in line.signals for line in kept)]
        for step in silent:
            if self._often(0.4):
                said = Line(with_signal(self._random), frozenset({step}), frozenset({step}))
                self._put_beside(kept, step, said)
        for step in phases:
            if self._often(0.45):
                said = Line(without_signal(self._random), frozenset(), frozenset())
                self._put_beside(kept, step, said)
        return kept

    def _put_beside(self, lines: list[Line], step: str, said: Line) -> None:
        """Behind one of the step's lines, or as its end."""
        at = self._random.choice([n for n, line in enumerate(lines) if step in line.steps])
        if self._often(0.25):
            own = lines[at]
            whole = f"{own.text.rstrip('.')}, and {said.text[0].lower()}{said.text[1:]}"
            lines[at] = Line(whole, own.steps, own.signals | said.signals)
        else:
            lines.insert(at + 1, said)

    def _passage(self, answer: Labelled) -> list[Line]:
        if not answer.lines:
            return []
        at = self._random.randrange(len(answer.lines))
        first = answer.lines[at].steps
        end = at + 1
        while end < len(answer.lines) and answer.lines[end].steps == first and end - at < 3:
            end += 1
        return list(answer.lines[at:end])

    def _diluted(self, answer: Labelled, lines: list[Line]) -> list[Line]:
        """Some idle talk of others comes in, some of one's own goes."""
        lines = [line for line in lines if line.steps or not self._often(0.12)]
        if self._often(0.5):
            for _ in range(self._random.randint(1, 3)):
                near = self._random.choice(self._of[answer.framework]).lines
                idle = [line for line in near if not line.steps]
                pool = idle if idle and self._often(0.5) else self._idle
                lines.insert(self._random.randint(0, len(lines)), self._random.choice(pool))
        return lines

    def _misheard(self, line: Line) -> Line:
        words = line.text.split()
        if self._often(0.5):
            words = in_digits(words)
        heard = [kept for word in words for kept in self._heard(word)]
        return Line(" ".join(heard) or line.text, line.steps, line.signals)

    def _heard(self, word: str) -> list[str]:
        plain = word.lower().strip(".,?!;:")
        if plain in _FILLERS and self._often(0.6):
            return []
        if plain in _HEARD_AS and self._often(0.15):
            return [_HEARD_AS[plain]]
        chance = self._random.random()
        if chance < 0.025:
            return []
        if chance < 0.045:
            return [self._random.choice(self._vocabulary)]
        if chance < 0.06 and len(word) > 4:
            at = self._random.randrange(1, len(word) - 1)
            return [word[:at] + word[at + 1 :]]
        return [word]

    def _merged(self, lines: list[Line]) -> list[Piece]:
        """Recognizers end sentences elsewhere than a writer does."""
        pieces: list[Piece] = []
        for line in lines:
            if pieces and self._often(0.06):
                last = pieces.pop()
                whole = f"{last.text} {line.text}"
                steps, signals = last.steps | line.steps, last.signals | line.signals
                pieces.append(Piece(whole, steps, signals))
            else:
                pieces.append(Piece(line.text, line.steps, line.signals))
        return pieces

    def _without_punctuation(self, lines: list[Line]) -> list[Piece]:
        words = [(word.strip(".,?!;:"), line) for line in lines for word in line.text.split()]
        words = [(word, line) for word, line in words if word]
        if self._often(0.5):
            spoken = typed(" ".join(word for word, _ in words)).words
            return [self._piece(words[begin:end]) for begin, end in cut(spoken, 0, len(spoken))]
        pieces, at = [], 0
        longest = self._random.choice((16, 24, 34))
        while at < len(words):
            size = self._random.randint(longest // 2, longest)
            pieces.append(self._piece(words[at : at + size]))
            at += size
        return pieces

    def _piece(self, words: Sequence[tuple[str, Line]]) -> Piece:
        counts: dict[int, tuple[int, Line]] = {}
        for _, line in words:
            counts[id(line)] = (counts.get(id(line), (0, line))[0] + 1, line)
        held = [
            line
            for count, line in counts.values()
            if count * 2 >= len(words) or count * 5 >= len(line.text.split()) * 3
        ]
        return Piece(
            " ".join(word for word, _ in words),
            frozenset(step for line in held for step in line.steps),
            frozenset(step for line in held for step in line.signals),
        )
