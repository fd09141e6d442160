"""One risk and one milestone in the many phrasings of single lines, lists and tables."""

from __future__ import annotations

import pytest

from tests.domain.brief.given import codes
from tests.domain.brief.test_variants import with_part

RISKS = (
    (
        "- **Supplier insolvency.** Amira watches their filings weekly and has a second "
        "supplier quoted."
    ),
    "Supplier insolvency – owned by Procurement; dual sourcing agreed from July.",
    "- Supplier insolvency (Amira): dual sourcing agreed",
    "- Data loss during cutover | Platform team | rehearsed twice, rollback in 20 min",
    (
        "| Risk | Impact | Likelihood | Owner | Response |\n|---|---|---|---|---|\n| Data "
        "loss | H | L | Platform | rehearsed twice |"
    ),
    (
        "Data loss during the cutover is the one that matters. Platform owns it and rehearses "
        "the rollback every Thursday."
    ),
    (
        "The biggest risk is data loss during cutover. To counter it, Ravi's team rehearses "
        "the rollback twice before go-live."
    ),
    "- Data loss during cutover. DRI: Ravi. Rollback rehearsed on 3 and 10 May.",
    "- Data loss during cutover — @ravi rehearsing rollback",
    "- Data loss during cutover. What we do: two rehearsals. Who: Ravi.",
    "- Data loss during cutover\n  - who: Ravi\n  - what: two rehearsals",
    (
        "#### Data loss during cutover\nOwner: Ravi\nMitigation: two rehearsals\n\n#### "
        "Vendor late\nOwner: Jo\nMitigation: penalty clause"
    ),
    "1. Data loss during cutover. Ravi K. Rehearsal on 3 May, rollback in 20 minutes.",
    (
        "Data loss during cutover. Owner is Ravi; mitigation is a rehearsal on 3 May.\nVendor "
        "runs late. Owner is Jo; mitigation is the penalty clause."
    ),
    (
        "🔴 Data loss during cutover — owner: Ravi — rehearsal 3 May\n🟡 Vendor late — owner: "
        "Jo — penalty clause"
    ),
    "- (H) Data loss [Ravi] - rehearsal 3 May",
    "- High: data loss in cutover. Rehearsal 3 May. (owner: Ravi)",
    (
        "- If the vendor is late, we lose the summer window. Jo negotiates a penalty and "
        "keeps the old contract alive until August."
    ),
    (
        "- Because two engineers leave in June, the API may slip. Platform EM is backfilling "
        "with contractors."
    ),
    "**Vendor late (Jo, Procurement).** Penalty clause signed, weekly call with their CTO.",
    (
        "Two risks keep us awake: the vendor may be late, for which Jo has a penalty clause, "
        "and data may be lost, for which Ravi rehearses the rollback."
    ),
    (
        "Vendor late. Jo has a penalty clause in the contract. Data loss. Ravi has rehearsed "
        "the rollback."
    ),
    "- Staff shortage in July: HR (Dora) hired 12 temps",
    "- Staff shortage in July. HR is hiring 12 temps.",
    "- Staff shortage in July. The recruitment team has 12 temps on contract.",
    (
        "Risk: Staff shortage in July\nOwner: HR\nMitigation: 12 temps\n\nRisk: Vendor "
        "late\nOwner: Jo\nMitigation: penalty clause"
    ),
    "- Staff shortage → HR → 12 temps on contract",
    "| What | Who | Doing |\n|---|---|---|\n| Staff shortage | HR | 12 temps |",
    "No open risks this week.",
    (
        "- Key engineer leaves before launch. Owner: Sam. Knowledge transfer sessions weekly, "
        "docs done by 1 June."
    ),
    "- Key engineer leaves — Sam (EM) — shadowing by two others since April",
    "- Key engineer leaves. Sam is cross-training two others.",
    "- Key engineer leaves; Sam has asked two others to shadow.",
    "- Key engineer leaves. Cross-training of two others is under way (Sam).",
    "- Key engineer leaves. Mitigated by cross-training; owned by Sam.",
    "- **Key engineer leaves** (owner: Sam). Two others are shadowing.",
    "- **Key engineer leaves** | Owner: Sam | Plan: two others shadow",
    (
        "- Key engineer leaves. Likelihood: medium. Impact: high. Owner: Sam Lee, EM. "
        "Mitigation: two others shadow."
    ),
    "- *Key engineer leaves* – accountable: Sam – cross-train two others",
    "- Key engineer leaves [owner: @sam] [mitigation: two others shadow]",
    "- Key engineer leaves. @sam to cross-train two others by June.",
    "- Key engineer leaves → cross-train two others by June (Sam)",
    "- Key engineer leaves. Action: cross-train two others. Action owner: Sam.",
    "- Key engineer leaves - Mitigation: cross-train two others - Owner: Sam Lee",
    "- Key engineer leaves. Risk owner - Sam Lee. Contingency - contractor on call.",
    "- If the key engineer leaves, then the launch slips. Sam Lee owns; two others shadow her.",
    "- Key engineer leaves: Sam Lee, cross-training two others",
    "- Key engineer leaves. We cross-train two others. (Sam Lee)",
    "- Key engineer leaves. Sam Lee leads cross-training of two others.",
    "- Key engineer leaves. Sam Lee's team is cross-training two others.",
    "- Key engineer leaves. The platform team will cross-train two others.",
    "- Key engineer leaves (Platform team). Cross-training starts 2 June.",
    "- Key engineer leaves. Owned by platform team; cross-training starts 2 June.",
    (
        "1. Key engineer leaves\n   Owner: Sam\n   Mitigation: cross-train two others\n2. "
        "Vendor late\n   Owner: Jo\n   Mitigation: penalty clause"
    ),
    (
        "1. **Key engineer leaves**\n   - *Owner:* Sam\n   - *What we are doing:* "
        "cross-training two others"
    ),
    (
        "**Key engineer leaves**\nOwner: Sam\nMitigation: cross-train two others\n\n**Vendor "
        "late**\nOwner: Jo\nMitigation: penalty clause"
    ),
    "**Risk:** Key engineer leaves.\n**Owner:** Sam.\n**Mitigation:** Cross-train two others.",
    (
        "Key engineer leaves\n- Owner: Sam\n- Mitigation: cross-train two others\n\nVendor "
        "late\n- Owner: Jo\n- Mitigation: penalty clause"
    ),
    (
        "| Risk | Owner / Mitigation |\n|---|---|\n| Key engineer leaves | Sam: cross-train "
        "two others |"
    ),
    (
        "| Risk | DRI | Mitigation status |\n|---|---|---|\n| Key engineer leaves | Sam | Two "
        "others shadow |"
    ),
    "| Risk & owner | Mitigation |\n|---|---|\n| Key engineer leaves (Sam) | Two others shadow |",
    (
        "| Risk | L | I | Mitigation (owner) |\n|---|---|---|---|\n| Key engineer leaves | M "
        "| H | Two others shadow (Sam) |"
    ),
    "|Risk|Mitigation|Lead|\n|-|-|-|\n|Key engineer leaves|Two others shadow|Sam|",
    "- 🟠 **Attrition** — Sam Lee — two others shadow, retention bonus approved",
    "- Attrition on the core team (Sam Lee, EM): retention bonus approved",
    "- Attrition: retention bonus approved; owner Sam Lee",
    "- Attrition. Owner: Sam Lee / HRBP. Retention bonus approved.",
    "- Attrition might delay GA by a month; Sam Lee has a contractor bench of three ready.",
    "- Attrition might delay GA by a month, so Sam Lee keeps three contractors on the bench.",
    "- Attrition. Sam Lee (EM) tracks weekly and keeps three contractors on the bench.",
    "- Attrition – Sam – bench of three contractors",
    "- Attrition (Sam) – bench of three contractors",
    "- Attrition (Sam). Bench of three contractors.",
    "- Legal review runs long – General Counsel – outside counsel on retainer",
    "- Legal review runs long. Outside counsel is on retainer. Owner: General Counsel",
    "- Legal review runs long. GC's office owns. Outside counsel on retainer.",
    (
        "- Legal review could run long. Dana Whitfield is tracking daily and will escalate to "
        "the GC on 20 May if there is no answer."
    ),
    "- Supply: chips are short. Owner: Wei. Buy-ahead of 12 weeks.",
    (
        "The key engineer may leave. Sam owns this and cross-trains two others. The vendor "
        "may be late. Jo owns this and has a penalty clause."
    ),
    (
        "The first is that the key engineer leaves, which Sam addresses by cross-training two "
        "others. The second is a late vendor, which Jo covers with a penalty clause."
    ),
)
UNOWNED = (
    "- Staff shortage in July. Mitigation: 12 temps on contract.",
    "- Vendor late. Penalty clause is in the contract.",
    "- Data loss during cutover → rehearsal on 3 May",
    "| Risk | Mitigation |\n|---|---|\n| Data loss | rehearsal |",
    "| Risk | Owner | Mitigation |\n|---|---|---|\n| Data loss | TBD | rehearsal |",
    "- Staff shortage. Owner: TBD. Mitigation: 12 temps",
    "- Staff shortage. Owner: none yet. Mitigation: 12 temps",
    "Vendor may be late. We keep the old contract alive until August.",
    "- Data loss during cutover: we rehearse the rollback twice",
    (
        "- Certification slips by a month. Mitigation: second lab booked.\n- Vendor late. "
        "Owner: Jo. Mitigation: penalty clause."
    ),
    "- Regulator says no. Mitigation: monthly call.",
    "- Staff shortage (high). Mitigation: temps",
    "- Key engineer leaves. Two others are shadowing.",
    "- Key engineer leaves → cross-train two others",
    "- Key engineer leaves. Plan: cross-training by June.",
    "- Key engineer leaves — medium — cross-training by June",
    "- Attrition: retention bonus approved",
    "- Vendor late (High/Medium): penalty clause in contract",
    "- Vendor late (Q3): we hold a penalty clause",
    "- Vendor late. Owner: ? Mitigation: penalty clause",
    "- Vendor late. Owner: to be assigned. Mitigation: penalty clause",
    "- Schema drift between regions. Mitigation: nightly comparison job",
    "- AWS quota limits. Mitigation: raise requested",
    "- Customers may complain. We will publish an FAQ.",
    "- Peak load in November. Load tests run weekly.",
    "- GDPR audit in June. Evidence is collected in one folder.",
    "| Risk | Mitigation | Impact |\n|---|---|---|\n| Vendor late | Penalty clause | High |",
    "- Data Center power is limited. Mitigation: second feed ordered.",
    "- Safari drops support. Fallback: polyfill.",
)
UNMITIGATED = (
    "- Staff shortage in July. Owner: Dora.",
    "- Staff shortage in July (Dora, HR)",
    "- Staff shortage in July would delay the launch by four weeks. Owner: Dora",
    "| Risk | Owner | Mitigation |\n|---|---|---|\n| Data loss | Ravi | |",
    "| Risk | Owner | Mitigation |\n|---|---|---|\n| Data loss | Ravi | TBD |",
    "| Risk | Impact | Owner |\n|---|---|---|\n| Data loss | two weeks of delay | Ravi |",
    "- Data loss during cutover. Owner: Ravi. Impact: two weeks of delay.",
    "- Vendor late – Jo",
    "- Vendor late. Jo owns this.",
    "Vendor may be late. Jo owns this risk.",
    "- Vendor late [Jo] – high impact",
    "- Vendor late. Likelihood: high. Owner: Jo. Mitigation: to be agreed with Finance.",
    "- Key engineer leaves. Owner: Sam. This would delay launch by a month.",
    "- Key engineer leaves (Sam). Impact high.",
    "- Key engineer leaves — Sam — High",
    "- Key engineer leaves; owner Sam Lee",
    "- Key engineer leaves. Sam Lee owns this risk.",
    "| Risk | Owner | Status |\n|---|---|---|\n| Key engineer leaves | Sam | Open |",
    "- Key engineer leaves. DRI: @sam",
    "- Key engineer leaves. Owner: Sam. Mitigation: none",
    "- Key engineer leaves. Owner: Sam. Mitigation: not yet defined",
    "- Key engineer leaves. Owner: Sam. Probability: 30%.",
    "- Vendor late, which would cost us the summer window. Owner: Jo",
    "- Vendor late because of strikes (Jo)",
    "- Vendor late - owner Jo - likelihood medium - impact high",
    "1. Vendor late\n   - Owner: Jo\n   - Impact: four weeks",
    "- Vendor late. Owner: Jo. Mitigation: we need to find one.",
    (
        "| Risk | Likelihood | Impact | Owner | Mitigation |\n|---|---|---|---|---|\n| Vendor "
        "late | M | H | Jo | - |"
    ),
    "- Vendor late. Owner: Jo. Mitigation plan pending.",
)
MILESTONES = (
    "- 3 May: ovens commissioned (2,000 trays in one session)",
    "- 3 May: ovens commissioned, 2,000 trays in one session",
    "- 3 May: ovens commissioned = 2,000 trays in one session",
    "- Ovens commissioned by 3 May (2,000 trays in one session)",
    "- 3 May – first bus in service, 5,000 km each without a tow",
    "- 3 May: readers fitted, heartbeat from each for 48 h",
    "- 3 May: load test at 3x peak, p99 under 300 ms",
    "- 3 May: beta. Users: 500 a day for a week.",
    "- 3 May: beta [500 users a day]",
    "- 3 May: beta. 500 users a day.",
    "- 3 May: beta. At least 500 users a day.",
    "- 3 May: beta. Crash-free sessions above 99.5%.",
    "- 3 May: beta. Crash-free 99.5%.",
    "- 3 May: beta. Finance closes the month in it.",
    "- 3 May: beta. The auditor has no findings.",
    "- 3 May: beta. Auditor finds nothing.",
    "- 3 May: beta. Runs for a week without a restart.",
    (
        "3 May is the beta: 500 users a day for one week. 9 June is GA: 5,000 users a day for "
        "one week."
    ),
    (
        "We start beta on 3 May and call it good at 500 users a day. We open to all on 9 June "
        "and call it good at 5,000."
    ),
    "Beta is on 3 May; 500 daily users end it. GA is on 9 June; 5,000 daily users end it.",
    "The beta on 3 May is over when 500 people use it daily, the GA on 9 June when 5,000 do.",
    (
        "First, the beta on 3 May: finished with 500 daily users. Then GA on 9 June: finished "
        "with 5,000."
    ),
    (
        "Beta lands on 3 May (500 daily users) and GA on 9 June (5,000 daily users, no P1 for "
        "a week)."
    ),
    "Beta (3 May) ends at 500 daily users; GA (9 June) ends at 5,000.",
    (
        "3 May beta, 500 daily users or it isn't done; 9 June GA, 5,000 daily users or it "
        "isn't done."
    ),
    "- [ ] 3 May Beta\n  - [ ] 500 daily users\n  - [ ] no P1",
    "- 3 May: Beta\n  - 500 daily users\n  - P1 free",
    "- 3 May: Beta\n  *Exit:* 500 daily users",
    "- 3 May: Beta\n  → 500 daily users",
    "- 3 May: Beta\n  (500 daily users for a week)",
    (
        "| Milestone | Date | Exit |\n|---|---|---|\n| Beta | 3 May | 500 daily users |\n| GA "
        "| 9 June | as above |"
    ),
    "| Date | Milestone and exit |\n|---|---|\n| 3 May | Beta; done when 500 users a day |",
    "| Milestone (exit) | Date |\n|---|---|\n| Beta (500 daily users) | 3 May |",
    (
        "| Milestone | Date | How we'll prove it |\n|---|---|---|\n| Beta | 3 May | 500 daily "
        "users |"
    ),
    "| Milestone | Date | DoD |\n|---|---|---|\n| Beta | 3 May | 500 daily users |",
    "| Milestone | Date | Ready when |\n|---|---|---|\n| Beta | 3 May | 500 daily users |",
    "| What | When | Test |\n|---|---|---|\n| Beta | 3 May | 500 daily users |",
    "| What | When | Enough when |\n|---|---|---|\n| Beta | 3 May | 500 daily users |",
    "| What | When | Finished? |\n|---|---|---|\n| Beta | 3 May | 500 daily users |",
    "| Phase | Dates | Criteria to exit |\n|---|---|---|\n| Beta | 1–31 May | 500 daily users |",
    "| Phase | Dates | Threshold |\n|---|---|---|\n| Beta | 1–31 May | 500 daily users |",
    "| Phase | Dates | Success |\n|---|---|---|\n| Beta | 1–31 May | 500 daily users |",
    "| Phase | Dates | Gate to next |\n|---|---|---|\n| Beta | 1–31 May | 500 daily users |",
    "| Phase | Dates | Verified by |\n|---|---|---|\n| Beta | 1–31 May | 500 daily users |",
    "| Phase | Dates | Target |\n|---|---|---|\n| Beta | 1–31 May | 500 daily users |",
    (
        "**3 May – Beta.** 500 daily users for a week.\n\n**9 June – GA.** 5,000 daily users "
        "for a week."
    ),
    "**Beta, 3 May.** Exit: 500 daily users.\n**GA, 9 June.** Exit: 5,000 daily users.",
    "### 3 May: Beta\n500 daily users, no P1.\n\n### 9 June: GA\n5,000 daily users, no P1.",
    "1. 3 May\n   Beta\n   Exit: 500 daily users\n2. 9 June\n   GA\n   Exit: 5,000 daily users",
    "- Kiosk rollout, Phase 1: 14 March. Closed when all 40 kiosks print.",
    "- Beta, 12 May. Target: 95% task success in moderated tests.",
    "- Beta, 12 May — measured: 95% task success",
    "- Beta (12 May) – KPI: 95% task success",
    "- Beta: 12 May. We ship when latency is flat.",
    "- Beta: 12 May. Requires sign-off from Legal and zero P1s.",
    "- Beta: 12 May – sign-off by Legal",
    "- Beta: 12 May. Signed off by Legal.",
    "- Beta: 12 May. Legal signs the release note.",
    "- Beta: 12 May. Evidence: signed test report.",
    "- Beta: 12 May, with 200 customers active and fewer than 5 tickets a day.",
    "- Beta: 12 May, 200 customers active, support tickets ≤ 5/day.",
    "- Beta: 12 May at ≥ 99.9% uptime.",
    "- Beta: 12 May (uptime 99.9%, tickets ≤ 5/day)",
    "- Beta: 12 May. 200 customers use it daily; tickets stay under five a day.",
    "- Beta: 12 May. All 200 customers have logged in at least twice.",
    "- Beta: 12 May. Every customer has logged in.",
    "- Beta: 12 May. Customers can pay with no help from support.",
    "- Beta, 12 May: customers pay without help",
    "12 May: 40 of 40 stores reconcile to the cent",
    "- Stores balance to the penny for a month, 12 May",
    "- Beta: 12 May. Test: ten customers pay unaided.",
    "- Beta: 12 May; bar: ten customers pay unaided.",
    "- Beta, 12 May // ten customers pay unaided",
    "- Beta – 12 May – ten customers pay unaided, twice",
    "- Beta. 12 May. Ten customers pay unaided.",
    "- Beta 12 May. Ten customers paid unaided = done.",
    "- Beta: 12 May. Finish line: ten customers pay unaided.",
    "- Beta: 12 May. Leave when ten customers pay unaided.",
    "- Beta: 12 May. We'll know it worked if ten customers pay unaided.",
    "- Beta: 12 May. Considered complete after ten customers pay unaided.",
    "- Beta: 12 May. Closes on ten unaided payments.",
    "- Beta: 12 May, complete on receipt of the auditor's letter",
    "- Beta: 12 May, confirmed by the auditor's letter",
    "- Beta: 12 May, as shown by ten unaided payments",
    "- Beta: 12 May, demonstrated to the customer on site",
    "- Beta: 12 May. Exit gate = ten unaided payments",
    "- Permit granted: 12 May (letter on file)",
    "- Handover: 12 May (keys and as-builts received)",
    "- Line 3 at rate: 12 May, 400 units/hour over one shift",
    "- Line 3 runs 400 units an hour for one shift: 12 May",
    "- Line 3 – 12 May – 400 units/h sustained",
    "- Line 3 qualified, 12 May. OEE above 85 % for five shifts.",
    "- Pilot branch live (5 June): tellers serve 200 customers a day from the new screen",
    ("- By 5 June the pilot branch serves 200 customers a day from the new screen for a full week"),
    "- 5 June, pilot branch: exit is 200 customers a day for a week",
    "- 5 June: pilot branch. Exit – 200 customers a day",
    "- 5 June: pilot branch. Out of pilot at 200 customers a day.",
    "- 5 June: pilot branch; done at 200 customers a day",
    "- 5 June: pilot branch. Graduates when 200 customers a day are served.",
    "- 5 June: pilot branch. Go/no-go on 200 customers a day, zero cash differences.",
    "- 5 June: pilot branch. Complete upon regulator's written consent.",
    "- 5 June: pilot branch. Subject to: 200 customers a day for a week.",
    "- 5 June: pilot branch. Passed if branch manager and audit both sign.",
    "- 5 June: pilot branch – definition of done is 200 customers a day",
    "- 5 June: pilot branch, judged by cash differences of zero for ten days",
    "- 5 June: pilot branch. Tellers close the day in balance ten times running.",
    "- 5 June: pilot branch. Then and only then: ten balanced days.",
    (
        "| Milestone | By | Looks like |\n|---|---|---|\n| Beta | 12 May | ten customers pay "
        "unaided |"
    ),
    (
        "| Milestone | By | Required result |\n|---|---|---|\n| Beta | 12 May | ten customers "
        "pay unaided |"
    ),
    (
        "| Milestone | By | Success looks like |\n|---|---|---|\n| Beta | 12 May | ten "
        "unaided payments |"
    ),
    (
        "| Deliverable | Date | We're done when |\n|---|---|---|\n| Beta | 12 May | ten "
        "unaided payments |"
    ),
    (
        "| Stage | Finish | Sign-off |\n|---|---|---|\n| Beta | 12 May | Legal and QA sign "
        "the release note |"
    ),
    "| Stage | Finish | Quality gate |\n|---|---|---|\n| Beta | 12 May | zero P1 |",
    "| Stage | Finish | Outcome |\n|---|---|---|\n| Beta | 12 May | ten customers pay unaided |",
    "- Beta, 12 May\n  - 200 customers active\n  - tickets ≤ 5/day",
    "1. Beta – 12 May\n   Exit: 200 customers active\n2. GA – 30 June\n   Exit: tickets ≤ 5/day",
    (
        "**Beta** (12 May)\n200 customers active and tickets ≤ 5/day.\n\n**GA** (30 "
        "June)\nTickets ≤ 5/day for a month."
    ),
    "- **Alpha, 12 May:** 20 internal users complete a booking without help",
    "- Alpha (12 May). Exit: 20 bookings.",
    "12 May — Alpha — exit when 20 bookings done",
    "| Milestone | Date | Success measure |\n|---|---|---|\n| Alpha | 12 May | 20 bookings |",
    "| When | Milestone | Done when |\n|---|---|---|\n| w/c 12 May | Alpha | 20 bookings |",
    (
        "| Milestone | Target | Evidence of completion |\n|---|---|---|\n| Alpha | EOQ2 | 20 "
        "bookings |"
    ),
    "- Alpha by EOD Friday 16 May, done means 20 bookings",
    "- 5/16: Alpha. We exit once 20 bookings went through",
    (
        "Alpha lands on 12 May and counts as done after 20 bookings. Beta lands on 9 June and "
        "counts as done after 200."
    ),
    (
        "We reach alpha on 12 May, once 20 bookings have gone through. Beta follows on 9 "
        "June, provided support tickets stay below five a day."
    ),
    "- Week of 12 May: Alpha, verified by QA on 20 bookings",
    "- Q2: Alpha. Exit criterion: 20 bookings\n- Q3: Beta. Exit criterion: 200 bookings",
    "1. Alpha\n   - When: 12 May\n   - Exit: 20 bookings",
    "- 2025-05-12 Alpha [exit: 20 bookings end to end]",
    "- May 12th, 2025 – Alpha – p95 under 300ms, no Sev1 for 5 days",
    "- Alpha → 12 May → 20 bookings with no manual step",
    "- Alpha: 12 May; customer signs the acceptance form",
    "- Alpha: 12 May. Ready when 20 bookings pass.",
    "- End of May: Alpha, accepted by the operations director",
    "- **12 May** Alpha – the pilot branch runs a full day without paper",
    "- Alpha (12 May): every booking in the pilot branch goes through the new system for a week",
    "- 12 May, Alpha: 20 of 20 test bookings pass",
    (
        "### Alpha – 12 May\nExit criteria: 20 bookings\n\n### Beta – 9 June\nExit criteria: "
        "200 bookings"
    ),
    "- [ ] Alpha – 12 May – 20 bookings pass UAT",
    "- **May 12:** Beta opens to 200 customers. *Exit criteria:* NPS ≥ 40.",
    "- Beta (May 12) — NPS of at least 40",
    "- Beta, May 12. Must hit NPS 40.",
    "- Beta – May 12 – success looks like NPS of 40",
    "- May 12 | Beta | Exit: NPS 40",
    "- Beta: May 12, 2025. Success criteria: 200 customers active weekly.",
    "- May 12: Beta live (200 customers active for two weeks)",
    "- Beta by May 12; we leave beta when NPS is above 40",
    "- Beta by May 12. Gate: NPS above 40.",
    "| Phase | Window | Exit gate |\n|---|---|---|\n| Beta | May 12–30 | NPS > 40 |",
    "| Date | Deliverable | Acceptance |\n|---|---|---|\n| May 12 | Beta | NPS > 40 |",
    "| Milestone | ETA | What done means |\n|---|---|---|\n| Beta | May 12 | NPS > 40 |",
    (
        "| Milestone | Baseline | Forecast | Exit criteria |\n|---|---|---|---|\n| Beta | 5 "
        "May | 12 May | NPS > 40 |"
    ),
    "### Beta\n- Date: May 12\n- Exit criteria: NPS > 40",
    "**Beta – May 12**\nExit: NPS > 40\n\n**GA – June 30**\nExit: 99.9% uptime for 14 days",
    "1. Beta (May 12): exit when NPS > 40; 2. GA (June 30): exit when uptime ≥ 99.9% for 14 days",
    (
        "Beta opens May 12 and exits at NPS 40. GA follows June 30 and exits at 99.9% uptime "
        "over 14 days."
    ),
    "- 12.05.2025 Beta, Abnahme criterion: NPS 40",
    "- wk of 5/12: beta; exit = NPS 40",
    "- Q2 FY26: Beta. Exit: NPS 40.",
    "- Mid-May: Beta. Exit: NPS 40.",
    "- End of Q2: Beta – done when the ops lead signs the runbook",
    "- May 12 – Data migrated – row counts match in all 40 tables",
    "- May 12 – Training complete – every agent passes the quiz",
    "- May 12: Go-live. Hypercare ends after 10 days without a P1.",
    "- May 12: security sign-off – pen test shows no critical findings",
    "- May 12: first customer live, invoice paid within 30 days",
    "- Design review – May 12 – approved by architecture board with no open actions",
)
UNMEASURED = (
    "- 3 May: beta in 40 stores",
    "- 3 May: beta (40 stores)",
    "- 3 May: beta, 40 stores",
    "- 3 May: wave 1 (stores 1 to 40)",
    "- 3 May: 500 users invited",
    "- 3 May: Beta\n  - Owner: Jo\n  - Scope: 40 stores",
    "- 3 May: Beta\n  (Jo)",
    "- 3 May: Beta (starts in Spain)",
    "- 3 May: Beta, led by Jo",
    "- 3 May: design review and sign-off meeting",
    "Beta is on 3 May, GA on 9 June.",
    "We start beta on 3 May and open to all on 9 June.",
    "| Milestone | Date | Scope |\n|---|---|---|\n| Beta | 3 May | 40 stores |",
    (
        "| Milestone | Date | Dependencies |\n|---|---|---|\n| Beta | 3 May | vendor contract "
        "signed first |"
    ),
    (
        "| Milestone | Date | Owner | Comment |\n|---|---|---|---|\n| Beta | 3 May | Jo | two "
        "weeks late |"
    ),
    "- Beta: 12 May. Owner: Sam. Status: on track.",
    "- Beta: 12 May. Scope: Spain and Portugal.",
    "- Beta: 12 May. Depends on the vendor.",
    "- Beta: 12 May. This is the first public release.",
    "- Beta: 12 May, two weeks later than planned",
    "- Beta: 12 May (was 5 May)",
    "- Beta: 12 May. We announce it at the summit.",
    "- Beta: 12 May – first public release",
    "- Beta: 12 May; GA: 30 June",
    "- 12 May: complete the vendor contract",
    "- 12 May: finish data migration",
    "- 12 May: hand over to operations",
    "- 12 May: 200 customers in beta",
    "- 12 May: final testing and bug fixing",
    "- 12 May: sign contract with vendor",
    "- 12 May: begin phase two rollout to branches",
    "- 12 May: Beta in 3 regions, 12 stores",
    "- Beta complete: 12 May",
    "- Beta ends on 12 May",
    "- Beta passed to operations: 12 May",
    "- Alpha, 12 May",
    "- 12 May: Alpha with 20 users",
    "| Milestone | Date |\n|---|---|\n| Alpha | 12 May |",
    "| Milestone | Date | Owner |\n|---|---|---|\n| Alpha | 12 May | Jo |",
    "| Milestone | Date | Status |\n|---|---|---|\n| Alpha | 12 May | On track |",
    "| Milestone | Complete by |\n|---|---|\n| Alpha | 12 May |",
    "| Milestone | Date | Exit criteria |\n|---|---|---|\n| Alpha | 12 May | TBD |",
    "- 12 May: Alpha (Jo)\n- 9 June: Beta (Jo). Exit: 200 bookings",
    "Alpha is due on 12 May and beta on 9 June.",
    "- 12 May: Alpha in the northern stores",
    "- 12 May – Alpha – Platform team",
    "- 12 May: all stores trained",
    "- 12 May: testing with 20 users complete",
    "- Alpha. Date: 12 May. Owner: Jo.",
    "| Milestone | Date | % complete |\n|---|---|---|\n| Alpha | 12 May | 40% |",
    "- 12 May: contract signed",
    "- 12 May: Alpha launched to 10% of customers",
    "- Alpha — 12 May — on track",
    "- May 12: Beta opens",
    "- Beta (May 12)",
    "- Beta by May 12",
    "- May 12 — Beta — owner: Sam",
    "- May 12 – Beta – on track",
    "- May 12 – Beta – 🟢",
    "| Milestone | ETA | Owner | RAG |\n|---|---|---|---|\n| Beta | May 12 | Sam | 🟢 |",
    "- May 12: Data migrated",
    "- May 12: Training complete",
    "- May 12: Launch in three countries",
    "- Design review, May 12",
    "Beta opens May 12. GA follows June 30.",
    "- Q2: Beta\n- Q3: GA",
    "- May 12: Beta (internal)",
    "- May 12: Beta (Sam, Platform)",
    "- May 12: API v2 released to all partners",
    "- Launch on May 12 in the US and Canada",
    "- May 12 - Kick-off with vendor",
    "| Phase | Start | End |\n|---|---|---|\n| Beta | May 1 | May 12 |",
    "| Milestone | Date | Notes |\n|---|---|---|\n| Beta | May 12 | Marketing is aware |",
)
UNDATED = (
    "- Alpha, after the vendor delivers. Exit: 20 bookings",
    "- Alpha: soon. Exit: 20 bookings",
    "- Alpha (date TBD). Exit: 20 bookings",
    "| Milestone | Date | Exit |\n|---|---|---|\n| Alpha | TBC | 20 bookings |",
    "- Alpha in summer; exit: 20 bookings",
    "- Alpha – ASAP – exit: 20 bookings",
    "- Alpha, next. Exit: 20 bookings",
    "- Alpha. Exit criteria: 20 bookings\n- Beta, 9 June. Exit criteria: 200 bookings",
    "- Alpha in the next few weeks. Exit: 20 bookings",
    "- Alpha, early next year-ish, depending on hiring. Exit: 20 bookings",
    "- Beta (date to be confirmed): exit NPS 40",
    "- Beta. Exit: NPS > 40",
    "| Milestone | ETA | Exit |\n|---|---|---|\n| Beta | | NPS > 40 |",
    "| Milestone | Exit |\n|---|---|\n| Beta | NPS > 40 |",
    "- Beta – as soon as legal approves – exit: NPS > 40",
    "- Beta: later this year, exit: NPS > 40",
    "- Beta – TBD – NPS > 40 over 200 users",
    "- Beta, once the vendor is ready. Done when NPS > 40.",
    "- Beta – in the coming months – exit NPS > 40",
)


@pytest.mark.parametrize("text", RISKS)
def test_a_risk_with_owner_and_mitigation_is_sound_however_it_is_put(
    text: str,
) -> None:
    assert codes(with_part("Risks", text)) == set()


@pytest.mark.parametrize("text", UNOWNED)
def test_a_risk_that_names_nobody_is_unowned_however_it_is_put(
    text: str,
) -> None:
    assert codes(with_part("Risks", text)) == {"risks_without_owner"}


@pytest.mark.parametrize("text", UNMITIGATED)
def test_a_risk_with_only_an_owner_is_unmitigated_however_it_is_put(
    text: str,
) -> None:
    assert codes(with_part("Risks", text)) == {"risks_without_mitigation"}


@pytest.mark.parametrize("text", MILESTONES)
def test_a_milestone_with_day_and_criterion_is_sound_however_it_is_put(
    text: str,
) -> None:
    assert codes(with_part("Milestones", text)) == set()


@pytest.mark.parametrize("text", UNMEASURED)
def test_a_milestone_with_only_a_day_has_no_criterion_however_it_is_put(
    text: str,
) -> None:
    assert codes(with_part("Milestones", text)) == {"milestones_without_exit_criteria"}


@pytest.mark.parametrize("text", UNDATED)
def test_a_milestone_with_only_a_criterion_has_no_date_however_it_is_put(
    text: str,
) -> None:
    assert codes(with_part("Milestones", text)) == {"milestones_without_dates"}
