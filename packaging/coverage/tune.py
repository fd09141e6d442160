"""Fits what tells a signal to go back, and chooses the bars, on a reader whose encoder is fitted.

It can be run by itself on a folder that train.py has filled:

    PYTHONPATH=. python packaging/coverage/tune.py [resources/coverage]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from augment import Variants
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from split import Labels, parts, split, written

from tests.benchmarks._labelled import Labelled
from tpmdesk.domain.passages import Sentence, sentences, words_of
from tpmdesk.domain.transcript import Transcript, typed
from tpmdesk.meaning.encoder import Encoder
from tpmdesk.meaning.model import Model, signal_features

_NEARLY_BEST = 0.01
_VARIANTS = 6
_NEAR_MISS = 3.0
"""What a sentence about a phase that names no signal weighs: they are the hard ones."""
_FOLDS = 5
_STRENGTH = 0.0001
"""Of the logistic regression: strongly regularised, since few hands wrote of signals."""
_SEED = 5
_BESIDE = -1.0
"""Log-odds of the phase that a sentence, or one beside it, has for its signal to be the phase's."""
_LINGERS = 0.6
"""How much of what was just spoken of still counts: signals follow what they are about."""
_LEAST, _MOST_BEHIND, _BEHIND_COSTS = -4.0, 2.0, 4.0
"""Log-odds below which nothing gets less likely; how far a phase may lie behind another, and what
that takes from a signal."""


def tune(
    folder: Path, labels: Labels, learnt: Sequence[Labelled], held: Sequence[Labelled]
) -> None:
    """Write `signal.npy` and `reader.json`.

    The bar of steps is chosen on what was held out; that of signals by cross-validation, since
    the encoder learnt little of them and so few are held out.
    """
    signal = bar(_crossed(folder, labels, [*learnt, *held]))
    np.save(folder / "signal.npy", signal_head(Encoder(folder), [*learnt, *held]))
    step = bar(_step_cases(Model(folder), labels, held))
    print(f"bar and balanced accuracy of steps {step}, of signals {signal}")
    facts = _facts(labels, {"step": step[0], "signal": signal[0]})
    (folder / "reader.json").write_text(json.dumps(facts, indent=2) + "\n")


def signal_head(encoder: Encoder, answers: Sequence[Labelled]) -> np.ndarray:
    """Weights, the bias last, for `signal_features`: logistic regression over variants."""
    variants = Variants(answers, Random(_SEED), signals=True)
    phased = {answer.framework for answer in answers if answer.signals}
    rows, truth, weights = [], [], []
    for answer in answers:
        if answer.kind != "answer" or answer.framework not in phased:
            continue
        for _ in range(_VARIANTS):
            said = variants.draw(answer)
            texts = [piece.text for piece in said]
            whole = [_whole(text) for text in texts]
            states = encoder.in_context(texts), encoder.alone(texts)
            rows.append(signal_features(*states, whole))
            truth += [bool(piece.signals) for piece in said]
            weights += [1 if piece.signals or not piece.steps else _NEAR_MISS for piece in said]
    seen = np.concatenate(rows).astype(np.float64)
    scaler = StandardScaler().fit(seen)
    model = LogisticRegression(C=_STRENGTH, max_iter=1000)
    model.fit(scaler.transform(seen), truth, sample_weight=_balanced(truth, weights))
    slope = model.coef_[0] / scaler.scale_
    bias = model.intercept_[0] - slope @ scaler.mean_
    return np.append(slope, bias).astype(np.float32)


def _balanced(truth: Sequence[bool], weights: Sequence[float]) -> np.ndarray:
    """Weights with which signals count as much as all the rest, one on average."""
    given, true = np.array(weights, float), np.array(truth)
    given[true] *= given[~true].sum() / given[true].sum()
    return given / given.mean()


def _whole(text: str) -> Sentence:
    """One piece as one sentence, however long."""
    words = text.replace(".", "").replace("?", "").split()[:45]
    return sentences(typed(" ".join(words) or "so"))[0]


def _crossed(
    folder: Path, labels: Labels, answers: Sequence[Labelled]
) -> Iterator[tuple[bool, float]]:
    """Each phase that an answer covers, judged by a head that has not learnt from that answer."""
    phased = {owner for owner, _ in labels.phases}
    real = [a for a in answers if a.framework in phased and a.kind == "answer"]
    fold = parts(real, _FOLDS)
    for part in range(_FOLDS):
        others = [answer for answer, at in zip(real, fold, strict=True) if at != part]
        np.save(folder / "signal.npy", signal_head(Encoder(folder), others))
        model = Model(folder)
        for answer in (a for a, at in zip(real, fold, strict=True) if at == part):
            yield from _signal_cases(model, labels, answer)


def _signal_cases(model: Model, labels: Labels, answer: Labelled) -> Iterator[tuple[bool, float]]:
    for form in forms(answer):
        scores, named = _read(model, labels, answer, form)
        for step in answer.steps:
            yield step in answer.signals, max(signal_scores(step, scores, named))


def signal_scores(step: str, steps: dict[str, list[float]], signals: list[float]) -> list[float]:
    """How sure each sentence is to name a signal to take that phase back: less so, the further
    another phase is ahead there, what was just spoken of counting as well."""
    own = _lingering(steps[step])
    others = [_lingering(scores) for name, scores in steps.items() if name != step]
    found = []
    for at, signal in enumerate(signals):
        ahead = max((other[at] for other in others), default=own[at]) - own[at]
        near = max(steps[step][max(0, at - 1) : at + 2]) >= _BESIDE
        cost = _BEHIND_COSTS * min(max(ahead, 0.0), _MOST_BEHIND)
        found.append(signal - cost if near else float("-inf"))
    return found


def _lingering(scores: list[float]) -> list[float]:
    low = [max(score, _LEAST) for score in scores]
    return [score + _LINGERS * before for before, score in zip([_LEAST, *low], low, strict=False)]


def _step_cases(
    model: Model, labels: Labels, held: Sequence[Labelled]
) -> Iterator[tuple[bool, float]]:
    for answer in (answer for answer in held if answer.kind == "answer"):
        for form in forms(answer):
            scores, _ = _read(model, labels, answer, form)
            yield from ((step in answer.steps, max(row)) for step, row in scores.items())


def _read(
    model: Model, labels: Labels, answer: Labelled, transcript: Transcript
) -> tuple[dict[str, list[float]], list[float]]:
    spoken = sentences(transcript)
    asks = any(owner == answer.framework for owner, _ in labels.phases)
    texts = [words_of(sentence, transcript) for sentence in spoken]
    steps, named = model.read(spoken, texts, signals=asks)
    own = {name: n for (owner, name), n in labels.step_at.items() if owner == answer.framework}
    scores = {name: steps[:, column].tolist() for name, column in own.items()}
    return scores, [] if named is None else named.tolist()


def forms(answer: Labelled) -> Iterator[Transcript]:
    """As written, and as a recognizer without punctuation writes it."""
    yield typed("\n".join(line.text for line in answer.lines))
    bare = "".join(c for c in answer.text.lower().replace("-", " ") if c.isalnum() or c in " '")
    yield typed(bare)


def bar(cases: Iterable[tuple[bool, float]]) -> tuple[float, float]:
    """The middle of the bars that come near the best balanced accuracy, and that accuracy."""
    true, scores = (np.array(column) for column in zip(*cases, strict=True))
    tried = np.arange(-4.0, 4.0, 0.02)
    balanced = np.array(
        [((scores >= at)[true].mean() + (scores < at)[~true].mean()) / 2 for at in tried]
    )
    near = tried[balanced >= balanced.max() - _NEARLY_BEST]
    return round(float(near.mean()), 2), round(float(balanced.max()), 3)


def _facts(labels: Labels, least: dict[str, float]) -> dict[str, Any]:
    return {
        slug: {
            "columns": {name: n for (own, name), n in labels.step_at.items() if own == slug},
            "signals": any(own == slug for own, _ in labels.phases),
            "bars": least,
        }
        for slug in dict.fromkeys(own for own, _ in labels.steps)
    }


if __name__ == "__main__":
    answers = written()
    tune(Path([*sys.argv, "resources/coverage"][1]), Labels(answers), *split(answers))
