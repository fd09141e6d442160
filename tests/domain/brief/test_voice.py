from __future__ import annotations

import pytest

from tests.domain.brief.given import codes
from tpmdesk.domain.brief.voice import weak_spots

FIRM = (
    "The vendor is blocked by the freeze.",
    "The launch is scheduled for 3 May.",
    "We moved the date to 3 May.",
    "Traffic is served from two regions.",
    "The old cluster is switched off on 3 May.",
    "The vendor may slip by a week.",
    "The API might break old clients.",
    "The contract was signed on 3 May.",
    "We expect 40 ms.",
    "We rather keep it than lose it.",
    "Done when all sites are migrated and the old one has been removed.",
    "We recommend to wait.",
    "The cap was raised to 900 by the vendor.",
    "We cut scope.",
    "We estimate 12 weeks.",
    "Each site can be rolled back within a minute.",
    "All data is encrypted.",
    "We could launch Spain first, or wait.",
    "The load test passed, and the team starts on Monday.",
    "Costs should drop by 20 %.",
    "Approval is needed by Friday.",
    "If the freeze is extended, we wait.",
    "The API could be called twice; clients retry with a key.",
)
WEAK = (
    "It is believed that the vendor will slip.",
    "We hope to launch in May.",
    "It might possibly work.",
    "The launch should hopefully happen in May.",
    "Mistakes were made.",
    "It was decided to wait.",
    "We think we are probably fine, more or less.",
    "It seems that things are improving.",
    "Efforts are being made. Issues were encountered. Options will be explored.",
    "It is hoped that this will be resolved.",
    "We feel that we could perhaps do better.",
    "Perhaps we may need more people.",
    "There may potentially be some delay.",
    "Delays were experienced and a plan is being developed; it will be communicated.",
    "It would appear that the budget has been exceeded.",
    "Hopefully we will be done by May. We probably need a bit more time.",
    "We believe it could maybe launch.",
    "The date was moved. The scope was changed. The team was informed.",
    "The decision was made to delay the launch.",
    "It is anticipated that testing will conclude in May.",
    "It has been suggested that we wait.",
    "We are cautiously optimistic that things will improve.",
    "We're trying to see if we can maybe get there by May.",
    "Work is being done to address concerns that have been raised.",
)


@pytest.mark.parametrize("text", FIRM)
def test_a_firm_sentence_is_let_pass(text: str) -> None:
    assert "hedged_or_passive_voice" not in codes(text)


@pytest.mark.parametrize("text", WEAK)
def test_a_hedge_or_a_habit_of_passives_is_named(text: str) -> None:
    assert "hedged_or_passive_voice" in codes(text)


def test_a_finding_quotes_the_words_and_their_place() -> None:
    text = "The vendor is late. It is hoped that they deliver."
    (spot,) = weak_spots(text)
    assert text[spot.start :].startswith(spot.quote)
    assert spot.quote == "It is hoped"


def test_a_passive_with_its_agent_hides_nobody() -> None:
    assert not weak_spots("The plan was approved by the board.")


def test_words_of_others_are_not_the_writers_own() -> None:
    assert not weak_spots("The vendor wrote “it is believed that we deliver”.")
