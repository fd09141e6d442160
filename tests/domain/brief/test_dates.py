from __future__ import annotations

import pytest

from tpmdesk.domain.brief.dates import has_date

DATES = (
    "2026-03-14",
    "14 March",
    "Mar 14",
    "Q3",
    "end of May",
    "week 12",
    "3/14",
    "14.3.",
    "14.03.2026",
    "March",
    "by May",
    "May 5",
    "mid-June",
    "W12",
    "CW 14",
    "next Friday",
    "Friday",
    "in two weeks",
    "H2",
    "EOQ",
    "early April",
    "14 Mar '26",
    "March 14th",
    "the 14th of March",
    "Sept 3",
    "2026/03/14",
    "T+30",
    "Sprint 14",
    "June",
    "late May",
    "by end of year",
    "Wk12",
    "FY27 Q1",
    "14-Mar",
    "Mar-14",
    "May: beta",
    "Beta (May)",
    "Beta, May",
    "Beta - May 2026",
    "year-end",
    "21st June",
    "first week of June",
    "1 Oct",
    "26 Q3",
    "before Christmas",
    "the week of 4 May",
    "3rd March",
    "in 2027",
    "12 weeks from now",
    "30/6",
    "6 p.m. on Tuesday",
    "1Q27",
    "Q3 '26",
    "2026-W14",
    "end Q2",
)
NO_DATES = (
    "Beta may slip",
    "TBD",
    "after the freeze",
    "soon",
    "10 users",
    "1/2 of users",
    "99.9 %",
    "march to the end",
    "v2.1",
    "10/10 tests",
    "p99 under 200 ms",
    "for 14 days",
    "two weeks of traffic",
    "in autumn",
    "24/7 support",
    "second half",
    "version 3.4",
    "phase 2",
    "3 of 4",
    "When ready",
    "30 days without a P1",
    "May be late",
    "SLA 99.95",
    "once a week",
    "a day",
    "500 ms",
    "weekly",
)


@pytest.mark.parametrize("text", DATES)
def test_a_day_a_week_a_month_or_a_quarter_is_a_date(text: str) -> None:
    assert has_date(text)


@pytest.mark.parametrize("text", NO_DATES)
def test_a_ratio_a_duration_or_a_hope_is_no_date(text: str) -> None:
    assert not has_date(text)
