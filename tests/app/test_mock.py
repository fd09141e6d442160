from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.app.fakes import OTHER, PROMPTS, ROUND, a_prompt, heard
from tests.app.studio import ANSWER, Studio
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.roundevents import (
    AnswerAgain,
    Begin,
    Continue,
    EndEarly,
    Pause,
    Stop,
    TypeInstead,
)
from tpmdesk.domain.roundstate import AnswerStatus, Phase
from tpmdesk.domain.transcript import typed


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def asked(studio: Studio, questions: int = 4, seed: int | None = None) -> list[str]:
    return [question.prompt for question in studio.mocking.plan(ROUND.id, questions, seed)]


def test_rounds_come_in_the_order_of_a_loop(studio: Studio) -> None:
    assert studio.mocking.rounds() == [OTHER, ROUND]


def test_a_seed_draws_the_same_questions_again(studio: Studio) -> None:
    assert asked(studio, seed=7) == asked(studio, seed=7)
    assert len({tuple(asked(studio, seed=seed)) for seed in range(20)}) > 5


def test_a_seed_keeps_its_order_when_a_prompt_is_added(studio: Studio) -> None:
    before = asked(studio, seed=7)
    studio.content.prompts_ = (*PROMPTS, a_prompt("e"))
    after = asked(studio, 5, seed=7)
    assert [prompt for prompt in after if prompt != "t/e"] == before


def test_a_prompt_may_have_times_of_its_own(studio: Studio) -> None:
    studio.content.prompts_ = (a_prompt("x", think_seconds=5), a_prompt("y", answer_seconds=60))
    x, y = studio.mocking.plan(ROUND.id, 2, prompts=["t/x", "t/y"])
    assert (x.think_seconds, x.answer_seconds) == (5, ROUND.answer_seconds)
    assert (y.think_seconds, y.answer_seconds) == (ROUND.think_seconds, 60)


def test_a_prompt_of_another_round_is_refused(studio: Studio) -> None:
    with pytest.raises(NotFoundError, match="belongs to the round t/first"):
        studio.mocking.plan(OTHER.id, 1, prompts=["t/a"])


def test_a_started_round_can_be_resumed_before_anything_else_happens(studio: Studio) -> None:
    sitting = studio.start()
    unfinished = studio.mocking.unfinished()
    assert unfinished is not None
    assert unfinished.id == sitting.attempt_id
    assert unfinished.state.phase is Phase.BRIEFING


def test_a_cut_answer_is_mended_and_held_on_resuming(studio: Studio) -> None:
    cut = studio.answering()
    studio.repaired["1.wav"] = 41.5
    resumed = studio.resume(cut)
    kept = studio.kept(resumed).recording
    assert kept is not None
    assert (kept.seconds, kept.complete) == (41.5, True)
    assert (resumed.state.phase, resumed.state.paused) == (Phase.PAUSED, Phase.ANSWERING)
    assert resumed.state.spent == 41.5
    assert "when the app closed" in resumed.state.notice


def test_a_cut_answer_can_be_finished_with_what_there_is(studio: Studio) -> None:
    cut = studio.answering()
    studio.repaired["1.wav"] = 41.5
    resumed = studio.resume(cut)
    studio.stop_and_understand(resumed, heard(ANSWER))
    assert resumed.state.phase is Phase.BLIND
    assert "transcribe 1.wav" in studio.log
    assert studio.kept(resumed).transcript == heard(ANSWER)


def test_a_cut_answer_goes_on_in_the_same_recording(studio: Studio) -> None:
    cut = studio.answering()
    studio.repaired["1.wav"] = 41.5
    resumed = studio.resume(cut)
    resumed.send(Continue(resumed.now()))
    assert studio.log[-3:] == ["state opening", "reopen recording", "microphone on again"]
    assert studio.microphone.listener
    studio.microphone.listener.sound_arrived()
    assert (resumed.state.phase, resumed.state.spent) == (Phase.ANSWERING, 41.5)
    studio.stop_and_understand(resumed, heard(ANSWER))
    kept = studio.kept(resumed).recording
    assert kept is not None
    assert (kept.file, kept.seconds, kept.complete) == ("1/1.wav", 60.0, True)
    assert "transcribe 1.wav" in studio.log


def test_a_cut_recording_that_never_got_a_file_has_no_length(studio: Studio) -> None:
    cut = studio.answering()
    (studio.folder / "1" / "1.wav").unlink()
    resumed = studio.resume(cut)
    resumed.send(Stop(resumed.now()))
    assert (resumed.state.phase, resumed.recording_path(0)) == (Phase.BLIND, None)
    assert "no recording" in resumed.state.notice


def test_an_answer_whose_file_is_gone_goes_on_in_a_new_one(studio: Studio) -> None:
    cut = studio.answering()
    (studio.folder / "1" / "1.wav").unlink()
    resumed = studio.resume(cut)
    resumed.send(Continue(resumed.now()))
    assert studio.log[-3:] == ["add recording", "microphone on", "follow"]


def test_sound_cut_while_an_answer_went_on_is_mended(studio: Studio) -> None:
    cut = studio.answering()
    cut.send(Pause(cut.now()))
    cut.send(Continue(cut.now()))
    studio.repaired["1.wav"] = 75.0
    resumed = studio.resume(cut)
    kept = studio.kept(resumed).recording
    assert kept is not None
    assert (kept.seconds, kept.complete) == (75.0, True)
    assert (resumed.state.phase, resumed.state.spent) == (Phase.PAUSED, 75.0)


def test_a_recording_that_cannot_be_repaired_stays_for_another_try(studio: Studio) -> None:
    studio.answering()
    studio.repaired = {}

    def refuse(file: Path) -> float:
        raise OSError("read only")

    studio.mocking._repair = refuse
    assert studio.mocking.mend() == 1
    assert len(studio.attempts.incomplete_recordings()) == 1


def test_typing_goes_on_where_it_was_left(studio: Studio) -> None:
    sitting = studio.start(by_voice=False)
    sitting.send(Begin(0))
    sitting.send(TypeInstead(1))
    sitting.type_text("Half an ans")
    sitting.close()
    resumed = studio.resume(sitting)
    assert (resumed.state.phase, resumed.typed_text) == (Phase.TYPING, "Half an ans")
    resumed.send(Stop(2))
    studio.background.work_off()
    assert studio.kept(resumed).transcript == typed("Half an ans")


def test_typing_that_was_paused_goes_on_where_it_was_left(studio: Studio) -> None:
    sitting = studio.typing()
    sitting.type_text("Half an ans")
    sitting.send(Pause(sitting.now()))
    sitting.close()
    resumed = studio.resume(sitting)
    assert (resumed.state.phase, resumed.typed_text) == (Phase.PAUSED, "Half an ans")
    resumed.send(Continue(resumed.now()))
    assert (resumed.state.phase, resumed.typed_text) == (Phase.TYPING, "Half an ans")


def test_paused_typing_can_be_finished_after_a_restart(studio: Studio) -> None:
    sitting = studio.typing()
    sitting.type_text(ANSWER)
    sitting.send(Pause(sitting.now()))
    sitting.close()
    resumed = studio.resume(sitting)
    resumed.send(Stop(resumed.now()))
    studio.background.work_off()
    assert resumed.state.phase is Phase.BLIND
    assert studio.kept(resumed).transcript == typed(ANSWER)


def test_a_spoken_second_take_of_a_typed_answer_never_shows_the_typed_words(
    studio: Studio,
) -> None:
    sitting = studio.typing()
    sitting.type_text(ANSWER)
    sitting.send(Stop(sitting.now()))
    studio.background.work_off()
    sitting.state = replace(sitting.state, by_voice=True)
    sitting.send(AnswerAgain(sitting.now()))
    studio.answer_now(sitting)
    sitting.send(Stop(sitting.now()))
    sitting.close()
    resumed = studio.resume(sitting)
    assert resumed.live is None
    assert studio.transcriber.done
    studio.transcriber.done(None, "It stopped.")
    studio.background.work_off()
    kept = studio.kept(resumed).transcript
    assert kept is not None
    assert (kept.text, resumed.state.notice) == ("", "It stopped.")


@pytest.mark.parametrize("phase", [Phase.BLIND, Phase.SCORING])
def test_scoring_goes_on_where_it_was_left(studio: Studio, phase: Phase) -> None:
    sitting = studio.blind() if phase is Phase.BLIND else studio.scoring()
    sitting.close()
    resumed = studio.resume(sitting)
    assert (resumed.state.phase, resumed.state.index) == (phase, 0)
    assert studio.kept(resumed).transcript == heard(ANSWER)


def test_a_pause_between_questions_is_still_one_after_a_restart(studio: Studio) -> None:
    sitting = studio.start()
    sitting.send(Begin(sitting.now()))
    sitting.send(Pause(sitting.now()))
    sitting.close()
    resumed = studio.resume(sitting)
    assert (resumed.state.phase, resumed.state.paused) == (Phase.PAUSED, Phase.ASKING)
    resumed.send(Continue(resumed.now()))
    assert studio.log[-1] == f"say {resumed.state.question.text}"


def test_an_attempt_that_is_over_keeps_the_time_it_ended(studio: Studio) -> None:
    sitting = studio.blind()
    sitting.send(EndEarly(sitting.now()))
    ended = studio.attempts.attempt(sitting.attempt_id).ended
    studio.moment += timedelta(hours=1)
    studio.resume(sitting)
    assert studio.attempts.attempt(sitting.attempt_id).ended == ended


def test_discarding_a_second_take_of_which_nothing_was_typed_keeps_the_first(
    studio: Studio,
) -> None:
    sitting = studio.blind()
    sitting.send(AnswerAgain(sitting.now()))
    sitting.send(TypeInstead(sitting.now()))
    sitting.close()
    studio.mocking.discard(sitting.attempt_id)
    assert studio.mocking.attempt(sitting.attempt_id).state.answers[0] is AnswerStatus.RECORDED


def test_discarding_keeps_what_was_typed(studio: Studio) -> None:
    sitting = studio.typing()
    sitting.type_text(ANSWER)
    sitting.close()
    studio.mocking.discard(sitting.attempt_id)
    assert studio.mocking.attempt(sitting.attempt_id).state.answers[0] is AnswerStatus.TYPED


def test_a_finished_typed_answer_that_was_not_assessed_is_on_resuming(studio: Studio) -> None:
    sitting = studio.start(by_voice=False)
    sitting.send(Begin(0))
    sitting.send(TypeInstead(1))
    sitting.type_text(ANSWER)
    sitting.send(Stop(2))
    sitting.close()
    resumed = studio.resume(sitting)
    studio.background.work_off()
    assert resumed.state.phase is Phase.BLIND
    assert studio.kept(resumed).transcript == typed(ANSWER)
    assert studio.kept(resumed).assessment is not None


def test_a_question_is_asked_again_on_resuming(studio: Studio) -> None:
    sitting = studio.start()
    sitting.send(Begin(0))
    sitting.close()
    resumed = studio.resume(sitting)
    assert resumed.state.phase is Phase.ASKING
    assert studio.log[-1] == f"say {resumed.state.question.text}"


def test_a_prompt_that_is_gone_is_assessed_by_nothing_and_lost_by_nobody(studio: Studio) -> None:
    cut = studio.answering()
    cut.close()
    studio.content.prompts_ = ()
    resumed = studio.resume(cut)
    studio.stop_and_understand(resumed, heard(ANSWER))
    assessment = studio.kept(resumed).assessment
    assert assessment is not None
    assert (assessment.framework, assessment.steps) == ("", ())


def test_discarding_keeps_what_was_answered(studio: Studio) -> None:
    sitting = studio.answering()
    sitting.close()
    studio.mocking.discard(sitting.attempt_id)
    kept = studio.mocking.attempt(sitting.attempt_id)
    assert studio.mocking.unfinished() is None
    assert kept.state.answers[0] is AnswerStatus.RECORDED
    assert kept.answers[0].recording is not None


def test_an_answer_can_be_assessed_outside_of_a_round(studio: Studio) -> None:
    by_prompt = studio.mocking.assess(typed(ANSWER), prompt="t/a")
    by_framework = studio.mocking.assess(typed(ANSWER), framework="t/walk")
    assert by_prompt.steps == by_framework.steps
    assert by_prompt.steps[0].covered


def test_assessing_a_recording_uses_its_pauses(studio: Studio) -> None:
    studio.speech = [(0.0, 2.0), (4.0, 6.0)]
    found = studio.mocking.assess(
        heard(ANSWER), framework="t/walk", file=studio.folder, seconds=6.0
    )
    assert found.delivery is not None
    assert found.delivery.longest_pause == 2.0


def test_past_answers_can_still_be_scored_and_noted(studio: Studio) -> None:
    sitting = studio.scoring()
    sitting.close()
    studio.mocking.score(sitting.attempt_id, 0, [Score("depth", 2)])
    studio.mocking.note(sitting.attempt_id, 0, "Slower.")
    kept = studio.kept(sitting)
    assert (kept.scores, kept.notes) == ((Score("depth", 2),), "Slower.")
