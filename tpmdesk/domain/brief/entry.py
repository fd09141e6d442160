"""One milestone, risk, decision or link of a brief."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tpmdesk.domain.brief.plain import plain

NOTHING = re.compile(
    r"^[\W_]*(t\.?b\.?[dcas]\.?|to be (decided|determined|confirmed|announced|defined|added|done|"
    r"filled in|discussed|reviewed|aligned|finali[sz]ed|agreed|assigned|named|written|"
    r"completed)(?: (?:with|by|after|in|once|at|"
    r"when) .*)?|to do|todo|fixme|xx+|coming soon|"
    r"not (yet )?(known|defined|decided|set|assigned|available)( yet)?|unknown|unassigned|pending|"
    r"open|later|wip|placeholder|to follow|(?:\w+,? )?(?:will|to) follow|n/?a|none( yet)?|"
    r"nobody( yet)?|"
    r"no one( yet)?|"
    r"see above|on request|available on request|\?+|\.\.\.|…|insert .*|add .* here)?[\W_]*$",
    re.IGNORECASE,
)
"""What stands where something should: "TBD", "to be confirmed", a dash."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One milestone, risk, decision or link.

    `columns` are the cells of a table's row under their headers in lower case; `below` are the
    points under the entry; `bold` is what it says in bold at its start.
    """

    line: int
    text: str
    raw: str
    columns: tuple[tuple[str, str], ...] = ()
    below: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """All its words."""
        cells = (cell for _, cell in self.columns)
        return " ; ".join(part for part in (self.text, *cells, *self.below) if part)

    def column(self, name: re.Pattern[str]) -> str | None:
        """The cell under the first header that matches; None without such a column."""
        return next((cell for header, cell in self.columns if name.search(header)), None)


_PROMISE = re.compile(
    r"^\W*(?:t\.?b\.?[dcas]|to be \w+|unknown|pending|none yet)\b\W*[(\[,;–—-]", re.IGNORECASE
)
_SHORT = 12
_SIGNS = re.compile("[🟢🟡🔴🟠✅⚠❌🛑💚💛]")


def says_nothing(text: str) -> bool:
    """Whether a text only stands for something that is to come."""
    words = plain(text)
    promised = _PROMISE.match(words) and len(words.split()) <= _SHORT
    return bool(NOTHING.match(words) or promised) and not _SIGNS.search(words)
