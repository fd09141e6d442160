"""Chooses the bars of a fitted reader on answers that it has not learnt from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks._labelled import Labelled
from tpmdesk.domain.passages import sentences
from tpmdesk.domain.transcript import Transcript, typed
from tpmdesk.meaning.encoder import Encoder

_AROUND = -1.0
_NEARLY_BEST = 0.01


def tune(folder: Path, labels: Any, held: Sequence[Labelled]) -> None:
    """Write `reader.json`: the columns of each framework, and the bars."""
    encoder = Encoder(folder)
    judged = [
        (answer, encoder.judge(texts(form)))
        for answer in held
        if answer.kind == "answer"
        for form in forms(answer)
    ]
    step = bar(_steps(judged, labels))
    signal = bar(_signals(judged, labels))
    print(f"bars: step {step}, signal {signal}")
    (folder / "reader.json").write_text(json.dumps(_facts(labels, step, signal), indent=2) + "\n")


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


def bar(cases: Iterable[tuple[bool, float]]) -> float:
    """The middle of the bars that come near the best balanced accuracy."""
    true, scores = (np.array(column) for column in zip(*cases, strict=True))
    tried = np.arange(-2.0, 2.0, 0.02)
    balanced = np.array(
        [((scores >= at)[true].mean() + (scores < at)[~true].mean()) / 2 for at in tried]
    )
    near = tried[balanced >= balanced.max() - _NEARLY_BEST]
    print(f"best {balanced.max():.3f} among {true.sum()} true and {(~true).sum()} false cases")
    return round(float(near.mean()), 2)


def _steps(
    judged: Sequence[tuple[Labelled, np.ndarray]], labels: Any
) -> Iterator[tuple[bool, float]]:
    for answer, rows in judged:
        for (framework, step), column in labels.step_at.items():
            if framework == answer.framework:
                yield step in answer.steps, float(rows[:, column].max())


def _signals(
    judged: Sequence[tuple[Labelled, np.ndarray]], labels: Any
) -> Iterator[tuple[bool, float]]:
    for answer, rows in judged:
        for (framework, step), column in labels.signal_at.items():
            if framework == answer.framework and step in answer.steps:
                yield step in answer.signals, float(rows[:, column].max())


def _facts(labels: Any, step: float, signal: float) -> dict[str, Any]:
    bars = {"step": step, "signal": signal, "around": _AROUND}
    return {
        slug: {
            "steps": {name: n for (own, name), n in labels.step_at.items() if own == slug},
            "signals": {name: n for (own, name), n in labels.signal_at.items() if own == slug},
            "bars": bars,
        }
        for slug in dict.fromkeys(own for own, _ in labels.steps)
    }
