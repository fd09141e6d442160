"""Old recordings heard again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.app.fakes import NOON
from tests.app.studio import Studio
from tpmdesk.app.mock import MockRound
from tpmdesk.app.rehearing import HeardAgain, Rehearing
from tpmdesk.app.workroom import Workroom
from tpmdesk.domain.transcript import Transcript, Utterance, Word, typed

BETTER = Transcript((Utterance((Word("Better", 0.0, 0.5), Word("words.", 0.5, 1.0))),), "better")


@dataclass
class Bench:
    studio: Studio
    chosen: str = "better"
    told: list[tuple[int, int]] = field(default_factory=list)
    ended: list[HeardAgain] = field(default_factory=list)

    def __post_init__(self) -> None:
        room = Workroom(
            self.studio.content,
            self.studio.attempts,
            self.studio.folder,
            lambda: NOON,
            self.studio.background,
            lambda _file: ((0.0, 1.0),),
            time.monotonic,
        )
        self.rehearing = Rehearing(room, lambda: self.chosen)

    def begin(self) -> Callable[[], None]:
        which = self.rehearing.outdated()
        return self.rehearing.begin(
            which, self.studio.transcriber, lambda *step: self.told.append(step), self.ended.append
        )

    def answer(self, transcript: Transcript | None, problem: str = "") -> None:
        assert self.studio.transcriber.done
        self.studio.transcriber.done(transcript, problem)
        self.studio.background.work_off()


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(Studio(tmp_path))


def sat(bench: Bench, attempts: int = 1) -> list[MockRound]:
    """Rounds whose first answer was recorded and heard by "fake"."""
    return [over(bench) for _ in range(attempts)]


def over(bench: Bench) -> MockRound:
    sitting = bench.studio.scoring()
    sitting.close()
    bench.studio.attempts.finish(sitting.attempt_id, NOON)
    return sitting


def put(bench: Bench, sitting: MockRound, transcript: Transcript) -> None:
    bench.studio.attempts.save_transcript(sitting.attempt_id, 0, transcript, NOON)


def test_what_another_recognizer_wrote_can_be_heard_again(bench: Bench) -> None:
    (sitting,) = sat(bench)
    (old,) = bench.rehearing.outdated()
    assert (old.attempt, old.position, old.recognizer) == (sitting.attempt_id, 0, "fake")


def test_what_the_chosen_one_wrote_is_left_unless_asked_for(bench: Bench) -> None:
    sat(bench)
    bench.chosen = "fake"
    assert bench.rehearing.outdated() == []
    assert len(bench.rehearing.outdated(same_too=True)) == 1


def test_what_was_typed_or_mended_by_hand_is_never_touched(bench: Bench) -> None:
    first, second = sat(bench, 2)
    put(bench, first, typed("My own words."))
    put(bench, second, replace(BETTER, recognizer="fake", corrected=True))
    assert bench.rehearing.outdated(same_too=True) == []


def test_a_round_under_way_is_left_alone(bench: Bench) -> None:
    bench.studio.scoring()
    assert bench.rehearing.outdated() == []


def test_a_recording_that_is_gone_is_passed_over(bench: Bench) -> None:
    sat(bench)
    (old,) = bench.rehearing.outdated()
    old.file.unlink()
    assert bench.rehearing.outdated() == []


def test_each_is_transcribed_assessed_and_kept_one_after_the_other(bench: Bench) -> None:
    first, second = sat(bench, 2)
    bench.begin()
    bench.answer(BETTER)
    assert (bench.told, bench.ended) == ([(1, 2)], [])
    bench.answer(BETTER)
    assert bench.told == [(1, 2), (2, 2)]
    assert len(bench.ended[0].heard) == 2
    for sitting in (first, second):
        kept = bench.studio.kept(sitting)
        assert kept.transcript == BETTER
        assert kept.assessment is not None
    assert bench.rehearing.outdated() == []


def test_one_that_cannot_be_heard_keeps_its_words_and_the_rest_go_on(bench: Bench) -> None:
    sat(bench, 2)
    bench.begin()
    bench.answer(None, "There is no sound in it.")
    bench.answer(BETTER)
    (report,) = bench.ended
    assert [words for _, words in report.problems] == ["There is no sound in it."]
    assert len(report.heard) == 1
    assert [old.recognizer for old in bench.rehearing.outdated()] == ["fake"]


def test_cancelled_it_keeps_what_is_done_and_says_no_more(bench: Bench) -> None:
    sat(bench, 2)
    cancel = bench.begin()
    bench.answer(BETTER)
    cancel()
    bench.answer(BETTER)
    assert (bench.told, bench.ended) == ([(1, 2)], [])
    assert len(bench.rehearing.outdated()) == 1


def test_with_nothing_to_hear_it_ends_at_once(bench: Bench) -> None:
    bench.begin()
    assert bench.ended == [HeardAgain((), ())]


def test_it_counts_the_answers_whose_words_are_others_now(bench: Bench) -> None:
    first, _ = sat(bench, 2)
    put(bench, first, replace(BETTER, recognizer="fake"))
    bench.begin()
    bench.answer(BETTER)
    bench.answer(BETTER)
    assert len(bench.ended[0].heard) == 2
    assert bench.ended[0].changed == 1
