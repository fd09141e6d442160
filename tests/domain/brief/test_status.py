from __future__ import annotations

import pytest

from tpmdesk.domain.brief.status import is_one_word, is_status_sentence

ONE_WORD = (
    "Green",
    "green.",
    "🟢",
    "🟢 Green",
    "Green: all good",
    "Yellow, because X",
    "Yellow because X",
    "Amber (vendor late)",
    "RED - blocked",
    "We are green.",
    "The program is yellow: x",
    "Overall: Green",
    "**Red**",
    "Yellow since Tuesday",
    "Red. We missed it",
    "Green → all milestones met",
    "Status is green",
    "🔴 Red: x",
    "Green (was yellow)",
    "Yellow (green last week)",
    "Currently red, after x",
    "GREEN!",
    "[GREEN]",
    "Amber",
    "It is red today",
    "Green | on plan",
    "Green as of 3 May",
    "Green for the third week",
    "Yellow: mostly vendor delay",
    "Green. Mostly on track.",
    "🟡 (Yellow)",
    "Green, no change since last week",
    "`Yellow`",
    "Yellow with a path to green by 3 May",
    "Red until the vendor delivers",
    "Yellow and it will stay so until June",
    "Yellow → back to green on 3 May",
    "On track (Green)",
    "The instant payments program is yellow because two banks failed.",
    "ON TRACK (Green) - two weeks ahead",
    "At risk: red since Monday",
)
SEVERAL = (
    "Mostly green",
    "Yellow/green",
    "Green-ish",
    "greenish",
    "On track",
    "At risk",
    "on track overall",
    "Green but with some risk",
    "Yellow trending green",
    "Green to yellow",
    "🟢🟡",
    "🟢/🟡",
    "Good progress",
    "We are doing well",
    "light green",
    "Cautiously green",
    "Between yellow and red",
    "Green with concerns",
    "Somewhere between green and yellow",
    "Amber-green",
    "Reddish",
    "Green, leaning yellow",
    "Not red",
    "Trending yellow",
    "Almost green",
    "Yellow or red",
    "Green overall, yellow for mobile",
    "On track with minor concerns",
    "Fine",
    "Going well, mostly",
    "In progress",
    "Green/Amber",
    "Green for backend, red for mobile",
    "pretty green",
    "Green (mostly)",
)


@pytest.mark.parametrize("text", ONE_WORD)
def test_one_colour_with_or_without_a_reason_is_a_status(text: str) -> None:
    assert is_one_word(text)


@pytest.mark.parametrize("text", SEVERAL)
def test_a_softened_or_a_second_colour_is_not_one_word(text: str) -> None:
    assert not is_one_word(text)


@pytest.mark.parametrize(
    "text",
    [
        "We are green.",
        "The program is yellow: late.",
        "🔴 Late",
        "Right now it is red.",
        "We're on track.",
    ],
)
def test_a_sentence_may_tell_the_status_without_a_label(text: str) -> None:
    assert is_status_sentence(text)


@pytest.mark.parametrize(
    "text", ["Legal cleared the contract.", "The red team meets on Monday.", "We hired two people."]
)
def test_not_every_sentence_is_about_the_status(text: str) -> None:
    assert not is_status_sentence(text)
