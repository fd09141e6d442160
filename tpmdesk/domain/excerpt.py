"""One plain line out of Markdown, for lists and for naming what was done."""

from __future__ import annotations

import re

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_LINE_MARKS = re.compile(r"^[^\S\n]*(?:#{1,6}|>|[-*+]|\d+\.)\s+", re.MULTILINE)
_MARKS = re.compile(r"\*\*|__|~~|`+|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = re.compile(r"[\ue021-\ue07e]")
_MOST_READ = 5_000
_ASIDE = 0xE000  # private use: where an escaped mark waits until the real ones are gone


def excerpt(markdown: str, length: int = 120) -> str:
    """The text without its marks, on one line, cut at a word so that it fits `length`."""
    read = max(_MOST_READ, 10 * length)  # more of it would not be shown, but takes time
    line = " ".join(_bare(markdown[:read]).split())
    if len(line) <= length:
        return line
    kept = line[: length - 1]
    whole_words = kept if line[length - 1] == " " else kept.rpartition(" ")[0]
    return (whole_words or kept).rstrip(" ,;:") + "…"


def _bare(markdown: str) -> str:
    if "\\" in markdown:
        hidden = _ESCAPED.sub(lambda mark: chr(_ASIDE + ord(mark[1])), markdown)
        return _HIDDEN.sub(lambda mark: chr(ord(mark[0]) - _ASIDE), _unmarked(hidden))
    return _unmarked(markdown)


def _unmarked(markdown: str) -> str:
    """Most text has no marks, and looking for their characters costs a tenth of the patterns."""
    if "[" in markdown:
        markdown = _LINK.sub(r"\1", markdown)
    holds = markdown.__contains__
    if any(map(holds, "#>-+*.")):
        markdown = _LINE_MARKS.sub("", markdown)
    return _MARKS.sub("", markdown) if any(map(holds, "*_~`")) else markdown
