"""`report` and `friend`: an attempt for somebody else to hear, and that person's scores."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from tpmdesk.cli.command import Command, CommandError, Desk
from tpmdesk.cli.files import existing
from tpmdesk.cli.ids import attempt_id
from tpmdesk.domain.report import FriendError


def report(desk: Desk, options: Namespace) -> dict[str, Any]:
    """Write an attempt down for a friend."""
    file = Path(options.file)
    try:
        desk.reporting.write(attempt_id(options.attempt), file, audio=not options.no_audio)
    except ValueError as wrong:
        raise CommandError(str(wrong)) from wrong
    except OSError as trouble:
        raise CommandError(f"{file} cannot be written: {trouble.strerror or trouble}.") from trouble
    return {"file": str(file), "bytes": file.stat().st_size}


def friend(desk: Desk, options: Namespace) -> dict[str, Any]:
    """Take in a friend's scores."""
    try:
        attempt, said = desk.reporting.take_in(existing(options.file))
    except FriendError as wrong:
        raise CommandError(f"{options.file}: {wrong} Nothing was changed.") from wrong
    return {
        "attempt": str(attempt.id),
        "by": said.by,
        "scores": sum(map(len, said.scores.values())),
        "remarks": len(said.remarks),
    }


def _report_words(found: dict[str, Any]) -> str:
    return f"The report is in {found['file']} ({found['bytes']} bytes)."


def _friend_words(found: dict[str, Any]) -> str:
    return (
        f"Attempt {found['attempt']} has {found['scores']} scores and {found['remarks']} remarks "
        f"by {found['by']}."
    )


def _report_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("attempt", metavar="ATTEMPT")
    parser.add_argument("file", metavar="FILE", help="ends in .html (one page) or .md")
    parser.add_argument("--no-audio", action="store_true", help="leave the recordings out")


def _friend_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="the .json or .md file that came back"
    )


COMMANDS = (
    Command(
        "report", "write an attempt down for a friend", report, _report_words, _report_arguments
    ),
    Command("friend", "take in a friend's scores", friend, _friend_words, _friend_arguments),
)
