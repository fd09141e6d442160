"""The milestones and risks that a brief tells in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tpmdesk.domain.brief.blocks import Paragraph
from tpmdesk.domain.brief.dates import has_date
from tpmdesk.domain.brief.entry import Entry
from tpmdesk.domain.brief.mitigations import names_answer
from tpmdesk.domain.brief.owners import begins_with_actor, has_owner
from tpmdesk.domain.brief.reading import Part
from tpmdesk.domain.brief.sentences import clauses
from tpmdesk.domain.brief.telling import Said, sentences_of, spoken
from tpmdesk.domain.brief.wrapping import runs

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}

_ORDINAL = re.compile(
    r"^(and )?(first|second|third|fourth|fifth|last|lastly|finally|risk (one|two|three|four|five|"
    r"\d)|number (one|two|three|four)|one:|two:|three:|(the |our )?(first|second|third|fourth|"
    r"fifth|last|other|next|biggest|largest|top|main|only|chief|principal|single)( \w+)? (is|risk|"
    r"one|worry|concern)|(another|one more|a (second|third|further)) (risk|worry|concern|danger)|"
    r"\(?[1-9][.)]|\((?:[a-h]|[iv]{1,3})\)\s)",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\b(one|two|three|four|five|six|\d) (\w+ )?"
    r"(risks?|things|dates|milestones|steps|phases|stages|worries|concerns|dangers|threats|hazards|gates|"
    r"deadlines)\b[^,;]*$|^there (?:is|are) (one|two|three|four|five|six)(?: of them)?\W*$",
    re.IGNORECASE,
)
_OWNS = re.compile(r"[^;,.:]{2,60}? (?:owns?|has|have|holds?|takes?) (?:it|this|that|both)\b")
_FEWEST_LISTED = 2
_LETTERED = re.compile(r"\s+(?=\((?:[a-h]|[1-9]|[iv]{1,3})\)\s)")
_CONTINUES = re.compile(
    r"^(?:(?:[@\w'/&.()-]+ ){1,4}?(owns|own|is on it|is on this|has this)\b|"
    r"we|i|he|she|it|they|this|that|these|our plan|mitigation|owner|owned|plan|so|if|until|"
    r"to (mitigate|contain|reduce|avoid)|meanwhile|fallback|exit|done|we count|criteria|accepted|"
    r"complete|"
    r"as a|in (that|this) case|[A-Z]\w+ (owns|is \w+ing|has (?!not|no)|will (?!not)|runs|leads|"
    r"hires|adds|takes|"
    r"handles)|the [\w ]{2,25} (team|desk|group|office) (owns|is \w+ing|has|will))\b",
    re.IGNORECASE,
)


def in_prose(paragraphs: Sequence[Paragraph], part: Part) -> Iterator[Entry]:
    """The entries of some paragraphs. A sentence begins one, or goes on with the one before."""
    apart = _one_a_line(paragraphs) if part is Part.RISKS else []
    if apart:
        yield from map(_entry, apart)
        return
    told = list(_pieces(paragraphs, part))
    if len(told) > 1 and _announces(told[0], part):
        declared = _declared(told[0].text)
        told = told[1:]
    else:
        declared = 0
    group: list[Said] = []
    for piece, begins in zip(told, _beginnings(told, part, declared), strict=True):
        if begins and group:
            yield _entry(group)
            group = []
        group.append(piece)
    if group:
        yield _entry(group)


def _one_a_line(paragraphs: Sequence[Paragraph]) -> list[list[Said]]:
    """The sentences of each line or paragraph, where each tells a risk and what is said of it."""
    told = [list(sentences_of(run)) for block in paragraphs for run in runs(block.lines)]
    if told and len(told[0]) == 1 and _ANNOUNCES.search(told[0][0].text):
        told = told[1:]
    return told if len(told) > 1 and all(len(each) > 1 for each in told) else []


def _pieces(paragraphs: Sequence[Paragraph], part: Part) -> Iterator[Said]:
    """Sentences; where one lists several dated milestones, its clauses."""
    told = [
        Said(said.line, text) for said in spoken(paragraphs) for text in _LETTERED.split(said.text)
    ]
    for said in told:
        parts = clauses(said.text)
        dated = part is Part.MILESTONES and sum(map(has_date, parts)) > 1
        if dated or (part is Part.RISKS and _is_mere_list(said, parts)):
            yield from (Said(said.line, piece) for piece in parts)
        else:
            yield said


def _is_mere_list(said: Said, parts: Sequence[str]) -> bool:
    """Whether a sentence only lists risks: no clause says who does what about one."""
    whole = Entry(said.line, said.text, said.text)
    return len(parts) >= _FEWEST_LISTED and not (has_owner(whole) or names_answer(said.text))


def _announces(said: Said, part: Part) -> bool:
    dated = part is Part.MILESTONES and has_date(said.text)
    return bool(_ANNOUNCES.search(said.text)) and not dated


def _declared(text: str) -> int:
    """How many entries an announcement promises ("There are two risks."), 0 if it does not say."""
    found = _ANNOUNCES.search(text)
    number = next(filter(None, (found[1], found[4])), "0").lower() if found else "0"
    return _NUMBERS.get(number) or int(number)


def _beginnings(told: Sequence[Said], part: Part, declared: int) -> list[bool]:
    if any(_ORDINAL.match(said.text) for said in told):
        return [bool(_ORDINAL.match(said.text)) for said in told]
    if declared == len(told):
        return [True] * declared
    if part is Part.MILESTONES:
        return [has_date(said.text) and not _CONTINUES.match(said.text) for said in told]
    ways = (_CONTINUES.match, _OWNS.match, begins_with_actor)
    return [not any(way(said.text) for way in ways) for said in told]


def _entry(group: Sequence[Said]) -> Entry:
    text = " ".join(said.text for said in group)
    return Entry(group[0].line, text, text)
