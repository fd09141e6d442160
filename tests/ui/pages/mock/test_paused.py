"""A round that is held, by wish or because the microphone went away."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.pages.mock.sound import HEADSET
from tpmdesk.domain.roundstate import Phase
from tpmdesk.domain.soundcheck import SoundTrouble

K = Qt.Key


def paused(bench):
    return bench.page.stage.paused


def test_a_pause_while_thinking_stops_the_clock(bench):
    bench.begin()
    bench.sound.speaker.finish()
    bench.studio.time.seconds += 5
    bench.press(K.Key_P)
    bench.studio.time.seconds += 60
    bench.press(K.Key_Space)
    bench.page.stage._tick()
    assert bench.phase is Phase.THINKING
    assert bench.page.stage.ask.clock.elapsed_text == "0:25"


def test_a_held_answer_says_what_is_saved_and_goes_on_in_the_same_recording(bench):
    bench.begin()
    bench.speak()
    bench.press(K.Key_P)
    assert not bench.sound.microphone.open
    assert paused(bench).safe.text() == "1 minute of your answer are recorded and saved."
    bench.press(K.Key_Space)
    assert bench.studio.log[-1] == "microphone on again"


def test_a_held_answer_can_be_finished_where_it_stands(bench):
    bench.begin()
    bench.speak()
    bench.press(K.Key_P, K.Key_F)
    assert bench.phase is Phase.TRANSCRIBING


def test_a_microphone_lost_in_mid_answer_says_so_and_offers_the_next_one(bench):
    bench.begin()
    bench.speak()
    bench.sound.inputs = (HEADSET,)
    bench.sound.microphone.listener.lost("The microphone is gone. What you said is saved.")
    assert bench.phase is Phase.PAUSED
    assert paused(bench).notice.text == "The microphone is gone. What you said is saved."
    assert paused(bench).microphones.currentText() == "Headset"


def test_the_microphone_chosen_there_is_used_from_then_on(bench):
    bench.begin()
    bench.speak()
    bench.press(K.Key_P)
    paused(bench).microphones.setCurrentIndex(1)
    paused(bench).microphones.activated.emit(1)
    assert bench.sound.chosen == "headset"


def test_trouble_with_the_sound_is_said_while_one_answers(bench):
    bench.begin()
    bench.speak()
    view = bench.page.stage.answer
    assert view.trouble.isHidden()
    bench.sound.microphone.listener.trouble(SoundTrouble.SILENT)
    assert view.trouble.text.startswith("Nothing is heard.")
    bench.sound.microphone.listener.trouble(None)
    assert view.trouble.isHidden()


def test_a_hint_is_shown_when_asked_for_and_remembered(bench):
    bench.begin()
    view = bench.page.stage.ask
    assert view.hint_words.isHidden()
    bench.press(K.Key_H)
    assert view.hint_words.isHidden() == (not view.hint_words.text())
    assert bench.sitting.state.hinted == ((0,) if view.hint_words.text() else ())
