"""Under which names people write the parts of a brief, and how a label stands before its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tpmdesk.domain.brief.links import has_link
from tpmdesk.domain.brief.plain import plain
from tpmdesk.domain.brief.reading import Part

Parts = frozenset[Part]
NO_PART: Parts = frozenset()

_LONGEST_HEADING = 9
_LONGEST_LABEL = 6

_NAMES: tuple[tuple[Part, str], ...] = (
    (
        Part.DECISIONS,
        r"decisions?\b(?!\s+(log|made|taken|so far|record))|^([\w']+ )?asks?( (of|for|to) "
        r"(the )?[\w' ]+)?$|"
        r"^for (your )?(decision|approval|action|sign-?off)\b|^(matters|items|points|questions|"
        r"choices|issues) (for|to)\b|^(yours )?to (be )?(decided?|approved?)$|"
        r"\b(action|input|guidance|steer|support|approval|answers?)s? (needed|required|requested|"
        r"wanted|sought)\b|\bfor you to decide\b|"
        r"^over to you\b|^(we|i) want from\b|what (we|i) (want|ask)\b|"
        r"^what do (you|we) need( from \w+)?$|"
        r"\bneed(s|ed)? (from|you)\b|"
        r"\bfrom you\b|what (we|i) need|help (needed|wanted)|^(\w+ )?(approvals?|"
        r"requests?)( needed| required| wanted)?$|"
        r"your (call|input|move)\b|^needs?$|sign-?offs? needed|^(we|i) need\b|escalations?\b",
    ),
    (
        Part.RISKS,
        r"\brisks?\b|threats?\b|^(what|things that|where (we|it|this)) (could|might|may|can|"
        r"would)\b"
        r"(?! (we|you|i|they|success|happen next)\b)|could (go wrong|hurt|stop|bite|break)|"
        r"might (go wrong|hurt)|\bdangers?\b|pitfalls|obstacles|blockers|headwinds|exposures|"
        r"uncertainties|what (worries|scares)|"
        r"\bworr(y|ies)\b|\bconcerns?\b|\bissues\b|keeps? (us|me) (up|awake)|"
        r"^(keeping )?an eye on$|^(we're |what we're )?watching$|on (our|my) "
        r"radar$|^watch$|(to|we|I) watch$|"
        r"watch[ -]?(list|items)|hazards|^raid( log| items)?$",
    ),
    (
        Part.MILESTONES,
        r"milestones?\b|time ?lines?\b|\bschedule\b|road ?map\b|\bdates\b|deadlines\b|phases\b|"
        r"deliverables\b|checkpoints\b|\bgates\b|^(the |our |high-level |forward |project |"
        r"program(me)? |implementation |migration |delivery |rollout |release )?plan$|"
        r"^look[- ]?ahead$|^(key |project )?calendar$|^(key|main) events$|what's (coming|next|"
        r"ahead)|"
        r"^coming up$|"
        r"^(by )?when$|^timings?$|^(the )?sequence$|^releases$|^key moments$|"
        r"^critical path$|^(the )?next (\w+ )?(days|weeks|months|quarters?)$|"
        r"^(the )?(path|route|road|way) to\b|^waves$|"
        r"^(what's )?(next|coming|upcoming|ahead)( (steps|up))?$|\bwhen\b.*\bdone\b|"
        r"exit criteria\b|^(the )?(steps|stages)$|"
        r"^what (happens|ships|lands) when$",
    ),
    (
        Part.LINKS,
        r"\blinks?\b|references?\b|reading\b|^read more\b|\bdocs?\b|\bdocuments?\b|resources?\b|"
        r"documentation\b|^(more|see also|sources|artifacts|artefacts|materials?|papers|files|"
        r"attach(ed|ments?)|enclosures|everything else|elsewhere|find out more|learn more|"
        r"(background|further|other|supporting) (papers|files|material))$|"
        r"^(more )?details$|supporting\b|where to (look|read)|^(more )?(info|information)$",
    ),
    (
        Part.STATUS,
        r"\bstatus\b|^rag\b|\brag$|\bhealth\b|where (we|things|it|this) (are|stands?|is)$|"
        r"where (we|things) (are|stand)\b|^state( of play)?$|"
        r"traffic light|^((current|overall) )?(\w+ )?(state|position)$|^((program(me)?|project|"
        r"overall|current|delivery) )*(colou?r|rating|assessment)$|"
        r"^how (we are|it is|it's|we're|is it|are we) (doing|going)$|^confidence$|^condition$|"
        r"^(overall|verdict|colou?r|our call)$|^are we on track$",
    ),
    (
        Part.OUTCOME,
        r"outcomes?\b|\bgoals?\b|objectives?\b|tl;?dr\b|\bsummary\b|bottom line|\baims?\b|"
        r"\bmission\b|^in (one|a) (line|sentence|nutshell)|accountable for|\bpurpose\b|^vision$|"
        r"success looks like|what .*\bfor$|north star|^headline$|^(our |the )?promise$|"
        r"^(the )?target( state| outcome)?$|^accountability$|"
        r"^(the )?point$|^(the )?result$|^bluf$|^what done looks like$|"
        r"^why( we (are|do)\b.*| this)?$|"
        r"^what we (are|will) (doing|deliver|achieve)|^key result$|^the ambition$|^why we exist$|"
        r"^what (we|this \w+) (owes?|promises?|delivers?|commits? to|(is|are) accountable for)\b|"
        r"^what success (is|means)$|^definition of success$|^success criteria$|"
        r"^what we're (doing|delivering|building)$|^(our |the )?commitment$|^(the )?(end state|"
        r"destination|intent)$|"
        r"^(the )?(short version|gist|upshot)$|^in (short|brief)$",
    ),
)
_PARTS = tuple((part, re.compile(pattern, re.IGNORECASE)) for part, pattern in _NAMES)

_OTHER = re.compile(
    r"^(?!no |none |nothing )(\w+ )?(background|context|history|motivation|introduction|intro|"
    r"overview|notes?|scope|comments?|observations?|remarks?|fyi|for information|"
    r"stakeholders|team|budget|metrics|progress|accomplishments|achievements|highlights|"
    r"dependencies|assumptions|appendix|approach|update|recap|"
    r"why now|where we come from|how we got here|the story so far|done|this week|last week|"
    r"lessons|lessons learned|p\.?s\.?|"
    r"decision log|decisions (made|taken|so far)|problem|situation|about)"
    r"( (and|&) \w+| first| so far| this \w+| of the \w+)?$",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^(?:(?P<risks>(there (are|is) |we see |i see )?(the |our )?(top |main |key |big )?"
    r"(one|two|three|four|five|six|\d) (\w+ )?(risks?|dangers?|threats?|hazards?|worries|"
    r"things (could|can|might) )|"
    r"(our|the|my) (top|main|key|biggest|first|only|largest) (risks?|worry)\b|"
    r"risk (one|1|number)\b|what (could|can|might) (hurt|go wrong|stop))|"
    r"(?P<milestones>(the |our )?[\w ]{0,30}\b(two|three|four|five|\d) "
    r"(dates|milestones|steps|phases|stages|gates|checkpoints)\b|the (next|first) milestone\b)|"
    r"(?P<decisions>(from you|what) (we|i) need\b|(we|i) need (two|one|three|a|your|you|from)\b|"
    r"(we|i) (ask|want) (you|the)\b|please (decide|approve|confirm|choose)))",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,2}[.)]\s+|[A-Za-z][.)]\s+|§\s*\d*\s*)")
_SIGNS = re.compile(r"^[^\w(\[*#@]+", re.UNICODE)
_FRAMED = re.compile(r"^(?:\[([^\]]{3,40})\](?![(\[])|=+ ?(\w[^=]{2,40}?) ?=+$):?")
_BOLD = re.compile(r"^(\*\*|__|\*|_)(?=\S)(?P<label>.+?)(?<=\S)\1(?P<rest>.*)$", re.DOTALL)
_LINKED = re.compile(r"^\[[^\]]{1,200}\][(\[]")
_CUT = re.compile(r"\s*(?::(?!//|\d)|\s[-–—|=]+(?=\s|$)|\s*[–—](?=\s)|->|→|\.(?=\s|$))\s*")
_SHORT_LINK = 3
_OF_THE_WHOLE = re.compile(
    r"^(?:at a glance|today|this (?:week|fortnight|month|sprint|quarter)|"
    r"(?:the )?(?:program(?:me)?|"
    r"project)|delivery|colou?r)$",
    re.IGNORECASE,
)
_COLOUR_FIRST = re.compile(r"^\W*(?:[🟢🟡🔴🟠]|(?:green|yellow|amber|red)\b)", re.IGNORECASE)
_QUESTION = re.compile(r"^(?:what|how|where|why|when|who|which)\b[^?.]*\?$", re.IGNORECASE)
_SAYS_COLOUR = re.compile(
    r"\b(?:is|are|stays|remains) \W*(?:green|yellow|amber|red)\b", re.IGNORECASE
)
_TAIL = re.compile(r"^[\s:.\-–—|=→>]+")


@dataclass(frozen=True, slots=True)
class Label:
    """What a line begins with: the parts it names (none for "Background"), and the text after it.

    `rest` is as it was written.
    """

    title: str
    parts: Parts
    rest: str


def heading_label(raw: str) -> Label | None:
    """The label that a heading is, with a value behind a colon or dash. None if it names nothing
    that is known."""
    text = _bare(plain(raw))
    label = line_label(raw)
    if label and (label.rest or label.parts):
        return label
    parts = _named(text, _LONGEST_HEADING)
    if parts or _OTHER.match(text.rstrip(":. ")):
        return Label(text, parts, "")
    return None


def line_label(raw: str) -> Label | None:
    """The label at the start of a line ("**Status:** green", "Status - green", "Risks")."""
    bare = _FRAMED.sub(lambda found: f"{found[1] or found[2]}:", _NUMBERING.sub("", raw.strip()))
    if _LINKED.match(bare):
        return None
    bold = _BOLD.match(_SIGNS.sub("", bare))
    if bold:
        found = _bold_label(bold)
        if found:
            return found
    return _cut_label(_SIGNS.sub("", bare))


def lead_in(raw: str) -> Parts:
    """The part that a paragraph's first words announce ("There are three risks.")."""
    found = _LEAD_IN.match(_bare(plain(raw)))
    return frozenset((Part(found.lastgroup or ""),)) if found and found.lastgroup else NO_PART


def named_parts(title: str) -> Parts:
    """The parts that a short title names, such as a table's header."""
    return _named(_bare(plain(title)), _LONGEST_LABEL)


def _bold_label(bold: re.Match[str]) -> Label | None:
    """A label in bold, if it is one: "**Status: Red**, since …" has its value in bold too."""
    inside = plain(bold["label"])
    rest = bold["rest"]
    cut = _cut_label(inside)
    if cut and (cut.parts or not rest.strip()):
        return Label(cut.title, cut.parts, f"{cut.rest}{rest}".strip() if cut.rest else _tail(rest))
    parts = _named(_bare(inside), _LONGEST_LABEL)
    other = bool(_OTHER.match(_bare(inside)))
    return Label(_bare(inside), parts, _tail(rest)) if parts or other else None


def _cut_label(text: str) -> Label | None:
    """A label without bold, before a colon, a dash or a full stop, or alone on its line."""
    words = plain(text)
    asked = bool(_QUESTION.match(words)) and len(words.split()) <= _LONGEST_HEADING
    if asked:
        return _alone(words, _LONGEST_HEADING)
    if len(words.split()) <= 4 and not _CUT.search(words):
        return _alone(words)
    cut = _CUT.search(text)
    if not cut:
        return None
    title, rest = plain(text[: cut.start()]), text[cut.end() :].strip()
    stop = cut.group().strip() == "."
    if stop and _SAYS_COLOUR.search(title):
        return None
    parts = _named(_bare(title), 3 if stop else _LONGEST_LABEL)
    if stop and (lead_in(title) or (parts and len(title.split()) > 2 and title[0].islower())):
        return None
    parts = _told_by_text(_tail(rest), parts, title)
    if parts or _OTHER.match(_bare(title)):
        return Label(_bare(title), parts, _tail(rest))
    return None


def _told_by_text(text: str, parts: Parts, title: str) -> Parts:
    """What a label is, where its text says it better than its words ("Plan: https://…")."""
    if (
        has_link(text)
        and len(text.split()) <= _SHORT_LINK
        and not parts & {Part.OUTCOME, Part.DECISIONS}
    ):
        return frozenset((Part.LINKS,)) if parts else NO_PART
    if not parts and _OF_THE_WHOLE.match(_bare(title)) and _COLOUR_FIRST.match(text):
        return frozenset((Part.STATUS,))
    return parts


def _alone(words: str, longest: int = 4) -> Label | None:
    text = _bare(words).rstrip("?")
    if _SAYS_COLOUR.search(text):
        return None
    if _OTHER.match(text):
        return Label(text, NO_PART, "")
    parts = _named(text, longest)
    return Label(text, parts, "") if parts else None


def _named(title: str, longest: int) -> Parts:
    """The parts that a title names; a long title is a sentence and names none."""
    if not title or len(title.split()) > longest or _OTHER.match(title):
        return NO_PART
    named = frozenset(part for part, pattern in _PARTS if pattern.search(title))
    if Part.OUTCOME in named and Part.STATUS in named:
        return named & {Part.OUTCOME, Part.STATUS}
    for part, _ in _PARTS:  # "Risks and decisions" names both; "status of links" is about links
        if part in named:
            joined = re.search(r"\band\b|&|/|\+|,", title)
            return named if joined else frozenset((part,))
    return NO_PART


def _bare(text: str) -> str:
    """A title without numbers, signs, and remarks in brackets."""
    text = _SIGNS.sub("", _NUMBERING.sub("", text))
    text = re.sub(r"\s*[(\[][^()\[\]]{0,80}[)\]]", "", text)
    return text.strip(" :.-–—*_")


def _tail(rest: str) -> str:
    return _TAIL.sub("", rest).strip()
