"""Plain text as Markdown that shows it as it is: what Markdown would take for a mark is escaped.

Escapes are few, since people read and edit this text: `3 * 4`, `a_b` and `[0]` stay as they are.
"""

from __future__ import annotations

import re

_INLINE = re.compile(
    r"""
    \\(?=[!-/:-@\[-`{-~]|$) | ` | ~ | (?<!\s)\* | \*(?!\s)
    | (?<![^\W_])_ | _(?![^\W_])
    | \](?=[(:\[]) | <(?=[A-Za-z/!?]) | &(?=\#?\w{1,32};)
    """,
    re.VERBOSE | re.MULTILINE,
)
_LINE_START = re.compile(
    r"^(?=\#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|=+[ \t]*$|[-|:][-|: \t]*$)", re.MULTILINE
)
_NUMBERED = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))", re.MULTILINE)
_SPECIAL = re.compile(
    r"[\\`~*_\]<&]|^[\s#>+=|:-]|^\d{1,9}[.)]|\s$|[^\S ]|  "
    r"|[\x00-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\ue000\ue001]",
    re.MULTILINE,
)
_SPACE = re.compile(r"\s+")
# Nothing here means anything in Markdown or HTML, within a line that begins with a letter.
_PLAIN = re.compile(r"[A-Za-z\u00c0-\u1fff][ !\"$%'-),-;=?@A-Z^a-z{}\u00a1-\u1fff\u2010-\u2027]*")


def is_plain(text: str) -> bool:
    """Whether the text surely is the same as plain text, as Markdown and as HTML. Quick, so most
    fields need nothing else; not all plain text is known as such."""
    return not text or (_PLAIN.fullmatch(text) is not None and text[-1] != " " and "  " not in text)


def needs_care(text: str) -> bool:
    """Whether the text, as Markdown or as HTML, might show as something else than itself."""
    return _SPECIAL.search(text) is not None


def escape_inline(text: str) -> str:
    """Escape what would be a mark within a line."""
    return _INLINE.sub(r"\\\g<0>", text)


def escape_starts(text: str) -> str:
    """Escape what would begin a heading, a quotation, a list or a table, in each line."""
    return _NUMBERED.sub(r"\1\\", _LINE_START.sub(r"\\", text))


def escape_line(text: str) -> str:
    """One line of plain text, its white space collapsed, as Markdown."""
    line = _SPACE.sub(" ", text).strip()
    return escape_starts(escape_inline(line)) if needs_care(line) else line
