"""Command lines as a test gives them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tpmdesk.cli.command import Command
from tpmdesk.cli.main import build_parser, run

Ask = Callable[..., tuple[int, Any]]


def asker(commands: Sequence[Command], desk: Any, capture: pytest.CaptureFixture[str]) -> Ask:
    """Gives the exit code, and what a command line prints: the JSON of standard output, or with
    `words=True` everything that a person reads."""

    def ask(*arguments: object, words: bool = False) -> tuple[int, Any]:
        options = build_parser(commands).parse_args([str(argument) for argument in arguments])
        command = next(command for command in commands if command.name == options.command)
        code = run(command, desk, options, as_json=not words)
        printed = capture.readouterr()
        return code, printed.out + printed.err if words else json.loads(printed.out)

    return ask
