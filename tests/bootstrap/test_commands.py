from __future__ import annotations

import json
from pathlib import Path

import pytest

from tpmdesk.bootstrap.commands import run_command
from tpmdesk.exchange.packarchive import ZipPacks
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


TEAM = """schema = 1
pack = "my-team"
title = "My team"

[[deck]]
slug = "ours"
title = "Ours"

[[card]]
slug = "ledger"
deck = "ours"
front = "Who owns the ledger?"
back = "The platform team."
"""


def test_a_pack_goes_from_one_profile_to_another_as_one_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    packs = tmp_path / "giver" / "packs"
    packs.mkdir(parents=True)
    (packs / "team.toml").write_text(TEAM)
    file = str(tmp_path / "team")
    ask(capsys, tmp_path / "giver", "content", "share", "my-team", file)
    found = ask(capsys, tmp_path / "taker", "content", "add", f"{file}.tpmpack")
    assert found["added"] == "my-team"  # type: ignore[index]
    listed = ask(capsys, tmp_path / "taker", "content", "list", "--kind", "card")
    assert "my-team/ledger" in [each["id"] for each in listed]  # type: ignore[attr-defined]


def test_a_shared_pack_that_is_imported_like_a_deck_is_told_its_way(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ZipPacks().write(tmp_path / "team.tpmpack", {"team.toml": TEAM.encode()})
    found = ask(capsys, tmp_path / "data", "import", str(tmp_path / "team.tpmpack"))
    assert "tpmdesk content add" in found["error"]  # type: ignore[index]


def test_a_pack_of_the_same_name_is_replaced_only_when_told_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    first.write_text(TEAM)
    second.write_text(TEAM.replace("The platform team.", "Payments."))
    data = ("--data-dir", str(tmp_path / "data"))
    run_command([*data, "content", "add", str(first)])
    assert run_command([*data, "content", "add", str(second)]) == 1
    assert "Add --replace to do that" in capsys.readouterr().err
    assert run_command([*data, "content", "add", str(second), "--replace"]) == 0
    assert "What was there before is kept in" in capsys.readouterr().out
