"""The single milestones, risks, decisions and links of a brief, in whatever form they come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tpmdesk.domain.brief.blocks import (
    Block,
    Heading,
    Item,
    Line,
    Paragraph,
    Points,
    Table,
)
from tpmdesk.domain.brief.dates import has_date
from tpmdesk.domain.brief.entry import Entry, says_nothing
from tpmdesk.domain.brief.plain import plain
from tpmdesk.domain.brief.proseentries import in_prose
from tpmdesk.domain.brief.reading import Part
from tpmdesk.domain.brief.sections import Section
from tpmdesk.domain.brief.wrapping import runs


def entries(section: Section, part: Part) -> list[Entry]:
    """The entries of a section, in order; a placeholder is none."""
    listed = _joined_up(_listed(section.blocks))
    if not listed:
        paragraphs = [block for block in section.blocks if isinstance(block, Paragraph)]
        listed = list(in_prose(paragraphs, part))
    return [entry for entry in listed if not says_nothing(entry.whole)]


def _joined_up(told: Iterable[Entry]) -> list[Entry]:
    """The entries, with what is only said of the one before ("Owner: Priya") put under that."""
    joined: list[Entry] = []
    for entry in told:
        if joined and _OF_THE_LAST.match(entry.text):
            last = joined.pop()
            entry = replace(last, below=(*last.below, entry.text, *entry.below))  # noqa: PLW2901
        joined.append(entry)
    return joined


_OF_THE_LAST = re.compile(
    r"(?:owners?|dri|mitigations?|plan|response|fallback|impact|likelihood|probability|severity|"
    r"exit(?: criteri(?:a|on))?|criteri(?:a|on)|acceptance|done when|date|due|when|target)"
    r"\s*(?:[:=–—]|-\s)",
    re.IGNORECASE,
)


def _listed(found: Sequence[Block]) -> Iterator[Entry]:
    """What lists, tables and headings below the section's own hold."""
    for place, block in enumerate(found):
        match block:
            case Points():
                above = [each for each in found[:place] if isinstance(each, Heading)]
                if not above or _is_kind(above[-1]):
                    yield from map(_from_item, block.items)
            case Table():
                yield from _from_table(block)
            case Heading() if not _is_kind(block):
                yield _from_heading(block, _following(found, place))
            case Paragraph():
                yield from _lines_as_entries(block, found, place)


def _from_item(item: Item) -> Entry:
    first, *others = runs(item.lines)
    deeper = [line.text for child in item.children for line in child.walk() if line.text]
    below = (*(_text(run) for run in others), *deeper)
    raw = " ".join(line.raw for line in item.lines)
    return Entry(item.lines[0].number, _text(first), raw, below=below)


def _text(run: Sequence[Line]) -> str:
    """The words of some lines, without the label that only says which entry it is ("R1:")."""
    return _WHICH.sub("", " ".join(line.text for line in run))


def _from_table(table: Table) -> Iterator[Entry]:
    header = [plain(cell).lower() for cell in table.header.cells]
    for row in table.rows:
        cells = tuple(zip(header, map(plain, row.cells), strict=False))
        title = next((cell for name, cell in cells if cell and not _is_number(name, cell)), "")
        raw = " ".join(row.cells)
        if any(cell for _, cell in cells):
            yield Entry(row.number, title, raw, cells)


_WHICH = re.compile(
    r"^(?:(?:risk|issue|threat|milestone|decision|phase|link)(?: ?#?\d{1,2})?|[RMD]\d{1,2})"
    r"\s*(?:[:.)–—]|-(?=\s))\s*(?=\S)",
    re.IGNORECASE,
)


def _is_number(header: str, cell: str) -> bool:
    return header in {"#", "no", "no.", "nr", "id", ""} or bool(
        re.fullmatch(r"[A-Z]?\d{1,2}", cell)
    )


def _under_heading(found: Sequence[Block], place: int) -> bool:
    return any(isinstance(block, Heading) for block in found[:place])


_KIND = re.compile(
    r"^(?:technical|technology|commercial|people|organi[sz]ational|external|internal|delivery|"
    r"operational|operations|financial|legal|regulatory|security|schedule|budget|resourc\w+|"
    r"vendors?|"
    r"high|medium|low|critical|top|key|now|next|later|near term|long term)(?: (?:risks?|"
    r"milestones?|"
    r"priority|impact|severity|term))?\W*$",
    re.IGNORECASE,
)
"""A heading that says which kind of risks or milestones follow, and is none itself."""


def _is_kind(heading: Heading) -> bool:
    return bool(_KIND.match(heading.line.text))


def _following(found: Sequence[Block], place: int) -> tuple[Line, ...]:
    """The lines between one heading and the next."""
    lines: list[Line] = []
    for block in found[place + 1 :]:
        if isinstance(block, Heading):
            break
        if isinstance(block, Paragraph):
            lines += block.lines
        elif isinstance(block, Points):
            lines += [line for item in block.items for line in item.walk()]
    return tuple(lines)


def _from_heading(heading: Heading, below: Sequence[Line]) -> Entry:
    text = tuple(line.text for line in below)
    return Entry(heading.line.number, _text([heading.line]), heading.line.raw, below=text)


def _lines_as_entries(paragraph: Paragraph, found: Sequence[Block], place: int) -> Iterator[Entry]:
    """Lines that each begin as an entry does, and paragraphs that do beside others."""
    if _under_heading(found, place):
        return
    others = [block for block in found if isinstance(block, Paragraph)]
    starts = [line for block in others for line in block.lines if _begins_entry(line)]
    first = paragraph.lines[0]
    alone = first.raw.startswith(("**", "__")) or bool(_WHICH.match(first.text))
    if not (len(starts) > 1 or alone) or not _begins_entry(first):
        return
    group: list[Line] = []
    for line in paragraph.lines:
        if _begins_entry(line) and group:
            yield _from_lines(group)
            group = []
        group.append(line)
    yield _from_lines(group)


_STARTS = re.compile(
    r"^(?:\*\*|__|\(?[A-Z]?\d{1,2}[.):]\s|[MR]\d\b|[-–—→>]\s|"
    r"(?:risk|milestone|phase|step|stage|wave|gate|decision) (?:\d|[A-H]\b|one|two|three|"
    r"four)\b|"
    r"(?:risk|milestone|decision)\s*(?::|[–—-]\s)|"
    r"\W*(?:[🟢🟡🔴🟠✅⚠☐☑]))",
    re.IGNORECASE,
)


def _begins_entry(line: Line) -> bool:
    start = line.text[:24]
    return bool(_STARTS.match(line.raw)) or has_date(re.split(r"[:–—]| - ", start)[0])


def _from_lines(lines: Sequence[Line]) -> Entry:
    first, *others = runs(lines)
    below = tuple(_text(run) for run in others)
    return Entry(lines[0].number, _text(first), lines[0].raw, below=below)
