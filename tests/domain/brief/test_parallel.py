from __future__ import annotations

import pytest

from tests.domain.brief.given import codes
from tests.domain.brief.test_variants import with_part

OWNER, EXIT = {"risks_without_owner"}, {"milestones_without_exit_criteria"}


def test_an_odd_criterion_passes_where_the_one_above_is_put_in_the_same_way() -> None:
    told = "- 3 May, beta: users below 500. Ship.\n- 9 June, all: tickets halve. Ship."
    assert codes(with_part("Milestones", told)) == set()


def test_an_odd_owner_passes_where_the_one_above_is_put_in_the_same_way() -> None:
    told = "- Cable; Jo; we booked a crew.\n- Bearing; supplier quality; we have one in stock."
    assert codes(with_part("Risks", told)) == set()


def test_a_milestone_without_the_piece_that_the_others_have_lacks_its_criterion() -> None:
    told = "- 3 May: beta. Exit: ten users.\n- 9 June: all countries."
    assert codes(with_part("Milestones", told)) == EXIT


def test_another_label_in_the_owners_place_is_no_owner() -> None:
    told = "- Cable. Owner: Jo. Mitigation: crew.\n- Bearing. Impact: high. Mitigation: stock."
    assert codes(with_part("Risks", told)) == OWNER


@pytest.mark.parametrize("nobody", ["TBD", "nobody", "to be named", "?"])
def test_a_placeholder_in_the_same_form_is_still_none(nobody: str) -> None:
    told = f"- Cable. Owner: Jo. Mitigation: crew.\n- Bearing. Owner: {nobody}. Mitigation: stock."
    assert codes(with_part("Risks", told)) == OWNER


def test_short_entries_have_no_form_to_compare() -> None:
    told = "- 3 May: beta below 300 ms\n- 9 June: old portal off"
    assert codes(with_part("Milestones", told)) == EXIT
