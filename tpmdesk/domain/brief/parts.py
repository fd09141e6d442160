"""Where a brief says each of its parts, marked or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from tpmdesk.domain.brief.asks import is_ask, is_settled
from tpmdesk.domain.brief.blocks import Block, Heading, Line, Paragraph, Points, Table
from tpmdesk.domain.brief.dates import has_date
from tpmdesk.domain.brief.entries import entries
from tpmdesk.domain.brief.entry import Entry, says_nothing
from tpmdesk.domain.brief.links import has_link, names_document
from tpmdesk.domain.brief.outcome import (
    is_declared,
    is_opening_promise,
    is_outcome,
    is_outcome_sentence,
)
from tpmdesk.domain.brief.owntitles import dated_entries, owned_entries
from tpmdesk.domain.brief.reading import Part, PartFound
from tpmdesk.domain.brief.sections import Section
from tpmdesk.domain.brief.sentences import sentences
from tpmdesk.domain.brief.status import is_one_word, is_status_sentence
from tpmdesk.domain.brief.telling import Said, spoken

_WEAK_TITLE = re.compile(
    r"summary|tl;?dr|headline|^why$|bottom line|^bluf$|point$|short version|gist|upshot|"
    r"^in (?:short|brief)$",
    re.IGNORECASE,
)
_LEDE_PARAGRAPHS = 2
_SHORT_TITLE, _LONG_TITLE = 6, 10
_TITLE_LINES = 2
_NONE_YET = re.compile(r"^\W*(?:none|nothing|no \w+)\b.*\b(?:yet|so far)\W*$", re.IGNORECASE)
_NONE_NEEDED = re.compile(
    r"^\W*(?:none\b|nothing\b|no (?:new |open |further )?(?:decisions?|asks?|risks?|"
    r"requests?|help)\b|"
    r"n/?a\b)(?!\W*(?:(?:yet|so far|known|identified|decided|found|raised|taken|made)\W*)+$)",
    re.IGNORECASE,
)
_SECOND_CHOICE = re.compile(
    r"^\W*(?:(?:immediate |our )?next steps|next|what's (?:next|coming|ahead)|upcoming|coming up|"
    r"(?:the )?next (?:\w+ )?(?:days|weeks|sprint|period)|look[- ]?ahead|deliverables|"
    r"(?:open |known |current |other )?(?:issues|blockers|concerns|obstacles|worries))\W*$",
    re.IGNORECASE,
)
_BY_TEAM = re.compile(r"\b(?:by|per) \w+|\b(?:work ?streams?|teams|tracks)\b", re.IGNORECASE)
_ONE_OF = re.compile(r"^(?:risk|milestone): ", re.IGNORECASE)
_STATUS_INSIDE = re.compile(
    r"\b(?:status|rag|health)\b\s*(?:[:=–—]|-\s|is\b)\s*(?P<said>.+)", re.IGNORECASE
)
_TITLE_STATUS = re.compile(
    r"(?:[\[(:–—|-]|\bis\b)\s*(?P<said>[🟢🟡🔴🟠]|(?:green|yellow|amber|red)\b)", re.IGNORECASE
)
_RISKY = re.compile(
    r"\brisks?\b|\bdangers?\b|\bworr(?:y|ies|ied)\b|could (?:hurt|sink|stop|delay|slip|break)|"
    r"biggest (?:concern|danger|threat)|keeps? (?:us|me) (?:up|awake)|"
    r"\b(?:may|might|could)\b.*\b(?:owns?|owner|owned by|mitigat\w+|fallback)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:done|complete|exit|accepted|count|milestone|go(?:es)? live|live)\b", re.IGNORECASE
)


class Parts:
    """The parts of one brief."""

    def __init__(self, told: Sequence[Section]) -> None:
        self._sections = told

    def of(self, part: Part) -> list[Section]:
        """The sections that are marked, or announced, as that part."""
        return [each for each in self._sections if part in each.parts]

    @cached_property
    def found(self) -> tuple[PartFound, ...]:
        """All six, in the order of `Part`."""
        told = {
            Part.OUTCOME: self.outcome,
            Part.STATUS: self.status,
            Part.MILESTONES: self._first(Part.MILESTONES, self.milestones),
            Part.RISKS: self._first(Part.RISKS, self.risks),
            Part.DECISIONS: self.decisions,
            Part.LINKS: self.links,
        }
        return tuple(
            PartFound(
                part, said is not None, said.line if said else None, said.text if said else ""
            )
            for part, said in told.items()
        )

    @cached_property
    def outcome(self) -> Said | None:
        named = sorted(self.of(Part.OUTCOME), key=lambda each: bool(_WEAK_TITLE.search(each.title)))
        for section in named:
            said = self._labelled_outcome(section)
            if said:
                return said
        lede = list(self._lede())
        if lede and is_opening_promise(lede[0].text):
            return lede[0]
        told = [each for each in lede if is_outcome_sentence(each.text)]
        return next(iter(told), None) or next(self._declared(), None)

    def _declared(self) -> Iterator[Said]:
        """Sentences further down that call themselves the goal."""
        for section in self._sections:
            if section.is_free:
                yield from (s for s in spoken(section.blocks, titles=False) if is_declared(s.text))

    def _labelled_outcome(self, section: Section) -> Said | None:
        shared = len(section.parts) > 1 or bool(_WEAK_TITLE.search(section.title))
        for said in spoken(section.blocks):
            if says_nothing(said.text) or _STATUS_INSIDE.match(said.text):
                continue
            if not shared and is_outcome(said.text):
                return said
            if shared and self._is_outcome_among_others(said.text):
                return said
        return None

    def _is_outcome_among_others(self, text: str) -> bool:
        others = is_status_sentence(text) or is_ask(text)
        return is_outcome_sentence(text) or (is_outcome(text) and not others and has_date(text))

    @cached_property
    def status(self) -> Said | None:
        marked = self.of(Part.STATUS)
        whole = [each for each in marked if not _is_breakdown(each)]
        named = [said for section in whole for said in self._status_of(section)]
        unmarked = [] if named else [*self._status_inside(), *self._status_in_title()]
        told = [*named, *unmarked] or [said for each in marked for said in self._status_of(each)]
        return next((each for each in told if is_one_word(each.text)), told[0] if told else None)

    def _status_of(self, section: Section) -> Iterator[Said]:
        """What a status section says; beside an outcome, only the sentence about the status."""
        told = list(spoken(section.blocks))
        if len(section.parts) > 1:
            yield from self._statuses(told)
            return
        whole = " ".join(each.text for each in told)
        if told and not says_nothing(told[0].text):
            yield Said(told[0].line, whole)

    def _status_inside(self) -> Iterator[Said]:
        free = [s for s in self._sections if s.is_free or Part.OUTCOME in s.parts]
        for section in free:
            yield from self._statuses(list(spoken(section.blocks, titles=False)))

    def _statuses(self, told: Sequence[Said]) -> Iterator[Said]:
        for place, said in enumerate(told):
            inside = _STATUS_INSIDE.search(said.text)
            after = " ".join(each.text for each in told[place + 1 : place + 2])
            if inside and not says_nothing(inside["said"]):
                yield Said(said.line, f"{inside['said']} {after}".strip())
            elif is_status_sentence(said.text):
                yield said

    def _status_in_title(self) -> Iterator[Said]:
        for section in self._sections:
            found = _TITLE_STATUS.search(section.title) if section.is_title else None
            if found:
                yield Said(section.line, found["said"])

    @cached_property
    def milestones(self) -> list[Entry]:
        """The milestones, in order."""
        named = self._named(Part.MILESTONES) or self._unmarked(Part.MILESTONES, _is_schedule)
        return named or dated_entries(self._sections)

    @cached_property
    def risks(self) -> list[Entry]:
        """The risks, in order."""
        told = [each for each in self._named(Part.RISKS) if not _NONE_NEEDED.match(each.text)]
        if self.of(Part.RISKS):
            return told
        free = self._unmarked(Part.RISKS, lambda text: bool(_RISKY.search(text)))
        return free or owned_entries(self._sections)

    def _named(self, part: Part) -> list[Entry]:
        """What the sections of a part hold; a list of tasks or of today's troubles ("Next steps",
        "Issues") counts only where nothing else is marked."""
        marked = self.of(part)
        first = [each for each in marked if not _SECOND_CHOICE.match(each.title)] or marked
        return [entry for each in first for entry in entries(each, part)]

    def _unmarked(self, part: Part, holds: Callable[[str], bool]) -> list[Entry]:
        told: list[Entry] = []
        for section in self._sections:
            if not section.is_free or (section.title and not section.is_title):
                continue
            for block in section.blocks:
                if isinstance(block, Paragraph) and _is_title_line(block, section):
                    continue
                text = " ".join(line.text for line in _all_lines(block))
                if holds(text) and not self._leads(block):
                    told += entries(Section(frozenset((part,)), "", 1, blocks=[block]), part)
        return told

    def _leads(self, block: Block) -> bool:
        """Whether a paragraph is the one with the outcome."""
        lines = {line.number for line in _all_lines(block)}
        return self.outcome is not None and self.outcome.line in lines

    def _first(self, part: Part, told: Sequence[Entry]) -> Said | None:
        if told:
            text = told[0].text if part is Part.RISKS else " ".join(each.text for each in told)
            return Said(told[0].line, text)
        for section in self.of(part):
            for said in spoken(section.blocks):
                if _NONE_NEEDED.match(_ONE_OF.sub("", said.text)):
                    return said
        return None

    @cached_property
    def decisions(self) -> Said | None:
        for section in self.of(Part.DECISIONS):
            told = list(spoken(section.blocks))
            if told and _NONE_NEEDED.match(told[0].text):
                return told[0]
            asked = [each for each in told if not _is_nothing_yet(each.text)]
            if asked and not all(is_settled(each.text) for each in asked):
                return Said(asked[0].line, " ".join(each.text for each in asked))
        return next((each for each in self._elsewhere() if is_ask(each.text)), None)

    def _elsewhere(self) -> Iterator[Said]:
        """Where an ask may stand that nothing marks."""
        closed = {Part.RISKS, Part.MILESTONES, Part.LINKS, Part.DECISIONS}
        for section in self._sections:
            if not section.parts & closed:
                yield from spoken(section.blocks, titles=False)

    @cached_property
    def links(self) -> Said | None:
        for section in self.of(Part.LINKS):
            empty = any("](" in line.raw for b in section.blocks for line in _all_lines(b))
            for entry in entries(section, Part.LINKS):
                if has_link(entry.raw) or (names_document(entry.text) and not empty):
                    text = " ".join(each.text for each in spoken(section.blocks))
                    return Said(entry.line, text)
        linked = (line for s in self._sections for b in s.blocks for line in _all_lines(b))
        return next((Said(line.number, line.text) for line in linked if has_link(line.raw)), None)

    def _lede(self) -> Iterator[Said]:
        """The sentences of the first paragraphs that are under no mark."""
        seen = 0
        for section in self._sections:
            if not section.is_free:
                continue
            for block in section.blocks:
                lede = not section.title or section.is_title
                if isinstance(block, Paragraph) and lede and seen < _LEDE_PARAGRAPHS:
                    seen += 0 if _is_title_line(block, section) else 1
                    if not _is_title_line(block, section):
                        yield from spoken([block])


def _all_lines(block: Block) -> Iterator[Line]:
    match block:
        case Heading():
            yield block.line
        case Paragraph():
            yield from block.lines
        case Points():
            for item in block.items:
                yield from item.walk()
        case Table():
            for row in (block.header, *block.rows):
                yield Line(row.number, " | ".join(row.cells))


def _is_breakdown(section: Section) -> bool:
    """Whether a status section rates one team or workstream after the other."""
    tables = [block for block in section.blocks if isinstance(block, Table)]
    rows = sum(len(table.rows) for table in tables)
    only_tables = bool(tables) and len(tables) == len(section.blocks)
    return bool(_BY_TEAM.search(section.title)) or (only_tables and rows > 1)


def _is_title_line(block: Paragraph, section: Section) -> bool:
    only = len(block.lines) == 1
    text = block.lines[0].text
    if not only or text == section.title or len(text.split()) < _SHORT_TITLE:
        return only
    bare = not text.endswith((".", "!", "?", ":", ")"))
    first = block.lines[0].number <= _TITLE_LINES
    return first and bare and len(text.split()) <= _LONG_TITLE and not is_opening_promise(text)


def _is_nothing_yet(text: str) -> bool:
    return says_nothing(text) or bool(_NONE_YET.match(text))


def _is_schedule(text: str) -> bool:
    dated = sum(has_date(sentence) for sentence in sentences(text))
    return dated > 1 or (dated == 1 and bool(_DONE.search(text)))
