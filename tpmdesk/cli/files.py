"""Files that a command is given: there and readable, or an error that says what is wrong."""

from __future__ import annotations

from pathlib import Path

from tpmdesk.cli.command import CommandError


def existing(path: Path) -> Path:
    """The path itself. Raises CommandError when there is no such file."""
    if not path.is_file():
        raise CommandError(f"There is no file {path}.")
    return path


def read_text(path: Path) -> str:
    """The text of a file in UTF-8. Raises CommandError."""
    try:
        return existing(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not text in UTF-8: {error.reason}.") from error
