from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.fakes import OTHER, PROMPTS, ROUND, a_prompt, heard
from tests.app.studio import ANSWER, Studio
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.roundevents import Begin, Stop, TypeInstead
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


def test_a_cut_answer_is_mended_and_transcribed_on_resuming(studio: Studio) -> None:
    cut = studio.answering()
    studio.repaired["1.wav"] = 41.5
    resumed = studio.resume(cut)
    kept = studio.kept(resumed).recording
    assert kept is not None
    assert (kept.seconds, kept.complete) == (41.5, True)
    assert resumed.state.phase is Phase.TRANSCRIBING
    assert studio.transcriber.done
    studio.transcriber.done(heard(ANSWER), "")
    studio.background.work_off()
    assert resumed.state.phase is Phase.SCORING
    assert studio.kept(resumed).transcript == heard(ANSWER)


def test_a_cut_recording_that_never_got_a_file_has_no_length(studio: Studio) -> None:
    cut = studio.answering()
    (studio.folder / "1" / "1.wav").unlink()
    resumed = studio.resume(cut)
    assert (resumed.state.phase, resumed.recording_path(0)) == (Phase.SCORING, None)
    assert "no recording" in resumed.state.notice


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


def test_a_finished_typed_answer_that_was_not_assessed_is_on_resuming(studio: Studio) -> None:
    sitting = studio.start(by_voice=False)
    sitting.send(Begin(0))
    sitting.send(TypeInstead(1))
    sitting.type_text(ANSWER)
    sitting.send(Stop(2))
    sitting.close()
    resumed = studio.resume(sitting)
    studio.background.work_off()
    assert resumed.state.phase is Phase.SCORING
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
    assert studio.transcriber.done
    studio.transcriber.done(heard(ANSWER), "")
    studio.background.work_off()
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
