from __future__ import annotations

import pytest

from tests.domain.brief.given import milestone
from tpmdesk.domain.brief.exits import has_exit

WITH_EXIT = (
    "3 May: beta. Exit: 100 users",
    "3 May – beta (done when 100 users log in)",
    "3 May: beta; 100 users for a week without a P1",
    "3 May: beta – exit criteria: crash rate < 1 %",
    "3 May: beta, signed off by security",
    "Beta by 3 May. We are done when 100 users log in.",
    "3 May: beta. Accepted once support agrees.",
    "3 May: Beta. Success = 100 users",
    "3 May: beta → 100 users, zero P1s",
    "3 May: beta live with p99 below 200 ms",
    "3 May: beta. Gate: security sign-off",
    "✅ 3 May: beta",
    "3 May: beta. Criterion: 100 users",
    "3 May: beta. It counts if 100 users log in twice.",
    "3 May: beta. Leaves this phase when 100 users are on.",
    "3 May: beta. Proof: 100 users on for a week.",
    "3 May: beta [exit: 100 users]",
    "3 May: beta — complete when 100 users are on",
    "3 May: beta. Ends with 100 users on.",
    "3 May: beta. DoD: 100 users",
    "3 May: beta. Acceptance: 100 users",
    "3 May: beta. Passes if 95 % of users log in.",
    "3 May: beta. Verified by 100 logins.",
    "3 May: beta. Finished means 100 users.",
    "9 June: the others follow; we accept at the same measure.",
    "3 May: beta in the north. Accepted likewise.",
    "3 May: network off. Done = no flow for three days",
    "3 May: beta. Requires 99.9 % uptime over two weeks.",
)
WITHOUT_EXIT = (
    "3 May: beta",
    "3 May: beta for 100 users",
    "3 May: beta (Priya)",
    "Beta by 3 May, GA by 6 June",
    "3 May: all teams migrated",
    "3 May: load test done",
    "3 May: GA. Exit criteria: TBD",
    "3 May: design complete",
    "3 May: rollout at 10 %",
    "3 May: security review complete",
    "Q3: migration of the remaining 40 %",
    "3 May: training over for all staff",
    "3 May: cutover after the freeze",
    "3 May: Beta in Spain. Owner: Priya",
)


@pytest.mark.parametrize("text", WITH_EXIT)
def test_a_condition_or_a_measured_limit_is_an_exit_criterion(text: str) -> None:
    assert has_exit(milestone(text))


@pytest.mark.parametrize("text", WITHOUT_EXIT)
def test_what_is_to_be_done_is_no_exit_criterion(text: str) -> None:
    assert not has_exit(milestone(text))
