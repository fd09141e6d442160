"""Handing an attempt to a friend, and taking the friend's scores back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from tpmdesk.app.kept import sound_of
from tpmdesk.app.ports import AttemptStore, ContentStore
from tpmdesk.domain.attempts import Attempt, AttemptId
from tpmdesk.domain.report import (
    FriendError,
    FriendScores,
    Report,
    ReportAnswer,
    check_friend,
    report_key,
    reported,
)
from tpmdesk.domain.rubric import ScoreError

Progress = Callable[[int, int], None]


class ReportWriter(Protocol):
    """Writes reports of one form. The file appears whole or not at all."""

    def write(self, report: Report, file: Path, *, audio: bool, progress: Progress) -> None:
        """`progress(done, total)` counts answers and may raise to end the work. Raises OSError."""
        ...


class Reporting:
    """Reports by the suffix of their file. `read` reads what a friend sent back."""

    def __init__(
        self,
        content: ContentStore,
        attempts: AttemptStore,
        recordings: Path,
        writers: Mapping[str, ReportWriter],
        read: Callable[[Path], FriendScores],
    ) -> None:
        self._content = content
        self._attempts = attempts
        self._recordings = recordings
        self._writers = writers
        self._read = read

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What a report's file may end in."""
        return tuple(self._writers)

    def report(self, attempt_id: AttemptId) -> Report:
        """Raises NotFoundError when the attempt or its round is gone."""
        attempt = self._attempts.attempt(attempt_id)
        rubric = self._content.rubric(self._content.round(attempt.round).rubric)
        answers = tuple(self._answer(attempt, position) for position in reported(attempt))
        return Report(report_key(attempt), attempt.title, attempt.started, rubric, answers)

    def write(
        self,
        attempt_id: AttemptId,
        file: Path,
        *,
        audio: bool = True,
        progress: Progress = lambda done, total: None,  # noqa: ARG005 - whoever does not watch
    ) -> None:
        """Write the report. Raises NotFoundError, OSError, or ValueError for another suffix."""
        writer = self._writers.get(file.suffix.lower())
        if writer is None:
            known = " or ".join(self.suffixes)
            raise ValueError(f"A report ends in {known}; {file.name} does not.")
        writer.write(self.report(attempt_id), file, audio=audio, progress=progress)

    def take_in(self, file: Path) -> tuple[Attempt, FriendScores]:
        """Keep a friend's scores and remarks, in place of those of the same friend before.

        Raises FriendError, and keeps nothing then.
        """
        friend = self._read(file)
        attempt = self._attempt_of(friend.key)
        rubric = self._content.rubric(self._content.round(attempt.round).rubric)
        try:
            check_friend(friend, attempt, rubric)
        except ScoreError as wrong:
            raise FriendError(str(wrong)) from wrong
        self._attempts.save_friend(attempt.id, friend)
        return self._attempts.attempt(attempt.id), friend

    def _attempt_of(self, key: str) -> Attempt:
        ids = {str(line.id): line.id for line in self._attempts.attempts()}
        number, _, _ = key.partition("-")
        if number not in ids:
            raise FriendError("This profile has no attempt that these scores belong to.")
        return self._attempts.attempt(ids[number])

    def _answer(self, attempt: Attempt, position: int) -> ReportAnswer:
        answer = attempt.answers[position]
        question = attempt.state.questions[position]
        sound = sound_of(answer.recording, self._recordings)
        return ReportAnswer(position, question, answer, sound)
