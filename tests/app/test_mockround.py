from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.fakes import heard
from tests.app.studio import ANSWER, Studio
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.roundevents import (
    AnswerAgain,
    Begin,
    EndEarly,
    Next,
    ReadyToAnswer,
    Stop,
    TypeInstead,
)
from tpmdesk.domain.roundstate import AnswerStatus, Phase
from tpmdesk.domain.soundcheck import SoundTrouble
from tpmdesk.domain.transcript import typed


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def test_the_state_is_saved_before_the_question_is_spoken(studio: Studio) -> None:
    sitting = studio.start()
    sitting.send(Begin(sitting.now()))
    assert studio.log == ["warm up", "state asking", f"say {sitting.state.question.text}"]


def test_the_recording_is_known_before_the_microphone_opens(studio: Studio) -> None:
    studio.answering()
    wanted = ["hush", "state opening", "add recording", "microphone on", "follow"]
    assert studio.log[-6:-1] == wanted


def test_a_whole_round_is_kept(studio: Studio) -> None:
    sitting = studio.scoring()
    sitting.score(0, [Score("depth", 3)])
    sitting.note(0, "Say numbers.")
    studio.next_question(sitting)
    studio.answer_now(sitting)
    studio.stop_and_understand(sitting, heard("Well."))
    sitting.send(Next(sitting.now()))
    sitting.send(Next(sitting.now()))
    kept = studio.attempts.attempt(sitting.attempt_id)
    assert kept.ended is not None
    assert kept.state.phase is Phase.DEBRIEF
    assert [answer.transcript.text for answer in kept.answers if answer.transcript] == [
        ANSWER,
        "Well.",
    ]
    assert (kept.answers[0].scores, kept.answers[0].notes) == ((Score("depth", 3),), "Say numbers.")


def test_the_transcript_is_kept_before_the_assessment_and_that_before_scoring(
    studio: Studio,
) -> None:
    studio.blind()
    end = studio.log[studio.log.index("microphone off") :]
    assert end == [
        "microphone off", "close recording 60", "state transcribing", "finish",
        "transcript", "assessment", "state blind",
    ]  # fmt: skip


def test_the_assessment_uses_the_recordings_own_pauses(studio: Studio) -> None:
    studio.speech = [(1.0, 4.0), (9.0, 30.0)]
    assessment = studio.kept(studio.scoring()).assessment
    assert assessment is not None
    assert assessment.delivery is not None
    assert assessment.delivery.longest_pause == 5.0
    assert assessment.delivery.seconds == 60.0
    assert [step.covered for step in assessment.steps] == [True]


def test_an_unreadable_recording_is_assessed_by_its_words(studio: Studio) -> None:
    studio.speech = OSError("no such file")
    sitting = studio.blind()
    assessment = studio.kept(sitting).assessment
    assert sitting.state.phase is Phase.BLIND
    assert assessment is not None
    assert assessment.delivery is not None
    assert assessment.delivery.pauses == ()


def test_listening_does_not_wait_for_the_assessment(studio: Studio) -> None:
    sitting = studio.answering()
    sitting.send(Stop(sitting.now()))
    assert studio.transcriber.done
    studio.transcriber.done(heard(ANSWER), "")
    assert sitting.state.phase is Phase.TRANSCRIBING
    assert len(studio.background.waiting) == 1


def test_the_terms_of_the_prompt_are_hints(studio: Studio) -> None:
    sitting = studio.answering()
    assert studio.transcriber.hints == (sitting.state.question.prompt.partition("/")[2],)


def test_live_words_level_and_length_are_shown(studio: Studio) -> None:
    sitting = studio.answering()
    before = studio.drawn
    assert studio.microphone.listener
    assert studio.transcriber.heard
    studio.microphone.listener.level(0.4, 12.5)
    studio.transcriber.heard(heard("So far"))
    assert sitting.live is not None
    assert (sitting.level, sitting.recorded, sitting.live.text) == (0.4, 12.5, "So far")
    assert studio.drawn == before + 2


def test_the_words_of_one_answer_are_not_shown_at_the_next_question(studio: Studio) -> None:
    sitting = studio.scoring()
    assert sitting.live is not None
    studio.next_question(sitting)
    assert sitting.live is None


# Trouble


def test_a_speaker_that_raises_is_told_and_the_round_goes_on(studio: Studio) -> None:
    studio.speaker.broken = OSError("no sound device")
    sitting = studio.start()
    sitting.send(Begin(sitting.now()))
    assert sitting.state.phase is Phase.THINKING
    assert sitting.state.notice == "The question could not be read aloud: no sound device"


def test_a_microphone_that_raises_leads_to_typing(studio: Studio) -> None:
    studio.microphone.broken = OSError("device is busy")
    sitting = studio.start()
    sitting.send(Begin(sitting.now()))
    sitting.send(ReadyToAnswer(sitting.now()))
    assert sitting.state.phase is Phase.TYPING
    assert "device is busy" in sitting.state.notice
    assert sitting.recording_path(0) is None
    assert "follow" not in studio.log


def test_typing_instead_while_the_microphone_opens_forgets_the_recording(studio: Studio) -> None:
    sitting = studio.start()
    sitting.send(Begin(sitting.now()))
    sitting.send(ReadyToAnswer(sitting.now()))
    sitting.send(TypeInstead(sitting.now()))
    assert studio.log[-4:-1] == ["cancel", "microphone off", "close recording 0"]
    sitting.type_text(ANSWER)
    assert studio.transcriber.heard
    studio.transcriber.heard(heard("noise"))
    assert sitting.live == typed(ANSWER)


def test_a_microphone_lost_in_mid_answer_still_gives_a_transcript(studio: Studio) -> None:
    sitting = studio.answering()
    assert studio.microphone.listener
    studio.microphone.listener.lost("The microphone went away.")
    assert (sitting.state.phase, sitting.state.notice) == (
        Phase.PAUSED,
        "The microphone went away.",
    )
    assert studio.log[-3:] == ["microphone off", "close recording 60", "state paused"]
    studio.stop_and_understand(sitting, heard(ANSWER))
    assert sitting.state.phase is Phase.BLIND
    assert studio.kept(sitting).transcript == heard(ANSWER)


def test_trouble_with_the_sound_is_shown_until_the_take_ends(studio: Studio) -> None:
    sitting = studio.answering()
    assert studio.microphone.listener
    studio.microphone.listener.trouble(SoundTrouble.SILENT)
    assert sitting.trouble is SoundTrouble.SILENT
    sitting.send(Stop(sitting.now()))
    assert sitting.trouble is None


def test_a_recognizer_that_does_not_load_does_not_stop_the_round(studio: Studio) -> None:
    studio.transcriber.broken = RuntimeError("no model")
    sitting = studio.answering()
    sitting.send(Stop(sitting.now()))
    assert sitting.state.phase is Phase.BLIND
    assert "no model" in sitting.state.notice
    sitting.score(0, [Score("depth", 2)])
    assert studio.kept(sitting).scores == (Score("depth", 2),)
    path = sitting.recording_path(0)
    assert path is not None
    assert path.is_file()


def test_what_could_not_be_followed_is_transcribed_at_the_end(studio: Studio) -> None:
    studio.transcriber.broken = RuntimeError("not yet")
    sitting = studio.answering()
    studio.transcriber.broken = None
    studio.stop_and_understand(sitting, heard(ANSWER))
    assert "transcribe 1.wav" in studio.log
    assert studio.kept(sitting).transcript == heard(ANSWER)


def test_a_failed_transcript_keeps_the_live_words(studio: Studio) -> None:
    sitting = studio.answering()
    assert studio.transcriber.heard
    studio.transcriber.heard(heard(ANSWER))
    studio.stop_and_understand(sitting, None, "It stopped.")
    assert studio.kept(sitting).transcript == heard(ANSWER)
    assert studio.kept(sitting).assessment is not None
    assert "It stopped." in sitting.state.notice


def test_a_transcriber_that_never_answers_is_given_up(studio: Studio) -> None:
    sitting = studio.answering()
    sitting.send(Stop(sitting.now()))
    studio.time.seconds += 79.0
    sitting.tick()
    assert sitting.state.phase is Phase.TRANSCRIBING
    studio.time.seconds += 2.0
    sitting.tick()
    assert sitting.state.phase is Phase.BLIND
    assert "Your recording is saved" in sitting.state.notice


def test_a_transcript_that_comes_too_late_changes_nothing(studio: Studio) -> None:
    sitting = studio.answering()
    sitting.send(Stop(sitting.now()))
    studio.time.seconds += 100.0
    sitting.tick()
    studio.next_question(sitting)
    assert studio.transcriber.done
    studio.transcriber.done(heard("Late"), "")
    studio.background.work_off()
    assert sitting.state.phase is Phase.ASKING
    assert studio.kept(sitting, 1).transcript is None


def test_an_assessment_that_takes_too_long_is_made_without_the_recording(studio: Studio) -> None:
    sitting = studio.answering()
    sitting.send(Stop(sitting.now()))
    assert studio.transcriber.done
    studio.transcriber.done(heard(ANSWER), "")
    studio.time.seconds += 100.0
    sitting.tick()
    assert sitting.state.phase is Phase.BLIND
    assert studio.kept(sitting).assessment is not None
    assert studio.background.waiting == []


def test_time_alone_starts_the_answer_after_thinking(studio: Studio) -> None:
    sitting = studio.start()
    sitting.send(Begin(sitting.now()))
    studio.speaker.finish()
    sitting.tick()
    assert sitting.state.phase is Phase.THINKING
    studio.time.seconds += sitting.state.question.think_seconds
    sitting.tick()
    assert sitting.state.phase is Phase.OPENING


def test_a_tick_that_changes_nothing_draws_nothing(studio: Studio) -> None:
    sitting = studio.answering()
    before, written = studio.drawn, len(studio.log)
    sitting.tick()
    assert (studio.drawn, len(studio.log)) == (before, written)


# Takes


def test_a_second_take_replaces_words_and_levels_of_the_first(studio: Studio) -> None:
    sitting = studio.scoring()
    sitting.score(0, [Score("depth", 3)])
    sitting.send(AnswerAgain(sitting.now()))
    assert studio.kept(sitting).scores == (Score("depth", 3),)
    studio.answer_now(sitting)
    assert studio.kept(sitting).scores == ()
    studio.stop_and_understand(sitting, heard("Better."))
    assert studio.kept(sitting).transcript == heard("Better.")


def test_a_second_take_without_a_transcript_does_not_show_the_words_of_the_first(
    studio: Studio,
) -> None:
    sitting = studio.scoring()
    sitting.send(AnswerAgain(sitting.now()))
    studio.answer_now(sitting)
    studio.stop_and_understand(sitting, None, "It stopped.")
    transcript = studio.kept(sitting).transcript
    assert transcript is not None
    assert transcript.text == ""
    assert sitting.state.notice == "It stopped."


def test_a_second_take_of_which_nothing_was_typed_leaves_the_first(studio: Studio) -> None:
    sitting = studio.scoring()
    sitting.send(AnswerAgain(sitting.now()))
    studio.microphone.broken = OSError("device is busy")
    sitting.send(ReadyToAnswer(sitting.now()))
    assert sitting.state.phase is Phase.TYPING
    sitting.send(Stop(sitting.now()))
    assert (sitting.state.phase, sitting.state.answers[0]) == (Phase.BLIND, AnswerStatus.RECORDED)
    assert studio.kept(sitting).transcript == heard(ANSWER)
    assert sitting.recording_path(0) is not None


def test_ending_before_anything_was_typed_leaves_the_first_take(studio: Studio) -> None:
    sitting = studio.scoring()
    sitting.send(AnswerAgain(sitting.now()))
    sitting.send(TypeInstead(sitting.now()))
    sitting.send(EndEarly(sitting.now()))
    assert (sitting.state.phase, sitting.state.answers[0]) == (
        Phase.DEBRIEF,
        AnswerStatus.RECORDED,
    )
    assert studio.kept(sitting).transcript == heard(ANSWER)


# Typing


def test_a_typed_answer_is_saved_as_it_is_typed(studio: Studio) -> None:
    sitting = studio.typing()
    sitting.type_text("First line\nand more")
    assert studio.kept(sitting).transcript == typed("First line\nand more")
    assert sitting.typed_text == "First line\nand more"


def test_a_typed_answer_is_assessed(studio: Studio) -> None:
    sitting = studio.typing()
    sitting.type_text(ANSWER)
    sitting.send(Stop(sitting.now()))
    studio.background.work_off()
    assessment = studio.kept(sitting).assessment
    assert assessment is not None
    assert assessment.delivery is None
    assert sitting.state.answers[0] is AnswerStatus.TYPED


def test_what_is_typed_replaces_what_was_typed_of_the_same_take(studio: Studio) -> None:
    sitting = studio.typing()
    for text in ("Fi", "First", "First line"):
        sitting.type_text(text)
    sitting.send(Stop(sitting.now()))
    written = [line for line in studio.log if line.endswith("transcript")]
    assert written == ["transcript"] + ["rewrite transcript"] * 3


def test_a_second_typed_take_leaves_the_words_of_the_first_alone(studio: Studio) -> None:
    sitting = studio.typing()
    sitting.type_text("First")
    sitting.send(Stop(sitting.now()))
    studio.background.work_off()
    sitting.send(AnswerAgain(sitting.now()))
    sitting.send(ReadyToAnswer(sitting.now()))
    assert sitting.typed_text == ""
    sitting.type_text("")
    assert studio.kept(sitting).transcript == typed("First")
    sitting.type_text("Second")
    assert studio.log[-1] == "transcript"


def test_typing_outside_of_a_typed_answer_means_nothing(studio: Studio) -> None:
    sitting = studio.scoring()
    sitting.type_text("something else")
    assert studio.kept(sitting).transcript == heard(ANSWER)


# Closing and coming back


def test_closing_in_mid_answer_stops_the_microphone_and_can_be_resumed(studio: Studio) -> None:
    sitting = studio.answering()
    sitting.close()
    assert not studio.microphone.open
    kept = studio.attempts.unfinished()
    assert kept is not None
    assert kept.state.phase is Phase.ANSWERING
    assert kept.answers[0].recording is not None
    assert kept.answers[0].recording.seconds == 60.0


def test_what_is_called_back_after_closing_is_ignored(studio: Studio) -> None:
    sitting = studio.answering()
    sitting.close()
    before, written = studio.drawn, len(studio.log)
    assert studio.microphone.listener
    assert studio.transcriber.heard
    studio.microphone.listener.lost("gone")
    studio.microphone.listener.level(1.0, 1.0)
    studio.transcriber.heard(heard("more"))
    studio.speaker.finish()
    sitting.send(Stop(sitting.now()))
    sitting.tick()
    assert (studio.drawn, len(studio.log)) == (before, written)


def test_a_transcript_after_closing_is_ignored(studio: Studio) -> None:
    sitting = studio.answering()
    sitting.send(Stop(sitting.now()))
    sitting.close()
    assert studio.transcriber.done
    studio.transcriber.done(heard(ANSWER), "")
    assert studio.kept(sitting).transcript is None
    assert studio.attempts.attempt(sitting.attempt_id).state.phase is Phase.TRANSCRIBING


def test_ending_in_mid_answer_understands_it_first(studio: Studio) -> None:
    sitting = studio.answering()
    sitting.send(EndEarly(sitting.now()))
    assert studio.attempts.attempt(sitting.attempt_id).ended is None
    assert studio.transcriber.done
    studio.transcriber.done(heard(ANSWER), "")
    studio.background.work_off()
    kept = studio.attempts.attempt(sitting.attempt_id)
    assert (kept.state.phase, kept.ended is not None) == (Phase.DEBRIEF, True)
    assert kept.answers[0].assessment is not None


def test_an_answer_that_does_not_exist_is_named(studio: Studio) -> None:
    with pytest.raises(NotFoundError, match="no question 9"):
        studio.start().answer(8)
