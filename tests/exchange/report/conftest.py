from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tpmdesk.domain.assessment import Assessment, Delivery, Evidence, Pause, StepCoverage
from tpmdesk.domain.attempts import Answer, AnswerId, Moment, MomentId, Score
from tpmdesk.domain.content import Criterion, EntryId, Level, Rubric
from tpmdesk.domain.report import Report, ReportAnswer
from tpmdesk.domain.roundstate import Question
from tpmdesk.domain.transcript import typed

NASTY = 'Fast & <script>alert("x")</script> cheap'
CRITERION = Criterion(
    "depth", "Depth", "How deep?", tuple(Level(n, f"Name {n}", f"Anchor {n}") for n in (1, 2, 3, 4))
)
RUBRIC = Rubric(EntryId("t/rubric"), "Rubric", (CRITERION,))
DELIVERY = Delivery(100, 40.0, 45.0, 140.0, 1.0, (Pause(3.0, 4.5),), ())
FOUND = Assessment(
    "t/walk",
    (StepCoverage("Inputs", True, (Evidence(NASTY, 12.5, 14.0),)), StepCoverage("Failure", False)),
    (),
    DELIVERY,
    True,
)


@pytest.fixture
def sound(tmp_path):
    file = tmp_path / "answer.wav"
    file.write_bytes(b"sound")
    return file


@pytest.fixture
def report(sound):
    return a_report(sound)


def a_report(sound):
    main = Question("t/p", NASTY, 30, 180)
    back = Question("t/p", "And then?", 10, 90, follow_up_of=0)
    answers = (
        ReportAnswer(0, main, _answer(0, FOUND), sound),
        ReportAnswer(1, back, _answer(1, None), None),
    )
    return Report("7-123", "Architecture", datetime(2026, 3, 2, tzinfo=UTC), RUBRIC, answers)


def _answer(position, found):
    return Answer(
        AnswerId(position + 1),
        position,
        "t/p",
        "",
        None,
        typed(NASTY),
        found,
        (Score("depth", 3),),
        "",
        (Moment(MomentId(1), 3.0, "own remark"),),
    )


def encode(path: Path) -> tuple[str, bytes]:
    return "audio/mpeg", b"ID3" + path.read_bytes()


def nothing(done: int, total: int) -> None:
    """Nobody watches."""
