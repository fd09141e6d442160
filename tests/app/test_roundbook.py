"""What is kept of rounds and attempts, to look at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.app.fakes import NOON, ROUND
from tests.app.studio import Studio
from tpmdesk.app.roundbook import RoundBook
from tpmdesk.domain.content import EntryId


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


@pytest.fixture
def book(studio: Studio) -> RoundBook:
    return RoundBook(studio.content, studio.attempts)


def test_rounds_come_in_the_order_of_a_loop(
    studio: Studio, book: RoundBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    later, sooner = (replace(ROUND, id=EntryId(f"t/{n}"), order=n) for n in (7, 2))
    monkeypatch.setattr(studio.content, "rounds", lambda: [later, sooner])
    assert book.rounds() == [sooner, later]


def test_an_attempt_that_is_not_over_can_be_gone_on_with(studio: Studio, book: RoundBook) -> None:
    assert book.unfinished() is None
    sitting = studio.start()
    found = book.unfinished()
    assert found is not None
    assert found == book.attempt(sitting.attempt_id)
    studio.attempts.finish(sitting.attempt_id, NOON)
    assert book.unfinished() is None
    assert [line.id for line in book.attempts()] == [sitting.attempt_id]


def test_a_recording_that_was_not_closed_is_noticed(studio: Studio, book: RoundBook) -> None:
    assert not book.has_cut_recordings()
    studio.answering()
    assert book.has_cut_recordings()
