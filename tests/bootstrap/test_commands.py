from __future__ import annotations

import json
from pathlib import Path

import pytest

from tpmdesk.bootstrap.commands import run_command
from tpmdesk.storage.database import open_database

# The doctor lists sound devices through whatever Qt application there is. A process can only have
# one, and one that the doctor made would be of no use to the tests of the window.
pytestmark = pytest.mark.usefixtures("qapp")


def ask(capsys: pytest.CaptureFixture[str], data: Path, *args: str) -> object:
    run_command(["--data-dir", str(data), *args, "--json"])
    return json.loads(capsys.readouterr().out)


def test_a_new_profile_has_cards_to_learn(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found = ask(capsys, tmp_path, "due")
    assert isinstance(found, dict)
    assert found["next"] is not None


def test_an_answer_is_there_for_the_next_command(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    card = ask(capsys, tmp_path, "due")["next"]["id"]  # type: ignore[index]
    ask(capsys, tmp_path, "answer", card, "good")
    assert ask(capsys, tmp_path, "due")["learning"] == 1  # type: ignore[index]


def test_the_doctor_finds_what_the_app_needs(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found = ask(capsys, tmp_path, "doctor")
    needed = [check for check in found["checks"] if check["needed"]]  # type: ignore[index]
    assert [check["detail"] for check in needed if not check["ok"]] == []


def test_the_doctor_names_a_damaged_database(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    open_database(tmp_path / "tpmdesk.db", tmp_path / "backups").close()
    (tmp_path / "tpmdesk.db").write_bytes(b"not a database" * 1000)
    checks = ask(capsys, tmp_path, "doctor")["checks"]  # type: ignore[index]
    assert not next(check for check in checks if check["name"] == "database")["ok"]
