"""`compare`: answers to the same prompt, the later against the earlier."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import Any

from tpmdesk.app.comparing import Take
from tpmdesk.cli.command import Command, CommandError, Desk


def compare(desk: Desk, options: Namespace) -> dict[str, Any]:
    """Every answer to the prompt, and what changed between two of them: the first and the last
    unless told otherwise."""
    prompt = desk.comparing.prompt(options.prompt)
    takes = desk.comparing.takes(prompt.id)
    if len(takes) < 2:
        raise CommandError(
            f"The prompt {prompt.id} was answered {len(takes)} times; comparing takes two answers."
        )
    first, last = options.between or (1, len(takes))
    if not 1 <= first < last <= len(takes):
        raise CommandError(f"There are answers 1 to {len(takes)}; give an earlier and a later one.")
    rubric = desk.comparing.rubric(prompt)
    found = desk.comparing.compare(takes[first - 1], takes[last - 1], rubric)
    return {
        "prompt": prompt.id,
        "question": prompt.text,
        "answers": [_take(take) for take in takes],
        "between": [first, last],
        "steps": [asdict(step) for step in found.steps],
        "figures": [asdict(figure) | {"difference": figure.difference} for figure in found.figures],
        "scores": [asdict(score) for score in found.scores],
        "friends": [asdict(friend) for friend in found.friends],
        "gained": found.gained,
        "lost": found.lost,
    }


def _take(take: Take) -> dict[str, Any]:
    return {
        "attempt": str(take.attempt),
        "position": take.position,
        "started": take.started.isoformat(),
        "recording": str(take.sound) if take.sound else None,
        "transcript": take.answer.transcript.text if take.answer.transcript else "",
    }


def _words(found: dict[str, Any]) -> str:
    first, last = found["between"]
    lines = [
        found["question"],
        f"Answer {last} against answer {first}, of {len(found['answers'])}:",
        *(f"  {step['step']}: {step['change']}" for step in found["steps"]),
        *(_figure_words(figure) for figure in found["figures"]),
        *(_score_words(score) for score in found["scores"]),
        *(
            _score_words(score, f", by {friend['by']}")
            for friend in found["friends"]
            for score in friend["scores"]
        ),
    ]
    return "\n".join(lines)


def _figure_words(figure: dict[str, Any]) -> str:
    values = (figure["earlier"], figure["later"])
    before, after = ("-" if value is None else f"{value:.1f}" for value in values)
    return f"  {figure['measure']}: {before} -> {after}"


def _score_words(score: dict[str, Any], by: str = "") -> str:
    before, after = (value or "-" for value in (score["earlier"], score["later"]))
    return f"  {score['criterion']}{by}: {before} -> {after}"


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("prompt", metavar="PROMPT")
    parser.add_argument(
        "--between", nargs=2, type=int, metavar=("EARLIER", "LATER"), help="which two, from 1"
    )


COMMANDS = (Command("compare", "answers to the same prompt", compare, _words, _arguments),)
