from __future__ import annotations

import json
import os
import sys
from hashlib import sha256

import pytest

from tpmdesk.app.unattended import AtOnce
from tpmdesk.bootstrap.commands import CommandDesk
from tpmdesk.bootstrap.parts import Parts
from tpmdesk.bootstrap.paths import profile
from tpmdesk.cli.cards import COMMANDS as CARDS
from tpmdesk.cli.main import BAD_INPUT, DONE, build_parser, run
from tpmdesk.cli.transfer import COMMANDS
from tpmdesk.domain.medianames import references

PICTURES = {"p": b"one picture", "q": b"another picture"}
KEYS = {"added", "updated", "unchanged", "reviews", "media", "skipped"}


class Bare(Parts):
    """A desk whose profile has no bundled content."""

    data_dir = CommandDesk.data_dir


class Profile:
    """A profile, and what is said to it."""

    def __init__(self, folder, capsys):
        self.parts = Bare(profile(folder), AtOnce())
        self._capsys = capsys

    def say(self, *arguments, words=False):
        commands = (*COMMANDS, *CARDS)
        options = build_parser(commands).parse_args([str(each) for each in arguments])
        command = next(each for each in commands if each.name == options.command)
        code = run(command, self.parts, options, as_json=not words)
        printed = self._capsys.readouterr()
        return code, printed.out + printed.err if words else json.loads(printed.out)

    def done(self, *arguments):
        code, result = self.say(*arguments)
        assert code == DONE, result
        return result

    def refused(self, *arguments):
        code, result = self.say(*arguments)
        assert code == BAD_INPUT
        return result["error"]


@pytest.fixture
def a_profile(tmp_path, capsys):
    made = []

    def a_profile(name="one"):
        made.append(Profile(tmp_path / name, capsys))
        return made[-1]

    yield a_profile
    for each in made:
        each.parts.close()


@pytest.fixture
def desk(a_profile):
    return a_profile()


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "Releases.csv"
    file.write_text("What is a canary?,A few first,release\nRollback?,Back\n", encoding="utf-8")
    return file


def test_import_says_what_it_did_and_undo_takes_it_back(desk, table):
    result = desk.done("import", table)
    assert result.keys() >= KEYS
    assert (result["added"], result["updated"], result["unchanged"]) == (2, 0, 0)
    assert result["decks"] == ["Releases"]
    assert desk.done("due")["new"] == 2
    assert desk.done("undo") == {"undone": "Import: Releases.csv"}
    assert desk.done("due")["new"] == 0


def test_a_dry_run_says_the_same_and_changes_nothing(desk, table):
    said = desk.done("import", table, "--dry-run")
    assert desk.done("due")["new"] == 0
    assert desk.done("import", table) == said


def test_columns_deck_and_kind_of_a_table_can_be_said(desk, table):
    desk.done(
        "import", table, "--columns", "back,front,tags", "--deck", "Mine", "--kind", "reversed"
    )
    shown = desk.done("due")
    assert shown["new"] == 4
    assert shown["next"]["front"] == "A few first"
    assert shown["next"]["deck"] == "mine"


def test_in_words_what_was_left_out_is_named(desk, tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("a,b\n,c\n", encoding="utf-8")
    code, words = desk.say("import", file, words=True)
    assert code == DONE
    assert "added 1" in words
    assert "line 2: the front is empty" in words


@pytest.mark.parametrize("suffix", ["apkg", "colpkg", "csv", "tsv", "md", "json"])
def test_what_one_profile_exports_another_imports_and_knows_again(
    desk, a_profile, table, tmp_path, suffix
):
    desk.done("import", table)
    file = tmp_path / f"out.{suffix}"
    assert desk.done("export", file) == {"cards": 2, "reviews": 0, "media": 0}
    other = a_profile("two")
    assert other.done("import", file)["added"] == 2
    assert other.done("import", file)["unchanged"] == 2
    again = desk.done("import", file)
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 2)


@pytest.mark.parametrize("form", [(), ("--format", "current")])
def test_a_package_carries_history_tags_and_due_dates(desk, a_profile, table, tmp_path, form):
    desk.done("import", table, "--columns", "front,back,tags")
    for card, at in ((1, "2026-01-05"), (1, "2026-01-06"), (2, "2026-01-07")):
        desk.done("answer", card, "easy", "--at", f"{at}T12:00:00Z")
    file = tmp_path / "deck.apkg"
    assert desk.done("export", file, *form) == {"cards": 2, "reviews": 3, "media": 0}
    other = a_profile("two")
    assert other.done("import", file)["reviews"] == 3
    copies = [tmp_path / "one.json", tmp_path / "two.json"]
    desk.done("export", copies[0])
    other.done("export", copies[1])
    first, second = (json.loads(copy.read_text())["notes"] for copy in copies)
    for mine, theirs in zip(first, second, strict=True):
        assert theirs["guid"] == mine["guid"]
        assert theirs["deck"] == mine["deck"]
        assert theirs["text"] == mine["text"]
        for here, there in zip(mine["cards"], theirs["cards"], strict=True):
            assert there["memory"]["due"][:10] == here["memory"]["due"][:10]
            assert there["memory"]["stability"] == pytest.approx(here["memory"]["stability"], 1e-3)
            assert [(line["at"] // 1000, line["rating"]) for line in there["reviews"]] == [
                (line["at"] // 1000, line["rating"]) for line in here["reviews"]
            ]


def test_a_package_carries_pictures_and_a_taken_name_is_changed_in_the_text(
    desk, a_profile, tmp_path
):
    packages = [package_with_picture(a_profile(name), tmp_path, name) for name in ("p", "q")]
    for number, file in enumerate(packages):
        assert desk.done("import", file, "--dry-run")["media"] == 1
        assert desk.done("import", file)["media"] == 1
        assert desk.done("import", file)["media"] == 0, number
    assert desk.done("export", tmp_path / "all.json") == {"cards": 2, "reviews": 0, "media": 0}
    notes = json.loads((tmp_path / "all.json").read_text())["notes"]
    pictures = {note["guid"]: references(note["text"]["back"]) for note in notes}
    folder = desk.parts.profile.media
    shown = {guid: (folder / next(names)).read_bytes() for guid, names in pictures.items()}
    assert shown == PICTURES
    assert desk.done("export", tmp_path / "all.apkg")["media"] == 2


def package_with_picture(other, tmp_path, name):
    """A package whose picture has the same name in each, and other bytes."""
    other.parts.profile.media.mkdir(parents=True)
    picture = other.parts.profile.media / "a.png"
    picture.write_bytes(PICTURES[name])
    with other.parts.database.write() as connection:
        row = ("a.png", sha256(picture.read_bytes()).hexdigest(), picture.stat().st_size)
        connection.exec_driver_sql("INSERT INTO media VALUES (?, ?, ?)", row)
    table = tmp_path / f"{name}.csv"
    table.write_text(f"guid,front,back\n{name},{name}?,![](media:a.png)\n", encoding="utf-8")
    other.done("import", table)
    other.done("export", tmp_path / f"{name}.apkg")
    return tmp_path / f"{name}.apkg"


def test_pictures_that_no_note_names_are_listed(desk, a_profile, tmp_path):
    desk.done("import", package_with_picture(a_profile("p"), tmp_path, "p"))
    assert desk.done("media")["unused"] == []
    desk.done("undo")
    assert desk.done("media")["unused"] == [{"name": "a.png", "bytes": len(PICTURES["p"])}]


def test_without_history_an_export_has_no_reviews(desk, table, tmp_path):
    desk.done("import", table)
    desk.done("answer", 1, "good")
    result = desk.done("export", tmp_path / "x.json", "--no-history")
    assert result == {"cards": 2, "reviews": 0, "media": 0}


def test_an_export_takes_one_deck_or_what_a_query_finds(desk, table, tmp_path):
    desk.done("import", table)
    desk.done("import", table, "--deck", "Other")
    assert desk.done("export", tmp_path / "x.csv", "--deck", "other")["cards"] == 2
    assert desk.done("export", tmp_path / "x.csv", "--query", "canary")["cards"] == 2
    assert "--query" in desk.refused("export", tmp_path / "x.csv", "--query", "(canary")
    assert "no deck 'x'" in desk.refused("export", tmp_path / "x.csv", "--deck", "x")


def test_a_failed_export_leaves_the_file_that_was_there(desk, table, tmp_path):
    desk.done("import", table)
    file = tmp_path / "x.csv"
    file.write_text("mine")
    desk.refused("export", file, "--deck", "none")
    assert file.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Releases.csv", "one", "x.csv"]


@pytest.mark.parametrize("name", ["x.pdf", "x", "missing/x.csv"])
def test_a_file_that_cannot_be_written_is_refused(desk, tmp_path, name):
    assert name.partition("/")[0] in desk.refused("export", tmp_path / name)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("x.pdf", b"%PDF"),
        ("x.json", b"{}"),
        ("x.csv", b""),
        ("x.md", b"\0"),
        ("x.toml", b"= nonsense"),
        ("x.apkg", b"no zip"),
        ("x.apkg", b"PK\x03\x04 broken"),
    ],
)
def test_a_file_that_is_no_deck_is_refused_with_its_name(desk, tmp_path, name, body):
    file = tmp_path / name
    file.write_bytes(body)
    assert name in desk.refused("import", file)
    assert desk.done("due")["new"] == 0


def test_a_missing_file_is_refused(desk, tmp_path):
    assert "no file" in desk.refused("import", tmp_path / "none.csv")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_a_file_whose_name_is_no_text_is_imported(desk, tmp_path):
    file = tmp_path / "bad\udcff.csv"
    file.write_text("front,back\nQ,A\n")
    assert desk.done("import", file)["added"] == 1


def test_a_folder_is_no_file(desk, tmp_path):
    assert "is a folder" in desk.refused("import", tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of POSIX")
def test_a_pipe_is_no_file(desk, tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    assert "device or pipe" in desk.refused("import", tmp_path / "pipe.csv")


# Packs

PACK = """schema = 1
pack = "mine"
title = "Mine"
[[deck]]
slug = "d"
title = "My deck"
[[card]]
slug = "one"
deck = "d"
front = "One?"
back = "{back}"
"""


@pytest.fixture
def pack(tmp_path):
    def pack(back, more=""):
        file = tmp_path / "mine.toml"
        file.write_text(PACK.format(back=back) + more, encoding="utf-8")
        return file

    return pack


def counts(result):
    return (result["added"], result["updated"], result["unchanged"])


def test_a_pack_is_merged_by_its_slugs_and_can_be_undone(desk, pack):
    assert counts(desk.done("import", pack("1"), "--dry-run")) == (1, 0, 0)
    assert desk.done("due")["new"] == 0
    assert counts(desk.done("import", pack("1"))) == (1, 0, 0)
    assert counts(desk.done("import", pack("1"))) == (0, 0, 1)
    assert counts(desk.done("import", pack("2"))) == (0, 1, 0)
    assert desk.done("due")["next"]["back"] == "2"
    assert desk.done("undo") == {"undone": "Import: mine.toml"}
    assert desk.done("due")["next"]["back"] == "1"
    desk.done("undo")
    assert desk.done("due")["new"] == 0


def test_a_mistake_in_a_pack_is_named_and_the_rest_is_merged(desk, pack):
    result = desk.done("import", pack("1", '[[card]]\nslug = "two"\ndeck = "none"\nfront = "2"\n'))
    assert result["added"] == 1
    assert any("two" in each["what"] for each in result["skipped"])
