"""The same risks, milestones and parts, each in another writer's hand."""

from __future__ import annotations

import pytest

from tests.domain.brief.given import codes
from tests.domain.brief.test_variants import PARTS, with_part

SOUND_RISKS = (
    "- Leave balances are out of date – I have it; my team re-keys 60 a day.",
    "- Supplier insolvency. Amira shortens the payment term to ten days.",
    "- Supplier insolvency. Deputy Clerk Alvarez is placing a second order.",
    "- Supplier insolvency → Owner **Fin Crime Tech** → Second screening node in October.",
    "- Supplier insolvency – owner: Audio team – mitigation: studio booked",
    "Supplier insolvency; Greta Holm owns this, and has a second module in type approval.",
    "Risk: Cable theft. Marek (site lead) has night guards since May.\n"
    "Risk: Late vendor. Legal has step-in rights drafted; Ewa owns it.",
    "(i) Backups keep rows for 90 days. *Kofi* cuts that to 25 days.\n"
    "(ii) The vendor has no API. *Astrid* has put it into the renewal.",
    "› Licence refused. Head of Telecoms. Fibre to 14 stations is priced and ready.\n"
    "› Desk fails. Control Room Manager. Spare processor bought.",
    "| Ref | Description | Rating | Held by | Treatment |\n|---|---|---|---|---|\n"
    "| 1 | Nurse leaves | H | Dr Obi | agency nurse interviewed |",
    "One risk keeps us awake: the vendor may be late, for which Jo has a penalty clause.",
    "### Technical\n- Load doubles. Owner: Ravi. Mitigation: capacity ordered.\n\n"
    "### Commercial\n- Vendor late. Owner: Jo. Mitigation: penalty clause.",
    "Vendor is late this month. Owner is Ravi; mitigation is a rehearsal on 3 May.\n"
    "Data may be lost in the cutover. Owner is Jo; mitigation is a second copy.",
)
OWNED_ONLY = (
    "- Floor is out of tolerance (owner: Facilities, J. Okafor)",
    "- Vendor late. Owner: Jo. Mitigation: to be agreed with Finance.",
)
SOUND_MILESTONES = (
    "- Oct 17 — 10% of traffic. Ship it if revenue per search is flat or up",
    "- 3 May: room A. Exit: 14 days of logs\n- 9 June: room B. Accepted on the same evidence.",
    "On 3 May the farms are complete, and we prove that with a reading from each.",
    "- 31 October: negatives online, one in a thousand checked against the plate",
    "- 3 May – Handover – operations signs the certificate",
    "- 3 May: handover, accepted by the operations director",
    "| What | When | How we'll know |\n|---|---|---|\n| APAC | Nov 7 | reps log in on day 1 |",
    "| Phase | Complete by | Evidence |\n|---|---|---|\n| Alpha | 3 May | 20 bookings |",
    "| Alpha step | Target | Exit |\n|---|---|---|\n| Alpha | EOQ2 | 20 bookings |",
)
UNMEASURED_MILESTONES = (
    "- 3 May: design approved by 3 May",
    "| Phase | Complete by |\n|---|---|\n| Alpha | 3 May |",
    "| Phase | Date | % complete |\n|---|---|---|\n| Alpha | 3 May | 40% |",
    "- 3 May: contract signed",
)
NAMES = {
    "Outcome": ("What we owe", "Our commitment", "Definition of success", "Why we exist"),
    "Status": ("Overall", "At a glance", "How is it going"),
    "Milestones": ("Forward plan", "Look-ahead", "Critical path", "Next 90 days"),
    "Risks": ("What could derail us", "RAID", "Watch items", "Blockers"),
    "Decisions needed": ("Matters for the committee", "Ask of the board", "For approval"),
    "Links": ("Files", "Attachments", "Everything else"),
}


@pytest.mark.parametrize("text", SOUND_RISKS)
def test_a_risk_with_owner_and_mitigation_passes_in_any_hand(text: str) -> None:
    assert codes(with_part("Risks", text)) == set()


@pytest.mark.parametrize("text", OWNED_ONLY)
def test_who_owns_a_risk_is_not_what_is_done_about_it(text: str) -> None:
    assert codes(with_part("Risks", text)) == {"risks_without_mitigation"}


@pytest.mark.parametrize("text", SOUND_MILESTONES)
def test_a_milestone_with_a_condition_passes_in_any_hand(text: str) -> None:
    assert codes(with_part("Milestones", text)) == set()


@pytest.mark.parametrize("text", UNMEASURED_MILESTONES)
def test_a_day_a_share_and_a_deed_are_no_criteria(text: str) -> None:
    assert codes(with_part("Milestones", text)) == {"milestones_without_exit_criteria"}


@pytest.mark.parametrize(
    ("part", "name"), [(part, name) for part, names in NAMES.items() for name in names]
)
def test_a_part_is_found_under_the_names_that_boards_and_teams_give_it(
    part: str, name: str
) -> None:
    named = {name if each == part else each: text for each, text in PARTS.items()}
    text = "\n\n".join(f"**{each}:**\n{text}" for each, text in named.items())
    assert codes(f"# P\n\n{text}") == set()


@pytest.mark.parametrize("title", ["Station gates: 5 March", "# Station gates: 5 March"])
def test_a_title_with_a_day_is_no_milestone(title: str) -> None:
    rest = with_part("Milestones", "").removeprefix("# P").replace("## Milestones", "")
    found = codes(f"{title}{rest}")
    assert found == {"milestones_without_dates", "milestones_without_exit_criteria"}


def test_a_title_that_names_a_part_opens_none() -> None:
    assert codes(with_part("Status", "Green").replace("# P", "# Risk engine", 1)) == set()


def test_a_goal_that_calls_itself_one_is_found_below_the_first_paragraphs() -> None:
    goal = "Dear all,\n\nThank you.\n\nIt was a long month.\n\nOur goal is that nobody waits."
    assert "outcome_missing" not in codes(goal)


def test_an_opening_sentence_with_its_day_is_the_outcome() -> None:
    assert "outcome_missing" not in codes("We ship Heron on both consoles on November 18.")


def test_a_meeting_on_a_day_is_no_outcome() -> None:
    assert "outcome_missing" in codes("We met the vendor on 18 November in Berlin.")


@pytest.mark.parametrize("text", ["TBD (to be agreed with the sponsor)", "TBC – sponsor is away"])
def test_a_placeholder_with_a_remark_is_no_outcome(text: str) -> None:
    assert codes(with_part("Outcome", text)) == {"outcome_missing"}


@pytest.mark.parametrize(
    "text",
    ["The committee is asked to approve a twelfth site.", "Board to decide today: fibre or not."],
)
def test_whom_the_text_asks_may_come_first(text: str) -> None:
    rest = "\n\n".join(f"## {n}\n\n{t}" for n, t in PARTS.items() if n != "Decisions needed")
    assert codes(f"{rest}\n\n## Matters arising\n\n{text}") == set()


@pytest.mark.parametrize("text", ["Green, but with some concerns", "Green, albeit tight"])
def test_a_colour_taken_back_behind_a_comma_is_not_one_word(text: str) -> None:
    assert codes(with_part("Status", text)) == {"status_not_one_word"}


def test_an_empty_address_is_no_link() -> None:
    assert codes(with_part("Links", "[plan]()")) == {"links_missing"}


def test_a_plan_that_is_an_address_is_a_link_and_no_milestone() -> None:
    text = with_part("Links", "").replace("## Links\n\n", "Plan: https://plan.example.com/x")
    assert codes(text) == set()


def test_an_unmarked_paragraph_under_the_title_may_tell_a_risk() -> None:
    risk = "The vendor may slip. Priya owns this and has a second source under contract."
    rest = [text for name, text in PARTS.items() if name != "Risks"]
    text = "# Payouts\n\n" + "\n\n".join([*rest, risk])
    assert not codes(text) & {"risks_without_owner", "risks_without_mitigation"}


def test_next_steps_are_tasks_where_milestones_are_marked() -> None:
    assert codes(with_part("Status", "Green\n\n## Next steps\n\n- Publish the runbook")) == set()


def test_next_steps_are_the_milestones_where_nothing_else_is() -> None:
    text = with_part("Milestones", "- Publish the runbook").replace(
        "## Milestones", "## Next steps"
    )
    assert codes(text) == {"milestones_without_dates", "milestones_without_exit_criteria"}


WORKSTREAMS = (
    "\n\n## Status by workstream\n\n| Team | Status |\n|---|---|\n| A | Red |\n| B | Green |"
)


def test_ratings_of_single_teams_do_not_blur_the_status_of_the_whole() -> None:
    assert codes(with_part("Status", f"Yellow, since A is late.{WORKSTREAMS}")) == set()


def test_ratings_of_single_teams_alone_are_not_one_word() -> None:
    text = with_part("Status", "").replace("## Status\n", WORKSTREAMS.strip())
    assert codes(text) == {"status_not_one_word"}


def test_a_page_of_questions_and_answers_is_read() -> None:
    asked = {
        "What is this program accountable for?": PARTS["Outcome"],
        "How is it going?": "Green.",
        "What are the milestones?": "3 May – pilot (exit: ten merchants paid).",
        "What are the risks?": "The vendor slips. Owner: Priya. Mitigation: second source.",
        "What do you need?": "Dana: approve the budget by 3 May.",
        "Where can I read more?": "https://pay.example.com/plan",
    }
    assert codes("\n\n".join(f"Q: {ask}\nA: {said}" for ask, said in asked.items())) == set()


def test_a_bracket_may_hold_the_owner_and_what_is_done() -> None:
    risk = "- Shipment is late (Facilities → battery packs on 140 poles)"
    assert codes(with_part("Risks", risk)) == set()


def test_the_program_may_be_called_by_its_name_in_its_status() -> None:
    assert codes(with_part("Status", "Foxtrot is RED. The scheme said no on Monday.")) == set()


def test_what_is_labelled_as_the_mitigation_is_one_whatever_its_words() -> None:
    risk = "- Partners churn. Owner: @maria. Mitigation: weekly office hours."
    assert codes(with_part("Risks", risk)) == set()


@pytest.mark.parametrize("text", ["A (was G)", "G", "R: steel is late"])
def test_the_letter_of_a_colour_is_one_word(text: str) -> None:
    assert codes(with_part("Status", text)) == set()


def test_a_sentence_that_begins_with_a_is_no_letter_of_a_colour() -> None:
    assert codes(with_part("Status", "A bit late, otherwise fine")) == {"status_not_one_word"}


def test_lettered_risks_in_one_paragraph_are_told_apart() -> None:
    risks = "(a) Chip arrives late. Owner: Yael. (b) Lab is full. Owner: Tomer. Plan: rent slots."
    assert codes(with_part("Risks", risks)) == {"risks_without_mitigation"}


def test_lines_of_fields_are_milestones_of_their_own() -> None:
    told = (
        "Phase A · news tapes of the nineties · Q3 2025 · 30,000 h ingested, sample passes QC\n"
        "Phase B · drama tapes of the eighties · to be scheduled · 88,000 h, sample passes QC"
    )
    assert codes(with_part("Milestones", told)) == {"milestones_without_dates"}


def test_whoever_owns_this_is_an_owner() -> None:
    risk = "- Drivers cannot submit; the depot managers own this and put a tablet in each canteen."
    assert codes(with_part("Risks", risk)) == set()


def test_nobody_owns_this_is_no_owner() -> None:
    risk = "- Drivers cannot submit; nobody owns this. Mitigation: tablets in each canteen."
    assert codes(with_part("Risks", risk)) == {"risks_without_owner"}


def test_what_was_taken_earlier_is_no_decision_asked_for() -> None:
    assert codes(with_part("Decisions needed", "Taken in May: vendor B.")) == {"decisions_missing"}


def test_a_sheet_of_facts_may_hold_the_target_and_the_status() -> None:
    sheet = (
        "| | |\n|---|---|\n| Lead | Jo |\n| Status | Green |\n| Target | Pay 9 countries by May |"
    )
    rest = "\n\n".join(f"## {n}\n\n{t}" for n, t in PARTS.items() if n not in {"Outcome", "Status"})
    assert codes(f"# P\n\n{sheet}\n\n{rest}") == set()


def test_a_bracket_may_hold_a_name_and_behind_a_colon_what_is_done() -> None:
    assert codes(with_part("Risks", "- CMP outage (Tom: local cache for 24 h)")) == set()


def test_the_main_risk_and_who_owns_it_are_one_risk() -> None:
    risk = (
        "The main risk is a strike. Labour relations (Mr Dlamini) owns it and has agreed a trial."
    )
    assert codes(with_part("Risks", risk)) == set()


def test_a_sentence_that_only_lists_risks_has_neither_owners_nor_mitigations() -> None:
    risks = "Card feed isn't ready; the contract overlaps by six months; change fatigue."
    both = {"risks_without_owner", "risks_without_mitigation"}
    assert codes(with_part("Risks", risks)) == both


def test_what_stands_behind_a_title_with_its_day_is_the_criterion() -> None:
    text = "- Catalog (Aug 14) — 95% of services have an owner on record"
    assert codes(with_part("Milestones", text)) == set()


def test_sometime_in_a_month_is_no_date() -> None:
    text = "- Beta, sometime in July. Exit: 20 bookings"
    assert codes(with_part("Milestones", text)) == {"milestones_without_dates"}


def test_somebody_who_is_on_it_is_an_owner() -> None:
    risk = "- Late labels. Jin's on it, pulling chargebacks from the scheme."
    assert codes(with_part("Risks", risk)) == set()


def test_dangers_that_a_letter_announces_are_risks() -> None:
    told = (
        "I see two dangers. The lab may be late; Pieter is negotiating a new form. Vets may go on "
        "with paper; each clinic's head nurse takes this on and scans it."
    )
    assert not codes(told) & {"risks_without_owner", "risks_without_mitigation"}


def test_a_bold_label_right_under_a_list_ends_the_list() -> None:
    text = (
        "**Outcome** – Nine countries get paid the same day by 1 May.\n**Status** – Green\n"
        "**Milestones**\n- 3 May: pilot. Exit: ten paid\n**Risks**\n"
        "- Vendor slips. Owner: Jo. Mitigation: penalty.\n**Our thoughts** – It rained.\n"
        "**Decision** – CFO: postpone? By 25 Aug.\n**Links** – go/erp"
    )
    assert codes(text) == set()


def test_a_status_in_a_short_sentence_is_no_empty_label() -> None:
    text = with_part("Status", "").replace("## Status", "Status is GREEN.")
    assert codes(text) == set()


def test_a_longer_title_does_not_take_the_place_of_the_opening_sentence() -> None:
    text = (
        "City of Marlow: online building permits\n\n"
        "Residents get a permit for small works in five days from 1 September."
    )
    assert "outcome_missing" not in codes(text)


def test_no_risk_identified_yet_is_no_answer() -> None:
    both = {"risks_without_owner", "risks_without_mitigation"}
    assert codes(with_part("Risks", "None identified yet.")) == both


def test_what_stands_behind_day_and_title_is_the_criterion() -> None:
    text = "- 3 Oct – qualified – 25 lots, yield equal to E-11"
    assert codes(with_part("Milestones", text)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "No consent by August. Femi has an option on a hub in Dalston.\n"
        "Riders leave in winter. Ops HR pays a bonus and hires 20 more.",
        "~ Delivery late. Pharmacy (Orla) holds 400 doses back.\n"
        "~ Staff miss clinics. Matron Doyle sends a trolley round.",
        "- Keys out of stock (Lin, order split over two vendors)\n"
        "- Old VPN fails (Network Sec, retired in August)",
        "The lease may end (Wanjiru is negotiating a second floor next door).",
    ],
)
def test_each_line_is_a_risk_and_each_name_in_it_an_owner(text: str) -> None:
    assert codes(with_part("Risks", text)) == set()


def test_milestones_lined_up_with_spaces_are_read_as_columns() -> None:
    text = (
        "Mon 7 July     Camden      50% by bike, five days running\n"
        "Mon 1 Sept     Islington   50% by bike, five days running"
    )
    assert codes(with_part("Milestones", text)) == set()


def test_a_table_of_days_without_a_label_holds_the_milestones() -> None:
    table = (
        "| Gate | Target date | Pass if |\n|---|---|---|\n"
        "| ICU | 14 Jul | 20 carts in 6 minutes |\n| ER | 8 Sep | 12 carts in 6 minutes |"
    )
    assert codes(with_part("Milestones", "").replace("## Milestones", table)) == set()


def test_a_table_with_one_row_of_facts_holds_no_milestones() -> None:
    facts = "| Owner | Date | Version |\n|---|---|---|\n| Farid | 3 May | 3 |\n\n"
    assert codes(facts + with_part("Status", "Green").removeprefix("# P\n\n")) == set()


@pytest.mark.parametrize(
    "text",
    [
        "- Branches bypass it. Head of Branches pays bonus only on engine decisions.",
        "- Spare bearing — Supplier quality — one on stock in Esbjerg",
        "- The model invents refunds. Nadia's team blocks any amount that isn't in the order.",
        "- Banks wait for each other (Banking association): fee waiver for the first five",
    ],
)
def test_offices_associations_and_teams_of_somebody_own_risks(text: str) -> None:
    assert codes(with_part("Risks", text)) == set()


def test_two_bare_worries_in_one_sentence_have_neither_owners_nor_mitigations() -> None:
    both = {"risks_without_owner", "risks_without_mitigation"}
    assert codes(with_part("Risks", "Bricks come from one supplier; gas prices.")) == both


def test_what_stands_behind_a_day_and_a_name_is_the_criterion() -> None:
    text = "- 27 June, lower bowl – 20 Mbit/s at 50 test seats"
    assert codes(with_part("Milestones", text)) == set()


@pytest.mark.parametrize("title", ["Getting there", "The long road", "Our summer"])
def test_dated_entries_under_a_heading_of_the_writers_own_are_the_milestones(title: str) -> None:
    told = "- 3 May: pilot. Exit: ten paid.\n- 9 June: all. Exit: errors below 1 %."
    text = with_part("Milestones", told).replace("## Milestones", f"## {title}")
    assert codes(text) == set()


def test_owned_and_answered_entries_under_a_heading_of_the_writers_own_are_the_risks() -> None:
    told = (
        "- Vendor slips. Owner: Jo. Mitigation: penalty.\n- Load grows. Owner: Al. Mitigation: cap."
    )
    text = with_part("Risks", told).replace("## Risks", "## Clouds on the horizon")
    assert codes(text) == set()


def test_what_lies_behind_is_no_milestone() -> None:
    told = "- 3 May: pilot ended well\n- 9 June: contract signed"
    text = with_part("Milestones", told).replace("## Milestones", "## Achievements")
    assert codes(text) == {"milestones_without_dates", "milestones_without_exit_criteria"}


def test_none_taken_yet_is_no_decision() -> None:
    assert codes(with_part("Decisions needed", "none taken yet")) == {"decisions_missing"}


def test_a_bracket_in_which_somebody_acts_is_the_mitigation() -> None:
    risk = "- Drivers lack route knowledge (Operations trains 60 by October)."
    assert codes(with_part("Risks", risk)) == set()
