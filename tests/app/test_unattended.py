from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.fakes import NOON, ROUND, FakeTime, MemoryAttempts, MemoryContent, a_prompt, heard
from tests.app.recognizers import ReadingRecognizers
from tpmdesk.app.mock import Mocking, MockRound, SittingManner
from tpmdesk.app.speaking import SpeechError
from tpmdesk.app.unattended import (
    NOTHING_LEFT,
    AtOnce,
    DirectTranscriber,
    FileMicrophone,
    SilentSpeaker,
    sit,
)
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.content import FollowUp
from tpmdesk.domain.roundstate import AnswerStatus, Phase

MANNER = SittingManner()
PROMPTS = [a_prompt(slug, follow_ups=(FollowUp("What breaks?", "Failure"),)) for slug in "ab"]
VAGUE = "It was a long story about many people who met and talked it over again. " * 4


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    texts = {"one.wav": "The queue has a timeout and it retries.", "two.wav": "Nothing to say."}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return [tmp_path / name for name in texts]


@pytest.fixture
def attempts() -> MemoryAttempts:
    return MemoryAttempts()


def a_microphone(files: list[Path]) -> FileMicrophone:
    return FileMicrophone(files, [4.0, 1.5, 25.0, 30.0][: len(files)])


def a_round(
    microphone: FileMicrophone,
    attempts: MemoryAttempts,
    recordings: Path,
    manner: SittingManner = MANNER,
    questions: int = 2,
) -> MockRound:
    recognizers = ReadingRecognizers()
    mocking = Mocking(
        MemoryContent(PROMPTS),
        attempts,
        recordings,
        lambda: NOON,
        background=AtOnce(),
        voice_activity=lambda file: [(0.0, len(file.read_text().split()) * 0.5)],
        repair=lambda file: 0.0,
        now=FakeTime(),
    )
    return mocking.start(
        ROUND.id,
        mocking.plan(ROUND.id, questions, prompts=[prompt.id for prompt in PROMPTS[:questions]]),
        SilentSpeaker(),
        microphone,
        DirectTranscriber(recognizers),
        manner,
        changed=lambda: None,
    )


def test_a_whole_round_runs_on_files(
    files: list[Path], attempts: MemoryAttempts, tmp_path: Path
) -> None:
    microphone = a_microphone(files)
    sitting = a_round(microphone, attempts, tmp_path / "recordings")
    assert sit(sitting, [(Score("depth", 2),), ()], microphone) == {0: "", 1: ""}
    kept = attempts.attempt(sitting.attempt_id)
    assert (kept.state.phase, kept.ended) == (Phase.DEBRIEF, NOON)
    assert [answer.transcript for answer in kept.answers] == [
        heard(file.read_text()) for file in files
    ]
    assert [answer.scores for answer in kept.answers] == [(Score("depth", 2),), ()]
    assert kept.answers[0].recording is not None
    assert kept.answers[0].recording.seconds == 4.0
    assert kept.answers[0].assessment is not None


def test_the_recordings_are_copies(
    files: list[Path], attempts: MemoryAttempts, tmp_path: Path
) -> None:
    microphone = a_microphone(files)
    sitting = a_round(microphone, attempts, tmp_path / "recordings")
    sit(sitting, [(), ()], microphone)
    copy = sitting.recording_path(0)
    assert copy is not None
    assert copy.read_text() == files[0].read_text()
    assert files[0].is_file()


def test_an_answer_without_a_transcript_says_why_and_the_round_goes_on(
    files: list[Path], attempts: MemoryAttempts, tmp_path: Path
) -> None:
    files[0].write_text("")
    microphone = a_microphone(files)
    sitting = a_round(microphone, attempts, tmp_path / "recordings")
    assert sit(sitting, [(), ()], microphone) == {0: "There are no words in it.", 1: ""}
    assert sitting.state.phase is Phase.DEBRIEF


def test_an_answer_that_cannot_be_copied_ends_it_with_a_reason(
    files: list[Path], attempts: MemoryAttempts, tmp_path: Path
) -> None:
    files[1].unlink()
    microphone = a_microphone(files)
    sitting = a_round(microphone, attempts, tmp_path / "recordings")
    with pytest.raises(SpeechError, match="did not open"):
        sit(sitting, [(), ()], microphone)
    assert attempts.attempt(sitting.attempt_id).answers[0].transcript is not None


# Asking back


@pytest.fixture
def long_files(files: list[Path], tmp_path: Path) -> list[Path]:
    """Answers of which something can be asked, to the first question and to the second."""
    for file in files:
        file.write_text(VAGUE)
    (tmp_path / "three.wav").write_text("It has a timeout.")
    return [files[0], tmp_path / "three.wav", files[1]]


def test_what_is_asked_back_is_answered_with_the_next_file(
    long_files: list[Path], attempts: MemoryAttempts, tmp_path: Path
) -> None:
    microphone = a_microphone(long_files)
    manner = SittingManner(follow_ups=1)
    sitting = a_round(microphone, attempts, tmp_path / "recordings", manner)
    scores = [(Score("depth", 2),), (Score("depth", 4),)]
    problems = sit(sitting, scores, microphone)
    kept = attempts.attempt(sitting.attempt_id)
    heard_there = [answer.transcript.text if answer.transcript else None for answer in kept.answers]
    assert heard_there == [VAGUE.strip(), "It has a timeout.", VAGUE.strip(), None]
    assert [answer.scores for answer in kept.answers] == [scores[0], (), scores[1], ()]
    assert problems == {0: "", 1: "", 2: "", 3: NOTHING_LEFT}
    assert kept.state.answers[3] is AnswerStatus.SKIPPED


def test_a_file_that_nothing_was_asked_for_is_left(
    long_files: list[Path], attempts: MemoryAttempts, tmp_path: Path
) -> None:
    microphone = a_microphone(long_files)
    sitting = a_round(microphone, attempts, tmp_path / "recordings")
    sit(sitting, [(), ()], microphone)
    assert microphone.left == (long_files[2],)


def test_an_exam_is_scored_after_the_last_answer(
    long_files: list[Path], attempts: MemoryAttempts, tmp_path: Path
) -> None:
    microphone = a_microphone(long_files)
    manner = SittingManner(exam=True, follow_ups=1)
    sitting = a_round(microphone, attempts, tmp_path / "recordings", manner)
    scores = [(Score("depth", 2),), (Score("depth", 4),)]
    sit(sitting, scores, microphone)
    phases = [line.removeprefix("state ") for line in attempts.log if line.startswith("state ")]
    scoring = phases[phases.index("blind") :]
    assert scoring == ["blind", "scoring", "blind", "scoring", "debrief"]
    kept = attempts.attempt(sitting.attempt_id)
    assert [answer.scores for answer in kept.answers] == [scores[0], (), scores[1], ()]


def test_work_at_once_is_done_before_run_returns() -> None:
    said: list[object] = []
    AtOnce().run(lambda: 4, said.append, said.append)
    AtOnce().run(lambda: 1 // 0, said.append, lambda trouble: said.append(type(trouble)))
    assert said == [4, ZeroDivisionError]
