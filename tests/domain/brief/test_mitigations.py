from __future__ import annotations

import pytest

from tests.domain.brief.given import risk
from tpmdesk.domain.brief.mitigations import has_mitigation

MITIGATED = (
    "Vendor slips. Owner: Priya. Mitigation: weekly call",
    "Vendor slips (Priya) → weekly call",
    "Vendor slips (Priya). Weekly call with their lead engineer since May.",
    "Vendor slips (Priya), so we signed a second one",
    "Vendor slips — Priya — second source under contract",
    "Vendor slips. Owner Priya; plan: second source",
    "Vendor slips. We are adding a second source.",
    "Vendor slips; Priya is signing a second source",
    "Vendor slips: sign a second source (Priya)",
    "Vendor slips. Fallback: keep the old one until June. (Priya)",
    "**Vendor slips.** Second source signed on 3 May. *Priya*",
    "Vendor slips. Dual-source from May. Owner: Priya",
    "Vendor slips - Priya - dual-source from May",
    "Vendor slips. Countermeasure: dual-source.",
    "Vendor slips. If they miss 3 May, Priya switches to the old one.",
    "Vendor slips. Response: dual-source. Owner: Priya",
    "Vendor slips. Handled by keeping the old one warm (Priya).",
    "**Risk:** vendor slips. **Mitigation:** second source. **Owner:** Priya",
    "Vendor slips. To mitigate, we dual-source.",
    "Vendor slips; contingency is the old one",
    "Vendor slips, mitigated by a second source",
    "Vendor may slip. Owner: Priya. She has a second source ready.",
    "Vendor may slip. Priya owns a weekly check with their CTO",
    "Vendor may slip; Priya owns getting a second quote by Friday",
    "Vendor slips (Priya): dual-source from May",
    "Vendor slips / Priya / dual-source from May",
    "Vendor slips; Priya owns it, and the contract lets us fill the slot from the waiting list.",
    "Landlord blocks the cabling - owner Priya - mitigation: router until the lease ends.",
)
BARE = (
    "Vendor slips. Owner: Priya",
    "Vendor slips (Priya)",
    "Vendor slips — Priya",
    "Vendor slips. Owner: Priya. Mitigation: TBD",
    "Vendor slips. Owner: Priya. No mitigation yet.",
    "Vendor slips, which would delay launch by a month. Owner: Priya",
    "Vendor slips. Impact: launch moves by a month. Owner: Priya",
    "Vendor slips. This would delay launch by a month. (Priya)",
    "**Vendor delay**: the vendor may ship late (Priya)",
    "**Vendor delay** - the vendor may ship late - Priya",
    "Vendor delay: shipments are two weeks behind. Owner: Priya",
    "Likelihood: high. Vendor slips. @priya",
    "Vendor slips (high likelihood, high impact) @priya",
    "Data team owns: schema is not final",
    "We depend on one vendor. Owner: Priya",
    "We may lose two engineers in May (Priya)",
    "@priya - vendor slips",
    "Priya: vendor may slip",
    "Staffing: two engineers leave in May. Owner: Priya",
    "Vendor slips; owner: Priya; likelihood: high",
)


@pytest.mark.parametrize("text", MITIGATED)
def test_what_is_done_about_a_risk_is_its_mitigation(text: str) -> None:
    assert has_mitigation(risk(text))


@pytest.mark.parametrize("text", BARE)
def test_an_owner_or_an_impact_is_no_mitigation(text: str) -> None:
    assert not has_mitigation(risk(text))
