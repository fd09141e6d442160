"""The evidence for one answer: its steps, its delivery, and what would be asked next."""

from __future__ import annotations

from collections.abc import Sequence

from tpmdesk.domain.assessment import Assessment
from tpmdesk.domain.content import Framework, Prompt
from tpmdesk.domain.coverage import cover, follow_ups
from tpmdesk.domain.delivery import delivery, enough_speech
from tpmdesk.domain.transcript import Transcript


def assess(
    prompt: Prompt | None,
    framework: Framework | None,
    transcript: Transcript,
    speech: Sequence[tuple[float, float]],
    seconds: float,
) -> Assessment:
    """Assess one answer.

    `speech` holds the (start, end) of the stretches of voice, empty when unknown; `seconds` is the
    recording's length, 0 for a typed answer. Without a framework no step is looked for.
    """
    steps = cover(framework, transcript) if framework else ()
    spoken = delivery(transcript, speech, seconds)
    return Assessment(
        framework=framework.id if framework else "",
        steps=steps,
        follow_ups=follow_ups(prompt, steps) if prompt else (),
        delivery=spoken,
        enough_speech=enough_speech(transcript, spoken),
    )
