"""A transcript mended by hand, and what is kept of it."""

from __future__ import annotations

import pytest

from tests.app.studio import Studio
from tpmdesk.app.speaking import SpeechError
from tpmdesk.domain.correction import corrected


@pytest.fixture
def studio(tmp_path):
    return Studio(tmp_path)


@pytest.fixture
def sitting(studio):
    made = studio.scoring("We just hope for the best and then we look at the graphs a bit.")
    (studio.folder / studio.kept(made).recording.file).touch()
    return made


def mend(studio, sitting, text, done=lambda: None):
    heard = studio.kept(sitting).transcript
    studio.mocking.correct(
        sitting.attempt_id, 0, corrected(heard, 0, len(heard.words) - 1, text), done
    )


def test_the_words_are_kept_before_anything_is_assessed(studio, sitting):
    mend(studio, sitting, "The client just retries forever.")
    assert studio.kept(sitting).transcript.text == "The client just retries forever."
    assert studio.kept(sitting).transcript.corrected


def test_a_step_that_the_mended_words_cover_is_covered(studio, sitting):
    def covered():
        return [step.covered for step in studio.kept(sitting).assessment.steps]

    assert covered() == [False]
    told = []
    mend(
        studio,
        sitting,
        "The page gets a timeout and the client just retries forever.",
        lambda: told.append(covered()),
    )
    studio.background.work_off()
    assert told == [[True]]


def test_pauses_still_come_from_the_sound(studio, sitting):
    studio.speech = ((0.0, 5.0), (9.0, 20.0))
    mend(studio, sitting, "We hope.")
    studio.background.work_off()
    pauses = studio.kept(sitting).assessment.delivery.pauses
    assert [(pause.start, pause.end) for pause in pauses] == [(5.0, 9.0)]


def test_without_the_sound_it_is_assessed_by_the_words_alone(studio, sitting):
    studio.speech = SpeechError("no such file")
    mend(studio, sitting, "We hope.")
    studio.background.work_off()
    assert studio.kept(sitting).assessment.delivery.words == 2


def test_only_the_last_of_two_corrections_is_assessed(studio, sitting):
    told = []
    mend(studio, sitting, "We hope.", lambda: told.append("first"))
    mend(studio, sitting, "We really hope.", lambda: told.append("second"))
    studio.background.work_off()
    assert told == ["second"]
    assert studio.kept(sitting).assessment.delivery.words == 3


def test_a_remark_can_be_reworded_and_taken_out(studio, sitting):
    moment = studio.mocking.remark(sitting.attempt_id, 0, 12.5, "Too fast")
    studio.mocking.reword(moment, "Slower here")
    (kept,) = studio.kept(sitting).moments
    assert (kept.at, kept.text, kept.by) == (12.5, "Slower here", "")
    studio.mocking.reword(moment, " ")
    assert studio.kept(sitting).moments == ()
