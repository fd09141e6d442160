"""Attempts that were sat, put straight into a store, and the rubric they are scored by."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from tests.app.fakes import NOON, ROUND, MemoryContent, heard
from tpmdesk.app.ports import AttemptStore
from tpmdesk.domain.attempts import AttemptId
from tpmdesk.domain.content import Criterion, EntryId, Level, Rubric
from tpmdesk.domain.roundstate import AnswerStatus, Question, new_round

LEVELS = tuple(Level(n, f"Level {n}", f"seen at {n}") for n in range(1, 5))
RUBRIC = Rubric(
    EntryId("t/talk"),
    "Talk",
    tuple(Criterion(slug, slug.title(), "?", LEVELS) for slug in ("depth", "clarity")),
)
WHY_A = Question("t/a", "Why a?", 30, 120)
BACK = Question("t/a", "What breaks?", 10, 60, follow_up_of=0)
WHY_B = Question("t/b", "Why b?", 30, 120)
SPOKEN, SKIPPED = AnswerStatus.RECORDED, AnswerStatus.SKIPPED


class ScoredContent(MemoryContent):
    """Every round is scored by the same rubric."""

    def rubric(self, ref: str) -> Rubric:
        return RUBRIC


def sat(
    attempts: AttemptStore,
    *questions: Question,
    skipped: tuple[int, ...] = (),
    days: int = 0,
) -> AttemptId:
    """An attempt in which all these questions were answered but the skipped ones."""
    at = NOON + timedelta(days=days)
    made = attempts.begin(ROUND.id, ROUND.title, new_round(questions), at)
    statuses = tuple(SKIPPED if n in skipped else SPOKEN for n in range(len(questions)))
    attempts.save_state(made, replace(new_round(questions), answers=statuses))
    attempts.finish(made, at)
    return made


def record(
    attempts: AttemptStore, attempt: AttemptId, position: int, folder: Path, at: datetime = NOON
) -> Path:
    """The file of a recording, which holds a few bytes."""
    made = attempts.add_recording(attempt, position, at)
    attempts.close_recording(made.id, 12.0)
    file = folder / made.file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"sound")
    attempts.save_transcript(attempt, position, heard("The page times out."), at)
    return file
