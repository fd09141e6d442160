"""Entries of one list in the same form.

Who writes "Bearing — Supplier quality — one on stock" below "Cable — Jo — second crew booked" means
an owner in the second field both times, although only one of them reads like a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tpmdesk.domain.brief.entry import Entry

_LABEL = (
    r"\b(?:owners?|dri|who|lead|mitigations?|plan|response|fallback|impact|effect|likelihood|"
    r"probability|severity|exit(?: criteri\w+)?|criteri\w+|date|due|when|scope|status|trigger|"
    r"note) ?"
)
_SIGNS = re.compile(rf"(?:{_LABEL})?[:=]|[;()\[\]–—|→@]|\s-\s|[.,]\s", re.IGNORECASE)
_FEWEST_SIGNS = 2
_OPEN = re.compile(
    r"\b(?:t\.?b\.?[acd]|to be \w+|none|nobody|no one|unassigned|unknown|unowned|pending|missing|"
    r"open|no (?:clear )?(?:owner|exit|criteri\w+))\b|\?",
    re.IGNORECASE,
)


def lacking(told: Sequence[Entry], has: Callable[[Entry], bool]) -> list[Entry]:
    """The entries without what is looked for, those apart that are put like one that has it."""
    with_it = [entry for entry in told if has(entry)]
    forms = {form for form in map(_form, with_it) if len(form) >= _FEWEST_SIGNS}
    without = (entry for entry in told if entry not in with_it)
    return [each for each in without if _form(each) not in forms or _OPEN.search(each.whole)]


def _form(entry: Entry) -> tuple[str, ...]:
    """The signs that part an entry, with the labels before colons; empty for a table's row, whose
    columns say already what is meant."""
    if entry.columns:
        return ()
    return tuple(found.strip().lower() for found in _SIGNS.findall(entry.whole))
