"""The evidence for one answer: its steps, its delivery, and what would be asked next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tpmdesk.domain.assessment import Assessment, StepCoverage
from tpmdesk.domain.content import Framework, Prompt
from tpmdesk.domain.coverage import cover
from tpmdesk.domain.delivery import delivery, enough_speech
from tpmdesk.domain.followups import follow_ups
from tpmdesk.domain.mentions import with_mentions
from tpmdesk.domain.transcript import Transcript

StepReader = Callable[[Framework, Transcript], tuple[StepCoverage, ...]]
"""Tells for each step of a framework, in order, whether an answer covers it, and by which words."""


def assess(
    prompt: Prompt | None,
    framework: Framework | None,
    transcript: Transcript,
    speech: Sequence[tuple[float, float]],
    seconds: float,
    *,
    read: StepReader = cover,
    seed: int | None = None,
) -> Assessment:
    """Assess one answer.

    `speech` holds the (start, end) of the stretches of voice, empty when unknown; `seconds` is the
    recording's length, 0 for a typed answer. Without a framework no step is looked for. The same
    `seed` chooses the same questions back.
    """
    steps = with_mentions(read(framework, transcript), framework, transcript) if framework else ()
    spoken = delivery(transcript, speech, seconds)
    return Assessment(
        framework=framework.id if framework else "",
        steps=steps,
        follow_ups=follow_ups(prompt, framework, steps, seed=seed) if prompt else (),
        delivery=spoken,
        enough_speech=enough_speech(transcript, spoken),
    )
