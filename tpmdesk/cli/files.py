"""Files that a command is given: there and readable, or an error that says what is wrong."""

from __future__ import annotations

from pathlib import Path

from tpmdesk.cli.command import CommandError


def existing(path: Path) -> Path:
    """The path itself. Raises CommandError when there is no such file."""
    if path.is_file():
        return path
    if path.is_dir():
        raise CommandError(f"{path} is a folder. Name a file in it.")
    if path.exists():
        raise CommandError(f"{path} is a device or pipe, not a file. Name a file.")
    raise CommandError(f"There is no file {path}. Check its name.")


def read_text(path: Path) -> str:
    """The text of a file in UTF-8. Raises CommandError."""
    try:
        return existing(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not text in UTF-8: {error.reason}.") from error
