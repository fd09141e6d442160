"""`assess`: what one answer shows, by its text or its recording."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from tpmdesk.app.vocabulary import favoured
from tpmdesk.cli.command import Command, Desk
from tpmdesk.cli.facts import assessment_facts
from tpmdesk.cli.files import existing, read_text
from tpmdesk.domain.transcript import typed


def assess(desk: Desk, options: Namespace) -> dict[str, Any]:
    """What one answer shows, from its text or its recording."""
    return _assess_audio(desk, options) if options.audio else _assess_text(desk, options)


def _assess_text(desk: Desk, options: Namespace) -> dict[str, Any]:
    text = read_text(options.transcript)
    found = desk.mocking.assess(
        typed(text), prompt=options.prompt, framework=options.framework, seed=options.seed
    )
    facts = assessment_facts(found)
    for step in facts["steps"]:
        for evidence in (*step["evidence"], *step.get("signal", {}).get("evidence", ())):
            evidence["quote"] = _as_written(evidence["quote"], text)
    return {**facts, "transcript": text}


def _assess_audio(desk: Desk, options: Namespace) -> dict[str, Any]:
    audio = existing(options.audio)
    asked = desk.library.prompt(options.prompt) if options.prompt else None
    terms = favoured(desk.library, asked)
    transcript = desk.recognizers.transcribe(audio, hints=terms)
    found = desk.mocking.assess(
        transcript,
        prompt=options.prompt,
        framework=options.framework,
        file=audio,
        seconds=desk.recognizers.seconds(audio),
        seed=options.seed,
    )
    return {
        **assessment_facts(found),
        "transcript": transcript.text,
        "recognizer": transcript.recognizer,
    }


def _as_written(quote: str, text: str) -> str:
    """The quote with the line breaks and spaces that it has in the file."""
    loose = r"\s+".join(re.escape(word) for word in quote.split())
    found = re.search(rf"(?<!\S){loose}(?!\S)", text)
    return found.group() if found else quote


def _assess_words(result: dict[str, Any]) -> str:
    lines = [_step_words(step) for step in result["steps"]]
    if not result["enough_speech"]:
        lines.append("There is too little here to judge by.")
    if result["delivery"]:
        lines.append(_delivery_words(result["delivery"]))
    lines += [f"Expect: {ask}" for ask in result["follow_ups"]]
    return "\n".join(lines)


def _step_words(step: dict[str, Any]) -> str:
    if not step["covered"]:
        said = " ".join(step["mentioned"][0]["quote"].split()) if step["mentioned"] else ""
        return (
            f"in general {step['step']}\n           “{said}”"
            if said
            else f"not heard  {step['step']}"
        )
    quotes = (" ".join(found["quote"].split()) for found in step["evidence"])
    lines = [f"heard      {step['step']}", *(f"           “{said}”" for said in quotes)]
    return "\n".join([*lines, *_signal_words(step)])


def _signal_words(step: dict[str, Any]) -> list[str]:
    if "signal" not in step:
        return []
    named = [" ".join(found["quote"].split()) for found in step["signal"]["evidence"]]
    if not named:
        return ["           no signal to go back was named"]
    return [f"           goes back when “{said}”" for said in named]


def _delivery_words(delivery: dict[str, Any]) -> str:
    return (
        f"{delivery['words']} words at {delivery['words_per_minute']:.0f} a minute, "
        f"at least {delivery['fillers']} fillers, "
        f"longest pause {delivery['longest_pause']:.1f} s"
    )


def _assess_arguments(parser: ArgumentParser) -> None:
    by = parser.add_mutually_exclusive_group(required=True)
    by.add_argument("--prompt", metavar="ID", help="the question that was answered")
    by.add_argument("--framework", metavar="ID", help="the framework to look for")
    of = parser.add_mutually_exclusive_group(required=True)
    of.add_argument("--transcript", type=Path, metavar="FILE", help="the answer as text")
    of.add_argument("--audio", type=Path, metavar="WAV", help="the answer as a recording")
    parser.add_argument("--seed", type=int, metavar="N", help="choose the questions back by it")


ASSESS = Command(
    "assess",
    "show what an answer covers and how it sounds",
    assess,
    _assess_words,
    _assess_arguments,
)
