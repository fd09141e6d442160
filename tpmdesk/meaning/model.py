"""The trained model in a folder: an encoder, a linear head for steps and one for signals."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tpmdesk.domain.passages import Sentence
from tpmdesk.domain.signals import Signs, signs
from tpmdesk.meaning.encoder import Encoder

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Model:
    """Log-odds for the sentences of an answer. Raises what the encoder raises."""

    def __init__(self, folder: Path) -> None:
        self._encoder = Encoder(folder)
        self._steps: NDArray[np.float32] = np.load(folder / "steps.npy")
        self._signal: NDArray[np.float32] = np.load(folder / "signal.npy")

    def read(
        self, spoken: Sequence[Sentence], texts: Sequence[str], *, signals: bool
    ) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        """For each sentence a row of log-odds, a column a step; and that it names a signal."""
        context = self._encoder.in_context(texts)
        named = None
        if signals:
            seen = signal_features(context, self._encoder.alone(texts), spoken)
            named = seen @ self._signal[:-1] + self._signal[-1]
        return context @ self._steps[:-1] + self._steps[-1], named


def signal_features(
    context: NDArray[np.float32], alone: NDArray[np.float32], spoken: Sequence[Sentence]
) -> NDArray[np.float32]:
    """What a signal is told by: both readings of a sentence, and the signs heard in it."""
    return np.hstack([context, alone, [_together(signs(sentence.tokens)) for sentence in spoken]])


def _together(heard: Signs) -> list[float]:
    """Each sign, each two of them, and all three."""
    each = (float(heard.measure), float(heard.limit), float(heard.way_back))
    return [*each, *(one * other for one, other in combinations(each, 2)), prod(each)]
