"""The story bank: kept, deleted and brought back, and what it says is lacking."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.app.exercises import Clock, MemoryStories
from tests.app.fakes import PROMPTS, ROUND, MemoryContent
from tpmdesk.app.ports import NotFoundError
from tpmdesk.app.storybank import StoryBank, StoryError
from tpmdesk.domain.content import EntryId, Round
from tpmdesk.domain.stories import BankGap, Story, StoryId, Theme

BEHAVIORAL = replace(ROUND, id=EntryId("core/behavioral"), title="Behavioral")
PARTNER = replace(ROUND, id=EntryId("core/partner"), title="Partner")
FAILED = replace(PROMPTS[0], id=EntryId("core/failed"), round=BEHAVIORAL.id, text="What failed?")
TRUST = replace(PROMPTS[0], id=EntryId("core/trust"), round=PARTNER.id, text="How trusted?")
LEDGER = Story("Ledger", result="Late.", themes=(Theme.FAILURE,), prompts=("core/failed",))


class Content(MemoryContent):
    def rounds(self) -> list[Round]:
        return [ROUND, PARTNER, BEHAVIORAL]


@pytest.fixture
def store() -> MemoryStories:
    return MemoryStories()


@pytest.fixture
def bank(store: MemoryStories) -> StoryBank:
    return StoryBank(store, Content((*PROMPTS, FAILED, TRUST)), Clock())


def titles(bank: StoryBank) -> list[str]:
    return [kept.story.title for kept in bank.stories()]


def test_a_story_is_kept(bank: StoryBank) -> None:
    made = bank.add(LEDGER)
    assert bank.story(made) == LEDGER


def test_a_change_is_kept_and_is_no_step_to_undo(bank: StoryBank, store: MemoryStories) -> None:
    made = bank.add(LEDGER)
    bank.change(made, replace(LEDGER, action="I stopped it."))
    assert bank.story(made).action == "I stopped it."
    assert [label for label, _ in store.steps] == ["Add the story Ledger"]


def test_a_deleted_story_comes_back_with_undo(bank: StoryBank, store: MemoryStories) -> None:
    bank.remove(bank.add(LEDGER))
    assert titles(bank) == []
    assert store.undo() == "Delete the story Ledger"
    assert titles(bank) == ["Ledger"]


def test_adding_a_story_can_be_undone(bank: StoryBank, store: MemoryStories) -> None:
    bank.add(LEDGER)
    assert store.undo() == "Add the story Ledger"
    assert titles(bank) == []


@pytest.mark.parametrize("title", ["", "  ", "two\nlines", "x" * 121])
def test_a_story_needs_a_name_of_one_line(bank: StoryBank, title: str) -> None:
    with pytest.raises(StoryError, match="name"):
        bank.add(Story(title))
    assert titles(bank) == []


def test_a_part_that_is_too_long_to_be_told_leaves_the_story_as_it_was(bank: StoryBank) -> None:
    made = bank.add(LEDGER)
    with pytest.raises(StoryError, match="The action has more than"):
        bank.change(made, replace(LEDGER, action="x" * 10_001))
    assert bank.story(made) == LEDGER


def test_a_story_that_is_gone_cannot_be_changed_or_deleted(bank: StoryBank) -> None:
    with pytest.raises(NotFoundError):
        bank.change(StoryId(3), LEDGER)
    with pytest.raises(NotFoundError):
        bank.remove(StoryId(3))


def test_questions_come_from_the_rounds_in_which_stories_are_told(bank: StoryBank) -> None:
    assert [(each.round, each.text) for each in bank.questions()] == [
        ("Partner", "How trusted?"),
        ("Behavioral", "What failed?"),
    ]


def test_only_behavioral_questions_have_to_be_answered(bank: StoryBank) -> None:
    assert [each.text for each in bank.unanswered()] == ["What failed?"]


def test_a_question_that_a_story_answers_is_left_out(bank: StoryBank) -> None:
    bank.add(LEDGER)
    assert bank.unanswered() == []


def test_a_theme_whose_story_has_no_mechanism_still_lacks_one(bank: StoryBank) -> None:
    bank.add(LEDGER)
    assert BankGap(Theme.FAILURE, has_story=True) in bank.gaps()
    assert BankGap(Theme.TRUST, has_story=False) in bank.gaps()


def test_a_mechanism_closes_the_gap(bank: StoryBank) -> None:
    bank.add(replace(LEDGER, mechanism="Every Monday a gate."))
    assert Theme.FAILURE not in [gap.theme for gap in bank.gaps()]


def test_all_stories_are_one_text_with_what_was_written(bank: StoryBank) -> None:
    bank.add(LEDGER)
    bank.add(Story("Search", task="I owned it."))
    assert bank.markdown() == (
        "## Search\n\n**Task**\n\nI owned it.\n\n## Ledger\n\n**Result**\n\nLate.\n"
    )
