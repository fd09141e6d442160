"""Whether a milestone says how one knows that it is reached."""

from __future__ import annotations

import re

from tpmdesk.domain.brief.dates import has_date
from tpmdesk.domain.brief.entry import Entry, says_nothing
from tpmdesk.domain.brief.owners import is_owner

_COLUMN = re.compile(
    r"exit|criteri|\bdone\b|accept|complete|definition|\bgate\b|success|evidence|proof|how we know|"
    r"measure|test\b|signal|bar\b|verif|\bknow\b|we(?:'ll| will)? tell\b|pass(?:es|ed)?\b|metric|"
    r"threshold|\bchecks?\b|looks like|required|result|sign-?off|\boutcome\b|quality|"
    r"\bprov(?:e|ing|en)\b|\bdod\b|\bready\b|\w when$|^finished|\btarget\b|"
    r"condition|\bmeans\b|\bkpi\b"
)
_TARGET = re.compile(
    r"\b(?:target|finish line|goal|result|aim)\s*[:=]\s*(?P<what>[^.;|)]{6,})", re.IGNORECASE
)
_SHARE = re.compile(r"^\W*\d[\d\W]*%?\W*$")
_CUE = re.compile(
    r"\bexit(?:s|ed)?\b|criteri(?:a|on)|\b(?:done|complete[ds]?|finished|closed|accepted|reached|"
    r"met|"
    r"over|passed|ready|success(?:ful)?|ends?|through|counts?(?: as \w+)?|good|signed off|achieved)"
    r"(?: \w+)? (?:when|once|if|only|after|means)\b|\bacceptance\b|definition of done|\bdod\b|"
    r"\b(?:success|gate|proof|evidence|bar|test|means|pass|check|measure|metric|threshold|kpi|"
    r"completion|condition|acceptance|verification|standard)(?: (?:test|mark|bar|point|"
    r"is))?\s*[:=]|\bwe (?:know|call|count|tick|close|move on|exit|leave|accept|prove)\b|"
    r"\b(?:ends?|leaves|passes|pass) (?:with|if|when)\b|"
    r"\b(?:when|once|provided|as soon as|as long as|so long as|until)\b(?!\s*[:=])|"
    r"\bif\b(?! (?:all goes|all being|possible|needed|necessary|required|time|at all|any))|"
    r"\b(?:ditto|likewise|idem|as above)\b|\bsame\b(?! (?:day|week|month|year|time|night|hour|"
    r"morning|date|team|people|vendor|place)\b)|"
    r"\b(?:accepted|passed|prove[sn]?|proved|checked|tested|validated|audited|demonstrated|"
    r"evidenced|measured|compared|reconciled|shown) (?:(?:it|that|this) )?(?:with|against|on (?:a|"
    r"the)"
    r")\b|\bsigns off\b|"
    r"\b(?:sign(?:ed)?(?:[- ]off)?|approved|accepted|certified|countersigned|agreed|proven|"
    r"verified|"
    r"confirmed|measured|validated|proved|judged|shown|audited|"
    r"checked) by\b(?! (?:the )?(?:\d+(?:st|nd|rd|th)?(?:[/.-]\d| (?:of )?(?:jan|feb|mar|apr|may|"
    r"jun|"
    r"jul|aug|sep|oct|nov|dec))|end|"
    r"mid|early|late|q[1-4]|h[12]|eo|close|week|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|"
    r"mon|tue|wed|thu|fri|sat|sun|then|now|summer|autumn|spring|winter))|"
    r"\bsame (?:test|bar|criteria|exit|check)\b|\b(?:done|ready|complete|finished)\s*=|"
    r"= done\b|\bmeasured\b|\s=\s*\d|"
    r"\b(?:ends?|finished|over|good|done|complete|passes) (?:at|with) (?=\d|≥|>|zero|no\b)|"
    r"\bends? it\b|\bis(?:n't| not) done\b|"
    r"\b(?:in|by|during) (?:the|an?) (?:[\w-]+ )?(?:test|audit|inspection|drill|survey|sample)\b|"
    r"\bon receipt of\b|\bupon\b|\bdemonstrated to\b|\bonly then\b|\b(?:done|complete|finished|"
    r"closed|out(?: of \w+)?) at (?=\d|≥|>|zero)|"
    r"\bmust (?:pass|hold|show|hit|reach|meet|stay|exceed|score|match)\b|"
    r"\bpass(?:es)? the\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"(?:\b(?:under|below|above|over|at least|at most|no more than|fewer than|less than|more than|"
    r"within|zero|no|without an?y?|≥|≤)\s+(?:a |an |one |two |three )?[\d.,]*\s?"
    r"(?:%|percent|ms|s\b|seconds?|minutes?|hours?|errors?|mismatch\w*|incidents?|loss|lost|"
    r"difference\w*|complaints?|tickets?|failures?|defects?|bugs?|regressions?|manual|\d))|"
    r"[<>≥≤]\s?=?\s?\d|\b(?:for|over) (?:a|an|one|two|three|four|five|ten|\d+|fourteen|seven)"
    r"(?: \w+)? (?:days?|weeks?|hours?|h|hrs?|min|minutes|months?|nights?|shifts?|runs?)\b|"
    r"\bin a row\b|\b\d+ of \d+\b|"
    r"\b(?:one|two|three|four|five|nine|\d+) (?:in|out of|in every) (?:a|ten|five|\d+)\b|"
    r"\b\d+/\d+ \w+|\b9\d(?:\.\d+)? ?%|\b\d+\.\d+ ?%|"
    r"\b\d[\d,.]*(?: [\w-]+){1,3}?(?: (?:an?|per|each|every|in an?|in one) |/)(?:day|hour|h|week|"
    r"shift|session|minute|month|night|run|second)\b",
    re.IGNORECASE,
)
_ARROW = re.compile(r"→|->|=>|➜")
_PIECES = re.compile(r"\s+[-–—|·]\s+|\s*—\s*|;\s+|[.:]\s+|[()\[\]]|\s//\s")
_HOW_MANY = r"(?:\d[\d,.]*|all|every|each|both|two|three|four|five|ten|twenty|fifty|hundred)"
_VERBS = (
    r"(?:has|have|can|uses?|pays?|paid|logs?|logged|works?|passes|close[sd]?|completes|receives?|"
    r"reach(?:es)?|serves?|books?|orders?|signs?|finish(?:es)?|submits?|prints?|scans?|balances?|"
    r"match(?:es)?|process(?:es)?|handles?|files?|reads?|opens?|sees?)"
)
_ELSEWHERE = re.compile(r"depend|scope|comment|note|owner|status|risk|remark|who|lead")
_CLEAN = re.compile(
    r"\b(?:signs|accepts|confirms|approves|agrees|issues|certifies|countersigns|acknowledges|"
    r"passes|matches|reconciles?|balances|signed|issued|filed|countersigned|accepted|certified|"
    r"reconciled|matched|passed|audited|without|zero|closes? the (?:month|books|day|quarter|year)|"
    r"nothing|nobody|none|no \w+|unaided|"
    r"unassisted|received|on file|in hand)\b|"
    rf"\b{_HOW_MANY}(?: [\w-]+){{1,4}} {_VERBS}\b|^(?!we |it |this )[\w ]{{3,40}}? {_VERBS} "
    rf"(?:[\w-]+ ){{0,4}}?{_HOW_MANY}\b",
    re.IGNORECASE,
)
_LONGEST_DATE = 4
_DAY_AND_TITLE = re.compile(r"(?P<day>[^,:]{3,20}), (?P<title>[^,:]+)")
_TITLE_AND_DAY = re.compile(r"(?P<title>[^(),]+)(?:\(|, )(?P<day>[^()]{3,25})\)?")
_DASHES = re.compile(r"\s+[-–—|]\s+|\s*—\s*")
_PAST = re.compile(
    r"✅|☑|✔|~~|\[x\]|\((?:done|complete|completed|shipped|met|closed|delivered)\b[^)]*\)|"
    r"[-–—:]\s*(?:done|complete|completed|shipped|delivered|met)\b\s*(?:$|[,.;(]|on\b|\d)",
    re.IGNORECASE,
)


def has_exit(entry: Entry) -> bool:
    """Whether the milestone has an exit criterion, or lies behind already."""
    cells = [cell for title, cell in entry.columns if _COLUMN.search(title)]
    told = [cell for cell in cells if not (_is_mere_date(cell) or is_owner(cell))]
    if told:
        return not all(map(says_nothing, told))
    whole = entry.whole
    if _PAST.search(f"{entry.raw} {whole}"):
        return True
    said = bool(_CUE.search(whole) or _LIMIT.search(whole) or _names_target(whole))
    if any(len(after.split()) > 2 and not has_date(after) for after in _ARROW.split(whole)[1:]):
        return True
    if _has_condition_behind_date(whole):
        return True
    if (said or _says_who_is_content(entry)) and not _only_promised(whole):
        return True
    return any(map(_is_condition, entry.below))


def _names_target(text: str) -> bool:
    """ "Target: 95 % task success"; a target that is a day is none."""
    return any(not has_date(found["what"]) for found in _TARGET.finditer(text))


def _is_mere_date(cell: str) -> bool:
    """Whether a column such as "Complete" or "% complete" holds a day or a share, no criterion."""
    share = bool(_SHARE.match(cell))
    return share or (has_date(cell) and len(cell.split()) <= 4)


def _says_who_is_content(entry: Entry) -> bool:
    """ "Handover – 3 May – operations signs the certificate": behind the words that name the
    milestone, somebody accepts it, or a check comes out clean."""
    cells = (cell for title, cell in entry.columns[1:] if not _ELSEWHERE.search(title))
    texts = (entry.text, *cells)
    pieces = [piece for text in texts for piece in _PIECES.split(text)]
    told = [piece for piece in pieces if re.search(r"[^\W\d]", piece) and not is_owner(piece)]
    return any(len(piece.split()) > 2 and _CLEAN.search(piece) for piece in told[1:])


def _has_condition_behind_date(text: str) -> bool:
    """ "Beta — 20 February — 500 rides without a crash": what it is, when, and how one knows."""
    return any(len(piece.split()) > 2 and not is_owner(piece) for piece in _behind_the_day(text))


def _behind_the_day(text: str) -> list[str]:
    """The fields that stand behind both the day and what happens then."""
    first, *later = _DASHES.split(text)
    if _has_title_and_day(first):
        return later
    if has_date(first) and len(first.split()) <= _LONGEST_DATE and "," not in first:
        return later[1:]
    dated = [has_date(piece) for piece in later]
    return later[dated.index(True) + 1 :] if True in dated else []


def _has_title_and_day(field: str) -> bool:
    """ "Beta (20 February)", "Beta, 20 February", "20 February, beta"."""
    ways = (_TITLE_AND_DAY.fullmatch(field), _DAY_AND_TITLE.fullmatch(field))
    return any(told and has_date(told["day"]) and not has_date(told["title"]) for told in ways)


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
