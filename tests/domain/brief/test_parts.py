from __future__ import annotations

import pytest

from tests.domain.brief.given import codes

OUTCOMES = (
    "By 30 June every meter reading reaches billing within four hours.\n\nStatus: green",
    "We will cut page load to 1.5 s by June.\n\nStatus: green",
    "# X\n\nThis program moves all 400 services to the new mesh by end of Q3.\n\n## Status\nGreen",
    (
        "# X\n\nThe goal is to retire the old data center before the lease ends on "
        "31 March.\n\n**Status:** Green"
    ),
    (
        "# X\n**Owner:** Lena  \n**Date:** 3 May\n\n**Goal:** one login for all apps "
        "by July\n\n**Status:** Green"
    ),
    (
        "## Executive summary\nWe are accountable for moving 2,000 merchants to "
        "the new payout engine by 30 September. Status is green.\n"
    ),
    "Mission: no customer waits more than a day for a refund.",
    "**What:** all stores on the new POS by 1 Nov",
    (
        "| Outcome | All stores on the new POS by 1 Nov |\n|---|---|\n| Status | "
        "Green |\n| Risks | none |"
    ),
    (
        "| | |\n|---|---|\n| **Outcome** | All stores on the new POS by 1 Nov |\n| "
        "**Status** | Green |"
    ),
    "Objective. Merchants get paid the same day.\n",
    (
        "# Payout engine\n\n> Merchants get paid the same day from 1 October on, "
        "in all nine countries.\n\nStatus: Green"
    ),
    (
        "tldr: we ship same-day payouts to all merchants by Oct 1. green. need a "
        "call from Dana on pricing."
    ),
    "Hi team,\n\nwe're moving all merchants to same-day payouts by Oct 1. We're green.",
    "## Outcome\n\n- Same-day payouts for all merchants by 1 October\n\n## Status\nGreen",
    "**Outcome**\nSame-day payouts for all merchants by 1 October\n",
    "1. Outcome: same-day payouts by 1 October\n2. Status: Green\n3. Risks: none",
    "OUTCOME\n=======\nSame-day payouts by 1 October\n\nSTATUS\n======\nGreen",
    "🎯 Outcome: same-day payouts by 1 October",
    "**Outcome →** same-day payouts by 1 October",
    "_Outcome:_ same-day payouts by 1 October",
    "The outcome we own: same-day payouts by 1 October",
    "What we will deliver: same-day payouts by 1 October",
    "Success means every merchant gets paid the same day from 1 October.",
    "This program delivers same-day payouts to every merchant by 1 October.",
    "Project Falcon gives every merchant same-day payouts by 1 October.",
    "Falcon is accountable for same-day payouts to every merchant by 1 October.",
    "Falcon exists to pay every merchant the same day, starting 1 October.",
    "## Purpose\nPay merchants the same day, from 1 October.",
    "## Why we are doing this\nPay merchants the same day, from 1 October.",
    "## Desired outcome\nPay merchants the same day.",
    "## What success looks like\nMerchants get paid the same day.",
)
NO_OUTCOMES = (
    "# X\n\nStatus: green\n\n## Risks\n- a (Priya): we do b",
    "## Outcome\n\n## Status\ngreen",
    "Outcome: TBD",
    "Outcome: to be defined with the sponsors",
    "Outcome:\n\nStatus: Green",
    (
        "# Weekly update\n\nThis week we finished the load test and started the "
        "migration.\n\nStatus: green"
    ),
    "## Summary\nYellow. The vendor is late by two weeks. We need a decision by Friday.",
    "This document describes the payments migration program.\n\nStatus: green",
    (
        "## Background\nPayments grew 40 % last year, and the monolith could not "
        "keep up.\n\n## Status\nGreen"
    ),
    "## Goal\nThe team continues to work on the migration.",
    "## Summary\nGood week. Three teams shipped.",
    (
        "# Search migration\n\nHere is where the search migration stands this "
        "week.\n\n**Status:** Green"
    ),
    (
        "# Search migration\n\nStatus: Green. 12 of 40 services "
        "moved.\n\nMilestones:\n- 3 May: 20 services moved (exit: zero errors)\n- 5 "
        "June: all moved (exit: old cluster off)"
    ),
    "Outcome\n\n_(fill in)_\n\nStatus: green",
    "**Outcome:** <one sentence>\n\n**Status:** green",
    "We are green. Load test passed on Tuesday and we start migrating on 3 May.",
)
ASKS = (
    "## Decisions needed\n- Approve the budget",
    "We need Dana to approve the budget by Friday.",
    "Decision: approve budget?",
    "Ask: none",
    "Decisions needed: none this week",
    "No decisions needed this week.",
    "**Asks**\n- Dana: budget",
    "Need: Dana's ok on budget by Fri",
    "## Help needed\nTwo engineers from Platform for May",
    "I need a yes or no on the budget by Friday.",
    "Please approve the budget by Friday.",
    "Should we launch in Spain first? Dana decides by Friday.",
    "## What we need from you\nApprove the budget",
    "Decision for Dana: approve the budget",
    "## For decision\n1. Budget",
    "Your call by Friday: Spain or Portugal first.",
    "For Dana to decide by 3 May: Spain or Portugal first.",
    "## Open decisions\n| Decision | Who | By |\n|---|---|---|\n| Budget | Dana | 3 May |",
    "Decisions: nothing needed",
    "We are asking the board to fund the second site.",
    "Dana, can you sign off on the budget by Friday?",
    "Two decisions from you: budget, and Spain first.",
    "Decisions: N/A",
    "What I need: Dana to choose Spain or Portugal by Friday.",
    "Dana must choose Spain or Portugal by Friday.",
    "We want a decision on Spain by Friday.",
    "The one decision I need is whether Spain goes first.",
)
NO_ASKS = (
    "Decisions: TBD",
    "## Decisions needed\n\n## Links\nhttp://a.b/c",
    "Decisions needed: to be confirmed",
    "Decisions made: we chose Kafka",
    "## Decisions\nWe decided on 3 May to use Kafka.",
    "Status: green",
    "## Decision log\n- 3 May: Kafka chosen",
    "## Decisions\n- 3 May: the board approved Kafka\n- 5 May: Lena chose Spain",
    "Decisions: ?",
    "## Asks\n-",
    "The board decided last week to fund the site.",
    "Decisions needed: some, will follow",
    "## Background\nWe needed a new site, and the board was asked to fund it last year.",
    "We will decide on the vendor internally next week.",
)
LINKS = (
    "[a](https://x.y/z)",
    "Links: RFC 118, runbook",
    "See https://x.y/z",
    "docs: go/abc",
    "## References\n- Design doc (PAY-1200)\n- Runbook",
    "<https://x.y>",
    "Links: Design doc: wiki/Payments",
    "**Docs**: plan.pdf",
    "## Appendix links\n- [x](y.md)",
    "Runbook: go/run",
    "Design: confluence.acme.com/x/y",
    "Slack #payments-migration and the plan at go/plan",
    "## Links\n| Doc | Where |\n|---|---|\n| Plan | go/plan |",
)
NO_LINKS = (
    "a",
    "Links: TBD",
    "## Links\n",
    "## Links\nComing soon",
    "Links: available on request",
    "[plan]()",
    "[plan](TBD)",
    "Links: see the wiki",
    "## References\nTo be added",
    "See the design doc for more.",
    "mail lena@example.com",
    "Links: ask Lena",
    "links - to follow",
)


@pytest.mark.parametrize("text", OUTCOMES)
def test_an_outcome_is_found_under_many_names_and_under_none(text: str) -> None:
    assert "outcome_missing" not in codes(text)


@pytest.mark.parametrize("text", NO_OUTCOMES)
def test_an_activity_a_background_or_a_placeholder_is_no_outcome(text: str) -> None:
    assert "outcome_missing" in codes(text)


@pytest.mark.parametrize("text", ASKS)
def test_a_decision_asked_for_or_said_not_to_be_needed_is_found(text: str) -> None:
    assert "decisions_missing" not in codes(text)


@pytest.mark.parametrize("text", NO_ASKS)
def test_a_decision_already_made_asks_for_nothing(text: str) -> None:
    assert "decisions_missing" in codes(text)


@pytest.mark.parametrize("text", LINKS)
def test_an_address_or_a_named_document_is_a_link(text: str) -> None:
    assert "links_missing" not in codes(text)


@pytest.mark.parametrize("text", NO_LINKS)
def test_a_placeholder_leads_nowhere(text: str) -> None:
    assert "links_missing" in codes(text)


def test_a_step_with_its_measure_is_not_taken_for_the_outcome() -> None:
    brief = "We fly the first bridge on 3 April, and we call that a success when all is graded."
    assert "outcome_missing" in codes(brief)
