"""Ids as they stand on a command line, or an error that says where to find them."""

from __future__ import annotations

from tpmdesk.cli.command import CommandError
from tpmdesk.domain.attempts import AttemptId, LoopId
from tpmdesk.domain.cards import CardId


def card_id(text: str) -> CardId:
    """Raises CommandError."""
    return CardId(
        _number(text, f"There is no card {text!r}. The command `search` shows their ids.")
    )


def attempt_id(text: str) -> AttemptId:
    """Raises CommandError."""
    return AttemptId(
        _number(text, f"{text} is no attempt's id. The command `attempts` lists them.")
    )


def loop_id(text: str) -> LoopId:
    """Raises CommandError."""
    return LoopId(_number(text, f"{text} is no loop's id. The command `loop list` lists them."))


def _number(text: str, otherwise: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 19):  # what SQLite can count
        raise CommandError(otherwise)
    return int(text)
