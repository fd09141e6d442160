"""What an interviewer asks back, chosen by rule from what an answer left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from tpmdesk.domain.assessment import StepCoverage
from tpmdesk.domain.content import Framework, Prompt

MAX_FOLLOW_UPS = 3


def follow_ups(
    prompt: Prompt,
    framework: Framework | None,
    steps: Sequence[StepCoverage],
    *,
    seed: int | None = None,
) -> tuple[str, ...]:
    """Up to three questions back.

    First one about each missing step: the prompt's own where it has one, else one of the step's;
    then one for each covered phase that names no signal to go back; then those that always fit.
    Among equals the seed chooses, without one the order in which they are written.
    """
    missing = [step.step for step in steps if not step.covered]
    tiers = (
        _own(prompt, missing, seed),
        _of_steps(prompt, framework, missing, seed),
        _in_lot([signal_question(step.step) for step in steps if _lacks_signal(step)], seed),
        _in_lot([entry.ask for entry in prompt.follow_ups if not entry.missing], seed),
    )
    return tuple(dict.fromkeys(ask for tier in tiers for ask in tier))[:MAX_FOLLOW_UPS]


def signal_question(step: str) -> str:
    """What is asked about a phase that nothing would make the speaker take back."""
    phase = step[0].lower() + step[1:]
    if not phase.startswith("phase "):
        phase = f"the phase “{phase}”"
    return f"What signal would make you roll back {phase}?"


def _lacks_signal(step: StepCoverage) -> bool:
    return step.covered and step.signal == ()


def _own(prompt: Prompt, missing: Sequence[str], seed: int | None) -> list[str]:
    """The prompt's questions about missing steps: one for each step, then the rest."""
    about = [entry for entry in prompt.follow_ups if entry.missing in missing]
    by_step = [
        _in_lot([entry.ask for entry in about if entry.missing == step], seed)
        for step in dict.fromkeys(entry.missing for entry in about)
    ]
    first = _in_lot([asks[0] for asks in by_step], seed)
    return first + [ask for asks in by_step for ask in asks[1:]]


def _of_steps(
    prompt: Prompt, framework: Framework | None, missing: Sequence[str], seed: int | None
) -> list[str]:
    """One of its own questions for each missing step that the prompt asks nothing about."""
    asked = {entry.missing for entry in prompt.follow_ups}
    steps = framework.steps if framework else ()
    open_steps = [step for step in steps if step.name in missing and step.name not in asked]
    return _in_lot([_in_lot(step.asks, seed)[0] for step in open_steps if step.asks], seed)


def _in_lot(asks: Iterable[str], seed: int | None) -> list[str]:
    if seed is None:
        return list(asks)
    return sorted(asks, key=lambda ask: sha256(f"{seed} {ask}".encode()).digest())
