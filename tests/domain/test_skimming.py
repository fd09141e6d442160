from __future__ import annotations

import pytest

from tpmdesk.domain.brief import read_brief
from tpmdesk.domain.content import Fact
from tpmdesk.domain.scenariofacts import told
from tpmdesk.domain.skimming import Asked, recall, seems_right

BRIEF = """# Search index

Outcome: by 30 June every shop searches on the new index within 200 ms.

Status: Yellow, the load test failed at 70 percent.

## Top risks
- Vendor delivers the disks late. Owner: Lena. Mitigation: rent for two months.

## Decision needed
Approve 12,000 for the rented disks by Friday.
"""


def test_the_gist_is_enough():
    found = {
        each.asked: each.seems_right
        for each in recall(
            {
                "outcome": "every shop on the new index by June",
                "status": "yellow",
                "risk": "disks late from the vendor",
                "decision": "hire three engineers",
            },
            read_brief(BRIEF),
        )
    }
    assert found == {
        Asked.OUTCOME: True,
        Asked.STATUS: True,
        Asked.RISK: True,
        Asked.DECISION: False,
    }


def test_no_reply_is_not_right_where_something_is_said():
    assert not seems_right("", "yellow")


@pytest.mark.parametrize(("reply", "right"), [("", True), ("green", False)])
def test_where_nothing_is_said_nothing_is_to_be_told(reply, right):
    assert seems_right(reply, "") is right


def test_a_fact_is_told_by_one_of_its_cues():
    facts = [Fact("Budget", ("12,000",)), Fact("Load", ("load test",)), Fact("Team", ("six",))]
    assert told(BRIEF, facts) == (True, True, False)


def test_figures_are_told_with_their_point():
    facts = [Fact("Contacts", ("1.9 percent",)), Fact("Customers", ("2.2 million",))]
    assert told("Contacts are at 1.9 %, for 22 million people.", facts) == (True, False)
