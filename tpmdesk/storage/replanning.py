"""Changes of schedules that are no answers, each with its line in the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from tpmdesk.app.ports import Replan
from tpmdesk.domain.cards import ReviewKind
from tpmdesk.storage.cardrows import INSERT_REVIEW, log_values
from tpmdesk.storage.tables import Utc

_SET_MEMORY = """UPDATE card SET state = :state, step = :step, stability = :stability,
  difficulty = :difficulty, due = :due, last_review = :last_review WHERE id = :card_id"""
_RESET_COUNTS = "UPDATE card SET reps = 0, lapses = 0 WHERE id = ?"


def replan(
    connection: Connection,
    changes: Sequence[Replan],
    kind: ReviewKind,
    at: datetime,
    *,
    reset: bool = False,
) -> None:
    """Give cards other memories, within the caller's action. `reset` forgets how often they were
    reviewed and lapsed."""
    if not changes:
        return
    connection.exec_driver_sql(_SET_MEMORY, [_memory_values(change) for change in changes])
    connection.exec_driver_sql(INSERT_REVIEW, [_line(change, kind, at) for change in changes])
    if reset:
        connection.exec_driver_sql(_RESET_COUNTS, [(change.card_id,) for change in changes])


def _memory_values(change: Replan) -> dict[str, Any]:
    after = change.after
    return {
        "card_id": change.card_id,
        "state": int(after.state),
        "step": after.step,
        "stability": after.stability,
        "difficulty": after.difficulty,
        "due": Utc.micros(after.due),
        "last_review": Utc.micros(after.last_review),
    }


def _line(change: Replan, kind: ReviewKind, at: datetime) -> dict[str, Any]:
    line = log_values(change.card_id, at, change.before, change.after)
    return {**line, "kind": int(kind), "rating": 0, "took": 0.0}
