"""Command lines as a test gives them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tpmdesk.cli.command import Command
from tpmdesk.cli.main import build_parser, run

Ask = Callable[..., tuple[int, Any]]


def asker(commands: Sequence[Command], desk: Any, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Gives the exit code, and what a command line prints: JSON, or words with `words=True`."""

    def say(*arguments: object, words: bool = False) -> tuple[int, Any]:
        options = build_parser(commands).parse_args([str(argument) for argument in arguments])
        command = next(command for command in commands if command.name == options.command)
        code = run(command, desk, options, as_json=not words)
        printed = capsys.readouterr().out
        return code, printed if words else json.loads(printed)

    return say
