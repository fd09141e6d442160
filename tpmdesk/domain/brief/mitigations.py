"""Whether a risk says what is done about it."""

from __future__ import annotations

import re

from tpmdesk.domain.brief.entry import Entry, says_nothing
from tpmdesk.domain.brief.owners import begins_with_actor, is_owner

_COLUMN = re.compile(
    r"mitigat|\bplan\b|response|action|counter|\bdo\b|doing|handl|contingen|fallback|next step|"
    r"treatment|remedy|reduc|answer|approach|how we|\bfix\b|prevent|workaround"
)
_NOTHING = re.compile(
    r"\b(?:no|without|needs? a|lacks? a|missing) (?:real |clear |known )?(?:mitigation|plan|"
    r"fallback|workaround)\b|\bmitigation\w*(?: plans?)?\s*[:=–—-]?\s*"
    r"(?:we (?:still )?need (?:to|one|a)\b[^.;)]*|tbd|tbc|none|open|unknown|unclear|"
    r"pending|\?|"
    r"to be \w+(?: (?:with|by|after|in|once|at) [^.;)]*)?|to come|n/a|not (?:yet )?\w+|missing|"
    r"needed)\s*(?:$|[.;,)])|"
    r"\bnot (?:yet )?mitigated|"
    r"\bno (?:mitigation|plan)\b",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\bmitigat\w*\b|\b(?:plan|fallback|contingency|response|action|counter ?measure|workaround|"
    r"remedy|answer|next step|plan b|fix|handling|treatment|what we do)\s*(?::|=|–|—|-|is\b)\s*\w+|"
    r"\bso (?:we|i|the|our|[A-Z]\w+|it|he|she|they)\b|(?:→|->|=>)\s*\w+|"
    r"\b(?:lets|allows|leaves|gives) (?:us|me|them) \w+|"
    r"\bto (?:mitigate|contain|counter|offset|hedge|reduce this|avoid this|prevent this)\b|"
    r"\b(?:we|i|he|she)(?:'re|'ll|'ve| are| will| have| can| now| already| keep| do)?"
    r"(?! (?:may|might|could|do not|don't|cannot|can't|have no|lack|lose|miss|need|depend|rely|"
    r"expect|know|fear|believe|hope|see|face|are (?:not|behind|late|short|dependent|unsure)))"
    r" \w+",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:mitigat\w*|response|fallback|contingency|counter ?measures?|workaround|remedy|treatment)"
    r"(?: plan)?\s*(?::|=|–|—|-)\s*",
    re.IGNORECASE,
)
_CUTS = re.compile(
    r",\s+(?:and|but)\s+(?=(?:we|i|he|she|[A-Z]\w+|the [\w ]{2,25} (?:team|desk|group))\s)|"
    r",\s+which\s+(?=[A-Z]\w+\s)|"
    r",?\s+(?:for|against|about|on) which\s+(?=(?:we|i|[A-Z]\w+)\s)|(?<=[.!?])\s+|;\s+|"
    r"\s+[–—|]\s+|\s+-\s+|\s+/\s+|\s*—\s*|\s*(?:→|->|=>)\s*"
)
_COLON = re.compile(r":\s+")
_OWNER_PART = re.compile(
    r"\b(?:risk )?(?:owners?|dri|lead|who(?=:)|responsible|assigned to|owned by|led by)\s*"
    r"(?::|=|is|-|–|—)?\s*(?:@?(?-i:[A-ZÀ-Þ])(?:(?!\s[-–—→]\s|\s?(?:→|->|=>))[^.;,|)])*|"
    r"[a-z ]{2,20} team)|[(\[][^()\[\]]*[)\]]|"
    r"@[\w.-]+|"
    r"\b[\w' ]{2,30}? (?:owns?|has|have)(?: it| this)\b(?:,? (?:and|who|which)\b)?|"
    r"\b[\w' ]{2,30}? owns?\b(?:,? and\b)?",
    re.IGNORECASE,
)
_NAMES_OWNER = re.compile(r"(?:risk )?owners?|dri|lead|who|responsible", re.IGNORECASE)
_REMARK = re.compile(r"[(\[](?P<inside>[^()\[\]]*)[)\]]")
_SAYS_MORE = re.compile(
    r";|→|->|=>|\s[–—-]\s|:|, |\b(?:mitigat\w*|plan|fallback|is [\w-]+ing|has|have|will)\b",
    re.IGNORECASE,
)
_OF_THE_RISK = re.compile(
    r"^\W*(?:impact|likelihood|probability|severity|effect|consequence|score|rating|status|trigger|"
    r"high|medium|low|due|date|see|which|because|since|without |that |this |these |it |they |"
    r"there |and |as a result|worst case|in the worst|last (?:year|month|week|time)|"
    r"today|currently|so far|owner|dri|who|lead|raised|opened|new)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:(?-i:may)|might|could|would|risk|threatens?|delays?|blocks?|slips?|costs us|is late|"
    r"unclear|unknown|not yet known|cannot|can't)\b",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|cannot|will|must|does|do|may|might|could|would|needs?|"
    r"takes?|costs?|lacks?|ends?|fails?|slips?|arrives?|comes?|goes|goes|runs?|changes?|leaves?|"
    r"depends?|drops?|rises?|falls?|breaks?|misses|moves?|refuses?|insists?|wants?|asks?|expires?|"
    r"freezes?|blocks?|forbids?|rejects?|brings?|trips?|doubles?|triples?|drains?|knows?|"
    r"stops?|stays?|holds?|pins?|differs?|speaks?|loses?|creates?|exposes?|\w+ed|\w{3,}ses|"
    r"\w{4,}(?<!s)s)\b",
    re.IGNORECASE,
)
_DO = re.compile(
    r"^(?:add|adding|agree|align|allow|ask|assign|back ?up|batch|block|book|booked|borrow|bring|"
    r"build|building|buy|buying|cap|cache|check|cut|cross-?\w+|defer|delay|deploy|draft|drop|dry|early|"
    r"escalate|extend|fall|fund|freeze|get|give|hire|hiring|hold|invest|keep|keeping|lease|limit|"
    r"lock|map|measure|meet|migrate|monitor|move|moving|negotiate|offer|order|pair|pairing|pay|"
    r"pilot|plan|pre-?\w+|prototype|pull|push|put|raise|reduce|rehearse|rent|replace|reserve|"
    r"retain|reuse|review|roll|run|running|schedule|second|secure|send|set|shift|sign|split|"
    r"stage|start|switch|take|talk|test|testing|throttle|track|train|training|use|using|weekly|"
    r"daily|work|working|write|backup|spare|dual|parallel|joint|manual|temporary|extra|"
    r"contract\w*|fallback|feature flag|flag|\w+ed)\b",
    re.IGNORECASE,
)
_IN_PLACE = re.compile(
    r"\b(?:approved|signed|booked|ordered|hired|agreed|reserved|retained|tested|rehearsed|trained|"
    r"extended|scheduled|secured|in place|under contract|on (?:call|order|hold|retainer|standby|"
    r"contract|site))\b",
    re.IGNORECASE,
)
_IF_SO = re.compile(
    r"if [^,]+, (?:then )?(?:we|i|he|she|(?-i:[A-Z])\w+)(?! (?:lose|miss|slip|may|might|could|"
    r"would|"
    r"are|is|have no|cannot))",
    re.IGNORECASE,
)


def has_mitigation(entry: Entry) -> bool:
    """Whether the risk says what is done about it; what it would cost is not that."""
    cell = entry.column(_COLUMN)
    if cell is not None:
        return not says_nothing(cell) and not _NOTHING.search(cell)
    if _NOTHING.search(entry.whole):
        return False
    below = (piece for text in entry.below for piece in _pieces(text))
    if any(_is_answer(piece, with_colon=True) for piece in below):
        return True
    return any(_is_answer(text) for text in _after_the_risk(entry.text))


def names_answer(text: str) -> bool:
    """Whether some words say in so many words that something is done."""
    return bool(_CUE.search(text) or _IN_PLACE.search(text))


def _after_the_risk(text: str) -> list[str]:
    """What stands behind the words that name the risk."""
    pieces = _pieces(text)
    if not pieces:
        return []
    first, *later = pieces
    name, colon, rest = first.partition(": ")
    if colon and (_DOES.search(name) or _DO.match(rest) or _IN_PLACE.search(rest)):
        later.insert(0, rest)
    cue = _CUE.search(first)
    if cue and cue.start() > 0:
        later.insert(0, first[cue.start() :])
    return [piece for piece in later if piece]


def _pieces(text: str) -> list[str]:
    """The clauses of a text without the words that only name the owner."""
    opened = _REMARK.sub(_opened, text)
    bare = " ".join(_OWNER_PART.sub(" . ", opened).split())
    return [piece for piece in _CUTS.split(bare) if re.search(r"\w", piece)]


def _opened(remark: re.Match[str]) -> str:
    """What a remark in brackets says; nothing where it only names the owner."""
    inside = remark["inside"]
    if not (_SAYS_MORE.search(inside) or begins_with_actor(inside)):
        return remark.group()
    label, _, rest = remark["inside"].partition(":")
    names = rest if _NAMES_OWNER.fullmatch(label.strip()) else remark["inside"]
    if all(is_owner(name) for name in names.split(",")):
        return " . "
    owner, _, deed = remark["inside"].partition(", ")
    return f"; {deed if is_owner(owner) else remark['inside']}; "


def _is_answer(text: str, *, with_colon: bool = False) -> bool:
    words = re.sub(r"^\W+", "", text)
    named = _LABELLED.match(words)
    if named and not says_nothing(words[named.end() :]):
        return True
    if says_nothing(words) or is_owner(words.split(":")[-1]):
        return False
    if _CUE.search(words) or begins_with_actor(words):
        return True
    label, colon, rest = words.partition(":")
    if with_colon and colon and len(label.split()) <= 2:
        words = words if _OF_THE_RISK.match(label) else rest.strip()
    if words.lower().startswith("if "):
        return bool(_IF_SO.match(words) or _DO.match(words.partition(", ")[2]))
    if _OF_THE_RISK.match(words) or _UNSURE.search(words):
        return False
    return len(words.split()) >= 2 or bool(_DO.match(words))
