"""`retranscribe`: old recordings heard again by the recognizer in use."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from tpmdesk.app.rehearing import HeardAgain, OldHearing
from tpmdesk.app.unattended import DirectTranscriber
from tpmdesk.cli.command import Command, Desk
from tpmdesk.cli.ids import attempt_id


def retranscribe(desk: Desk, options: Namespace) -> dict[str, Any]:
    """Hear the recordings again and assess them anew."""
    attempt = attempt_id(options.attempt) if options.attempt else None
    which = desk.rehearing.outdated(attempt, same_too=options.all)
    reports: list[HeardAgain] = []
    transcriber = DirectTranscriber(desk.recognizers)
    desk.rehearing.begin(which, transcriber, _tell, reports.append)
    return {
        "recognizer": desk.recognizers.chosen(),
        "heard": [_facts(old) for old in reports[0].heard],
        "problems": [{**_facts(old), "problem": words} for old, words in reports[0].problems],
    }


def _tell(done: int, total: int) -> None:
    sys.stderr.write(f"{done} of {total}\n")
    sys.stderr.flush()


def _facts(old: OldHearing) -> dict[str, Any]:
    return {
        "attempt": str(old.attempt),
        "answer": old.position + 1,
        "recording": str(old.file),
        "before": old.recognizer,
    }


def _words(result: dict[str, Any]) -> str:
    heard = len(result["heard"])
    answers = "answer" if heard == 1 else "answers"
    lines = [f"{heard} {answers} heard again by {result['recognizer']}."]
    lines += [
        f"Attempt {each['attempt']}, answer {each['answer']}: {each['problem']}"
        for each in result["problems"]
    ]
    return "\n".join(lines)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("attempt", nargs="?", metavar="ATTEMPT", help="only this one")
    parser.add_argument(
        "--all",
        action="store_true",
        help="also what the recognizer in use wrote down itself; never what you typed or mended",
    )


COMMANDS = (
    Command(
        "retranscribe",
        "hear recordings again that another recognizer wrote down",
        retranscribe,
        _words,
        _arguments,
    ),
)
