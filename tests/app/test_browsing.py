"""What the library does around its stores."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from tests.storage.samples import CANARY, add_deck, add_note, dump
from tpmdesk.app.backups import MANY, BackupError
from tpmdesk.app.browsing import Browsing, Replacement
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.content import EntryId
from tpmdesk.storage.browsing import SqlSearchStore
from tpmdesk.storage.bulkcards import SqlCardBulk
from tpmdesk.storage.bulknotes import SqlNoteBulk
from tpmdesk.storage.database import open_database
from tpmdesk.storage.newnotes import SqlNoteStore
from tpmdesk.storage.regexes import Regexes
from tpmdesk.storage.settings import SqlSettingsStore

OTHER = EntryId("core/other")
CHANGES = {
    "suspending": lambda browsing, ids: browsing.suspend(ids, True),
    "moving": lambda browsing, ids: browsing.move(ids, OTHER),
    "deleting": lambda browsing, ids: browsing.delete(ids),
    "choosing": lambda browsing, ids: browsing.set_due(ids, date(2026, 3, 9)),
    "tagging": lambda browsing, ids: browsing.add_tags(ids, ["new"]),
    "taking tags off": lambda browsing, ids: browsing.remove_tags(ids, ["old"]),
    "replacing": lambda browsing, ids: browsing.replace(Replacement("canary", "parrot"), ids),
}


class Keeping:
    """Makes backups, or cannot."""

    def __init__(self, database):
        self.database = database
        self.asked = []
        self.works = True

    def __call__(self, what):
        self.asked.append((what, dump(self.database)))
        if not self.works:
            raise BackupError("The disk is full.")


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("library")
    opened = open_database(folder / "tpmdesk.db", folder / "backups")
    add_deck(opened)
    add_deck(opened, "other", position=1)
    yield opened
    opened.close()


@pytest.fixture
def keeping(database):
    return Keeping(database)


@pytest.fixture
def browsing(database, keeping):
    regexes = Regexes()
    return Browsing(
        SqlSearchStore(database, regexes),
        SqlCardBulk(database),
        SqlNoteBulk(database, regexes),
        SqlNoteStore(database),
        SettingsDesk(SqlSettingsStore(database)),
        database.clock,
        UTC,
        keeping,
    )


def add(database, count):
    text = CANARY.__class__(CANARY.kind, CANARY.front, CANARY.back, tags=("old",))
    return [add_note(database, text, position=n)[0] for n in range(count)]


@pytest.mark.parametrize("what", CHANGES)
def test_before_a_change_to_many_cards_a_backup_is_made(browsing, database, keeping, what):
    ids, before = add(database, MANY + 1), dump(database)
    assert CHANGES[what](browsing, ids) == MANY + 1
    ((told, state),) = keeping.asked
    assert told.startswith(what)
    assert f" {MANY + 1} cards" in told
    assert state == before


@pytest.mark.parametrize("what", CHANGES)
def test_where_no_backup_can_be_made_nothing_is_changed(browsing, database, keeping, what):
    ids, before = add(database, MANY + 1), dump(database)
    keeping.works = False
    with pytest.raises(BackupError, match="disk is full"):
        CHANGES[what](browsing, ids)
    assert dump(database) == before


@pytest.mark.parametrize("what", CHANGES)
def test_a_few_cards_change_without_a_backup(browsing, database, keeping, what):
    assert CHANGES[what](browsing, add(database, 2)) == 2
    assert keeping.asked == []


def test_forgetting_many_cards_is_preceded_by_a_backup(browsing, database, keeping):
    ids = add(database, MANY + 1)
    browsing.set_due(ids, date(2026, 3, 9))
    assert browsing.forget(ids) == MANY + 1
    assert [what for what, _ in keeping.asked][1] == f"forgetting {MANY + 1} cards"


def test_a_tag_of_many_notes_is_renamed_after_a_backup(browsing, database, keeping):
    add(database, MANY + 1)
    changed = browsing.rename_tag("OLD", "older")
    assert changed > MANY
    assert [what for what, _ in keeping.asked] == [f"renaming a tag on {changed} notes"]
