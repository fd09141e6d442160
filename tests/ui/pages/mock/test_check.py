"""The check of microphone and loudspeaker."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.pages.mock.sound import DESK, HEADSET
from tpmdesk.domain.roundstate import Phase
from tpmdesk.domain.soundcheck import SoundTrouble

K = Qt.Key


def to_check(bench):
    bench.page.choose.choose_round("t/first")
    bench.press(K.Key_Return)
    assert bench.page.view is bench.page.check
    return bench.page.check


def hear(listener, peak, readings=6, seconds=0.0):
    for _ in range(readings):
        listener.level(peak, seconds)


def test_a_usual_voice_is_heard(bench):
    check = to_check(bench)
    hear(bench.sound.metered, 0.2)
    assert check.verdict.text() == "We hear you."
    assert check.meter.shown > 0.5


def test_a_quiet_voice_is_told_what_to_do(bench):
    check = to_check(bench)
    hear(bench.sound.metered, 0.008)
    assert check.verdict.text() == "Very quiet: move closer or choose another microphone."


def test_silence_between_words_does_not_change_the_verdict(bench):
    check = to_check(bench)
    hear(bench.sound.metered, 0.2)
    hear(bench.sound.metered, 0.0, readings=10)
    assert check.verdict.text() == "We hear you."


def test_without_a_microphone_one_begins_by_typing(bench):
    bench.sound.inputs = ()
    check = to_check(bench)
    assert check.verdict.text() == "No microphone was found: you can type your answers."
    assert not check.record_button.isEnabled()
    bench.press(K.Key_Return)
    assert bench.phase is Phase.ASKING
    assert not bench.sitting.state.by_voice


def test_a_microphone_that_does_not_open_is_told_of(bench):
    check = to_check(bench)
    bench.sound.metered.lost("The microphone is used by another program.")
    assert check.verdict.text() == "The microphone is used by another program."


def test_two_seconds_are_recorded_and_played_back(bench):
    check = to_check(bench)
    bench.press(K.Key_R)
    assert bench.sound.metered is None
    listener = bench.sound.microphone.listener
    hear(listener, 0.2, seconds=1.0)
    assert not bench.sound.player.plays
    listener.level(0.2, 2.0)
    assert bench.sound.player.plays == [(bench.sound.test_file(), 0.0)]
    assert not bench.sound.microphone.open
    assert check.verdict.text() == "This is what was recorded."
    bench.sound.player.done("")
    assert bench.sound.metered is not None


def test_the_microphone_rests_while_the_test_sentence_is_read(bench):
    check = to_check(bench)
    bench.press(K.Key_P)
    assert bench.sound.metered is None
    assert any("interviewer" in line for line in bench.studio.log)
    bench.sound.speaker.finish("No voice is installed.")
    assert bench.sound.metered is not None
    assert check.notice.text == "No voice is installed."


def test_a_chosen_microphone_is_remembered_and_listened_to(bench):
    check = to_check(bench)
    before = bench.sound.metered
    check.microphones.setCurrentIndex(check.microphones.findData(HEADSET.id))
    check.microphones.activated.emit(check.microphones.currentIndex())
    assert bench.settings.current.microphone == HEADSET.id
    assert bench.sound.metered is not before


def test_the_system_default_is_named(bench):
    check = to_check(bench)
    assert check.microphones.itemText(0) == f"System default: {DESK.name}"
    assert check.microphones.itemData(0) == ""


def test_the_recognizer_in_use_is_named(bench):
    assert "Whisper tiny.en" in to_check(bench).recognizer.text()


def test_beginning_closes_the_microphone_of_the_check(bench):
    to_check(bench)
    bench.press(K.Key_Return)
    assert bench.sound.metered is None
    assert bench.phase is Phase.ASKING


def test_escape_leads_back_to_the_rounds(bench):
    to_check(bench)
    bench.press(K.Key_Escape)
    assert bench.page.view is bench.page.choose
    assert bench.sound.metered is None


def listed(check):
    return [check.microphones.itemText(n) for n in range(1, check.microphones.count())]


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (SoundTrouble.SILENT, "Nothing is heard. Is the microphone muted"),
        (SoundTrouble.FAINT, "You are hardly heard. Move closer"),
        (SoundTrouble.CLIPPING, "The sound is too loud and is cut off."),
    ],
)
def test_what_is_wrong_with_the_sound_is_said_until_it_is_fine(bench, trouble, words):
    check = to_check(bench)
    hear(bench.sound.metered, 0.2)
    bench.sound.metered.trouble(trouble)
    assert check.verdict.text().startswith(words)
    bench.sound.metered.trouble(None)
    assert check.verdict.text() == "We hear you."


def test_a_microphone_that_is_plugged_in_is_listed_and_the_one_in_use_stays(bench):
    bench.sound.inputs = (DESK,)
    check = to_check(bench)
    before = bench.sound.metered
    bench.sound.plug(DESK, HEADSET)
    assert listed(check) == [DESK.name, HEADSET.name]
    assert bench.sound.metered is before
    assert check.notice.text == ""


def test_the_first_microphone_that_is_plugged_in_is_listened_to(bench):
    bench.sound.inputs = ()
    check = to_check(bench)
    bench.sound.plug(HEADSET)
    assert check.notice.text == "Headset is used now."
    hear(bench.sound.metered, 0.2)
    assert check.verdict.text() == "We hear you."
    bench.press(K.Key_Return)
    assert bench.sitting.state.by_voice


def test_when_the_microphone_in_use_is_gone_the_next_one_is_listened_to(bench):
    bench.settings.change(microphone=HEADSET.id)
    check = to_check(bench)
    before = bench.sound.metered
    bench.sound.plug(DESK)
    assert check.notice.text == "Headset is gone. Desk microphone is used now."
    assert bench.sound.metered is not before


def test_when_the_last_microphone_is_gone_one_can_type(bench):
    check = to_check(bench)
    bench.sound.plug()
    assert bench.sound.metered is None
    assert check.notice.text == "The microphone is gone. Plug one in, or type your answers."
    bench.press(K.Key_Return)
    assert not bench.sitting.state.by_voice


def test_a_microphone_plugged_in_while_the_sentence_is_read_is_listened_to_afterwards(bench):
    bench.sound.inputs = ()
    to_check(bench)
    bench.press(K.Key_P)
    bench.sound.plug(DESK)
    assert bench.sound.metered is None
    bench.sound.speaker.finish()
    assert bench.sound.metered is not None


def test_nobody_watches_the_devices_once_the_round_begins(bench):
    to_check(bench)
    bench.press(K.Key_Return)
    assert bench.sound.watcher is None


def test_with_reading_aloud_off_there_is_nothing_to_test_but_the_microphone(bench):
    bench.settings.change(read_aloud=False)
    check = to_check(bench)
    assert check.speak_button.isHidden()
    assert check.captions.text() == "Reading aloud is off. Each question stands on the screen."
    bench.press(K.Key_P)
    assert bench.sound.metered is not None
