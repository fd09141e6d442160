"""A sentence encoder in CTranslate2: what the pieces of a text mean, as vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import ctranslate2
import numpy as np
from tokenizers import Tokenizer

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_TOKENS = 480
"""The encoder has 512 places; two are for the marks at both ends."""
_MOST_TOKENS_ALONE = 96
_LEAST_AROUND = 128
"""Tokens before a piece with which it is read, where a text takes several readings."""


@dataclass(frozen=True, slots=True)
class _Window:
    """Pieces `first` to `end` (excluded) are read together; of those, `keep` to `end` are new."""

    first: int
    keep: int
    end: int


class Encoder:
    """Loads the model of a folder. Raises OSError, RuntimeError or ValueError when it cannot.

    Use it from one thread at a time.
    """

    def __init__(self, folder: Path, threads: int = 2) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._model = ctranslate2.Encoder(
            str(folder), device="cpu", compute_type="int8", intra_threads=threads
        )
        self._begin, self._end = _mark(self._tokenizer, "[CLS]"), _mark(self._tokenizer, "[SEP]")

    def in_context(self, pieces: Sequence[str]) -> NDArray[np.float32]:
        """A row for each piece: the mean state of its tokens, read in the context of all."""
        ids = self._ids(pieces)
        rows = [self._read(ids, window) for window in windows([len(piece) for piece in ids])]
        return np.concatenate(rows)

    def alone(self, pieces: Sequence[str]) -> NDArray[np.float32]:
        """A row for each piece: the mean state of its tokens, read as if nothing else were said."""
        ids = [piece[:_MOST_TOKENS_ALONE] for piece in self._ids(pieces)]
        states = self._states([[self._begin, *piece, self._end] for piece in ids])
        return np.stack(
            [_mean(row[1 : len(piece) + 1]) for row, piece in zip(states, ids, strict=True)]
        )

    def _ids(self, pieces: Sequence[str]) -> list[list[int]]:
        return [self._tokenizer.encode(piece, add_special_tokens=False).ids for piece in pieces]

    def _states(self, ids: list[list[int]]) -> NDArray[np.float32]:
        return np.asarray(self._model.forward_batch(ids).last_hidden_state)

    def _read(self, ids: Sequence[Sequence[int]], window: _Window) -> NDArray[np.float32]:
        read = [piece[:_MOST_TOKENS] for piece in ids[window.first : window.end]]
        flat = [self._begin, *(token for piece in read for token in piece), self._end]
        states = self._states([flat])[0]
        bounds = pairwise(accumulate((len(piece) for piece in read), initial=1))
        means = [_mean(states[begin:end]) for begin, end in bounds]
        return np.stack(means[window.keep - window.first :])


def windows(sizes: Sequence[int]) -> Iterator[_Window]:
    """Readings of pieces of so many tokens: each as long as the encoder can take, each but the
    first beginning with some that were read before."""
    keep = 0
    while keep < len(sizes):
        first = _before(sizes, keep)
        end = keep + 1
        while end < len(sizes) and sum(sizes[first : end + 1]) <= _MOST_TOKENS:
            end += 1
        yield _Window(first, keep, end)
        keep = end


def _before(sizes: Sequence[int], keep: int) -> int:
    """How far back a reading begins whose first new piece is `keep`."""
    first, room = keep, min(_LEAST_AROUND, _MOST_TOKENS - sizes[keep])
    while first > 0 and sizes[first - 1] <= room:
        first -= 1
        room -= sizes[first]
    return first


def _mark(tokenizer: Tokenizer, mark: str) -> int:
    found = tokenizer.token_to_id(mark)
    if found is None:
        raise ValueError(f"the tokenizer has no {mark}")
    return found


def _mean(states: NDArray[np.float32]) -> NDArray[np.float32]:
    if len(states) == 0:
        return np.zeros(states.shape[1], np.float32)
    mean: NDArray[np.float32] = states.mean(axis=0)
    return mean
