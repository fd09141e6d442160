"""The short way from HTML to Markdown: text with line breaks, blocks, bold and italic alone.

Whatever else is met, an attribute too, sends the whole text the long way.
"""

from __future__ import annotations

import re
from html import unescape

from tpmdesk.exchange.markdowntext import escape_inline, escape_starts

_TOKEN = re.compile(r"(<[^<>]*>)")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BREAKS = {"<br>", "<br/>", "<br />", "<div>", "</div>"}
_PARAGRAPHS = {"<p>", "</p>"}
_IGNORED = {"<span>", "</span>", "<u>", "</u>"}
_STYLES = {
    "<b>": ("**", 1), "</b>": ("**", -1), "<strong>": ("**", 1), "</strong>": ("**", -1),
    "<i>": ("*", 1), "</i>": ("*", -1), "<em>": ("*", 1), "</em>": ("*", -1),
}  # fmt: skip
_LINE, _PARAGRAPH = "\n", "\n\n"


def simple_markdown(html: str) -> str | None:
    """The Markdown, or None when the text has anything that needs the long way."""
    lines = _Lines()
    for token in _TOKEN.split(html):
        if not token:
            continue
        if token[0] != "<" or token[-1] != ">":
            lines.add(token)
        elif not lines.take(token.lower()):
            return None
    return lines.markdown()


class _Lines:
    """The lines met so far, each a list of (text, mark)."""

    def __init__(self) -> None:
        self._lines: list[list[tuple[str, str]]] = [[]]
        self._gaps: list[str] = []
        self._depth = {"**": 0, "*": 0}

    def take(self, tag: str) -> bool:
        if tag in _BREAKS:
            self._end_line(tag)
        elif tag in _PARAGRAPHS:
            self._end_paragraph()
        elif tag in _STYLES:
            mark, step = _STYLES[tag]
            self._depth[mark] = max(0, self._depth[mark] + step)
        else:
            return tag in _IGNORED
        return True

    def add(self, text: str) -> None:
        mark = "".join(each for each, depth in self._depth.items() if depth)
        words = _SPACE.sub(" ", unescape(text)).replace("\xa0", " ")
        runs = self._lines[-1]
        if runs and runs[-1][1] == mark:
            runs[-1] = (runs[-1][0] + words, mark)
        else:
            runs.append((words, mark))

    def _end_line(self, tag: str) -> None:
        """A break always ends the line, the edge of a block only one that has text."""
        if tag.startswith("<br") or any(text.strip() for text, _ in self._lines[-1]):
            self._lines.append([])
            self._gaps.append(_LINE)

    def _end_paragraph(self) -> None:
        if any(text.strip() for text, _ in self._lines[-1]):
            self._lines.append([])
            self._gaps.append(_PARAGRAPH)

    def markdown(self) -> str:
        """Lines joined by hard breaks; an empty line begins a paragraph."""
        made = ""
        gap = ""
        for runs, after in zip(self._lines, [*self._gaps, ""], strict=True):
            line = escape_starts(_SPACE.sub(" ", "".join(_marked(*run) for run in runs)).strip())
            if line:
                made += (_PARAGRAPH if gap.count("\n") > 1 else "  \n" if gap else "") + line
                gap = ""
            gap += after if made else ""
        return made


def _marked(text: str, mark: str) -> str:
    """The text within the mark; spaces and punctuation at its edges stay outside, where Markdown
    wants them."""
    if not mark or not text.strip():
        return escape_inline(text)
    inside = str.isalnum if any(map(str.isalnum, text)) else _is_ink
    start, end = 0, len(text)
    while not inside(text[start]):
        start += 1
    while not inside(text[end - 1]):
        end -= 1
    before, words, after = (
        escape_inline(part) for part in (text[:start], text[start:end], text[end:])
    )
    return f"{before}{mark}{words}{mark}{after}"


def _is_ink(character: str) -> bool:
    return not character.isspace()
