"""A round's own interviewer, set in Settings."""

from __future__ import annotations

import pytest

from tests.app.test_settings import MemoryStore
from tpmdesk.app.settings import RoundVoice, SettingsDesk
from tpmdesk.app.speaking import Voice
from tpmdesk.ui.pages.settings.round_voices import RoundVoiceSection
from tpmdesk.ui.pages.settings.sound import SpeechParts

ROUNDS = [("core/release", "Release"), ("core/partner", "Partner")]
VOICES = [Voice("en", "Ada", "en-us", "espeak"), Voice("piper:joe", "Joe", "en-us", "piper")]


@pytest.fixture
def settings():
    return SettingsDesk(MemoryStore())


@pytest.fixture
def said():
    return []


@pytest.fixture
def section(qtbot, theme, settings, said):
    parts = SpeechParts(
        voices=lambda: VOICES,
        recognizers=lambda: None,
        say=lambda text, done, round_id: said.append((text, done, round_id)),
        hush=lambda: None,
        microphones=list,
        loudspeakers=list,
        rounds=lambda: ROUNDS,
    )
    section = RoundVoiceSection(settings, theme, parts)
    qtbot.addWidget(section)
    section.load()
    section.show_voices(VOICES)
    return section


def choose(box, data):
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def test_every_round_begins_as_all_rounds_are(section):
    shown = [section.voice.currentText(), section.rate.text(), section.volume.text()]
    assert shown == ["As in all rounds"] * 3


def test_what_is_set_for_a_round_is_kept_for_that_round_alone(section, settings):
    choose(section.round, "core/partner")
    choose(section.voice, "piper:joe")
    section.rate.setValue(150)
    section.volume.setValue(0)
    expected = {"core/partner": RoundVoice("piper:joe", 150, 0.0)}
    assert settings.current.round_voices == expected
    choose(section.round, "core/release")
    assert section.voice.currentText() == "As in all rounds"
    choose(section.round, "core/partner")
    assert (section.voice.currentData(), section.rate.value()) == ("piper:joe", 150)
    assert settings.current.round_voices == expected


def test_a_round_set_back_is_forgotten(section, settings):
    section.rate.setValue(150)
    section.rate.setValue(section.rate.minimum())
    assert settings.current.round_voices == {}


def test_the_sample_is_read_as_in_that_round(section, said):
    choose(section.round, "core/partner")
    section.try_it.click()
    assert said[0][2] == "core/partner"
    assert section.try_it.text() == "Stop"
    said[0][1]("The usual voice read the question.")
    assert section.try_it.text() == "Try it"


def test_without_rounds_nothing_can_be_set(section):
    section._parts = SpeechParts(
        voices=list,
        recognizers=lambda: None,
        say=lambda *_: None,
        hush=lambda: None,
        microphones=list,
        loudspeakers=list,
    )
    section.load()
    assert not section.voice.isEnabled()
