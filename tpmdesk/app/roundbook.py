"""Which rounds there are, and what was sat of them: to look at, not to sit."""

from __future__ import annotations

from tpmdesk.app.ports import AttemptLine, AttemptStore, ContentStore
from tpmdesk.domain.attempts import Attempt, AttemptId
from tpmdesk.domain.content import Round


class RoundBook:
    """Rounds and the attempts at them, as they are kept."""

    def __init__(self, content: ContentStore, attempts: AttemptStore) -> None:
        self._content = content
        self._attempts = attempts

    def rounds(self) -> list[Round]:
        """The rounds one can sit, in the order of a loop."""
        return sorted(self._content.rounds(), key=lambda entry: entry.order)

    def attempts(self) -> list[AttemptLine]:
        """All attempts, newest first."""
        return self._attempts.attempts()

    def attempt(self, attempt_id: AttemptId) -> Attempt:
        """One attempt whole. Raises NotFoundError."""
        return self._attempts.attempt(attempt_id)

    def unfinished(self) -> Attempt | None:
        """The newest attempt that can be resumed and is part of no loop."""
        return self._attempts.unfinished()

    def has_cut_recordings(self) -> bool:
        """Whether a recording was not closed: cut off by a crash, or under way right now."""
        return bool(self._attempts.incomplete_recordings())
