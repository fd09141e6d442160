"""Which voice asks in which round."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.app.test_settings import MemoryStore
from tpmdesk.app.settings import RoundVoice, SettingsDesk
from tpmdesk.bootstrap.paths import Profile
from tpmdesk.bootstrap.sound import WindowSound
from tpmdesk.speech.engines import Recognition
from tpmdesk.speech.models import ModelStore


@pytest.fixture
def settings() -> SettingsDesk:
    return SettingsDesk(MemoryStore(voice="gmw/en", speech_rate=150, volume=0.8))


@pytest.fixture
def sound(qapp: QApplication, tmp_path: Path, settings: SettingsDesk) -> Iterator[WindowSound]:
    recognizers = Recognition(ModelStore(tmp_path), lambda: "auto")
    sound = WindowSound(Profile(tmp_path), settings, lambda: recognizers)
    yield sound
    sound.close()


def test_a_round_without_a_voice_of_its_own_has_the_usual_one(sound: WindowSound) -> None:
    manner = sound.manner("core/release")
    assert (manner.voice, manner.rate, manner.volume) == ("gmw/en", 150, 0.8)


def test_what_a_round_sets_is_its_own_and_the_rest_is_as_everywhere(
    sound: WindowSound, settings: SettingsDesk
) -> None:
    settings.change(round_voices={"core/release": RoundVoice("piper:joe", volume=0.0)})
    manner = sound.manner("core/release")
    assert (manner.voice, manner.rate, manner.volume) == ("piper:joe", 150, 0.0)
    assert sound.manner("core/partner").voice == "gmw/en"


def test_a_round_can_have_the_usual_voice_of_the_computer(
    sound: WindowSound, settings: SettingsDesk
) -> None:
    settings.change(round_voices={"core/release": RoundVoice("")})
    assert sound.manner("core/release").voice == ""


def test_what_is_heard_again_has_a_recognizer_of_its_own(sound: WindowSound) -> None:
    assert sound.second_ear is not sound.transcriber
    assert (sound.second_ear.process_id, sound.transcriber.process_id) == (0, 0)
