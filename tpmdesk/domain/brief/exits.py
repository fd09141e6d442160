"""Whether a milestone says how one knows that it is reached."""

from __future__ import annotations

import re

from tpmdesk.domain.brief.dates import has_date
from tpmdesk.domain.brief.entry import Entry, says_nothing
from tpmdesk.domain.brief.owners import is_owner

_COLUMN = re.compile(
    r"exit|criteri|\bdone\b|accept|complete|definition|\bgate\b|success|evidence|proof|how we know|"
    r"measure|test\b|signal|bar\b|verif"
)
_CUE = re.compile(
    r"\bexit(?:s|ed)?\b|criteri(?:a|on)|\b(?:done|complete[ds]?|finished|closed|accepted|reached|"
    r"met|"
    r"over|passed|ready|success(?:ful)?|ends?|through|counts?(?: as \w+)?|good|signed off|achieved)"
    r"(?: \w+)? (?:when|once|if|only|after|means)\b|\bacceptance\b|definition of done|\bdod\b|"
    r"\b(?:success|gate|proof|evidence|bar|test|means|pass|done|ready|complete|finished)"
    r"\s*[:=]|\bwe (?:know|call|count)\b|"
    r"\b(?:ends?|leaves|passes|pass) (?:with|if|when)\b|"
    r"\b(?:when|once|provided|as soon as|only if|until)\b(?!\s*[:=])|\bsigned?(?:[- ]off)? by\b|"
    r"\bsigns off\b|"
    r"\bapproved by\b|\b(?:proven|verified|confirmed|measured|validated|proved|judged|shown) by\b|"
    r"\b(?:likewise|ditto|(?:same )?as above)\b|"
    r"\bsame (?:test|bar|criteria|exit|check|measure|limit|threshold)\b|"
    r"= done\b|\bmust (?:pass|hold|show)\b|"
    r"\bpass(?:es)? the\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"(?:\b(?:under|below|above|over|at least|at most|no more than|fewer than|less than|more than|"
    r"within|zero|no|without an?y?|≥|≤)\s+(?:a |an |one |two |three )?[\d.,]*\s?"
    r"(?:%|percent|ms|s\b|seconds?|minutes?|hours?|errors?|mismatch\w*|incidents?|loss|lost|"
    r"difference\w*|complaints?|tickets?|failures?|defects?|bugs?|regressions?|manual|\d))|"
    r"[<>≥≤]\s?=?\s?\d|\b(?:for|over) (?:a|an|one|two|three|four|five|ten|\d+|fourteen|seven)"
    r"(?: \w+)? (?:days?|weeks?|hours?|months?|runs?)\b|\bin a row\b|\b\d+ of \d+\b|\b\d+/\d+ \w+",
    re.IGNORECASE,
)
_ARROW = re.compile(r"→|->|=>|➜")
_DASHES = re.compile(r"\s+[-–—|]\s+|\s*—\s*")
_PAST = re.compile(
    r"✅|☑|✔|~~|\[x\]|\((?:done|complete|completed|shipped|met|closed|delivered)\b[^)]*\)|"
    r"[-–—:]\s*(?:done|complete|completed|shipped|delivered|met)\b\s*(?:$|[,.;(]|on\b|\d)",
    re.IGNORECASE,
)


def has_exit(entry: Entry) -> bool:
    """Whether the milestone has an exit criterion, or lies behind already."""
    cell = entry.column(_COLUMN)
    if cell is not None:
        return not says_nothing(cell)
    whole = entry.whole
    if _PAST.search(f"{entry.raw} {whole}"):
        return True
    said = bool(_CUE.search(whole) or _LIMIT.search(whole))
    if any(len(after.split()) > 2 and not has_date(after) for after in _ARROW.split(whole)[1:]):
        return True
    if _has_condition_behind_date(whole):
        return True
    return (said and not _only_promised(whole)) or any(map(_is_condition, entry.below))


def _has_condition_behind_date(text: str) -> bool:
    """ "Beta — 20 February — 500 rides without a crash": what it is, when, and how one knows."""
    _, *later = _DASHES.split(text)
    dated = [bool(has_date(piece)) for piece in later]
    behind = later[dated.index(True) + 1 :] if True in dated else []
    return any(len(piece.split()) > 2 and not is_owner(piece) for piece in behind)


def _only_promised(text: str) -> bool:
    return bool(
        re.search(r"(?:exit|criteri\w+|acceptance)\W*(?:tbd|to be|\?|none)", text, re.IGNORECASE)
    )


def _is_condition(below: str) -> bool:
    """A point under a milestone that is no mere date or owner."""
    label, _, rest = below.partition(":")
    if re.fullmatch(
        r"\W*(?:owner|date|due|when|target|status|depends on|dri|who|lead)s?\W*",
        label,
        re.IGNORECASE,
    ):
        return False
    words = (rest or below).split()
    return len(words) >= 3 and not is_owner(below) and not (has_date(below) and len(words) < 6)
