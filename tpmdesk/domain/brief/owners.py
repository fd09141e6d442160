"""Whether a text says who owns a thing: a name, a handle, a role, a team."""

from __future__ import annotations

import re

from tpmdesk.domain.brief.dates import has_date
from tpmdesk.domain.brief.entry import Entry, says_nothing

_COLUMN = re.compile(
    r"owner|owned|\bwho\b|\bdri\b|\blead\b|\bresp\b|responsible|accountable|assign|driver|\bpoc\b|"
    r"contact|"
    r"person|\bteam\b|\bname\b|held by|\bdriven by|champion|steward|custodian|holder|\bpic\b|"
    r"\bmanager\b|by whom|on point|\bsponsor"
)
_NO_OWNER = re.compile(
    r"\b(?:no|without an?|needs an?|missing|unclear|lacks an?)\s+(?:clear\s+)?owner|"
    r"\b(?:unowned|unassigned|not assigned|nobody owns|no one owns|owner (?:needed|missing|wanted|"
    r"unclear|unknown|open))\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:risk\s+)?(?:owners?|dri|responsible|accountable|assignee|poc|point person|"
    r"who|lead)\s*(?:is|are|=|:|-|–|—)\s*(?P<after>[^.;|)\]\n]*)|"
    r"\b(?:(?:owned|led|driven|held|tracked|handled|carried|managed|run)\s+by|"
    r"assigned\s+to)\s+(?P<by>[^.;|)\]\n]+)|"
    r"\b(?:owner|dri|lead)\s+(?P<name>@?(?-i:[A-ZÀ-Þ])[^.;|)\]\n]*)|"
    r"(?P<me>\bI)(?:'ve| have| own| hold| lead| run| take| am on| will take)(?: got)? "
    r"(?:it|this|that|these|both)\b|\b(?P<mine>mine)\b(?=\W*(?:$|[.;,)]))|"
    r"\b(?P<short>(?!it|that|there|what|this|who|nobody|one\b)(?-i:[A-Z])\w+)'s (?:on|got|handling|"
    r"chasing|taking|fixing) (?:it|this|that)\b|"
    r"(?P<subject>\b[\w' /&-]{1,40}?)\s+(?:owns?"
    r"(?P<object> (?:it|this|both|that))?\b|leads|(?:is|are) on (?:it|point|this|the case)|"
    r"(?:has|have|holds?|takes|carries|runs) (?:it|this)|"
    r"(?:is|are) (?:responsible|accountable)|drives? (?:it|this))\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.])@[A-Za-z][\w.-]+")
_GROUP = (
    r"(?:team|desk|group|ops|office|squad|crew|board|council|department|guild|committee|"
    r"association|authority|agency|ministry|union|directorate|division|unit|bureau|institute)s?"
)
_ROLE = re.compile(
    rf"\b(?!(?:the|our|this|that|each|every|another|one|a) {_GROUP})[\w&/-]{{1,30}} {_GROUP}\b|"
    r"\b(?:head of|directors?|managers?|leads?|engineers?|architects?|counsel|controller|officer|"
    r"chief|analyst|coordinator|supervisor|secretary|treasurer|clerk|dean|registrar|superintendent|"
    r"foreman|captain|librarian|forester|surgeon|matron|nurse|planner|buyer|editor|producer|"
    r"commissioner|deputy|scientist|specialist|steward|curator|warden|marshal|principal|chair(?:man|"
    r"woman)?)"
    r"\b|"
    r"(?-i:\b(?:S?E?VP|C[EFIOPT]O|CISO|CHRO|TPM|PM|EM|SREs?|DBAs?|PO|HR|IT|QA|Procurement|Legal|"
    r"Finance|Facilities|Security|Treasury|Privacy|Compliance|Marketing|Sales|Infra|Platform|"
    r"Networks?|Networking|Observability|Support|Operations|Design|Research|Data|Payments|Release|"
    r"Logistics|Purchasing|Engineering|Product|Risk|Fleet)\b)",
    re.IGNORECASE,
)
_NAME = r"(?:[A-ZÀ-Þ][\w'’À-ÿ-]*|de|da|van|von|der|del|la|el|bin|di|[A-Z]\.)"
_NAMES = re.compile(rf"^(?:(?:Dr|Prof|Mr|Ms|Mrs)\.? )?{_NAME}(?: {_NAME}){{0,3}}$")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,160})[)\]]")
_NOT_A_NAME = re.compile(
    r"^(?:(?:very )?(?:high|low|medium|med|critical|major|minor|severe|likely|unlikely|new|open|"
    r"closed|internal|external|north|south|east|west|eu|us|uk|emea|apac|latam|yes|no|none|tbd|"
    r"red|green|yellow|amber|done|worst case|best case|see|phase|step|risk|impact|probability|"
    r"likelihood|mitigat\w+|plan|fallback|response|action|status|trigger|note|contingency|next|"
    r"answer|"
    r"counter\w*|owners?|dri|who|lead|responsible|due|date|why|effect|consequence|exit|optional|"
    r"blocked|ongoing|the|a|an|if|when|we|our|"
    r"and|or|but|"
    r"[phsv]\d|[hml])\b.*|[A-Z]{2,6}-\d+|[A-Z])$",
    re.IGNORECASE,
)
_FIELDS = re.compile(r"\s+[—–-]\s+|\s+[|·]\s+")
_FIELDS_WITH_OWNER = 2
_SHORT_NAME = re.compile(
    r"^[A-Z][\w&/-]+"
    r"(?: (?!(?:\w+ed|\w+ing|clause|plan|test|source)\b)[\w&/-]+){0,2}(?<!ed)(?<!ing)$"
)
_NO_ONE = re.compile(r"(?:nobody|no one|no team|none|which|who|somebody|someone)\b", re.IGNORECASE)
_VERB = re.compile(r"\s(?:is|are|was|has|have|had|will|on|with|under|until|at)\s")
_DASHES = re.compile(r"\s+[-–—|→/]+\s+|\s*[—→|]\s*|\s*->\s*|;\s+|\s·\s|\.\s+")
_ARTICLE = re.compile(rf"^(?:the|our) (?=[\w&/-]+ (?:[\w&/-]+ )?{_GROUP}$)", re.IGNORECASE)
_COMMAS = re.compile(rf"^[^,.]+, {_NAME}(?: {_NAME})?, (?!and\b|or\b|{_NAME}\b)")
ACTS = (
    r"(?:adds|allows|approves|bans|blocks|caps|decides|grants|lets|limits|requires|spares|addresses|"
    r"counters|tackles|agrees|arranges|asks|assigns|audits|books|borrows|brings|builds|buys|calls|chairs|"
    r"chases|checks|clears|closes|coaches|collects|coordinates|covers|cuts|doubles up|drafts|"
    r"drives|escalates|extends|files|finds|fixes|follows|freezes|gets|gives|handles|hires|holds|"
    r"interviews|keeps|leases|locks|lends|maintains|meets|mitigates|monitors|moves|negotiates|"
    r"orders|oversees|pairs|pays|pilots|plans|posts|prepares|publishes|pulls|pushes|puts|raises|"
    r"re-?\w+s|recruits|reduces|rehearses|rents|reports|reserves|reviews|rewrites|rotates|runs|"
    r"schedules|scores|sits|serves|secures|sends|sets|shifts|ships|shortens|signs|splits|staffs|stages|starts|"
    r"stocks|supplies|swaps|switches|takes|talks|tests|tracks|trains|visits|watches|works|writes|"
    r"forces|replaces|migrates|measures|validates|verifies|organi[sz]es|updates|upgrades|patches|"
    r"proposes)"
)
ACTED = (
    r"(?:added|agreed|arranged|asked|booked|borrowed|bought|built|drafted|escalated|extended|filed|"
    r"found|hired|leased|moved|negotiated|ordered|paid|rehearsed|rented|reserved|retained|"
    r"scheduled|secured|signed|tested|trained|wrote)"
)
"""What a person does about a risk; what a thing does ("slips", "doubles") is not among it."""
_ACTIVE = re.compile(
    rf"(?:^|[:;.—–,]\s+|\b(?:and|which|so|while) )"
    rf"(?P<who>[A-Z]\w+(?: [A-Z]\w+)?'s {_GROUP}|(?:[Hh]ead|[Dd]irector|[Cc]hief|VP) of "
    rf"\w+(?: [A-Z]\w+)?|{_NAME}(?: {_NAME}){{0,3}}|"
    rf"[Tt]he [\w ]{{2,25}}? {_GROUP}|"
    rf"[\w-]+ {_GROUP})(?: ?\([^()]{{2,40}}\))?,?\s+"
    rf"(?:(?:is|are) [\w-]+ing|will (?!not)\w+|has (?!not?\b)\w+|"
    rf"have (?!not?\b)\w+|to [a-z]+|(?:now |already |also |then )?(?:{ACTS}|{ACTED}))\b"
    r"(?! (?:run|runs|are|is|was|were|show|shows|will|start|starts|take|pass|fail)\b)"
)
_NOT_A_PERSON = re.compile(
    r"^(?:[Ww]e|I|[Ii]t|[Tt]his|[Tt]hat|[Tt]hey|[Tt]hese|[Tt]here|[Tt]he|[Oo]ur|[Aa]ll|[Ee]ach|"
    r"[Nn]o|[Ss]ome|[Mm]itigation|[Pp]lan|[Ii]f|[Aa]|[Aa]n|[Ee]very|[Nn]obody|[Ww]hich|[Ww]ho|"
    r"[Tt]raffic|[Ww]ork|[Oo]ne|[Tt]wo|[Bb]oth|[Ss]o|\w+(?:ing|tion|ment|ness|ity|ors|ers|ies))$"
)


def has_owner(entry: Entry) -> bool:
    """Whether the entry names who owns it."""
    cell = entry.column(_COLUMN)
    if cell is not None:
        return not says_nothing(cell) and not _NO_OWNER.search(cell)
    whole = entry.whole
    if _NO_OWNER.search(whole):
        return False
    ways = (_says_owner, _has_bracketed, _stands_between_signs, _somebody_acts)
    return bool(_HANDLE.search(whole)) or any(way(entry) for way in ways)


def is_owner(text: str) -> bool:
    """Whether a short text by itself is a name, a role or a team."""
    words = _ARTICLE.sub("", text.strip(" .,:;*"))
    if not words or len(words.split()) > 6 or _NOT_A_NAME.match(words) or _VERB.search(words):
        return False
    if any(char.isdigit() for char in words) or (has_date(words) and not _HANDLE.match(words)):
        return False
    first, *others = (part.strip() for part in re.split(r",| and | & |/| \+ ", words))
    if not all(other[:1].isupper() or other[:1] == "@" or _ROLE.search(other) for other in others):
        return False
    short = len(words.split()) <= 4
    return bool(_HANDLE.match(words) or _NAMES.match(first) or (short and _ROLE.search(words)))


def _says_owner(entry: Entry) -> bool:
    for text in (entry.text, *entry.below):
        for found in _SAID.finditer(text):
            named = next((group for group in found.groups() if group), "").strip()
            if named and not says_nothing(named) and not _is_nobody(found, named):
                return True
    return False


def _is_nobody(found: re.Match[str], named: str) -> bool:
    """Of "X owns it", X must be somebody; "one system owns the rules" names no owner."""
    if found["subject"] is None:
        return bool(
            re.match(
                r"(?:tbd|t\.b\.d|to be|none|nobody|unassigned|\?|open\b)", named, re.IGNORECASE
            )
        )
    last = re.split(r"[,:;.] | and ", named)[-1].strip()
    if _ROLE.fullmatch(last):
        return False
    if found["object"]:
        return bool(_NO_ONE.match(last))
    return bool(_NOT_A_PERSON.match(last)) or not (is_owner(last) or _ROLE.search(last))


def _has_bracketed(entry: Entry) -> bool:
    texts = (entry.text, *entry.below)
    remarks = (found for text in texts for found in _BRACKETED.findall(text))
    pieces = (piece for remark in remarks for piece in _DASHES.split(remark))
    return any(is_owner(said) for piece in pieces for said in (piece, *_before_signs(piece)))


def _before_signs(text: str) -> tuple[str, str]:
    """What stands before a colon and before a comma: "(Tom: local cache)", "(Lin, split order)"."""
    return text.partition(": ")[0], text.partition(", ")[0]


def _stands_between_signs(entry: Entry) -> bool:
    """ "Vendor slips - Priya - weekly call": a name by itself between two signs, not the first."""
    pieces = [piece for text in (entry.text, *entry.below) for piece in _DASHES.split(text)]
    pieces += [piece.partition(": ")[0] for piece in pieces[1:] if ": " in piece]
    pieces += [name for name in map(_name_behind_colon, pieces[:1]) if name]
    alone = (piece for piece in pieces[1:] if is_owner(piece))
    if any(not _is_sentence(piece) for piece in alone) or _COMMAS.match(entry.text):
        return True
    return _stands_second_of_three(entry.text)


def _stands_second_of_three(text: str) -> bool:
    """ "Spare bearing — Supplier quality — one on stock": in the field that is the owner's."""
    pieces = _FIELDS.split(text)
    second = pieces[1].strip() if len(pieces) > _FIELDS_WITH_OWNER else ""
    other = _NOT_A_NAME.match(second) or has_date(second) or _VERB.search(second)
    return bool(_SHORT_NAME.match(second)) and not other


def _name_behind_colon(text: str) -> str:
    """ "Attrition: Sam Lee, cross-training two others": a full name before a comma."""
    name = text.partition(": ")[2].partition(", ")[0]
    return name if len(name.split()) > 1 and _NAMES.match(name) else ""


def _is_sentence(piece: str) -> bool:
    return len(piece.split()) == 1 and bool(_NOT_A_PERSON.match(piece.strip(" .")))


def _somebody_acts(entry: Entry) -> bool:
    """ "The vendor is late; Lena is signing a second one": a person does something about it."""
    first, *later = _DASHES.split(entry.text)
    later += re.split(r":\s+|, (?=(?:which|so|while) )", first)[1:]
    texts = [*later, *entry.below, *_BRACKETED.findall(entry.text)]
    return any(_is_somebody(found["who"]) for text in texts for found in _ACTIVE.finditer(text))


def begins_with_actor(text: str) -> bool:
    """Whether a sentence begins with somebody who does something ("Matron Doyle sends …")."""
    found = _ACTIVE.match(text)
    return found is not None and _is_somebody(found["who"])


def _is_somebody(who: str) -> bool:
    words = who.split()
    first, last = words[0], words[-1]
    if len(words) == 1 and first[0].isupper() and _ROLE.fullmatch(first):
        return True
    return not (_NOT_A_PERSON.match(last) or (first == last and _NOT_A_PERSON.match(first)))
