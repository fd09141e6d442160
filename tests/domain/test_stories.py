from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.stories import (
    BankGap,
    Lack,
    Part,
    Story,
    StoryGap,
    Theme,
    bank_gaps,
    is_specific,
    story_gaps,
    unanswered,
)

WHOLE = Story(
    "Ledger",
    situation="A ledger of seven services.",
    task="I owned the plan.",
    action="I stopped the cutover.",
    result="We lost 3 weeks and no entry.",
    mechanism="Every two weeks a review of risks that did not move.",
    themes=(Theme.FAILURE,),
    prompts=("core/failed",),
)
stories = st.builds(
    Story,
    title=st.just("s"),
    mechanism=st.sampled_from(["", "Communicate better.", "Every Monday a gate."]),
    themes=st.lists(st.sampled_from(list(Theme)), unique=True).map(tuple),
    prompts=st.lists(st.sampled_from("abcd"), unique=True).map(tuple),
)


def test_a_whole_story_lacks_nothing():
    assert story_gaps(WHOLE) == ()


@pytest.mark.parametrize("part", [each for each in Part if each is not Part.NUMBERS])
def test_a_part_of_nothing_but_space_is_missing(part):
    assert StoryGap(Lack.PART, part) in story_gaps(replace(WHOLE, **{part.value: " \n"}))


def test_a_result_without_a_figure_is_told():
    vague = replace(WHOLE, result="It went much better.")
    assert story_gaps(vague) == (StoryGap(Lack.FIGURE, Part.NUMBERS),)
    assert story_gaps(replace(vague, numbers="latency fell by half")) == ()


def test_a_vague_lesson_is_no_mechanism():
    lesson = replace(WHOLE, mechanism="Communication is important.")
    assert story_gaps(lesson) == (StoryGap(Lack.VAGUE, Part.MECHANISM),)


def test_a_story_should_answer_a_question():
    assert story_gaps(replace(WHOLE, prompts=())) == (StoryGap(Lack.PROMPT),)


def test_a_failure_without_a_mechanism_is_a_gap_of_the_bank():
    lesson = replace(WHOLE, mechanism="Listen more.")
    assert bank_gaps([lesson])[0] == BankGap(Theme.FAILURE, has_story=True)
    assert BankGap(Theme.FAILURE, has_story=True) not in bank_gaps([lesson, WHOLE])


@given(st.lists(stories, max_size=6))
def test_every_theme_is_either_covered_or_a_gap(bank):
    covered = {t for s in bank if is_specific(s.mechanism) for t in s.themes}
    assert {gap.theme for gap in bank_gaps(bank)} == set(Theme) - covered


@given(st.lists(stories, max_size=6), st.lists(st.sampled_from("abcd"), unique=True))
def test_a_question_is_answered_or_left(bank, asked):
    answered = {p for s in bank for p in s.prompts}
    assert unanswered(bank, asked) == tuple(each for each in asked if each not in answered)
