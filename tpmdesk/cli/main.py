"""From arguments to a command, and from its result to standard output and an exit code."""

from __future__ import annotations

import json
import os
import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tpmdesk import __version__
from tpmdesk.app.backups import BackupError
from tpmdesk.app.browsing import BulkError
from tpmdesk.app.decks import OptionsError
from tpmdesk.app.fitting import FitError, FitUnavailableError
from tpmdesk.app.keeping import KeepingError
from tpmdesk.app.loopshapes import LoopError
from tpmdesk.app.ports import NotFoundError, ReviewError, StoreError
from tpmdesk.app.settings import SettingError
from tpmdesk.app.speaking import SpeechError
from tpmdesk.cli.command import Command, CommandError, Desk

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LESS = re.compile(r"-(?:\w+:|[\"(])")
DONE, BAD_INPUT, WRONG_USAGE = 0, 1, 2

_EXPECTED = (
    BackupError,
    BulkError,
    CommandError,
    FitError,
    FitUnavailableError,
    KeepingError,
    LoopError,
    NotFoundError,
    OptionsError,
    ReviewError,
    SettingError,
    SpeechError,
    StoreError,
    OSError,
)


def build_parser(commands: Sequence[Command]) -> ArgumentParser:
    """The parser of the whole command line; no command means the window."""
    parser = ArgumentParser(
        prog="tpmdesk",
        description="Prepare, offline, for a senior Technical Program Manager interview loop. "
        "Without a command the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"tpmdesk {__version__}")
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="keep this profile's data in DIR"
    )
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    for command in commands:
        sub = subparsers.add_parser(
            command.name,
            help=command.help,
            description=command.help,
            epilog="With --json, standard output holds one JSON value.",
        )
        command.arguments(sub)
    return parser


def split_json_flag(arguments: Sequence[str]) -> tuple[list[str], bool]:
    """`--json` may stand anywhere; what follows a lone `--` is text."""
    end = list(arguments).index("--") if "--" in arguments else len(arguments)
    options = [argument for argument in arguments[:end] if argument != "--json"]
    return [*options, *arguments[end:]], len(options) < end


def queries_as_words(arguments: Sequence[str]) -> list[str]:
    """The arguments, in which a term such as -is:new stands behind a space, as no option does."""
    return [f" {each}" if _LESS.match(each) else each for each in arguments]


def run(command: Command, desk: Desk, options: Namespace, *, as_json: bool) -> int:
    """Run one command and print what came of it; the exit code."""
    try:
        result = command.run(desk, options)
    except _EXPECTED as error:
        return _report(str(error) or type(error).__name__, as_json=as_json)
    try:
        _tell(result, command.words(result), as_json=as_json)
    except BrokenPipeError:
        # Whoever reads has had enough; the flush at exit must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    failed = isinstance(result, dict) and result.get("ok") is False
    return BAD_INPUT if failed else DONE


def _tell(result: Any, words: str, *, as_json: bool) -> None:
    if as_json:
        _print_json(result, indent=2)
        print(_harmless(words), file=sys.stderr)
    else:
        print(_encodable(_harmless(words)), flush=True)


def _report(message: str, *, as_json: bool) -> int:
    print(_harmless(message), file=sys.stderr)
    if as_json:
        _print_json({"error": message})
    return BAD_INPUT


def _print_json(value: Any, indent: int | None = None) -> None:
    """What the stream cannot say, such as a file's name that is no text, is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if _encodable(text) != text:
        text = json.dumps(value, indent=indent)
    print(text, flush=True)


def _harmless(text: str) -> str:
    """The text without what would steer a terminal, which a card may hold."""
    return _CONTROL.sub("\ufffd", text)


def _encodable(text: str) -> str:
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)
