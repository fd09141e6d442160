"""What an opening sentence and a title are, and what they are not."""

from __future__ import annotations

import pytest

from tests.domain.brief.given import codes
from tests.domain.brief.test_variants import PARTS

PROMISES = (
    "Merchants in nine countries get paid the same day from 1 October.",
    "All 400 stores move to the new till by Black Friday.",
    "We are moving 1,200 suppliers to the new portal by 30 June.",
    "This program retires the Oracle warehouse by Q3 and saves $2.1M a year.",
    "Falcon cuts claim handling from nine days to three by the end of the year.",
    "Falcon exists so that no nurse types a reading twice.",
    "Falcon will let customers change a booking without calling us.",
    "The point of Falcon: no nurse types a reading twice.",
    "Our goal: 95% of orders leave the warehouse the same day by September.",
    "Every household in the valley has fibre by 31 December.",
    "No customer waits longer than two minutes on the phone from 1 July on.",
    "In one sentence: refunds reach the customer within two days, starting 1 June.",
    "What we promised the board: refunds within two days from 1 June.",
    "The program delivers same-day payouts in nine countries by 1 October.",
    "I own the migration of 320 services to the cloud by 15 December.",
    "I am accountable for 320 services running in the cloud by 15 December.",
    "We owe the business one ledger for all nine countries by 1 October.",
    "Success is 320 services in the cloud by 15 December with no outage over five minutes.",
    "Done means 320 services in the cloud by 15 December.",
    "We launch in Brazil on 20 October with 98% of taps succeeding.",
    "We will have one ledger for all nine countries by 1 October.",
    "By 1 October, one ledger serves all nine countries.",
    "On 1 October the old ledger goes dark and one new ledger serves all nine countries.",
    "320 services run in the cloud by 15 December.",
    "Mission: make refunds reach the customer within two days.",
    "Objective – one ledger for nine countries",
    "🎯 One ledger for nine countries by 1 October",
    "**One ledger for nine countries by 1 October.** Today there are nine.",
    "> One ledger for nine countries by 1 October.",
    "- Outcome: one ledger for nine countries by 1 October",
    "Target state: one ledger for nine countries by 1 October.",
    "The outcome we are after is one ledger for nine countries by 1 October.",
    "The team is on the hook for one ledger in nine countries by 1 October.",
    "We promised finance one ledger for nine countries by 1 October.",
    "Accountability: one ledger for nine countries by 1 October.",
)
TELLINGS = (
    "Falcon is a joint effort of Treasury, Platform and four country teams. It started in May.",
    "We met with the vendor last week and agreed on the interface.",
    "The team made good progress on the ledger this month.",
    "This is the weekly update on Falcon.",
    "In May the team finished the design and started on the tests.",
    "Please find below the update for week 19.",
    "Here is where we are as of 3 May.",
    "Falcon has nine teams and 60 engineers.",
    "Since the last report two teams joined the program.",
    "The ledger was built in 2011 and cannot post to nine countries.",
    "Customers complain that refunds take nine days.",
    "The steering committee meets on 20 May.",
    "We continue to work on the ledger with the country teams.",
    "Work on the vendor contract continues; the design review is done.",
    "The program started in March and is now in its second phase.",
    "Highlights: design review done, two hires made.",
    "Falcon is about ledgers.",
    "This brief covers the period from 1 to 14 May.",
    "Thanks for reading; comments by Friday please.",
    "As discussed on 3 May, here is the one-pager on Falcon.",
    "The next steering committee is on 20 May, please send questions by 18 May.",
    "We have been asked to report monthly until the end of the year.",
    "This month we focused on the vendor and the tests.",
)
TITLES = (
    "Station gates: 5 March",
    "Station gates, 5 March",
    "Station gates (5 March)",
    "Station gates",
    "Plant roadmap 2026",
    "Risk engine – brief",
    "Decision service, weekly brief",
    "Risk platform: week 12",
    "Release gates update, 5 March",
    "Timeline service: 5 March",
    "Documents portal, 5 March",
    "Reference data: status 5 March",
    "Schedule optimiser | 5 March | Farid",
    "Release schedule tool: brief of 5 March",
    "Road map app: one-pager",
    "Health records: 5 March",
    "Goal tracker, 5 March",
    "Status pages: week 9",
    "Issue tracker: March brief",
    "Support concerns desk: 5 March",
    "Links checker – brief for 5 March",
)
REST = (
    "Status: Green.\n\nMilestones\n- 3 May: pilot. Exit: ten merchants paid.\n\n"
    "Risks\n- Vendor slips. Owner: Priya. Mitigation: second source."
)
HEADS = ("", "# P\n\n", "Hi all,\n\n", "# Falcon: weekly brief\n\nOwner: Farid, 3 May\n\n")
LABELLED = "\n\n".join(f"{name}:\n{text}" for name, text in PARTS.items())
HEADED = "\n\n".join(f"## {name}\n\n{text}" for name, text in PARTS.items())
FORMS = ("{}\n\n", "# {}\n\n", "**{}**\n\n", "{}\nOwner: Farid\n\n")


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("text", PROMISES)
def test_a_sentence_that_promises_an_end_is_the_outcome(text: str, head: str) -> None:
    assert "outcome_missing" not in codes(f"{head}{text}\n\n{REST}")


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("text", TELLINGS)
def test_a_sentence_that_tells_what_goes_on_is_no_outcome(text: str, head: str) -> None:
    assert "outcome_missing" in codes(f"{head}{text}\n\n{REST}")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("title", TITLES)
def test_a_title_that_sounds_like_a_part_opens_none(title: str, form: str) -> None:
    assert codes(form.format(title) + LABELLED) == set()


@pytest.mark.parametrize("title", TITLES)
def test_a_heading_that_sounds_like_a_part_opens_none(title: str) -> None:
    assert codes(f"# {title}\n\n{HEADED}") == set()
