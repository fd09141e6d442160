from __future__ import annotations

import pytest

from tests.domain.brief.labelled import Labelled, labelled
from tpmdesk.domain.brief import read_brief


def codes(text: str) -> set[str]:
    return {defect.code.value for defect in read_brief(text).defects}


@pytest.mark.parametrize(
    "brief", [*labelled("train"), *labelled("hands")], ids=lambda brief: brief.name
)
def test_a_labelled_brief_has_the_defects_that_its_label_names(brief: Labelled) -> None:
    assert codes(brief.text) == brief.defects


@pytest.mark.parametrize("half", ["test", "others", "last", "later"])
def test_on_the_other_sets_nine_findings_in_ten_are_right_and_nine_in_ten_are_made(
    half: str,
) -> None:
    right = found = there = 0
    for brief in labelled(half):
        got = codes(brief.text)
        right += len(got & brief.defects)
        found += len(got)
        there += len(brief.defects)
    assert right / found >= 0.9
    assert right / there >= 0.9
