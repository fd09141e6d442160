"""Where the tables of a TOML file begin, so that a mistake can be found."""

from __future__ import annotations

import re
from collections import defaultdict

_QUOTED_OR_COMMENT = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*",
    re.DOTALL,
)
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*([A-Za-z0-9_-]+)[ \t]*\]\]", re.MULTILINE)


def table_lines(text: str) -> dict[str, list[int]]:
    """The line of each `[[kind]]` header, by kind, of a text that is valid TOML."""
    plain = _QUOTED_OR_COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    lines: dict[str, list[int]] = defaultdict(list)
    line, seen = 1, 0
    for header in _HEADER.finditer(plain):
        line += plain.count("\n", seen, header.start())
        seen = header.start()
        lines[header[1]].append(line)
    return lines
