from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.fakes import NOON, ROUND, FakeTime, MemoryAttempts, MemoryContent, heard
from tests.app.recognizers import ReadingRecognizers
from tpmdesk.app.mock import Mocking, MockRound
from tpmdesk.app.speaking import SpeechError
from tpmdesk.app.unattended import (
    AtOnce,
    DirectTranscriber,
    FileMicrophone,
    SilentSpeaker,
    sit,
)
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.roundstate import Phase


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    texts = {"one.wav": "The queue has a timeout and it retries.", "two.wav": "Nothing to say."}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return [tmp_path / name for name in texts]


@pytest.fixture
def attempts() -> MemoryAttempts:
    return MemoryAttempts()


def a_round(files: list[Path], attempts: MemoryAttempts, recordings: Path) -> MockRound:
    recognizers = ReadingRecognizers()
    mocking = Mocking(
        MemoryContent(),
        attempts,
        recordings,
        lambda: NOON,
        background=AtOnce(),
        voice_activity=lambda file: [(0.0, 4.0)],
        repair=lambda file: 0.0,
        now=FakeTime(),
    )
    return mocking.start(
        ROUND.id,
        mocking.plan(ROUND.id, len(files), seed=1),
        SilentSpeaker(),
        FileMicrophone(files, [4.0, 1.5][: len(files)]),
        DirectTranscriber(recognizers),
        by_voice=True,
        changed=lambda: None,
    )


def test_a_whole_round_runs_on_files(
    files: list[Path], attempts: MemoryAttempts, tmp_path: Path
) -> None:
    sitting = a_round(files, attempts, tmp_path / "recordings")
    assert sit(sitting, [(Score("depth", 2),), ()]) == ["", ""]
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
    sitting = a_round(files, attempts, tmp_path / "recordings")
    sit(sitting, [(), ()])
    copy = sitting.recording_path(0)
    assert copy is not None
    assert copy.read_text() == files[0].read_text()
    assert files[0].is_file()


def test_an_answer_without_a_transcript_says_why_and_the_round_goes_on(
    files: list[Path], attempts: MemoryAttempts, tmp_path: Path
) -> None:
    files[0].write_text("")
    sitting = a_round(files, attempts, tmp_path / "recordings")
    assert sit(sitting, [(), ()]) == ["There are no words in it.", ""]
    assert sitting.state.phase is Phase.DEBRIEF


def test_an_answer_that_cannot_be_copied_ends_it_with_a_reason(
    files: list[Path], attempts: MemoryAttempts, tmp_path: Path
) -> None:
    files[1].unlink()
    sitting = a_round(files, attempts, tmp_path / "recordings")
    with pytest.raises(SpeechError, match="did not open"):
        sit(sitting, [(), ()])
    assert attempts.attempt(sitting.attempt_id).answers[0].transcript is not None


def test_work_at_once_is_done_before_run_returns() -> None:
    said: list[object] = []
    AtOnce().run(lambda: 4, said.append, said.append)
    AtOnce().run(lambda: 1 // 0, said.append, lambda trouble: said.append(type(trouble)))
    assert said == [4, ZeroDivisionError]
