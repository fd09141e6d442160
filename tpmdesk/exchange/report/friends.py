"""What a friend sends back: the file that the page saves, or the Markdown, its blanks filled."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import msgspec

from tpmdesk.domain.attempts import Score
from tpmdesk.domain.report import FriendError, FriendScores, Remark
from tpmdesk.exchange.report.markdown import MARK

LARGEST = 1 << 20
_MARKDOWN = (".md", ".markdown")
_BLOCK = re.compile(rf"^```{MARK}[ \t]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_TIME = re.compile(r"(\d{1,3}):([0-5]\d)\s+(.+)", re.DOTALL)


class _Given(msgspec.Struct):
    """One level, as the page writes it; `answer` counts from 1."""

    answer: int
    criterion: str
    level: int


class _Remarked(msgspec.Struct):
    """One remark, as the page writes it."""

    answer: int
    at: float
    text: str


class _File(msgspec.Struct):
    """The whole file that the page saves."""

    tpmdesk: str
    attempt: str
    by: str
    scores: list[_Given] = []
    remarks: list[_Remarked] = []


class _Kind(msgspec.Struct):
    """What tells files of tpmdesk apart."""

    tpmdesk: str


def read_friend(file: Path) -> FriendScores:
    """The scores in a `.json` or `.md` file. Raises FriendError."""
    text = _text(file)
    if file.suffix.lower() == ".json":
        return _from_json(text)
    if file.suffix.lower() in _MARKDOWN:
        return _from_markdown(text)
    raise FriendError(f"{file.name} is neither a .json nor a .md file with scores.")


def holds_scores(file: Path) -> bool:
    """Whether a file is one that a friend sent back, be it right or wrong."""
    try:
        text = _text(file)
        if file.suffix.lower() == ".json":
            return msgspec.json.decode(text, type=_Kind).tpmdesk == "scores"
    except (FriendError, msgspec.DecodeError):
        return False
    return file.suffix.lower() in _MARKDOWN and _BLOCK.search(text) is not None


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST:
            raise FriendError(f"{file.name} is too large to hold scores.")
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FriendError(f"{file.name} is not a text file in UTF-8.") from error
    except OSError as error:
        raise FriendError(f"{file.name} cannot be read: {error.strerror or error}.") from error


def _from_json(text: str) -> FriendScores:
    try:
        found = msgspec.json.decode(text, type=_File)
    except msgspec.DecodeError as error:
        raise FriendError(f"This is no file of scores: {error}.") from error
    if found.tpmdesk != "scores":
        raise FriendError("This is a file of tpmdesk, but not one of scores.")
    given = [(each.answer, each.criterion, each.level) for each in found.scores]
    said = [(each, each.text.strip()) for each in found.remarks]
    remarks = tuple(Remark(each.answer - 1, each.at, text) for each, text in said if text)
    by = found.by.strip()
    return FriendScores(found.attempt, by, _by_position(by, given), remarks)


def _from_markdown(text: str) -> FriendScores:
    blocks = [_pairs(match[1]) for match in _BLOCK.finditer(text)]
    head = dict(blocks[0]) if blocks else {}
    if not head.get("attempt"):
        raise FriendError("There are no scores in it: the blocks to be filled in are missing.")
    by = head.get("by", "")
    given: list[tuple[int, str, int]] = []
    remarks: list[Remark] = []
    for block in blocks[1:]:
        number = _number(dict(block).get("answer", ""), "answer")
        for name, value in block:
            if name == "remark" and value:
                remarks.append(_remark(number, value))
            elif name not in ("answer", "remark") and value:
                given.append((number, name, _number(value, name)))
    return FriendScores(head["attempt"], by, _by_position(by, given), tuple(remarks))


def _pairs(block: str) -> list[tuple[str, str]]:
    lines = (line.partition(":") for line in block.splitlines() if line.strip())
    return [(name.strip(), value.strip()) for name, _, value in lines]


def _number(text: str, of: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6):
        raise FriendError(f"“{of}: {text}” needs a whole number.")
    return int(text)


def _remark(number: int, value: str) -> Remark:
    timed = _TIME.fullmatch(value)
    if timed is None:
        return Remark(number - 1, 0.0, value)
    return Remark(number - 1, int(timed[1]) * 60.0 + int(timed[2]), timed[3])


def _by_position(by: str, given: Iterable[tuple[int, str, int]]) -> dict[int, tuple[Score, ...]]:
    scores: dict[int, list[Score]] = defaultdict(list)
    for answer, criterion, level in given:
        scores[answer - 1].append(Score(criterion, level, by=by))
    return {position: tuple(of_answer) for position, of_answer in scores.items()}
