from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.content import PlantedDefect
from tpmdesk.domain.critique import STRUCTURAL, SURFACE, Remark, best, judge, lines_of

TEXT = """Status of the search program
We had many good meetings.
The launch teh team planned was moved.
Risk: the vendor may be late."""
ASK = PlantedDefect(STRUCTURAL, "It asks for no decision", "Nobody acts.")
OWNER = PlantedDefect(STRUCTURAL, "The risk has no owner", "It stays.", "the vendor may be late")
TYPO = PlantedDefect(SURFACE, "A typo", "It looks careless.", "teh")
PLANTED = (ASK, OWNER, TYPO)

no_decision = Remark(0, STRUCTURAL, "No decision is asked for")
no_owner = Remark(4, STRUCTURAL, "Who owns this?")
typo = Remark(3, SURFACE, "typo")


def test_structure_first_earns_everything():
    verdict = judge([no_decision, no_owner, typo], PLANTED, TEXT)
    assert (verdict.matches, verdict.missed, verdict.early) == ((0, 1, 2), (), ())
    assert verdict.points == verdict.best == best(PLANTED) == 5


def test_a_surface_edit_before_the_structure_costs_a_point():
    verdict = judge([typo, no_decision, no_owner], PLANTED, TEXT)
    assert (verdict.early, verdict.points) == ((0,), 3)


def test_surface_edits_alone_are_too_early():
    verdict = judge([typo], PLANTED, TEXT)
    assert (verdict.early, verdict.points) == ((0,), 0)


def test_of_a_document_with_surface_defects_only_they_are_worth_their_point():
    assert judge([typo], (TYPO,), TEXT).points == 1


def test_a_remark_that_is_none_of_them_earns_and_costs_nothing():
    idle = Remark(2, STRUCTURAL, "I would add a picture")
    verdict = judge([no_decision, idle], PLANTED, TEXT)
    assert (verdict.matches, verdict.points) == ((0, None), 2)


def test_the_person_has_the_last_word_on_a_match():
    vague = Remark(2, STRUCTURAL, "Hm.", planted=1)
    assert judge([vague], PLANTED, TEXT).matches == (1,)
    refused = Remark(4, STRUCTURAL, "Who owns this?", planted=-1)
    assert judge([refused], PLANTED, TEXT).matches == (None,)


def test_a_quote_lies_on_its_lines():
    assert list(lines_of(OWNER, TEXT)) == [4]
    assert list(lines_of(ASK, TEXT)) == []


remarks = st.lists(
    st.builds(
        Remark,
        line=st.integers(0, 5),
        depth=st.sampled_from([STRUCTURAL, SURFACE]),
        text=st.sampled_from(["typo", "no owner", "no decision is asked", "hm", "the vendor"]),
        planted=st.sampled_from([None, -1, 0, 1, 2]),
    ),
    max_size=6,
)


@given(remarks)
def test_no_critique_earns_more_than_the_best(said):
    verdict = judge(said, PLANTED, TEXT)
    named = {at for at in verdict.matches if at is not None}
    assert len(verdict.matches) == len(said)
    assert named.isdisjoint(verdict.missed)
    assert named | set(verdict.missed) == set(range(len(PLANTED)))


@given(remarks.filter(lambda said: all(r.planted is None for r in said)))
def test_what_nobody_matched_by_hand_is_named_once(said):
    verdict = judge(said, PLANTED, TEXT)
    named = [at for at in verdict.matches if at is not None]
    assert len(named) == len(set(named))
    assert 0 <= verdict.points <= verdict.best
