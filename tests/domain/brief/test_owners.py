from __future__ import annotations

import pytest

from tests.domain.brief.given import risk
from tpmdesk.domain.brief.owners import has_owner, is_owner

OWNED = (
    "Vendor slips. Owner: Priya. Mitigation: weekly call",
    "Vendor slips (Priya)",
    "Vendor slips (owner: Priya; weekly call)",
    "Vendor slips — Priya — weekly call with their PM",
    "**Vendor slips** | Priya | weekly call",
    "Vendor slips. Priya owns; we have a backup vendor.",
    "Vendor slips. @priya is on a weekly call with them.",
    "Vendor slips, owned by the data team, who add a second vendor",
    "Vendor slips [Priya N.]: weekly call",
    "Vendor slips. Data team owns. Weekly call.",
    "Schema freeze may slip; Lena (EM) is pairing with the schema team",
    "Vendor slips. Accountable: VP Platform. Mitigation: weekly call",
    "Vendor slips. DRI Priya. Weekly call.",
    "Vendor slips - DRI: @priya - weekly call",
    "Vendor slips. Lead: SRE on-call. Weekly call.",
    "Vendor slips → weekly call (Priya Raman)",
    "Vendor slips. The payments team is building a fallback.",
    "Vendor slips; mitigation: weekly call; owner Priya",
    "Vendor slips. Mitigation (Priya): weekly call",
    "Vendor slips. Mitigation: weekly call, led by Priya.",
    "Vendor slips (PM)",
    "Vendor slips. Priya has a backup vendor on contract.",
    "Vendor slips. Owner – Head of Supply",
    "Vendor slips (Platform/Priya)",
    "Vendor slips *(Priya, Platform)*: weekly call",
    "Vendor slips. Priya and Tom own this and meet weekly.",
    "Vendor slips. Raj to sign a backup vendor by Friday.",
    "Vendor slips. Security is reviewing a second vendor.",
    "Vendor slips. Owner is Priya.",
    "Vendor slips. Point person: Priya.",
    "Vendor slips, Priya, weekly call",
    "Vendor slips. Responsible: Priya",
    "Vendor slips. Assigned to Priya.",
    "Vendor slips: Priya is negotiating a second source.",
    "Vendor slips. Priya's team runs a weekly call.",
    "The old app names the host. Priya forces the update on 3 May.",
)
UNOWNED = (
    "Vendor slips. Mitigation: weekly call",
    "Vendor slips. We call them weekly.",
    "Vendor slips (high)",
    "Vendor slips (likelihood: medium, impact: high)",
    "Vendor slips (see RFC 12)",
    "Vendor slips. Owner: TBD. Mitigation: weekly call",
    "Vendor slips. Owner: none yet",
    "Vendor slips. Owner: unassigned",
    "Stripe may throttle us. Mitigation: we batch calls.",
    "AWS has no capacity in Dublin. Mitigation: reserve in Frankfurt.",
    "Vendor slips (EU only). Mitigation: second source.",
    "The team is short of people. Mitigation: hire two contractors.",
    "Data quality is poor. Mitigation: nightly checks.",
    "Vendor slips → weekly call",
    "Kafka upgrade breaks old clients. We pin the client version and test in staging.",
    "Redis fails over slowly — we cache in process",
    "Legal review is late. Mitigation: start in March.",
    "Vendor slips; Frankfurt is the fallback",
    "Platform migration overlaps with the freeze. Mitigation: move it a week.",
    "Vendor slips — mitigation: second source",
    "Vendor slips. Needs an owner.",
    "Hiring is slow: two roles open since May",
    "Security review finds something late; plan is an early pre-review",
    "Vendor might slip. Mitigation: TBD",
    "Engineering capacity is short in June. Mitigation: cut scope.",
    "**Data loss during cutover**: dual writes for two weeks",
    "Customers in Japan see old prices. Mitigation: cache for 5 minutes.",
)


@pytest.mark.parametrize("text", OWNED)
def test_a_name_a_handle_a_role_or_a_team_owns_a_risk(text: str) -> None:
    assert has_owner(risk(text))


@pytest.mark.parametrize("text", UNOWNED)
def test_a_place_a_product_or_a_placeholder_owns_nothing(text: str) -> None:
    assert not has_owner(risk(text))


@pytest.mark.parametrize("text", ["Priya", "Priya N.", "@lena", "Data team", "VP Infra", "Legal"])
def test_an_owner_may_stand_alone(text: str) -> None:
    assert is_owner(text)


@pytest.mark.parametrize("text", ["high", "weekly call", "3 May", "the team", "TBD", "P1", ""])
def test_not_every_short_text_is_an_owner(text: str) -> None:
    assert not is_owner(text)
