"""Text files as people have them: bounded, and in whichever encoding they were saved."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import NamedTuple

from tpmdesk.app.transfer import TransferError

MOST_BYTES = 256_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Text(NamedTuple):
    """A file's text, line ends as newlines, and the encoding that it was read in."""

    text: str
    encoding: str


def read_bytes(file: Path, most: int = MOST_BYTES) -> bytes:
    """The whole file. Raises TransferError."""
    try:
        with file.open("rb") as opened:
            raw = opened.read(most + 1)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise TransferError(f"{file} cannot be read ({reason}). Check its name.") from error
    if len(raw) > most:
        raise TransferError(
            f"{file} is larger than {most // 1_000_000} MB. Split it in several files."
        )
    return raw


def read_text(file: Path) -> Text:
    """The file in UTF-8 or UTF-16; in Latin-1 where it is neither. Raises TransferError."""
    raw = read_bytes(file)
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            line = raw.count(b"\n", 0, error.start) + 1
            raise TransferError(
                f"{file}, line {line}: this is no text in {encoding}. Save it as UTF-8."
            ) from error
        text, encoding = raw.decode("latin-1"), "latin-1"
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise TransferError(f"{file}, line {line}: this is no text. Save it as UTF-8 text.")
    return Text(text.replace("\r\n", "\n").replace("\r", "\n"), encoding)


def time_of(file: Path) -> int:
    """When the file was last changed, in microseconds since 1970: the age of what it says."""
    try:
        return max(file.stat().st_mtime_ns // 1000, 0)
    except OSError:
        return 0
