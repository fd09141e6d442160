"""The file that `schedule` reads: one answer a line, with the columns card_id, at and rating."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tpmdesk.cli.command import CommandError
from tpmdesk.cli.times import read_time
from tpmdesk.domain.cards import Rating

_COLUMNS = ("card_id", "at", "rating")
_RATINGS = {rating.name.lower(): rating for rating in Rating} | {str(int(r)): r for r in Rating}


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the file; `card_id` is any name."""

    card_id: str
    at: datetime
    rating: Rating


def read_rating(text: str, where: str) -> Rating:
    """A rating by its name or number. `where` begins the error."""
    rating = _RATINGS.get(text.strip().lower())
    if rating is None:
        raise CommandError(
            f"{where}: {text!r} is no rating. Use again, hard, good or easy, or 1 to 4."
        )
    return rating


def read_history(file: Path) -> list[Answer]:
    """Every answer of the file, in its order. Raises CommandError naming file and line."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return list(_answers(csv.DictReader(lines, strict=True), file))
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} is not text in UTF-8. Save it as CSV in UTF-8.") from error


def _answers(rows: csv.DictReader[str], file: Path) -> Iterator[Answer]:
    try:
        _check_columns(rows.fieldnames or (), file)
        for row in rows:
            yield _answer(row, f"{file}:{rows.line_num}")
    except csv.Error as error:
        raise CommandError(f"{file}:{rows.line_num + 1}: this is no CSV ({error}).") from error


def _check_columns(found: Sequence[str], file: Path) -> None:
    missing = [column for column in _COLUMNS if column not in found]
    if missing:
        raise CommandError(
            f"{file}:1: no column {', '.join(missing)}. The first line must be card_id,at,rating."
        )


def _answer(row: dict[str, str | None], where: str) -> Answer:
    card_id, at, rating = (row[column] or "" for column in _COLUMNS)
    if not card_id.strip():
        raise CommandError(f"{where}: the card_id is empty. Name the card.")
    return Answer(card_id.strip(), read_time(at, where), read_rating(rating, where))
