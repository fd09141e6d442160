"""`recordings`: the room that they take, wiping them, and archiving old ones."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import Any

from tpmdesk.app.kept import AttemptRoom, Freed
from tpmdesk.cli.command import Command, CommandError, Desk
from tpmdesk.domain.attempts import AttemptId

_MEGABYTE = 1_000_000
_FORMS = ("flac", "opus")


def recordings(desk: Desk, options: Namespace) -> dict[str, Any]:
    """List the recordings, or do what the action says."""
    actions = {None: _listed, "wipe": _wipe, "archive": _archive, "tidy": _tidy}
    return actions[options.action](desk, options)


def _listed(desk: Desk, _options: Namespace) -> dict[str, Any]:
    room = desk.keeping.room()
    return {
        "recordings": room.recordings,
        "bytes": room.bytes,
        "free": room.free,
        "attempts": [_facts(each) for each in room.attempts],
    }


def _facts(room: AttemptRoom) -> dict[str, Any]:
    return asdict(room) | {"attempt": str(room.attempt), "started": room.started.isoformat()}


def _wipe(desk: Desk, options: Namespace) -> dict[str, Any]:
    if options.all == (options.attempt is not None):
        raise CommandError("Name one attempt, or say --all.")
    if options.all:
        return {"wiped": _freed(desk.keeping.wipe_all())}
    position = None if options.answer is None else options.answer - 1
    return {"wiped": _freed(desk.keeping.wipe(AttemptId(options.attempt), position))}


def _archive(desk: Desk, options: Namespace) -> dict[str, Any]:
    return {"archived": _freed(desk.keeping.archive(options.format, options.older_than))}


def _tidy(desk: Desk, _options: Namespace) -> dict[str, Any]:
    return {"wiped": _freed(desk.keeping.tidy())}


def _freed(freed: Freed) -> dict[str, Any]:
    return asdict(freed)


# In words


def _words(result: dict[str, Any]) -> str:
    if "attempts" in result:
        return _list_words(result)
    what, freed = next(iter(result.items()))
    done = f"{freed['recordings']} recordings {what}; this freed {_size(freed['bytes'])}."
    return "\n".join([done, *freed["problems"]])


def _list_words(result: dict[str, Any]) -> str:
    if not result["attempts"]:
        return "There are no recordings."
    total = f"{result['recordings']} recordings take {_size(result['bytes'])}"
    return "\n".join(
        [*map(_line, result["attempts"]), f"{total}; {_size(result['free'])} are free."]
    )


def _line(each: dict[str, Any]) -> str:
    when = each["started"][:16].replace("T", " ")
    minutes = f"{each['seconds'] / 60:.1f} min"
    under_way = "" if each["over"] else "  (not over)"
    size = _size(each["bytes"])
    return f"{each['attempt']:>5}  {when}  {minutes:>9}  {size:>10}  {each['title']}{under_way}"


def _size(size: int) -> str:
    return f"{size / _MEGABYTE:.1f} MB"


# Arguments


def _arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    wipe = actions.add_parser("wipe", help="remove the sound; transcripts and scores stay")
    wipe.add_argument("attempt", nargs="?", type=int, metavar="ATTEMPT")
    wipe.add_argument("--all", action="store_true", help="of every attempt that is over")
    wipe.add_argument("--answer", type=int, metavar="N", help="only that of the Nth answer")
    archive = actions.add_parser("archive", help="put old recordings into less room")
    archive.add_argument("--format", choices=_FORMS, default=_FORMS[0])
    archive.add_argument(
        "--older-than", type=_days, default=0, metavar="DAYS", help="only attempts from before"
    )
    actions.add_parser("tidy", help="wipe what the settings say is too old or too much")


def _days(text: str) -> int:
    days = int(text)
    if days < 0:
        raise ValueError(text)
    return days


COMMANDS = (
    Command(
        "recordings",
        "list the recordings with the room they take, wipe or archive them",
        recordings,
        _words,
        _arguments,
    ),
)
