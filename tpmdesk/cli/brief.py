"""`brief`: what a demanding reader finds in a one-page program brief."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from tpmdesk.cli.command import Command, CommandError, Desk
from tpmdesk.cli.files import existing, read_text
from tpmdesk.domain.brief import Defect, PartFound, read_brief

_MOST_BYTES = 256 * 1024


def brief(_desk: Desk, options: Namespace) -> dict[str, Any]:
    """Read a brief from a file."""
    reading = read_brief(_text(options.file))
    return {
        "words": reading.words,
        "skim_seconds": round(reading.skim_seconds, 1),
        "parts": [_part(each) for each in reading.parts],
        "defects": [_defect(each) for each in reading.defects],
    }


def _text(file: Path) -> str:
    size = existing(file).stat().st_size
    if size > _MOST_BYTES:
        raise CommandError(
            f"{file} has {size // 1024} kB. A brief is one page; cut the page out of it "
            f"(at most {_MOST_BYTES // 1024} kB)."
        )
    text = read_text(file)
    if "\x00" in text:
        raise CommandError(f"{file} is not text. Save the brief as plain text or Markdown.")
    if not text.strip():
        raise CommandError(f"{file} is empty. Write the brief into it first.")
    return text


def _part(found: PartFound) -> dict[str, Any]:
    return {
        "part": found.part.value,
        "found": found.found,
        "line": found.line,
        "text": found.text,
    }


def _defect(defect: Defect) -> dict[str, Any]:
    return {
        "code": defect.code.value,
        "message": defect.message,
        "line": defect.line,
        "quote": defect.quote,
        "why": defect.why,
    }


def _words(result: dict[str, Any]) -> str:
    length = f"{result['words']} words, skimmed in {result['skim_seconds']:.0f} seconds."
    parts = [
        f"{part['part']:<11}line {part['line']}"
        if part["found"]
        else f"{part['part']:<11}not found"
        for part in result["parts"]
    ]
    return "\n".join([length, *parts, *_defect_words(result["defects"])])


def _defect_words(defects: list[dict[str, Any]]) -> list[str]:
    """Each defect at its line; why it matters once for each kind."""
    lines: list[str] = []
    told: set[str] = set()
    for defect in defects:
        lines.append(f"line {defect['line']}: {defect['message']}")
        if defect["code"] not in told:
            told.add(defect["code"])
            lines.append(f"    {defect['why']}")
    return lines or ["Nothing to mend."]


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.md", help="the brief")


COMMANDS: tuple[Command, ...] = (
    Command("brief", "read a program brief as a demanding reader would", brief, _words, _arguments),
)
