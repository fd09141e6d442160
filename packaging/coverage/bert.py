"""MiniLM (six layers of BERT) in JAX: its weights as a tree, and its forward pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
from safetensors import safe_open

LAYERS, HEADS, WIDTH = 6, 12, 384
Tree = dict[str, Any]


def load(file: Path) -> Tree:
    """The weights as published."""
    with safe_open(file, "np") as tensors:
        at = {name: tensors.get_tensor(name) for name in tensors.keys()}  # noqa: SIM118
    own = "embeddings."
    return {
        "words": at[own + "word_embeddings.weight"],
        "places": at[own + "position_embeddings.weight"]
        + at[own + "token_type_embeddings.weight"][0],
        "norm": _norm(at, own + "LayerNorm"),
        "layers": [_layer(at, f"encoder.layer.{n}.") for n in range(LAYERS)],
    }


def _norm(at: Tree, name: str) -> Tree:
    return {"gain": at[name + ".weight"], "bias": at[name + ".bias"]}


def _dense(at: Tree, name: str) -> Tree:
    return {"weight": at[name + ".weight"].T, "bias": at[name + ".bias"]}


def _layer(at: Tree, own: str) -> Tree:
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "attended": "attention.output.dense",
        "wide": "intermediate.dense",
        "narrow": "output.dense",
    }
    dense = {part: _dense(at, own + name) for part, name in parts.items()}
    return {
        **dense,
        "norm1": _norm(at, own + "attention.output.LayerNorm"),
        "norm2": _norm(at, own + "output.LayerNorm"),
    }


def embed(tree: Tree, ids: jax.Array) -> jax.Array:
    """What goes into the first layer."""
    return _normed(tree["norm"], tree["words"][ids] + tree["places"][: ids.shape[1]])


def encode(
    layers: list[Tree],
    x: jax.Array,
    mask: jax.Array,
    key: jax.Array | None = None,
    drop: float = 0.0,
) -> jax.Array:
    """The hidden states after some layers; `mask` is 1 where there is a token."""
    bias = jnp.where(mask[:, None, None, :] > 0, 0.0, -1e9)
    for layer in layers:
        if key is not None:
            key, one, two = jax.random.split(key, 3)
        attended = _attend(layer, x, bias)
        if key is not None:
            attended = dropped(one, attended, drop)
        x = _normed(layer["norm1"], x + attended)
        wide = jax.nn.gelu(_through(layer["wide"], x), approximate=False)
        narrow = _through(layer["narrow"], wide)
        if key is not None:
            narrow = dropped(two, narrow, drop)
        x = _normed(layer["norm2"], x + narrow)
    return x


def _attend(layer: Tree, x: jax.Array, bias: jax.Array) -> jax.Array:
    count, length, _ = x.shape

    def heads(part: str) -> jax.Array:
        split = _through(layer[part], x).reshape(count, length, HEADS, -1)
        return split.transpose(0, 2, 1, 3)

    query, key, value = heads("query"), heads("key"), heads("value")
    scores = query @ key.transpose(0, 1, 3, 2) / (WIDTH / HEADS) ** 0.5 + bias
    mixed = jax.nn.softmax(scores, axis=-1) @ value
    return _through(layer["attended"], mixed.transpose(0, 2, 1, 3).reshape(count, length, WIDTH))


def _through(dense: Tree, x: jax.Array) -> jax.Array:
    return x @ dense["weight"] + dense["bias"]


def _normed(norm: Tree, x: jax.Array) -> jax.Array:
    mean = x.mean(-1, keepdims=True)
    spread = jnp.sqrt(((x - mean) ** 2).mean(-1, keepdims=True) + 1e-12)
    return (x - mean) / spread * norm["gain"] + norm["bias"]


def dropped(key: jax.Array, x: jax.Array, share: float) -> jax.Array:
    """Some of the numbers set to nothing, the others larger by as much."""
    return jnp.where(jax.random.bernoulli(key, 1 - share, x.shape), x / (1 - share), 0.0)
