"""What every mock round needs around it, given once by whoever builds the program."""

from __future__ import annotations

from collections.abc import Callable
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
from tpmdesk.domain.assess import StepReader
from tpmdesk.app.vocabulary import favoured
from tpmdesk.domain.content import Framework, Prompt
from tpmdesk.domain.coverage import cover


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

    def terms(self, ref: str) -> tuple[str, ...]:
        """Words to listen for in answers to that prompt, the likeliest first."""
        return favoured(self.content, self.prompt(ref))
