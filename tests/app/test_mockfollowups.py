from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.fakes import NOON, a_prompt, heard
from tests.app.studio import ANSWER, Studio
from tpmdesk.app.mock import MockRound
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.content import FollowUp
from tpmdesk.domain.roundevents import (
    AnswerAgain,
    Begin,
    EndEarly,
    Next,
    ShowHint,
    Skip,
)
from tpmdesk.domain.roundstate import AnswerStatus, Phase


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


# Asking back


ASKS = (FollowUp("What breaks?", "Failure"), FollowUp("And then?"))
VAGUE = "It was a long story about many people who met and talked it over again. " * 4


def asked_back(studio: Studio, follow_ups: int = 2, *, exam: bool = False) -> MockRound:
    """A round in which the first follow-up is being asked."""
    studio.content.prompts_ = [a_prompt(slug, follow_ups=ASKS) for slug in ("a", "b")]
    sitting = studio.answering(follow_ups=follow_ups, exam=exam)
    studio.stop_and_understand(sitting, heard(VAGUE))
    return sitting


def test_what_an_answer_left_out_is_asked_back(studio: Studio) -> None:
    sitting = asked_back(studio)
    assert (sitting.state.phase, sitting.state.index) == (Phase.ASKING, 1)
    assert studio.log[-2:] == ["state asking", "say What breaks?"]
    texts = [answer.text for answer in studio.attempts.attempt(sitting.attempt_id).answers]
    assert texts[1:3] == ["What breaks?", "And then?"]
    assert texts == [question.text for question in sitting.state.questions]


def test_no_more_is_asked_back_than_was_wished(studio: Studio) -> None:
    sitting = asked_back(studio, follow_ups=1)
    assert [question.follow_up_of for question in sitting.state.questions] == [None, 0, None]


def test_too_little_speech_is_not_asked_about(studio: Studio) -> None:
    studio.speech = [(0.0, 3.0)]
    sitting = asked_back(studio)
    assert (sitting.state.phase, len(sitting.state.questions)) == (Phase.BLIND, 2)


def test_a_follow_up_has_a_recording_and_a_transcript_of_its_own(studio: Studio) -> None:
    sitting = asked_back(studio)
    studio.answer_now(sitting)
    studio.stop_and_understand(sitting, heard(ANSWER))
    kept = studio.kept(sitting, 1)
    assert kept.recording is not None
    assert (kept.recording.id, kept.transcript) == (2, heard(ANSWER))
    assert kept.assessment is not None
    assert studio.kept(sitting, 0).transcript == heard(VAGUE)
    assert (sitting.state.phase, sitting.state.question.text) == (Phase.ASKING, "And then?")


def test_a_question_is_scored_together_with_its_follow_ups(studio: Studio) -> None:
    sitting = asked_back(studio)
    studio.answer_now(sitting)
    studio.stop_and_understand(sitting, heard(ANSWER))
    sitting.send(Skip(sitting.now()))
    assert (sitting.state.phase, sitting.state.index) == (Phase.BLIND, 0)
    studio.next_question(sitting)
    assert (sitting.state.index, sitting.state.question.follow_up_of) == (3, None)


def test_a_second_take_asks_nothing_back_that_was_answered(studio: Studio) -> None:
    sitting = asked_back(studio, follow_ups=1)
    studio.answer_now(sitting)
    studio.stop_and_understand(sitting, heard(ANSWER))
    sitting.send(AnswerAgain(sitting.now()))
    studio.answer_now(sitting)
    studio.stop_and_understand(sitting, heard(VAGUE))
    assert (sitting.state.phase, sitting.state.index) == (Phase.BLIND, 0)
    assert len(sitting.state.questions) == 3
    assert studio.kept(sitting, 1).transcript == heard(ANSWER)


def test_a_follow_up_comes_back_after_a_restart(studio: Studio) -> None:
    sitting = asked_back(studio)
    sitting.close()
    resumed = studio.resume(sitting)
    assert (resumed.state.phase, resumed.state.index) == (Phase.ASKING, 1)
    assert studio.log[-1] == "say What breaks?"


def test_ending_at_a_follow_up_keeps_the_answer(studio: Studio) -> None:
    sitting = asked_back(studio)
    sitting.send(EndEarly(sitting.now()))
    kept = studio.attempts.attempt(sitting.attempt_id)
    assert (kept.state.phase, kept.ended) == (Phase.DEBRIEF, NOON)
    assert kept.state.answers[:2] == (AnswerStatus.RECORDED, AnswerStatus.PENDING)


# Scores, remarks, hints


def test_blind_levels_and_those_given_in_view_are_kept_apart(studio: Studio) -> None:
    sitting = studio.blind()
    sitting.score(0, [Score("depth", 4, blind=True)])
    sitting.send(Next(sitting.now()))
    sitting.score(0, [Score("depth", 2)])
    sitting.score(0, [Score("depth", 3)])
    kept = studio.kept(sitting)
    assert kept.scored(blind=True) == (Score("depth", 4, blind=True),)
    assert kept.scored() == (Score("depth", 3),)


def test_a_hint_that_was_looked_at_is_remembered(studio: Studio) -> None:
    studio.content.prompts_ = [a_prompt("a", hint="Think of the queue.")]
    sitting = studio.start(1)
    sitting.send(Begin(sitting.now()))
    assert sitting.hint() == "Think of the queue."
    sitting.send(ShowHint(sitting.now()))
    assert studio.attempts.attempt(sitting.attempt_id).state.hinted == (0,)


# Exams


def test_in_an_exam_nothing_is_scored_before_the_last_answer(studio: Studio) -> None:
    sitting = asked_back(studio, follow_ups=1, exam=True)
    for text in (ANSWER, VAGUE):
        studio.answer_now(sitting)
        studio.stop_and_understand(sitting, heard(text))
    assert (sitting.state.phase, sitting.state.question.text) == (Phase.ASKING, "What breaks?")
    sitting.send(Skip(sitting.now()))
    seen = []
    while sitting.state.phase is not Phase.DEBRIEF:
        seen.append((sitting.state.phase, sitting.state.index))
        sitting.send(Next(sitting.now()))
    assert seen == [
        (Phase.BLIND, 0), (Phase.SCORING, 0), (Phase.BLIND, 2), (Phase.SCORING, 2),
    ]  # fmt: skip
