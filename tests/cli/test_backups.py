from __future__ import annotations

import json
import sqlite3

import pytest

from tests.storage.backups.conftest import flip
from tpmdesk.bootstrap.commands import run_command


@pytest.fixture
def ask(tmp_path, capsys):
    """The exit code of a command on a new profile, and what it prints as JSON."""

    def ask(*arguments):
        code = run_command(
            ["--data-dir", str(tmp_path / "profile"), *map(str, arguments), "--json"]
        )
        return code, json.loads(capsys.readouterr().out)

    return ask


@pytest.fixture
def card(ask):
    return ask("due")[1]["next"]["id"]


def reviews(ask):
    return ask("backup")[1]["holds"]["reviews"]


def test_a_backup_names_its_file_and_size(ask):
    code, made = ask("backup")
    assert (code, made["bytes"] > 0) == (0, True)
    assert [each["file"] for each in ask("backups")[1]] == [made["file"]]


def test_there_are_no_backups_at_first(ask):
    assert ask("backups") == (0, [])


def test_a_restore_brings_back_what_was_there(ask, card):
    made = ask("backup")[1]
    ask("answer", card, "good")
    code, done = ask("restore", made["file"])
    assert (code, done["restored"]) == (0, made["file"])
    assert reviews(ask) == 0


def test_a_restore_can_be_taken_back_by_restoring_its_safety_backup(ask, card):
    made = ask("backup")[1]
    ask("answer", card, "good")
    ask("restore", ask("restore", made["file"])[1]["safety"])
    assert reviews(ask) == 1


def test_a_backup_is_also_known_by_its_name(ask):
    name = ask("backup")[1]["file"].rsplit("/", 1)[-1].removesuffix(".json")
    assert ask("restore", name)[0] == 0


def test_a_preview_changes_nothing(ask, card):
    made = ask("backup")[1]
    ask("answer", card, "good")
    seen = ask("restore", made["file"], "--preview")[1]
    assert (seen["now"]["reviews"], seen["then"]["reviews"], seen["lost"]["reviews"]) == (1, 0, 1)
    assert reviews(ask) == 1


def test_one_file_holds_everything_and_restores_on_another_computer(ask, card, tmp_path, capsys):
    ask("answer", card, "good")
    made = ask("backup", "--to", tmp_path / "stick")[1]
    there = ["--data-dir", str(tmp_path / "new"), "restore", made["file"], "--json"]
    assert run_command(there) == 0
    capsys.readouterr()
    run_command(["--data-dir", str(tmp_path / "new"), "due", "--json"])
    assert json.loads(capsys.readouterr().out)["learning"] == 1


def test_what_is_no_backup_is_refused(ask, tmp_path):
    (tmp_path / "list.txt").write_text("shopping")
    code, said = ask("restore", tmp_path / "list.txt")
    assert (code, "no backup of tpmdesk" in said["error"]) == (1, True)


def test_a_sound_profile_passes_the_check(ask, card):
    assert ask("check") == (0, {"ok": True, "problems": [], "repaired": 0})


def test_a_damaged_database_fails_the_check_and_comes_back_from_a_backup(ask, tmp_path):
    made = ask("backup")[1]
    (tmp_path / "profile/tpmdesk.db").write_bytes(b"shopping list " * 1000)
    code, found = ask("check")
    assert (code, found["ok"], found["problems"][0]["fault"]) == (1, False, "damaged")
    assert ask("restore", made["file"])[0] == 0
    assert ask("check")[0] == 0


def test_a_damaged_backup_is_found_by_the_deep_check(ask, tmp_path):
    ask("backup")
    largest = max(
        (tmp_path / "profile/backups/objects").glob("*/*"), key=lambda path: path.stat().st_size
    )
    flip(largest)
    assert ask("check")[0] == 0
    code, found = ask("check", "--deep")
    assert (code, found["problems"][0]["fault"]) == (1, "backup")


def test_a_repair_says_how_much_it_mended(ask, card, tmp_path):
    connection = sqlite3.connect(tmp_path / "profile/tpmdesk.db")
    with connection:
        connection.execute("INSERT INTO open_action VALUES (7)")
    connection.close()
    assert ask("check", "--repair") == (0, {"ok": True, "problems": [], "repaired": 1})
