from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.asking import Ask, asker
from tpmdesk.cli.brief import COMMANDS
from tpmdesk.cli.main import BAD_INPUT, DONE

BRIEF = """\
## Outcome
Merchants get paid the same day from 1 October on.

## Status
Mostly green.
"""


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    return asker(COMMANDS, SimpleNamespace(), capsys)


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    (tmp_path / "brief.md").write_text(BRIEF, encoding="utf-8")
    return tmp_path / "brief.md"


def test_words_time_parts_and_defects_are_told(ask: Ask, brief: Path) -> None:
    code, told = ask("brief", brief)
    assert code == DONE
    assert told["words"] == 14
    assert told["skim_seconds"] == pytest.approx(14 / 238 * 60, abs=0.05)
    assert [part["part"] for part in told["parts"]] == [
        "outcome",
        "status",
        "milestones",
        "risks",
        "decisions",
        "links",
    ]
    assert [part["line"] for part in told["parts"][:3]] == [2, 5, None]
    status = next(each for each in told["defects"] if each["code"] == "status_not_one_word")
    assert status["line"] == 5
    assert "Mostly green" in status["message"]


def test_a_person_reads_each_defect_with_its_line_and_the_reason_once(
    ask: Ask, brief: Path
) -> None:
    _, told = ask("brief", brief, words=True)
    assert "line 5: The status is not one word" in told
    assert "milestones not found" in told


def test_a_clean_brief_has_nothing_to_mend(ask: Ask) -> None:
    clean = Path(__file__).parents[1] / "data" / "briefs" / "train" / "meter-readings.md"
    code, told = ask("brief", clean, words=True)
    assert code == DONE
    assert told.endswith("Nothing to mend.\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "not text"),
        (b"Status\x00green", "not text"),
        (b"word " * 60_000, "one page"),
    ],
    ids=["empty", "blank", "binary", "zero byte", "huge"],
)
def test_what_is_no_page_of_text_is_refused_with_a_way_on(
    ask: Ask, tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "brief.md").write_bytes(content)
    code, told = ask("brief", tmp_path / "brief.md")
    assert code == BAD_INPUT
    assert said in told["error"]


def test_a_missing_file_is_named(ask: Ask, tmp_path: Path) -> None:
    code, told = ask("brief", tmp_path / "none.md")
    assert code == BAD_INPUT
    assert "none.md" in told["error"]
