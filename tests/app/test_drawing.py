from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from tests.app.fakes import NOON, OTHER, ROUND, MemoryContent, a_prompt
from tests.app.studio import Studio
from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.attempts import Score
from tpmdesk.domain.content import Criterion, EntryId, Level, Rubric
from tpmdesk.domain.roundevents import Begin, EndEarly, Skip
from tpmdesk.domain.roundstate import new_round

LEVELS = tuple(Level(n, "", f"seen at {n}") for n in range(1, 5))
RUBRIC = Rubric(EntryId("t/talk"), "Talk", (Criterion("depth", "Depth", "?", LEVELS),))


class Content(MemoryContent):
    def rubric(self, ref: str) -> Rubric:
        return RUBRIC


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path, content=Content())


def scored(studio: Studio, prompt: str, level: int | None, days_ago: float) -> None:
    """An attempt at one prompt, given a level or skipped."""
    state = new_round(studio.mocking.plan(ROUND.id, 1, prompts=[prompt]))
    at = NOON - timedelta(days=days_ago)
    attempt = studio.attempts.begin(ROUND.id, ROUND.title, state, at)
    sitting = studio.mocking.resume(
        attempt, studio.speaker, studio.microphone, studio.transcriber, lambda: None
    )
    sitting.send(Begin(0))
    sitting.send(Skip(1))
    if level is not None:
        studio.attempts.save_scores(attempt, 0, [Score("depth", level)])


def first_drawn(studio: Studio, draws: int = 400) -> Counter[str]:
    """How often each prompt comes first, over so many seeds."""
    studio.mocking._fresh_seed = count().__next__
    return Counter(studio.mocking.plan(ROUND.id, 1)[0].prompt for _ in range(draws))


def whys(studio: Studio) -> dict[str, str]:
    return {each.question.prompt: str(each.why) for each in studio.mocking.draw(ROUND.id, 9)}


def test_without_a_history_every_question_is_as_likely(studio: Studio) -> None:
    found = first_drawn(studio)
    assert sorted(found) == ["t/a", "t/b", "t/c", "t/d"]
    assert min(found.values()) > 70


def test_a_weak_answer_comes_back_sooner_than_a_strong_one(studio: Studio) -> None:
    for prompt, level in (("t/a", 1), ("t/b", 4), ("t/c", 4), ("t/d", 4)):
        scored(studio, prompt, level, days_ago=5)
    found = first_drawn(studio)
    assert found["t/a"] > 200


def test_what_was_not_asked_for_long_comes_back_sooner(studio: Studio) -> None:
    for prompt, days in (("t/a", 90), ("t/b", 2), ("t/c", 2), ("t/d", 2)):
        scored(studio, prompt, 3, days_ago=days)
    assert first_drawn(studio)["t/a"] > 200


def test_what_was_never_asked_is_likelier_than_anything_just_answered(studio: Studio) -> None:
    for prompt in ("t/a", "t/b", "t/c"):
        scored(studio, prompt, 3, days_ago=1)
    assert first_drawn(studio)["t/d"] > 250


def test_a_skipped_question_was_seen_and_does_not_come_at_once(studio: Studio) -> None:
    scored(studio, "t/a", None, days_ago=0)
    found = first_drawn(studio)
    assert found["t/a"] < 20
    assert whys(studio)["t/a"] == "not scored, asked today"


def test_a_question_the_round_never_came_to_was_not_asked(studio: Studio) -> None:
    sitting = studio.start(2)
    sitting.send(Begin(0))
    sitting.send(EndEarly(1))
    assert set(whys(studio).values()) == {"never asked"}


def test_each_question_says_what_spoke_for_it(studio: Studio) -> None:
    scored(studio, "t/a", 1, days_ago=12)
    scored(studio, "t/b", 4, days_ago=40)
    scored(studio, "t/c", 3, days_ago=1)
    assert whys(studio) == {
        "t/a": "scored 1.0 of 4, asked 12 days ago",
        "t/b": "not asked for 40 days",
        "t/c": "scored 3.0 of 4, asked yesterday",
        "t/d": "never asked",
    }


def test_a_fixed_seed_asks_the_same_whatever_was_answered(studio: Studio) -> None:
    before = studio.mocking.plan(ROUND.id, 4, seed=7)
    scored(studio, before[0].prompt, 4, days_ago=0)
    assert studio.mocking.plan(ROUND.id, 4, seed=7) == before
    assert {each.why for each in studio.mocking.draw(ROUND.id, 4, seed=7)} == {None}


def test_a_round_without_a_rubric_is_drawn_by_when_it_was_asked(studio: Studio) -> None:
    scored(studio, "t/a", 1, days_ago=0)
    studio.content = MemoryContent()
    studio.mocking = Studio(studio.folder, attempts=studio.attempts).mocking
    assert whys(studio)["t/a"] == "not scored, asked today"


def test_an_unknown_round_is_named(studio: Studio) -> None:
    with pytest.raises(NotFoundError):
        studio.mocking.draw("t/none", 1)


def test_lots_do_not_draw_again_what_is_kept(studio: Studio) -> None:
    lots = studio.mocking.lots(3)
    first = lots.draw(ROUND, 3)
    lots.keep(each.question for each in first)
    (left,) = lots.draw(ROUND)
    assert left.question.prompt not in {each.question.prompt for each in first}
    assert lots.draw(OTHER) == []


def test_a_prompt_that_comes_to_the_content_is_not_drawn_for_the_wrong_round(
    studio: Studio,
) -> None:
    studio.content.prompts_ = (a_prompt("x", round=OTHER.id),)
    assert studio.mocking.draw(ROUND.id, 4) == []
