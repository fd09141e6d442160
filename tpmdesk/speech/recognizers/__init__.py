"""Speech to text: what an engine must do to be used here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tpmdesk.domain.transcript import Utterance


class Stream(Protocol):
    """One recording on its way through an engine."""

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        """All that was heard so far, what is still being said included where the engine can."""
        ...

    def feed(self, pcm: bytes) -> bool:
        """Take in 16-bit mono samples; whether `utterances` changed."""
        ...

    def finish(self) -> tuple[Utterance, ...]:
        """The whole of it. Nothing can be fed after that."""
        ...


class Recognizer(Protocol):
    """A loaded engine. `hints` are terms to favour, for engines that can."""

    def stream(self, rate: int, hints: Sequence[str] = ()) -> Stream: ...
