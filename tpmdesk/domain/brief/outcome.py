"""Whether a text says what a program is accountable for."""

from __future__ import annotations

import re

from tpmdesk.domain.brief.dates import has_date

_ACTIVITY = re.compile(
    r"^(?:this (?:document|brief|page|note|paper|memo|update|report)\b|(?:the |our )?(?:team|"
    r"program(?:me)?|project|group|we)(?:'re| is| are| has been| have been| will)? (?:currently |"
    r"still |now )?(?:working|continu\w+|making|focus\w+|looking|busy|engag\w+|explor\w+|"
    r"investigat\w+|discuss\w+|collaborat\w+)\b|(?:see|refer to)\b|work (?:continues|is)\b|"
    r"progress\b|here (?:is|are)\b|(?:please )?find (?:below|attached)|(?:below|attached)\b|"
    r"thank|as (?:discussed|agreed|requested|you know)\b|this (?:week|month|sprint|quarter) (?:we|"
    r"the team)\b|"
    r"(?:continu\w+|ongoing|working|exploring|investigating|discussing|collaborating)\b)",
    re.IGNORECASE,
)
_END_STATE = re.compile(
    r"\b(?:so that|instead of|(?:is|are) (?:accountable|responsible) for|accountable for|"
    r"(?:goal|aim|objective|outcome|purpose|mission|job|promise|point|target) (?:is|of this)|"
    r"will (?:be|have|let|move|cut|get|reach|run|open|replace|see|pay|serve|give|make|stop|ship|"
    r"reduce|deliver|bring|no longer)|we (?:will|are going to|commit to|promise|intend to|exist "
    r"to)|no longer|from [\w.,%$€£ ]{1,20} to [\d$€£]|without (?:a|any|the|losing)|can \w+|"
    r"every \w+|all \w+|at least|under|within|in (?:under|less than))\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:by|before|until|till|no later than|from|starting|as of|in time for|ahead of)\b",
    re.IGNORECASE,
)
_COMMITS = re.compile(
    r"\b(?:goal|aim|objective|outcome|purpose|mission|accountable for|we will|we are \w+ing|"
    r"we're \w+ing|we exist|this program(?:me)?|this project|"
    r"the program(?:me)? (?:is|will|exists))\b",
    re.IGNORECASE,
)
_DECLARES = re.compile(
    r"\b(?:our|the|this (?:program(?:me)?|project)'s|one) (?:\w+ )?(?:goal|aim|objective|outcome|"
    r"commitment|promise|purpose|mission|ambition|job|point)(?: (?:of|for|here|this) [\w ]{2,30}?)?"
    r"(?: is\b|:)|\b(?:we are|i am|this (?:program(?:me)?|project) is|(?:program(?:me)?|project|"
    r"team) "
    r"is) accountable for\b|\bwhat (?:we|this (?:program(?:me)?|project)) (?:owes?|promises?|"
    r"delivers?)\b",
    re.IGNORECASE,
)
_PLEDGE = re.compile(
    r"^(?:we|all|every|each|no|our|the)\b.*?\bon (?P<day>.{3,20})|"
    r"^on (?P<first>[^,]{3,20}?),? (?:we|the|every|all|no|one)\b",
    re.IGNORECASE,
)
_MET = re.compile(
    r"^\W*(?:on [^,]{3,20}?,? )?(?:we|i|they|the [\w ]{2,20}) (?!promised|committed|pledged)"
    r"(?:met|held|spoke|saw|had|meets?|\w+ed)\b|"
    r"\b(?:committee|board|meeting|review|workshop|council)\b[\w ]{0,20}\b(?:is|meets?|takes "
    r"place)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"^\W*(?:[A-Z][\w-]+|[Tt]his pro\w+)(?: [A-Z][\w-]+){0,2} (?:exists? (?:so that|to|for)|will "
    r"(?:let|allow|enable|free|spare|end|retire|replace|make|give))\b"
)
"""What the program is for, by its name ("Falcon exists so that …")."""
_STEP = re.compile(
    r"\b(?:done|accepted|complete|finished) (?:when|once|if)\b|"
    r"\bwe (?:call|count|accept|consider)\b[^.;]*\b(?:when|once|if)\b",
    re.IGNORECASE,
)
_BY_THEN = re.compile(r"^(?:by|from|before|starting|when|once) [^,]{3,45}, ", re.IGNORECASE)
_OPENS = re.compile(r"^(?:by|from|before|until|starting)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:was|were|had|did|ha(?:s|ve) been|ago|please|"
    r"last (?:year|month|week|quarter|spring|summer|autumn|winter)|grew|"
    r"began|started|came|since then)\b",
    re.IGNORECASE,
)


def is_outcome(text: str) -> bool:
    """Whether a text that is labelled as the outcome has one: an activity or a bow to the reader
    has none."""
    return len(text.split()) >= 4 and not _ACTIVITY.match(text)


def is_outcome_sentence(text: str) -> bool:
    """Whether an unlabelled sentence commits to an end state: to be had by a day, or measured."""
    if _tells_something_else(text):
        return False
    due = _is_due(text)
    end, commits = bool(_END_STATE.search(text)), bool(_COMMITS.search(text))
    promised = (end and bool(_BY_THEN.match(text))) or (due and bool(_OPENS.match(text)))
    return promised or (due and (end or commits)) or (end and commits)


def is_opening_promise(text: str) -> bool:
    """Whether the very first sentence of a brief says what there will be by a day."""
    said = bool(_PURPOSE.match(text)) or _is_due(text) or _is_pledged(text)
    return said and not _MET.search(text) and not _tells_something_else(text)


def _is_pledged(text: str) -> bool:
    """ "We ship on both consoles on 18 November": in the present, with its day."""
    found = _PLEDGE.search(text)
    return found is not None and has_date(found["day"] or found["first"])


def is_declared(text: str) -> bool:
    """Whether a sentence calls itself the goal ("Our aim is that …"), wherever it stands."""
    return bool(_DECLARES.search(text)) and not _tells_something_else(text)


def _is_due(text: str) -> bool:
    """Whether the text names a day by which something is to be."""
    return bool(has_date(text) and _DEADLINE.search(text))


def _tells_something_else(text: str) -> bool:
    """An activity, the past, a question, a step of the way; or too little."""
    other = _ACTIVITY.match(text) or _PAST.search(text) or _STEP.search(text)
    return bool(other) or len(text.split()) < 6 or text.endswith("?")
