from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from tpmdesk.app.unattended import AtOnce
from tpmdesk.bootstrap.packwatch import PackWatch
from tpmdesk.bootstrap.parts import Parts
from tpmdesk.bootstrap.paths import profile
from tpmdesk.ui.tasks import Tasks

HEAD = 'schema = 1\npack = "my-team"\n'
DECK = 'title = "My team"\n\n[[deck]]\nslug = "ours"\ntitle = "Ours"\n'
CARD = """
[[card]]
slug = "{slug}"
deck = "ours"
front = "Who owns the {slug}?"
back = "The platform team."
"""


@pytest.fixture
def parts(tmp_path):
    made = Parts(profile(tmp_path / "data"), AtOnce())
    yield made
    made.close()


@pytest.fixture
def packs(parts):
    parts.own_packs.refresh()
    return parts.own_packs


def write(packs, *cards, name="ours.toml", head=HEAD):
    text = head + DECK + "".join(CARD.format(slug=card) for card in cards)
    (packs.folder / name).write_text(text)


def fronts(parts):
    return sorted(
        entry.text.front for entry in parts.library.entries("card") if "my-team" in entry.id
    )


def test_a_pack_in_the_folder_is_merged(parts, packs):
    write(packs, "ledger", "search")
    summary = packs.refresh()
    assert summary.added == 3
    assert fronts(parts) == ["Who owns the ledger?", "Who owns the search?"]


def test_nothing_is_done_while_nothing_changes(packs):
    write(packs, "ledger")
    packs.refresh()
    assert packs.refresh() is None


def test_a_card_that_leaves_its_file_is_retired_and_comes_back(parts, packs):
    write(packs, "ledger", "search")
    packs.refresh()
    write(packs, "search")
    assert packs.refresh().retired == 1
    write(packs, "ledger", "search")
    assert packs.refresh().revived == 1


def test_a_mistake_is_told_with_its_file_and_the_rest_is_merged(parts, packs):
    write(packs, "ledger")
    with (packs.folder / "ours.toml").open("a") as file:
        file.write('\n[[card]]\nslug = "broken"\ndeck = "ours"\nfront = "No back"\n')
    packs.refresh()
    (mistake,) = packs.mistakes
    assert mistake.file == "ours.toml"
    assert "back is missing" in mistake.message
    assert fronts(parts) == ["Who owns the ledger?"]


def test_mistakes_are_known_again_after_a_restart(tmp_path, parts, packs):
    write(packs, "ledger")
    (packs.folder / "bad.toml").write_text("schema = ")
    packs.refresh()
    again = Parts(profile(tmp_path / "data"), AtOnce())
    again.own_packs.refresh()
    assert len(again.own_packs.mistakes) == 1
    again.close()


def test_a_pack_cannot_take_the_place_of_one_that_ships(parts, packs):
    parts.library.merge_bundled()
    before = len(parts.library.entries("card"))
    write(packs, "ledger", head=HEAD.replace("my-team", "core"))
    packs.refresh()
    assert "ships with tpmdesk" in packs.mistakes[0].message
    assert len(parts.library.entries("card")) == before


def test_what_is_saved_is_taken_in_while_the_window_is_open(qtbot, parts, packs):
    parent, tasks = QObject(), Tasks()
    watch = PackWatch(packs, tasks, parent)
    merged = []
    watch.merged.connect(merged.append)
    watch.look()
    qtbot.waitUntil(lambda: not watch._busy)
    write(packs, "ledger")
    qtbot.waitUntil(lambda: len(merged) == 1, timeout=5000)
    assert fronts(parts) == ["Who owns the ledger?"]
    write(packs, "ledger", "search")
    qtbot.waitUntil(lambda: len(merged) == 2, timeout=5000)
    assert len(fronts(parts)) == 2
    tasks.close()
