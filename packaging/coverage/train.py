"""Fit the reader of spoken answers: MiniLM reads a whole answer, a linear head judges each sentence.

    PYTHONPATH=. python packaging/coverage/train.py --weights model.safetensors --tokenizer tokenizer.json
"""

from __future__ import annotations

import argparse
import pickle
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import bert
import jax
import jax.numpy as jnp
import numpy as np
from augment import Piece, Variants
from tokenizers import Tokenizer

from tests.benchmarks._labelled import Labelled, labelled

HERE = Path(__file__).parent
MOST_PIECES = 48
BUCKETS = {192: 10, 288: 8, 384: 6, 512: 4}
"""Documents of so many tokens go through in batches of so many."""
Tree = dict[str, Any]


class Labels:
    """The columns of the head: every step of every framework, then "names a signal to go back" for
    each phase, and last what all signals have in common, which is added to those."""

    def __init__(self, answers: Sequence[Labelled]) -> None:
        self.steps = sorted({(a.framework, s) for a in answers for s in a.steps})
        self.phases = sorted({(a.framework, s) for a in answers for s in a.signals})
        self.step_at = {step: n for n, step in enumerate(self.steps)}
        self.signal_at = {phase: len(self.steps) + n for n, phase in enumerate(self.phases)}
        self.step_of_signal = np.array([self.step_at[phase] for phase in self.phases])

    @property
    def count(self) -> int:
        """Columns that are judged by: without the last."""
        return len(self.steps) + len(self.phases)

    def of(self, framework: str) -> list[int]:
        columns = (*self.steps, *self.phases)
        return [n for n, (owner, _) in enumerate(columns) if owner == framework]


def document(
    tokenizer: Tokenizer, labels: Labels, framework: str, pieces: Sequence[Piece]
) -> dict[str, np.ndarray] | None:
    """One answer as arrays: token ids, where its pieces lie, what each covers, which count."""
    ids, places = [101], []
    kept = []
    for piece in pieces[:MOST_PIECES]:
        tokens = tokenizer.encode(piece.text, add_special_tokens=False).ids
        if len(ids) + len(tokens) + 1 > max(BUCKETS):
            break
        if tokens:
            places.append((len(ids), len(ids) + len(tokens)))
            ids += tokens
            kept.append(piece)
    if not kept:
        return None
    ids.append(102)
    size = next(bucket for bucket in BUCKETS if bucket >= len(ids))
    pool = np.zeros((MOST_PIECES, size), np.float32)
    truth = np.zeros((MOST_PIECES, labels.count), np.float32)
    for row, ((begin, end), piece) in enumerate(zip(places, kept, strict=True)):
        pool[row, begin:end] = 1 / (end - begin)
        truth[row, [labels.step_at[framework, step] for step in piece.steps]] = 1
        truth[row, [labels.signal_at[framework, step] for step in piece.signals]] = 1
    counts = np.zeros(labels.count, np.float32)
    counts[labels.of(framework)] = 1
    return {
        "ids": np.array(ids + [0] * (size - len(ids)), np.int32),
        "mask": np.array([1] * len(ids) + [0] * (size - len(ids)), np.float32),
        "pool": pool,
        "real": (pool.sum(1) > 0).astype(np.float32),
        "truth": truth,
        "counts": counts,
    }


def batches(documents: Sequence[dict[str, np.ndarray]], random: Random) -> Iterator[Tree]:
    by_size: dict[int, list[dict[str, np.ndarray]]] = {size: [] for size in BUCKETS}
    for found in documents:
        by_size[len(found["ids"])].append(found)
    groups = []
    for size, held in by_size.items():
        random.shuffle(held)
        for at in range(0, len(held), BUCKETS[size]):
            group = held[at : at + BUCKETS[size]]
            groups.append(group + [_nothing(group[0])] * (BUCKETS[size] - len(group)))
    random.shuffle(groups)
    for group in groups:
        yield {name: np.stack([found[name] for found in group]) for name in group[0]}


def _nothing(like: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    empty = {name: np.zeros_like(values) for name, values in like.items()}
    empty["mask"] = like["mask"]
    return empty


def forward(
    trained: Tree, frozen: Tree, batch: Tree, steps: int, key: jax.Array | None, drop: float
) -> jax.Array:
    """A logit for each piece and column; the first `steps` columns are steps."""
    keys = (None, None, None) if key is None else jax.random.split(key, 3)
    x = jax.lax.stop_gradient(bert.embed(frozen, batch["ids"]))
    if keys[0] is not None:
        x = bert._drop(keys[0], x, drop)
    h = bert.encode(trained["layers"], x, batch["mask"], keys[1], drop)
    pieces = batch["pool"] @ h
    if keys[2] is not None:
        pieces = bert._drop(keys[2], pieces, 2 * drop)
    logits = pieces @ trained["head"]["weight"] + trained["head"]["bias"]
    own, shared = logits[..., :-1], logits[..., -1:]
    return own.at[..., steps:].add(shared)


def loss(
    trained: Tree, frozen: Tree, batch: Tree, labels: Labels, key: jax.Array, drop: float
) -> jax.Array:
    """Each piece by itself, and each answer's step as a whole by its best piece; the signal of a
    phase as a whole only where the phase is covered."""
    steps = len(labels.steps)
    logits = forward(trained, frozen, batch, steps, key, drop)
    real = batch["real"][:, :, None] * batch["counts"][:, None, :]
    truth = batch["truth"]
    smooth = truth * 0.95 + 0.02
    each = -(2.5 * smooth * jax.nn.log_sigmoid(logits) + (1 - smooth) * jax.nn.log_sigmoid(-logits))
    pieces = (each * real).sum() / real.sum()
    sharp = 2.0
    top = jax.nn.logsumexp(jnp.where(real > 0, logits * sharp, -1e9), axis=1) / sharp
    held = truth.max(1) * 0.95 + 0.02
    whole = -(held * jax.nn.log_sigmoid(top) + (1 - held) * jax.nn.log_sigmoid(-top))
    covered = truth.max(1)[:, labels.step_of_signal]
    asked = batch["counts"] * jnp.concatenate([jnp.ones_like(truth[:, 0, :steps]), covered], 1)
    answers = (whole * asked).sum() / jnp.maximum(asked.sum(), 1)
    return pieces + 0.3 * answers


def fit(
    answers: Sequence[Labelled],
    labels: Labels,
    published: Tree,
    tokenizer: Tokenizer,
    *,
    epochs: int,
    seed: int,
    rate: float,
    drop: float = 0.1,
    watch: Any = None,
) -> tuple[Tree, Tree]:
    """The averaged weights of the later epochs: what was trained, and what stayed as published."""
    random = Random(seed)
    variants = Variants(answers, random)
    frozen = jax.tree.map(jnp.asarray, {k: published[k] for k in ("words", "places", "norm")})
    trained = {
        "layers": jax.tree.map(jnp.asarray, published["layers"]),
        "head": {
            "weight": jnp.zeros((bert.WIDTH, labels.count + 1)),
            "bias": jnp.full(labels.count + 1, -1.5).at[-1].set(-0.5),
        },
    }
    speeds = {
        "layers": [
            jax.tree.map(lambda _, n=n: 0.85 ** (bert.LAYERS - 1 - n), layer)
            for n, layer in enumerate(trained["layers"])
        ],
        "head": {"weight": 10.0, "bias": 10.0},
    }
    state = (jax.tree.map(jnp.zeros_like, trained), jax.tree.map(jnp.zeros_like, trained))
    steps_an_epoch = sum(1 for _ in batches(_documents(answers, labels, tokenizer, Variants(answers, Random(0))), Random(0)))
    total = steps_an_epoch * epochs

    @jax.jit
    def update(trained, state, batch, key, n):
        value, slope = jax.value_and_grad(loss)(trained, frozen, batch, labels, key, drop)
        norm = jnp.sqrt(sum(jnp.sum(g * g) for g in jax.tree.leaves(slope)))
        slope = jax.tree.map(lambda g: g * jnp.minimum(1.0, 1.0 / norm), slope)
        now = rate * jnp.minimum(n / (0.1 * total), jnp.maximum(0.05, (total - n) / (0.9 * total)))
        first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, state[0], slope)
        second = jax.tree.map(lambda v, g: 0.98 * v + 0.02 * g * g, state[1], slope)
        fix1, fix2 = 1 - 0.9 ** n, 1 - 0.98 ** n

        def moved(w, m, v, speed):
            return w - now * speed * (m / fix1 / (jnp.sqrt(v / fix2) + 1e-8) + 0.01 * w)

        return jax.tree.map(moved, trained, first, second, speeds), (first, second), value

    average, n = trained, 0
    key = jax.random.key(seed)
    for epoch in range(epochs):
        began, values = time.time(), []
        for batch in batches(_documents(answers, labels, tokenizer, variants), random):
            n += 1
            key, one = jax.random.split(key)
            trained, state, value = update(trained, state, batch, one, jnp.float32(n))
            values.append(float(value))
            share = 1.0 if n < total * 0.3 else 0.03
            average = jax.tree.map(lambda a, w: a + share * (w - a), average, trained)
        print(f"epoch {epoch}: loss {np.mean(values):.4f}, {time.time() - began:.0f} s", flush=True)
        if watch:
            watch(epoch, average, frozen)
    return average, frozen


def _documents(answers, labels, tokenizer, variants):
    drawn = (document(tokenizer, labels, a.framework, variants.draw(a)) for a in answers)
    return [found for found in drawn if found]
