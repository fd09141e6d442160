"""The writing round: begun, kept as it grows, gone on with, ended, and what came of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.app.exercises import Clock, MemoryExercises
from tests.app.fakes import MemoryContent
from tests.domain.test_critique import PLANTED
from tests.domain.test_critique import TEXT as FLAWED
from tests.domain.test_skimming import BRIEF
from tpmdesk.app.exercising import Exercising
from tpmdesk.app.ports import NotFoundError
from tpmdesk.app.writing import FREE_MINUTES, Writing, remarks_of, with_held, with_remarks
from tpmdesk.domain.content import Document, EntryId, Fact, Scenario
from tpmdesk.domain.critique import STRUCTURAL, SURFACE, Remark
from tpmdesk.domain.exercises import ExerciseId, Work
from tpmdesk.domain.skimming import SECONDS, Asked

FACTS = (Fact("The load test failed", ("load test",)), Fact("Budget", ("budget",)))
SEARCH = Scenario(EntryId("t/search"), "Search index", "Lena: it failed.", 20, FACTS)
STATUS = Document(EntryId("t/status"), "A status mail", FLAWED, "", PLANTED)
GOOD = Document(EntryId("t/good"), "A good brief", BRIEF)


class Content(MemoryContent):
    def scenarios(self) -> list[Scenario]:
        return [SEARCH]

    def documents(self) -> list[Document]:
        return [STATUS, GOOD]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def writing(clock: Clock) -> Writing:
    return Writing(Exercising(MemoryExercises(), clock), Content(), clock)


def test_a_brief_has_the_time_of_its_scenario(writing: Writing) -> None:
    assert writing.begin_brief(SEARCH).work.limit == 20 * 60


def test_a_brief_of_ones_own_program_has_half_an_hour(writing: Writing) -> None:
    begun = writing.begin_brief(None)
    assert (begun.title, begun.work.limit) == ("", FREE_MINUTES * 60)


def test_a_brief_is_kept_from_its_first_moment(writing: Writing) -> None:
    begun = writing.begin_brief(SEARCH)
    assert writing.unfinished() == begun


def test_what_was_saved_is_gone_on_with(writing: Writing) -> None:
    begun = writing.begin_brief(SEARCH)
    writing.save(begun.id, replace(begun.work, text="Outcome: ", seconds=12.5))
    left = writing.unfinished()
    assert left is not None
    assert (left.work.text, left.work.seconds) == ("Outcome: ", 12.5)


def test_the_one_begun_last_is_gone_on_with_first(writing: Writing) -> None:
    writing.begin_brief(SEARCH)
    critique = writing.begin_critique(STATUS)
    assert writing.unfinished() == critique


def test_a_skim_that_was_broken_off_is_not_offered(writing: Writing) -> None:
    writing.begin_skim(GOOD)
    assert writing.unfinished() is None


def test_what_was_ended_is_in_the_past_and_offered_no_more(writing: Writing) -> None:
    begun = writing.begin_brief(SEARCH)
    ended = writing.end(begun.id, replace(begun.work, text=BRIEF))
    assert writing.past() == [ended]
    assert writing.unfinished() is None


def test_scores_given_later_are_kept_with_an_ended_brief(writing: Writing) -> None:
    begun = writing.begin_brief(SEARCH)
    ended = writing.end(begun.id, Work(BRIEF))
    writing.save(ended.id, replace(ended.work, levels={"voice": 3}))
    (past,) = writing.past()
    assert (past.work.levels, past.ended) == ({"voice": 3}, ended.ended)


def test_what_is_given_up_is_gone(writing: Writing) -> None:
    begun = writing.begin_brief(SEARCH)
    writing.remove(begun.id)
    with pytest.raises(NotFoundError):
        writing.exercise(begun.id)


def test_a_brief_that_is_gone_cannot_be_saved(writing: Writing) -> None:
    with pytest.raises(NotFoundError):
        writing.save(ExerciseId(7), Work("x"))


def test_each_fact_of_the_scenario_is_looked_for_in_the_brief(writing: Writing) -> None:
    begun = writing.begin_brief(SEARCH)
    ended = writing.end(begun.id, Work(BRIEF))
    assert writing.facts(ended) == [("The load test failed", True), ("Budget", False)]


def test_a_brief_whose_scenario_is_gone_has_no_facts(writing: Writing) -> None:
    begun = writing.begin_brief(replace(SEARCH, id=EntryId("t/gone")))
    assert writing.facts(begun) == []


def test_an_own_brief_rests_till_the_next_day_before_it_is_skimmed(
    writing: Writing, clock: Clock
) -> None:
    ended = writing.end(writing.begin_brief(SEARCH).id, Work(BRIEF))
    clock.forward(hours=19)
    assert writing.own_to_skim() == []
    clock.forward(hours=2)
    assert writing.own_to_skim() == [ended]


def test_an_own_brief_is_skimmed_as_it_was_written(writing: Writing) -> None:
    ended = writing.end(writing.begin_brief(SEARCH).id, Work(BRIEF))
    skim = writing.begin_skim(ended)
    assert (writing.skimmed_text(skim), skim.work.limit) == (BRIEF, SECONDS)


def test_an_own_brief_that_was_removed_cannot_be_compared_with(writing: Writing) -> None:
    ended = writing.end(writing.begin_brief(SEARCH).id, Work(BRIEF))
    skim = writing.begin_skim(ended)
    writing.remove(ended.id)
    assert writing.skimmed_text(skim) == ""


def test_replies_are_compared_with_the_brief(writing: Writing) -> None:
    skim = writing.begin_skim(GOOD)
    told = writing.end(skim.id, replace(skim.work, replies={"status": "yellow"}))
    assert [each.asked for each in writing.recalled(told) if each.seems_right] == [Asked.STATUS]


def test_the_person_has_the_last_word_on_a_reply(writing: Writing) -> None:
    skim = writing.begin_skim(GOOD)
    told = replace(skim.work, replies={"status": "yellow"})
    ended = writing.end(skim.id, with_held(told, {"outcome": True, "status": False}))
    assert [each.asked for each in writing.recalled(ended) if each.seems_right] == [Asked.OUTCOME]


def test_that_nothing_was_remembered_can_be_said_too(writing: Writing) -> None:
    skim = writing.begin_skim(GOOD)
    told = replace(skim.work, replies={"status": "yellow"})
    ended = writing.end(skim.id, with_held(told, {"status": False}))
    assert not any(each.seems_right for each in writing.recalled(ended))


def test_remarks_are_kept_in_the_order_of_naming() -> None:
    remarks = (Remark(4, STRUCTURAL, "Who owns “this”?"), Remark(3, SURFACE, "typo", planted=2))
    assert remarks_of(with_remarks(Work(), remarks)) == remarks


def test_a_critique_is_judged_by_what_was_planted(writing: Writing) -> None:
    begun = writing.begin_critique(STATUS)
    ended = writing.end(begun.id, with_remarks(begun.work, [Remark(4, STRUCTURAL, "No owner")]))
    verdict = writing.verdict(ended)
    assert verdict is not None
    assert (verdict.matches, verdict.missed, verdict.points) == ((1,), (0, 2), 2)


def test_a_critique_whose_document_is_gone_has_no_verdict(writing: Writing) -> None:
    begun = writing.begin_critique(replace(STATUS, id=EntryId("t/gone")))
    assert writing.verdict(begun) is None


def test_flawed_documents_are_critiqued_and_sound_ones_skimmed(writing: Writing) -> None:
    assert (writing.flawed(), writing.to_skim()) == ([STATUS], [GOOD])


def test_without_a_rubric_there_is_none(writing: Writing) -> None:
    assert writing.rubric() is None
