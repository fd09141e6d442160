"""The bundled content says what the source guide says in words of its own.

The guide is not part of the project; where it lies beside the checkout (or where TPMDESK_GUIDE
points), the content is compared with it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = Path(os.environ.get("TPMDESK_GUIDE", ROOT.parent / "shared" / "guide"))
LONGEST = 8
"""Words in a row that may be the guide's: terms and the topics of questions are short."""
WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")

needs_guide = pytest.mark.skipif(
    not (GUIDE / "guide.txt").is_file(), reason=f"the source guide is not at {GUIDE}"
)


def runs(text: str, length: int = LONGEST + 1) -> Iterator[str]:
    words = WORD.findall(text.lower())
    for start in range(len(words) - length + 1):
        yield " ".join(words[start : start + length])


def texts() -> list[Path]:
    """What people read: the content, the notes beside it, and the words of the program."""
    return [
        *sorted((ROOT / "content").rglob("*.toml")),
        *sorted(ROOT.glob("*.md")),
        *sorted((ROOT / "tpmdesk").rglob("*.py")),
    ]


@needs_guide
def test_no_run_of_words_is_taken_from_the_guide() -> None:
    guide = set(runs((GUIDE / "guide.txt").read_text(encoding="utf-8")))
    taken = {
        f"{file.relative_to(ROOT)}: {run}"
        for file in texts()
        for run in runs(file.read_text(encoding="utf-8"))
        if run in guide
    }
    assert taken == set()


@needs_guide
def test_nothing_that_was_left_out_on_purpose_appears() -> None:
    inventory = json.loads((GUIDE / "inventory.json").read_text(encoding="utf-8"))
    unwanted = inventory["excluded"]["terms_that_must_not_appear"]
    found = {
        (str(file.relative_to(ROOT)), term)
        for file in texts()
        for term in unwanted
        if term.lower() in file.read_text(encoding="utf-8").lower()
    }
    assert found == set()


@needs_guide
def test_the_outline_is_the_whole_inventory() -> None:
    inventory = json.loads((GUIDE / "inventory.json").read_text(encoding="utf-8"))
    outline = (ROOT / "content" / "core" / "outline.toml").read_text(encoding="utf-8")
    assert sorted(_ids(inventory)) == sorted(re.findall(r'"([^"]+)",', outline))


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for inner in value.values():
            yield from _ids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids(inner)


def test_runs_are_compared_without_case_and_signs() -> None:
    assert list(runs("One, two: THREE", 2)) == ["one two", "two three"]
