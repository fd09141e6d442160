"""Names of pictures and sounds, and the references to them in a note's text.

A name is a single path component that every file system takes and that stands in Markdown as it
is: ![](media:name) for a picture, [sound](media:name) for a sound.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

MOST_BYTES = 120
_MOST_ENDING = 16
_REFERENCE = re.compile(r"\]\(media:([^\s()]+)\)")
_UNSAFE = re.compile(r"[^\w.\-]+")
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)


def safe_name(name: str) -> str:
    """The name in NFC with nothing in it that a folder, a link or Windows takes amiss; its
    ending is kept. Names that differ may become the same."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    stem, ending = _parts(_UNSAFE.sub("_", plain).strip("."))
    ending = _cut(ending, _MOST_ENDING).rstrip(".")
    if not stem or stem.partition(".")[0].lower() in _DEVICES:
        stem = f"file_{stem}"
    return _cut(stem, MOST_BYTES - len(ending.encode())) + ending


def numbered(name: str, mark: str) -> str:
    """Another name for a file of that name: `mark` stands before its ending."""
    stem, ending = _parts(name)
    tail = f"-{mark}{ending}"
    return _cut(stem, MOST_BYTES - len(tail.encode())) + tail


def references(markdown: str) -> Iterator[str]:
    """The names that the text refers to, in order, repetitions too."""
    return (found[1] for found in _REFERENCE.finditer(markdown))


def renamed(markdown: str, names: Mapping[str, str]) -> str:
    """The text with its references changed, each name that `names` holds."""
    return _REFERENCE.sub(lambda m: f"](media:{names.get(m[1], m[1])})", markdown)


def _parts(name: str) -> tuple[str, str]:
    """The stem, and the ending with its dot."""
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if dot else (ending, "")


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")
