from __future__ import annotations

from tpmdesk.storage import journal
from tpmdesk.storage.settings import SqlSettingsStore


def test_values_come_back_after_a_restart(database, reopen):
    store = SqlSettingsStore(database)
    store.put("voice", "en-gb")
    store.put("volume", 0.5)
    store.put("interview_date", None)
    assert SqlSettingsStore(reopen()).values() == {
        "voice": "en-gb",
        "volume": 0.5,
        "interview_date": None,
    }


def test_a_value_put_again_replaces_the_first(database):
    store = SqlSettingsStore(database)
    store.put("volume", 0.5)
    store.put("volume", 0.25)
    assert store.values() == {"volume": 0.25}


def test_a_setting_is_no_undo_step(database):
    SqlSettingsStore(database).put("volume", 0.5)
    with database.read() as connection:
        assert journal.undoable(connection) is None
