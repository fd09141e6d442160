"""Chooses the bars of a fitted reader on answers that it has not learnt from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks._labelled import Labelled
from tpmdesk.domain.passages import Sentence, sentences
from tpmdesk.domain.signals import signs
from tpmdesk.domain.transcript import Transcript, typed
from tpmdesk.meaning.encoder import Encoder

_AROUND = -1.0
_SIGNS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5)
Judged = Sequence[tuple[Labelled, Sequence[Sentence], np.ndarray]]
_NEARLY_BEST = 0.01


def tune(folder: Path, labels: Any, held: Sequence[Labelled]) -> None:
    """Write `reader.json`: the columns of each framework, and the bars."""
    encoder = Encoder(folder)
    judged = [
        (answer, sentences(form), encoder.judge(texts(form)))
        for answer in held
        if answer.kind == "answer"
        for form in forms(answer)
    ]
    step = bar(_steps(judged, labels))
    tried = [(bar(list(_signals(judged, labels, sign))), sign) for sign in _SIGNS]
    (signal, reached), sign = max(tried, key=lambda found: found[0][1])
    print(f"steps: {step}; signals: {signal, reached} with {sign}")
    bars = {"step": step[0], "signal": signal, "around": _AROUND, "sign": sign}
    (folder / "reader.json").write_text(json.dumps(_facts(labels, bars), indent=2) + "\n")


def forms(answer: Labelled) -> Iterator[Transcript]:
    """As written, and as a recognizer without punctuation writes it."""
    yield typed("\n".join(line.text for line in answer.lines))
    bare = "".join(c for c in answer.text.lower().replace("-", " ") if c.isalnum() or c in " '")
    yield typed(bare)


def texts(transcript: Transcript) -> list[str]:
    """The sentences as the program cuts them."""
    words = transcript.words
    return [
        " ".join(word.text for word in words[piece.begin : piece.end])
        for piece in sentences(transcript)
    ]


def bar(cases: Iterable[tuple[bool, float]]) -> tuple[float, float]:
    """The middle of the bars that come near the best balanced accuracy, and that accuracy."""
    true, scores = (np.array(column) for column in zip(*cases, strict=True))
    tried = np.arange(-4.0, 4.0, 0.02)
    balanced = np.array(
        [((scores >= at)[true].mean() + (scores < at)[~true].mean()) / 2 for at in tried]
    )
    near = tried[balanced >= balanced.max() - _NEARLY_BEST]
    return round(float(near.mean()), 2), round(float(balanced.max()), 3)


def _steps(judged: Judged, labels: Any) -> Iterator[tuple[bool, float]]:
    for answer, _, rows in judged:
        for (framework, step), column in labels.step_at.items():
            if framework == answer.framework:
                yield step in answer.steps, float(rows[:, column].max())


def _signals(judged: Judged, labels: Any, sign: float) -> Iterator[tuple[bool, float]]:
    """The best signal in or beside what is said of each covered phase, as the program finds it."""
    for answer, spoken, rows in judged:
        heard = np.array([signs(sentence.tokens) - 2 for sentence in spoken])
        for phase, column in labels.signal_at.items():
            if phase[0] == answer.framework and phase[1] in answer.steps:
                own = rows[:, labels.step_at[phase]]
                around = np.pad(own, 1, constant_values=-9.0)
                near = np.max([around[:-2], own, around[2:]], axis=0) >= _AROUND
                sure = np.where(near, rows[:, column] + sign * heard, -9.0)
                yield phase[1] in answer.signals, float(sure.max())


def _facts(labels: Any, bars: dict[str, float]) -> dict[str, Any]:
    return {
        slug: {
            "steps": {name: n for (own, name), n in labels.step_at.items() if own == slug},
            "signals": {name: n for (own, name), n in labels.signal_at.items() if own == slug},
            "bars": bars,
        }
        for slug in dict.fromkeys(own for own, _ in labels.steps)
    }
