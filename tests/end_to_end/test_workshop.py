"""Writing and drawing through the real window: killed in the middle, gone on with, there again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.workshop import BRIEF, PLAN

pytestmark = pytest.mark.timeout(300)


def line(name: str, data: Path) -> list[str]:
    return [sys.executable, "-m", "tests.end_to_end.workshop", name, str(data)]


def part(name: str, data: Path) -> dict[str, Any]:
    done = subprocess.run(line(name, data), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def killed(name: str, data: Path) -> None:
    """Run a part until it tells that everything is written, and kill it there."""
    process = subprocess.Popen(line(name, data), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = process.stdout.readline()
    process.kill()
    process.wait()
    assert told, "the part ended before it had written anything"


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    data = tmp_path_factory.mktemp("workshop") / "data"
    killed("begin_brief", data)
    wrote = part("write", data)
    killed("begin_map", data)
    return {"write": wrote, "draw": part("draw", data), "morning": part("morning", data)}


def test_a_brief_that_was_killed_in_mid_sentence_is_gone_on_with(evening: dict[str, Any]) -> None:
    assert evening["write"]["left"] == BRIEF


def test_a_finished_brief_is_read_by_its_parts(evening: dict[str, Any]) -> None:
    assert "3 of 6 parts" in evening["write"]["brief"]


def test_a_skimmed_brief_is_compared_with_what_was_remembered(evening: dict[str, Any]) -> None:
    assert " of 4 after " in evening["write"]["skim"]


def test_a_critique_that_begins_with_structure_earns_points(evening: dict[str, Any]) -> None:
    assert not evening["write"]["critique"].startswith("0 of")
    assert "cost a point" not in evening["write"]["critique"]


def test_a_map_that_was_killed_is_gone_on_with_and_has_its_critical_path(
    evening: dict[str, Any],
) -> None:
    assert evening["draw"]["left"] == PLAN


def test_a_map_that_leaves_something_out_is_told_what(evening: dict[str, Any]) -> None:
    assert evening["draw"]["missing"]


def test_the_next_morning_every_piece_is_there(evening: dict[str, Any]) -> None:
    assert evening["morning"]["pieces"] == ["brief", "critique", "map", "recall", "risks", "skim"]


def test_the_next_morning_the_persons_own_word_on_the_skim_stands(evening: dict[str, Any]) -> None:
    assert "outcome" in evening["morning"]["remembered"]
