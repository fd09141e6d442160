"""Which steps an answer covers, read by a model that was trained on labelled answers."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from tpmdesk.domain.assessment import StepCoverage
from tpmdesk.domain.content import Framework, slug_of
from tpmdesk.domain.coverage import cover
from tpmdesk.domain.judging import Bars, StepReading, judge
from tpmdesk.domain.passages import Sentence, sentences
from tpmdesk.domain.transcript import Transcript

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tpmdesk.meaning.encoder import Encoder

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Trained:
    """One framework that the model knows: the column of each of its steps, the column of each
    step's signal where the framework asks for signals, and its bars."""

    steps: Mapping[str, int]
    signals: Mapping[str, int]
    bars: Bars


class StepReader:
    """Fulfils `domain.assess.StepReader` with the model in a folder.

    The model is loaded when it is first needed. A framework that it was not trained for, or a
    model that cannot be loaded, is left to cue phrases. May be called from any thread.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._encoder: Encoder | None = None
        self._known: dict[str, _Trained] | None = None

    def __call__(self, framework: Framework, transcript: Transcript) -> tuple[StepCoverage, ...]:
        """What the answer covers, step by step in the framework's order."""
        with self._lock:
            try:
                return self._read(framework, transcript)
            except (OSError, RuntimeError, ValueError, KeyError, ImportError):
                _logger.exception("answers are read by cue phrases: the model could not be used")
        return cover(framework, transcript)

    def knows(self, framework: Framework) -> bool:
        """Whether the model was trained for every step. Raises OSError without a model."""
        trained = self._trained().get(slug_of(framework.id))
        return trained is not None and all(step.name in trained.steps for step in framework.steps)

    def _read(self, framework: Framework, transcript: Transcript) -> tuple[StepCoverage, ...]:
        if not self.knows(framework):
            return cover(framework, transcript)
        trained = self._trained()[slug_of(framework.id)]
        spoken = sentences(transcript)
        judged = self._loaded().judge(_texts(spoken, transcript))
        names = [step.name for step in framework.steps]
        readings = [self._reading(name, trained, judged) for name in names]
        return judge(readings, spoken, transcript)

    def _reading(self, step: str, trained: _Trained, judged: NDArray[np.float32]) -> StepReading:
        scores = tuple(map(float, judged[:, trained.steps[step]]))
        column = trained.signals.get(step)
        signals = None if column is None else tuple(map(float, judged[:, column]))
        return StepReading(step, scores, signals, trained.bars)

    def _trained(self) -> dict[str, _Trained]:
        if self._known is None:
            facts = json.loads((self._folder / "reader.json").read_text("utf-8"))
            self._known = {slug: _known(known) for slug, known in facts.items()}
        return self._known

    def _loaded(self) -> Encoder:
        if self._encoder is None:
            from tpmdesk.meaning.encoder import Encoder  # noqa: PLC0415  heavy

            self._encoder = Encoder(self._folder)
        return self._encoder


def _known(facts: dict[str, Any]) -> _Trained:
    return _Trained(facts["steps"], facts["signals"], Bars(**facts["bars"]))


def _texts(spoken: Sequence[Sentence], transcript: Transcript) -> list[str]:
    words = transcript.words
    return [
        " ".join(word.text for word in words[sentence.begin : sentence.end]) for sentence in spoken
    ]
