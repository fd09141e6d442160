"""Which steps an answer covers, read by a model that was trained on labelled answers."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from tpmdesk.domain.assessment import StepCoverage
from tpmdesk.domain.content import Framework, slug_of
from tpmdesk.domain.coverage import cover
from tpmdesk.domain.judging import Bars, Reading, judge
from tpmdesk.domain.passages import sentences, words_of
from tpmdesk.domain.transcript import Transcript

if TYPE_CHECKING:
    from tpmdesk.meaning.model import Model

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Trained:
    """One framework that the model knows: the column of each of its steps, whether its steps ask
    for signals to go back, and its bars."""

    columns: Mapping[str, int]
    signals: bool
    bars: Bars


class StepReader:
    """Fulfils `domain.assess.StepReader` with the model in a folder.

    The model is loaded when it is first needed. A framework that it was not trained for, or a
    model that cannot be loaded, is left to cue phrases. May be called from any thread.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._model: Model | None = None
        self._frameworks: dict[str, _Trained] | None = None

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
        return trained is not None and all(step.name in trained.columns for step in framework.steps)

    def _read(self, framework: Framework, transcript: Transcript) -> tuple[StepCoverage, ...]:
        spoken = sentences(transcript)
        if not spoken or not self.knows(framework):
            return cover(framework, transcript)
        trained = self._trained()[slug_of(framework.id)]
        texts = [words_of(sentence, transcript) for sentence in spoken]
        steps, signals = self._loaded().read(spoken, texts, signals=trained.signals)
        scores = {
            step.name: steps[:, trained.columns[step.name]].tolist() for step in framework.steps
        }
        named = None if signals is None else signals.tolist()
        return judge(Reading(scores, named, trained.bars), spoken, transcript)

    def _trained(self) -> dict[str, _Trained]:
        if self._frameworks is None:
            facts = json.loads((self._folder / "reader.json").read_text("utf-8"))
            self._frameworks = {slug: _trained(known) for slug, known in facts.items()}
        return self._frameworks

    def _loaded(self) -> Model:
        if self._model is None:
            from tpmdesk.meaning.model import Model  # noqa: PLC0415  heavy

            self._model = Model(self._folder)
        return self._model


def _trained(facts: dict[str, Any]) -> _Trained:
    return _Trained(facts["columns"], facts["signals"], Bars(**facts["bars"]))
