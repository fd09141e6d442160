from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cli.asking import Ask, asker
from tpmdesk.cli.diagram import COMMANDS
from tpmdesk.cli.main import BAD_INPUT, DONE
from tpmdesk.domain.diagram import Diagram

PLAN = 'work a "Schema" days:10\nwork b "API" days:8\nwork c "Docs" days:2\na -> b\nc -> b\n'


class Desk(SimpleNamespace):
    """Keeps what it was asked to draw."""

    def draw_diagram(self, diagram: Diagram, file: Path, *, dark: bool) -> None:
        self.drawn = (len(diagram.nodes), file.name, dark)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def ask(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Ask:
    return asker(COMMANDS, desk, capsys)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    return tmp_path / "plan.txt"


def test_its_parts_are_counted(ask: Ask, plan: Path) -> None:
    code, told = ask("diagram", plan)
    assert code == DONE
    assert (told["nodes"], told["edges"], told["plan"]) == (3, 2, None)


def test_the_critical_path_is_told_with_everybody_s_slack(ask: Ask, plan: Path) -> None:
    _, told = ask("diagram", plan, "--critical-path")
    assert (told["plan"]["days"], told["plan"]["critical_path"]) == (18.0, ["a", "b"])
    assert {item["id"]: item["slack"] for item in told["plan"]["items"]} == {
        "a": 0.0,
        "b": 0.0,
        "c": 8.0,
    }


def test_a_slip_is_absorbed_by_slack_first(ask: Ask, plan: Path) -> None:
    _, told = ask("diagram", plan, "--slip", "c=9")
    assert told["plan"]["slip"] == {
        "item": "c",
        "days": 9.0,
        "end_moves": 1.0,
        "moved": {"b": 1.0},
    }


def test_it_is_drawn_where_that_is_asked_for(
    ask: Ask, plan: Path, desk: Desk, tmp_path: Path
) -> None:
    ask("diagram", plan, "--picture", tmp_path / "plan.svg", "--dark")
    assert desk.drawn == (3, "plan.svg", True)


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("a ->", (), "cannot be drawn"),
        ("", (), "holds no part"),
        (PLAN, ("--picture", "plan.pdf"), ".svg or .png"),
        (PLAN, ("--slip", "z=3"), "no item 'z'"),
        (PLAN + "b -> a\n", ("--critical-path",), "wait for each other"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    ask: Ask, tmp_path: Path, text: str, options: Any, said: str
) -> None:
    file = tmp_path / "bad.txt"
    file.write_text(text, encoding="utf-8")
    code, told = ask("diagram", file, *options)
    assert code == BAD_INPUT
    assert said in str(told)
