"""Writes a fitted reader as what the program loads: a CTranslate2 model in eight-bit integers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bert
import numpy as np
from ctranslate2.specs import common_spec, transformer_spec
from split import Labels
from tokenizers import Tokenizer

Tree = dict[str, Any]


def export(trained: Tree, frozen: Tree, labels: Labels, tokenizer: Tokenizer, folder: Path) -> None:
    """Write `model.bin`, what CTranslate2 wants beside it, the tokenizer, and the steps' head."""
    folder.mkdir(parents=True, exist_ok=True)
    spec = _spec(trained["layers"], frozen)
    words = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    spec.register_vocabulary([word for word, _ in words])
    spec.config.unk_token = "[UNK]"
    spec.config.layer_norm_epsilon = 1e-12
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    head = np.vstack([np.array(trained["head"]["weight"]), trained["head"]["bias"]])
    np.save(folder / "steps.npy", head[:, : len(labels.steps)].astype(np.float32))


def _spec(layers: list[Tree], frozen: Tree) -> transformer_spec.TransformerEncoderModelSpec:
    encoder = transformer_spec.TransformerEncoderSpec(
        bert.LAYERS,
        bert.HEADS,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
    )
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = np.array(frozen["words"])
    encoder.position_encodings.encodings = np.array(frozen["places"])
    _norm(encoder.layernorm_embedding, frozen["norm"])
    for spec, layer in zip(encoder.layer, layers, strict=True):
        joined = {
            part: np.concatenate([layer[name][part] for name in ("query", "key", "value")], -1)
            for part in ("weight", "bias")
        }
        _dense(spec.self_attention.linear[0], joined)
        _dense(spec.self_attention.linear[1], layer["attended"])
        _norm(spec.self_attention.layer_norm, layer["norm1"])
        _dense(spec.ffn.linear_0, layer["wide"])
        _dense(spec.ffn.linear_1, layer["narrow"])
        _norm(spec.ffn.layer_norm, layer["norm2"])
    return transformer_spec.TransformerEncoderModelSpec(encoder)


def _dense(spec: common_spec.LinearSpec, dense: Tree) -> None:
    spec.weight = np.array(dense["weight"]).T.copy()
    spec.bias = np.array(dense["bias"])


def _norm(spec: common_spec.LayerNormSpec, norm: Tree) -> None:
    spec.gamma = np.array(norm["gain"])
    spec.beta = np.array(norm["bias"])
