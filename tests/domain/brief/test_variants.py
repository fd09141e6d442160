"""What real people put under each heading, and briefs without headings."""

from __future__ import annotations

import pytest

from tests.domain.brief.given import codes

PARTS = {
    "Outcome": "Merchants get paid the same day from 1 October on.",
    "Status": "Green: all on time.",
    "Milestones": (
        "- 3 May: pilot. Exit: ten merchants paid.\n- 9 June: all. Exit: errors below 1 %."
    ),
    "Risks": "- Vendor slips. Owner: Priya. Mitigation: second source.",
    "Decisions needed": "- Dana: approve it by 3 May",
    "Links": "go/plan",
}


def with_part(name: str, text: str) -> str:
    return "# P\n\n" + "\n\n".join(
        f"## {title}\n\n{text if title == name else usual}" for title, usual in PARTS.items()
    )


STATUSES = (
    "🟢",
    "🟡",
    "**🔴**",
    "Green",
    "🟢 **Green**",
    ":large_green_circle:",
    "GREEN 🟢",
    "🟨 Yellow",
)
VAGUE = (
    "🟢🟡",
    "70 % done, looks fine",
    "Things are OK",
    "🟢 / 🟡",
    "We expect to finish on time",
    "Good",
    "Progressing",
    "Yellow-green",
    "In good shape",
    "🟢 with some 🟡",
)
MILESTONES = (
    (
        "4 Sept, scans trigger refunds (exit: 98 % within two hours); 9 Oct, cards "
        "in real time (exit: acquirer confirms 10,000 of 10,000); 13 Nov, Poland "
        "(exit: same)."
    ),
    (
        "Feb 20 – Closed beta. Criteria: 500 rides, no crash.\nMar 31 – Six cities. "
        "Criteria: contacts at today's level.\nMay 29 – All cities. Criteria: old "
        "apps under 2 %."
    ),
    (
        "Feb 20: Closed beta, done when 500 rides went through.\n\nMar 31: Six cities, "
        "done when contacts stay flat."
    ),
    (
        "Closed beta on Feb 20 (exit: 500 rides) → six cities on Mar 31 (exit: "
        "contacts flat) → all on May 29 (exit: old apps gone)"
    ),
    (
        "The closed beta starts on 20 February and ends once 500 rides went through. "
        "Six cities follow on 31 March, done when contacts stay flat."
    ),
    "**20 Feb** Closed beta\nExit: 500 rides\n\n**31 Mar** Six cities\nExit: contacts flat",
    (
        "1. **Closed beta** — Feb 20 — 500 rides without a crash\n2. **Six cities** — "
        "Mar 31 — contacts at or below today's"
    ),
    (
        "- Feb 20\n  - Closed beta\n  - Exit: 500 rides\n- Mar 31\n  - Six cities\n  - "
        "Exit: contacts flat"
    ),
    "| When | What | How we know |\n|---|---|---|\n| Feb 20 | beta | 500 rides |",
    (
        "|Phase|Target|Owner|Gate|\n|:-:|:-:|:-:|:-:|\n|Beta|Feb|Miro|500 rides|\n"
        "|GA|Apr|Miro|contacts flat|"
    ),
    "- [x] Design signed (Jan 12)\n- [ ] Beta (Feb 20), exit: 500 rides",
    (
        "- Beta: Feb 20. Exit criteria: (a) 500 rides, (b) no crash.\n- GA: Apr 2. "
        "Exit criteria: (a) contacts flat."
    ),
    (
        "- M1 (Feb 20): Beta\n    - *Exit criteria*: 500 rides\n- M2 (Mar 31): GA\n    "
        "- *Exit criteria*: contacts flat"
    ),
    "Feb 20: Beta. Exit: 500 rides. Mar 31: GA. Exit: contacts flat.",
    ("- **Beta** | Due: Feb 20 | Exit: 500 rides\n- **GA** | Due: Mar 31 | Exit: contacts flat"),
    "- ~~Jan 12: design~~ done\n- Feb 20: beta. Exit: 500 rides.",
    (
        "- Beta\n  Date: Feb 20\n  Exit criteria: 500 rides\n- GA\n  Date: Mar 31\n  Exit "
        "criteria: contacts flat"
    ),
    "- Beta, 20.2.: 500 rides without crash = done\n- GA, 31.3.: contacts flat = done",
)
RISKS = (
    (
        "**Certification slips again** (Miro): second acquirer is certified already "
        "and can carry all cards.\n**Tablets are too old** (Fleet): 900 tablets ordered."
    ),
    "- **Certification slips** – *Miro* – second acquirer on standby",
    (
        "| # | Risk | Likelihood | Impact | Owner | Mitigation |\n"
        "|---|---|---|---|---|---|\n| 1 | Cert slips | H | M | Miro | second acquirer |"
    ),
    (
        "1) Certification slips. Likelihood medium, impact high. Miro owns. We "
        "certify a second acquirer."
    ),
    (
        "- Certification slips\n  - **Impact:** three weeks\n  - **Owner:** Miro\n  - "
        "**Mitigation:** second acquirer"
    ),
    "Certification may slip again. Miro owns this; he certifies a second acquirer by May.",
    "- Certification slips (owner Miro; second acquirer certified in May)",
    "- [High] Certification slips. @miro: second acquirer by May",
    "- R1: Certification slips | Owner: Miro | Mitigation: second acquirer",
    ("- Risk: certification slips\n- Owner: Miro\n- Mitigation: second acquirer certified in May"),
    (
        "**Risk 1: Certification slips**\n- Owner: Miro\n- Mitigation: second acquirer\n"
        "\n**Risk 2: Tablets too old**\n- Owner: Fleet\n- Mitigation: 900 ordered"
    ),
    (
        "**1. Certification slips.** Owner: Miro. Mitigation: second acquirer.\n\n**2. "
        "Tablets too old.** Owner: Fleet. Mitigation: 900 ordered."
    ),
    "> Certification slips – Miro – second acquirer",
    "None we know of.",
)
DECISIONS = (
    "None this fortnight.",
    "No asks.",
    "Nothing needed right now.",
    "1. **Approve** the budget.",
    "Dana – budget – 3 May",
    "| Decision | Owner | By |\n|---|---|---|\n| Budget | Dana | 3 May |",
    "- [ ] Budget (Dana)",
    "**Go / no-go for Spain** by 3 May",
    "Pick A or B.",
)
LINKS = (
    "RIDER-2200, plan at https://x.y",
    "- Design doc\n- Runbook",
    "Confluence: Payments / Plan",
    "[Plan][1]\n\n[1]: https://x.y/plan",
    "#proj-payments in Slack; plan in go/plan",
)
WHOLE = (
    (
        "# P\n\nGoal\n: Merchants get paid the same day by 1 Oct.\n\nStatus\n: Green\n\n"
        "Milestones\n: 3 May: pilot, exit: ten merchants paid.\n\nRisks\n: Vendor slips. "
        "Owner: Priya. Mitigation: second source.\n\nAsk\n: Dana, approve it by 3 May.\n\n"
        "Links\n: go/plan"
    ),
    (
        "> Outcome: merchants get paid the same day by 1 Oct.\n\n> Status: Green\n\n"
        "**Milestones**: 3 May: pilot (exit: ten merchants paid)\n\n**Risks**: Vendor "
        "slips. Owner: Priya. Mitigation: second source.\n\n**Ask**: Dana, approve it "
        "by 3 May.\n\n**Links**: go/plan"
    ),
    (
        "# P [GREEN]\n\nMerchants get paid the same day by 1 Oct.\n\nMILESTONES\n1) "
        "Pilot, 3 May, exit: ten paid\n\nRISKS\n1) Vendor slips. Owner: Priya. "
        "Mitigation: second source.\n\nDECISIONS\nDana: approve it by 3 May\n\nLINKS\n"
        "go/plan"
    ),
    (
        "Outcome - merchants get paid the same day by 1 Oct\nStatus - Green, all on "
        "time\nMilestones -\n * Pilot, 3 May (done when ten paid)\nRisks -\n * Vendor "
        "slips. Owner: Priya. Second source signed.\nDecisions - Dana: approve it by "
        "3 May\nLinks - go/plan"
    ),
)


@pytest.mark.parametrize("text", STATUSES)
def test_a_sign_is_as_good_as_its_word(text: str) -> None:
    assert codes(with_part("Status", text)) == set()


@pytest.mark.parametrize("text", VAGUE)
def test_a_status_without_one_colour_is_not_one_word(text: str) -> None:
    assert codes(with_part("Status", text)) == {"status_not_one_word"}


@pytest.mark.parametrize("text", MILESTONES)
def test_milestones_with_date_and_exit_pass(text: str) -> None:
    assert codes(with_part("Milestones", text)) == set()


@pytest.mark.parametrize("text", RISKS)
def test_risks_with_owner_and_mitigation_pass(text: str) -> None:
    assert codes(with_part("Risks", text)) == set()


@pytest.mark.parametrize("text", DECISIONS)
def test_decisions_pass_and_so_does_saying_that_none_is_needed(text: str) -> None:
    assert codes(with_part("Decisions needed", text)) == set()


@pytest.mark.parametrize("text", LINKS)
def test_links_pass(text: str) -> None:
    assert codes(with_part("Links", text)) == set()


@pytest.mark.parametrize("text", WHOLE)
def test_definition_lists_quotations_and_bare_capitals_are_read(text: str) -> None:
    assert codes(text) == set()
