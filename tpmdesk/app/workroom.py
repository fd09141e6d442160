"""What every mock round needs around it, given once by whoever builds the program."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tpmdesk.app.ports import (
    AttemptStore,
    Background,
    Clock,
    ContentStore,
    Microphone,
    NotFoundError,
    Speaker,
    Transcriber,
    VoiceActivity,
)
from tpmdesk.app.speaking import SpeechError
from tpmdesk.app.vocabulary import favoured
from tpmdesk.domain.assess import StepReader
from tpmdesk.domain.content import Framework, Prompt
from tpmdesk.domain.coverage import cover

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sound:
    """What one round speaks, listens and understands with."""

    speaker: Speaker
    microphone: Microphone
    transcriber: Transcriber


@dataclass(frozen=True, slots=True)
class Workroom:
    """What all rounds share. `now` counts seconds and never goes back; `read` finds the steps of a
    framework in an answer, and may take a while."""

    content: ContentStore
    attempts: AttemptStore
    recordings: Path
    clock: Clock
    background: Background
    voice_activity: VoiceActivity
    now: Callable[[], float]
    read: StepReader = cover

    def prompt(self, ref: str) -> Prompt | None:
        """The prompt, or None when the content no longer holds it."""
        try:
            return self.content.prompt(ref)
        except NotFoundError:
            return None

    def framework_of(self, prompt: Prompt | None) -> Framework | None:
        """The framework that an answer to the prompt should walk through, if any."""
        if prompt is None:
            return None
        try:
            ref = prompt.framework or self.content.round(prompt.round).framework
            return self.content.framework(ref) if ref else None
        except NotFoundError:
            return None

    def speech(self, file: Path | None) -> Sequence[tuple[float, float]]:
        """The stretches of voice in a recording; none when they cannot be told."""
        try:
            return self.voice_activity(file) if file else ()
        except SpeechError:
            _logger.warning("voice activity is unknown, pauses come from word times", exc_info=True)
            return ()

    def terms(self, ref: str) -> tuple[str, ...]:
        """Words to listen for in answers to that prompt, the likeliest first."""
        return favoured(self.content, self.prompt(ref))
