from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.fakes import heard
from tests.app.studio import ANSWER, Studio
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.roundevents import (
    Begin,
    Continue,
    Pause,
    Stop,
)
from tpmdesk.domain.rounds import OPENING_SECONDS
from tpmdesk.domain.roundstate import Phase
from tpmdesk.domain.transcript import typed


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def test_after_a_lost_microphone_the_answer_goes_on_in_the_same_recording(studio: Studio) -> None:
    sitting = studio.answering()
    assert studio.microphone.listener
    studio.microphone.listener.lost("The microphone went away.")
    studio.go_on(sitting)
    assert (sitting.state.phase, sitting.state.notice) == (Phase.ANSWERING, "")
    studio.microphone.seconds = 95.0
    studio.stop_and_understand(sitting, heard(ANSWER))
    recording = studio.kept(sitting).recording
    assert recording is not None
    assert (recording.id, recording.seconds, recording.complete) == (1, 95.0, True)
    assert studio.log.count("add recording") == 1


def test_the_words_are_followed_on_after_a_pause(studio: Studio) -> None:
    sitting = studio.answering()
    assert studio.transcriber.heard
    studio.transcriber.heard(heard("So far"))
    sitting.send(Pause(sitting.now()))
    studio.go_on(sitting)
    assert sitting.live == heard("So far")
    sitting.send(Stop(sitting.now()))
    assert studio.log[-1] == "finish"


def test_an_answer_that_cannot_go_on_keeps_what_there_is(studio: Studio) -> None:
    sitting = studio.answering()
    sitting.send(Pause(sitting.now()))
    studio.microphone.broken = OSError("device is busy")
    studio.microphone.seconds = 0.0
    sitting.send(Continue(sitting.now()))
    assert (sitting.state.phase, sitting.state.paused) == (Phase.PAUSED, Phase.ANSWERING)
    assert "device is busy" in sitting.state.notice
    recording = studio.kept(sitting).recording
    assert recording is not None
    assert (recording.seconds, recording.complete) == (60.0, True)
    studio.stop_and_understand(sitting, heard(ANSWER))
    assert sitting.state.phase is Phase.BLIND


def test_a_microphone_that_delivers_nothing_after_a_pause_keeps_what_there_is(
    studio: Studio,
) -> None:
    sitting = studio.answering()
    sitting.send(Pause(sitting.now()))
    sitting.send(Continue(sitting.now()))
    studio.microphone.seconds = 0.0
    studio.time.seconds += OPENING_SECONDS
    sitting.tick()
    assert (sitting.state.phase, sitting.state.paused) == (Phase.PAUSED, Phase.ANSWERING)
    recording = studio.kept(sitting).recording
    assert recording is not None
    assert recording.seconds == 60.0


def test_a_pause_while_the_question_is_read_silences_it(studio: Studio) -> None:
    sitting = studio.start()
    sitting.send(Begin(sitting.now()))
    sitting.send(Pause(sitting.now()))
    assert studio.log[-2:] == ["hush", "state paused"]
    studio.speaker.finish()
    assert sitting.state.phase is Phase.PAUSED
    sitting.send(Continue(sitting.now()))
    assert (sitting.state.phase, studio.log[-1]) == (
        Phase.ASKING,
        f"say {sitting.state.question.text}",
    )


def test_what_was_typed_outlasts_a_pause(studio: Studio) -> None:
    sitting = studio.typing()
    sitting.type_text(ANSWER)
    sitting.send(Pause(sitting.now()))
    sitting.send(Continue(sitting.now()))
    assert sitting.typed_text == ANSWER
    sitting.send(Stop(sitting.now()))
    studio.background.work_off()
    assert studio.kept(sitting).transcript == typed(ANSWER)


def test_scores_outlast_a_pause_in_the_answer_to_the_next_question(studio: Studio) -> None:
    sitting = studio.scoring()
    sitting.score(0, [Score("depth", 3)])
    studio.next_question(sitting)
    studio.answer_now(sitting)
    sitting.send(Pause(sitting.now()))
    studio.go_on(sitting)
    assert studio.kept(sitting).scores == (Score("depth", 3),)
