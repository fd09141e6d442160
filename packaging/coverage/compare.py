"""Other ways to tell which steps an answer covers, measured as the reader that ships is.

    PYTHONPATH=. python packaging/coverage/compare.py --published FOLDER [--json OUT]

Each is fitted on the training answers, its bar chosen for each framework by five-fold
cross-validation over them, and then measured once on the answers under tests/data. Needs
scikit-learn beside what train.py needs.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import bert
import jax
import jax.numpy as jnp
import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion
from split import parts, written
from tokenizers import Tokenizer

from tests.benchmarks import coverage as benchmark
from tests.benchmarks._coverage_figures import table
from tests.benchmarks._labelled import Labelled, labelled
from tpmdesk.domain.assessment import StepCoverage
from tpmdesk.domain.content import Framework, slug_of
from tpmdesk.domain.coverage import cover
from tpmdesk.domain.judging import Bars, Reading, judge
from tpmdesk.domain.passages import sentences, words_of
from tpmdesk.domain.transcript import Transcript, typed

FOLDS = 5
Features = Callable[[Sequence[str]], Any]
Scores = Callable[[Framework, Transcript], np.ndarray]
Frameworks = dict[str, Framework]


class Sentences:
    """Frozen MiniLM: the mean state of a sentence, of length one."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        tree = jax.tree.map(jnp.asarray, bert.load(folder / "model.safetensors"))
        self._forward = jax.jit(
            lambda ids, mask: bert.encode(tree["layers"], bert.embed(tree, ids), mask)
        )
        self._known: dict[str, np.ndarray] = {}

    def __call__(self, said: Sequence[str]) -> np.ndarray:
        new = sorted({text for text in said if text not in self._known}, key=len)
        for at in range(0, len(new), 64):
            self._learn(new[at : at + 64])
        return np.stack([self._known[text] for text in said])

    def _learn(self, said: Sequence[str]) -> None:
        ids = [self._tokenizer.encode(text).ids[:128] for text in said]
        size = -(-max(map(len, ids)) // 32) * 32
        mask = np.zeros((64, size), np.float32)
        padded = np.zeros((64, size), np.int32)
        for row, tokens in enumerate(ids):
            padded[row, : len(tokens)], mask[row, : len(tokens)] = tokens, 1
        states = np.asarray(self._forward(padded, mask))
        for row, text in enumerate(said):
            mean = states[row][mask[row] > 0].mean(0)
            self._known[text] = mean / np.linalg.norm(mean)


def nearest(embed: Sentences, framework: Framework, transcript: Transcript) -> np.ndarray:
    """How near each sentence comes to what the framework says of a step."""
    said = embed(texts(transcript))
    described = [embed([step.meaning, *step.asks]) for step in framework.steps]
    return np.stack([(said @ about.T).max(1) for about in described], axis=1)


class Linear:
    """Logistic regression for each step over features of single sentences."""

    def __init__(self, features: Features, strength: float) -> None:
        self._features = features
        self._strength = strength
        self._fitted: dict[str, list[LogisticRegression]] = {}

    def fit(self, framework: Framework, answers: Sequence[Labelled]) -> None:
        rows = self._features_of([[line.text for line in answer.lines] for answer in answers])
        lines = [line for answer in answers for line in answer.lines]
        self._fitted[framework.id] = [
            LogisticRegression(C=self._strength, class_weight="balanced", max_iter=500).fit(
                rows, [step.name in line.steps for line in lines]
            )
            for step in framework.steps
        ]

    def __call__(self, framework: Framework, transcript: Transcript) -> np.ndarray:
        rows = self._features_of([texts(transcript)])
        fitted = self._fitted[framework.id]
        return np.stack([model.decision_function(rows) for model in fitted], axis=1)

    def _features_of(self, answers: Sequence[Sequence[str]]) -> Any:
        return self._features([text for answer in answers for text in answer])


class WithNeighbours(Linear):
    """Sees the sentence, the mean of those beside it, and what substance it holds."""

    def _features_of(self, answers: Sequence[Sequence[str]]) -> Any:
        return np.concatenate([self._one(answer) for answer in answers])

    def _one(self, said: Sequence[str]) -> np.ndarray:
        own = self._features(said)
        none = np.zeros((1, own.shape[1]), np.float32)
        before, after = np.vstack([none, own[:-1]]), np.vstack([own[1:], none])
        kinds = [
            {kind for piece in sentences(typed(text)) for kind in piece.substance} for text in said
        ]
        substance = [
            [kind in found for kind in ("number", "name", "names", "act")] for found in kinds
        ]
        return np.hstack([own, (before + after) / 2, np.array(substance, np.float32) * 0.3])


def bars_of(
    model: Any, answers: Sequence[Labelled], frameworks: Frameworks, *, fits: bool
) -> dict[str, float]:
    """The best bar of each framework over answers that the model had not seen."""
    bars = {}
    for slug in sorted({answer.framework for answer in answers}):
        framework = frameworks[slug]
        here = [answer for answer in answers if answer.framework == slug]
        fold = parts(here, FOLDS)
        cases: list[tuple[bool, float]] = []
        for part in range(FOLDS):
            if fits:
                model.fit(framework, [a for a, f in zip(here, fold, strict=True) if f != part])
            for answer in (a for a, f in zip(here, fold, strict=True) if f == part):
                cases += _cases(model, framework, answer)
        if fits:
            model.fit(framework, here)
        bars[slug] = _best(cases)
    return bars


def _cases(model: Scores, framework: Framework, answer: Labelled) -> list[tuple[bool, float]]:
    if answer.kind != "answer":
        return []
    top = model(framework, benchmark.as_written(answer)).max(0)
    return [
        (step.name in answer.steps, float(score))
        for step, score in zip(framework.steps, top, strict=True)
    ]


def _best(cases: Sequence[tuple[bool, float]]) -> float:
    true, scores = (np.array(column) for column in zip(*cases, strict=True))
    return float(
        max(
            np.unique(scores),
            key=lambda at: (scores >= at)[true].mean() + (scores < at)[~true].mean(),
        )
    )


def reader(
    model: Scores, bars: dict[str, float], framework: Framework, transcript: Transcript
) -> tuple[StepCoverage, ...]:
    """A model as a reader of steps."""
    judged = model(framework, transcript)
    scores = {step.name: judged[:, n].tolist() for n, step in enumerate(framework.steps)}
    reading = Reading(scores, None, Bars(bars[slug_of(framework.id)], 0.0))
    return judge(reading, sentences(transcript), transcript)


def texts(transcript: Transcript) -> list[str]:
    """The sentences as the program cuts them."""
    return [words_of(sentence, transcript) for sentence in sentences(transcript)]


def _words(answers: Sequence[Labelled], *, letters: bool) -> Features:
    kinds = [("words", TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=2))]
    if letters:
        grams = TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(3, 5), min_df=3)
        kinds.append(("letters", grams))
    union = FeatureUnion(kinds).fit([line.text for answer in answers for line in answer.lines])
    return union.transform


def _joined(dense: Features, sparse: Features, said: Sequence[str]) -> Any:
    return hstack([csr_matrix(dense(said)), sparse(said)]).tocsr()


def main() -> None:
    """Fit each, and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--published", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--json", type=Path, metavar="OUT")
    options = parser.parse_args()
    frameworks = benchmark.shipped_frameworks()
    answers, unseen = written(), labelled(benchmark.ANSWERS)
    embed = Sentences(options.published)
    words, letters = (_words(answers, letters=more) for more in (False, True))
    models: dict[str, Any] = {
        "nearest description": partial(nearest, embed),
        "words": Linear(words, 10.0),
        "words and letters": Linear(letters, 10.0),
        "sentences": Linear(embed, 3.0),
        "sentences, neighbours, substance": WithNeighbours(embed, 3.0),
        "sentences, words and letters": Linear(partial(_joined, embed, letters), 5.0),
    }
    results = {"cue phrases": _measured(unseen, cover, frameworks)}
    for name, model in models.items():
        bars = bars_of(model, answers, frameworks, fits=isinstance(model, Linear))
        results[name] = _measured(unseen, partial(reader, model, bars), frameworks)
    for name, rows in results.items():
        benchmark.show(name, rows)
    if options.json:
        options.json.write_text(json.dumps(results, indent=2) + "\n")


def _measured(answers: Sequence[Labelled], read: Any, frameworks: Frameworks) -> Any:
    found = benchmark.measured(answers, benchmark.as_written, read, frameworks)
    return table(list(found))


if __name__ == "__main__":
    main()
