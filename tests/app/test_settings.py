from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Any

import pytest

from tpmdesk.app.settings import RoundVoice, SettingError, Settings, SettingsDesk


class MemoryStore:
    def __init__(self, **values: Any) -> None:
        self.kept = values

    def values(self) -> dict[str, Any]:
        return dict(self.kept)

    def put(self, key: str, value: Any) -> None:
        self.kept[key] = value


def test_nothing_stored_gives_the_defaults():
    current = SettingsDesk(MemoryStore()).current
    assert current == Settings()
    assert (current.new_per_day, current.reviews_per_day, current.desired_retention) == (
        15,
        200,
        0.9,
    )


@pytest.mark.parametrize("name", [each.name for each in fields(Settings)])
def test_every_default_is_a_value_that_may_be_set(name):
    desk = SettingsDesk(MemoryStore())
    assert desk.change(**{name: getattr(Settings(), name)}) == Settings()


def test_a_change_is_in_force_and_kept():
    store = MemoryStore()
    desk = SettingsDesk(store)
    changed = desk.change(appearance="dark", new_per_day=0)
    assert changed is desk.current
    assert SettingsDesk(store).current == changed
    assert (changed.appearance, changed.new_per_day) == ("dark", 0)


def test_a_date_is_kept_as_text_and_comes_back():
    store = MemoryStore()
    SettingsDesk(store).change(interview_date=date(2026, 4, 1))
    assert store.kept == {"interview_date": "2026-04-01"}
    assert SettingsDesk(store).current.interview_date == date(2026, 4, 1)
    SettingsDesk(store).change(interview_date=None)
    assert SettingsDesk(store).current.interview_date is None


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("appearance", "blue", "one of system, light, dark"),
        ("easy_days", "100,100", "7 whole numbers"),
        ("easy_days", "0,0,0,0,0,0,101", "from 0 to 100"),
        ("new_per_day", -1, "a whole number from 0 to 9999"),
        ("new_per_day", True, "a whole number"),
        ("new_per_day", 1.5, "a whole number"),
        ("rollover_hour", 24, "from 0 to 23"),
        ("desired_retention", 1.0, "a number from 0.7 to 0.99"),
        ("desired_retention", float("nan"), "a number"),
        ("volume", "loud", "a number"),
        ("welcomed", 1, "true or false"),
        ("voice", None, "text"),
        ("interview_date", "soon", "a date such as"),
        ("interview_date", datetime(2026, 4, 1, 9), "a date such as"),
        ("interview_date", 5, "a date such as"),
    ],
)
def test_a_wrong_value_is_refused_with_what_it_can_be(name, value, expected):
    with pytest.raises(SettingError, match=f"{name} cannot be .*{expected}"):
        SettingsDesk(MemoryStore()).change(**{name: value})


def test_one_wrong_value_changes_none():
    store = MemoryStore()
    desk = SettingsDesk(store)
    with pytest.raises(SettingError):
        desk.change(new_per_day=3, volume=7)
    assert store.kept == {}
    assert desk.current == Settings()


def test_an_unknown_setting_is_named():
    with pytest.raises(SettingError, match="no setting colour"):
        SettingsDesk(MemoryStore()).change(colour="red")


def test_stored_values_that_cannot_be_used_leave_the_default():
    store = MemoryStore(appearance="sepia", new_per_day=7, of_a_later_version=1)
    assert SettingsDesk(store).current == Settings(new_per_day=7)


def test_a_rounds_own_voice_is_kept_and_comes_back():
    store = MemoryStore()
    SettingsDesk(store).change(round_voices={"core/release": RoundVoice("piper:joe", rate=150)})
    assert store.kept == {"round_voices": {"core/release": {"voice": "piper:joe", "rate": 150}}}
    voices = SettingsDesk(store).current.round_voices
    assert voices == {"core/release": RoundVoice("piper:joe", 150, None)}


@pytest.mark.parametrize(
    "voices",
    [
        "loud",
        {"core/release": "loud"},
        {"core/release": {"rate": 5}},
        {"core/release": {"volume": 2}},
        {"core/release": {"pitch": 1}},
    ],
)
def test_a_rounds_voice_that_cannot_be_is_refused(voices):
    with pytest.raises(SettingError, match=r"round_voices cannot be .* for each round a voice"):
        SettingsDesk(MemoryStore()).change(round_voices=voices)
