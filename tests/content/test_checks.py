from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.packs import (
    CARDS,
    DECK,
    FRAMEWORK,
    PROMPT,
    ROUND,
    RUBRIC,
    TOP,
    WHOLE,
    messages,
    read,
)


def only_message(folder: Path, text: str) -> str:
    """The one message about a pack."""
    (error,) = read(folder, all=text).errors
    return error.message


def test_a_slug_may_be_used_once_in_a_kind(tmp_path: Path) -> None:
    result = read(tmp_path, a=TOP + DECK, b=TOP.replace('title = "Mini"\n', "") + DECK)
    (error,) = result.errors
    assert error.file.endswith("b.toml")
    assert error.message == f"the slug is taken by deck 'basics' (line 5) in {tmp_path / 'a.toml'}"


def test_two_kinds_may_share_a_slug(tmp_path: Path) -> None:
    card = CARDS.replace('slug = "canary"', 'slug = "walk"')
    assert read(tmp_path, all=TOP + DECK + FRAMEWORK + card).errors == ()


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            'deck = "basics"\nfront = "What',
            'deck = "basic"\nfront = "What',
            "deck: there is no deck 'basic' in pack 'mini'; did you mean 'basics'?",
        ),
        (
            'rubric = "talk"',
            'rubric = "essay"',
            "rubric: there is no rubric 'essay' in pack 'mini'; there are: talk",
        ),
        (
            'round = "first"',
            'round = "last-one"',
            "round: there is no round 'last-one' in pack 'mini'; there are: first",
        ),
        (
            'kind = "steps"\nfront = "The walk"\nframework = "walk"',
            'kind = "steps"\nfront = "The walk"\nframework = "run"',
            "framework: there is no framework 'run' in pack 'mini'; there are: walk",
        ),
        (
            'missing = "Decide"',
            'missing = "decide"',
            "follow_ups 1, missing is 'decide', not a step of 'walk': Look, Decide",
        ),
        (
            'name = "Decide"\nmeaning = "Choose."',
            'name = "Look"\nmeaning = "Again."',
            "step 'Look' appears 2 times; each must have a name of its own",
        ),
        (
            "{score = 3, name",
            "{score = 2, name",
            "criterion 'clarity' has levels scored 1, 2, 2, 4; expected 1, 2, 3, 4, weakest first",
        ),
        (
            '  {score = 3, name = "Good", anchor = "Followed."},\n',
            "",
            "criterion 'clarity' has 3 levels; expected 4 or 5",
        ),
        (
            'back = "A small first release."',
            'back = " "',
            "back is missing; a card of kind 'basic' needs text on its back",
        ),
        (
            'front = "The walk"\nframework = "walk"',
            'front = "The walk"',
            "steps are missing; a card of kind 'steps' needs framework or steps",
        ),
        (
            'front = "The walk"\n',
            'front = "The walk"\nsteps = [{name = "A", meaning = "B"}]\n',
            "steps: give either framework or steps, not both",
        ),
        (
            'back = "A small first release."',
            'back = "A small first release."\nframework = "walk"',
            "framework is only read on a card of kind 'steps', and this one is 'basic'",
        ),
        (
            'front = "What is a canary?"',
            'kind = "cloze"\nfront = "A canary."',
            "front: There is no gap. Write what is to be hidden as {{c1::words}}.",
        ),
        (
            'front = "What is a canary?"',
            'kind = "cloze"\nfront = "A {{c1::canary}} is {{c2::small"',
            "front: A gap begins with {{c2:: and never ends. Close it with }}.",
        ),
        (
            'front = "What is a canary?"\nback = "A small first release."',
            'kind = "typed"\nfront = "A canary?"',
            "back is missing; a card of kind 'typed' needs text on its back",
        ),
        (
            'was = ["canaries"]',
            'was = ["walk-steps"]',
            "was: 'walk-steps' is the slug of a living card; name only slugs given up",
        ),
        (
            'was = ["canaries"]',
            'was = ["canary"]',
            "was: 'canary' is the slug of a living card; name only slugs given up",
        ),
        (
            'tags = ["release"]',
            'origin = "web"',
            "origin is 'web': expected one of guide, tpmdesk",
        ),
        (
            '"look* at"',
            '"Look at"',
            "step 1, cues 2 is 'Look at': expected a phrase in lower case, like 'roll* back'",
        ),
        (
            'rubric = "talk"\n',
            'rubric = "talk"\nminutes = 0\n',
            "minutes is 0: expected a whole number from 1 to 7200",
        ),
        (
            'use_for = "anything"',
            f'use_for = "{"x" * 20_001}"',
            "use_for has 20001 characters: expected at most 20000",
        ),
        (
            'was = ["canaries"]',
            f"order = {'9' * 4000}",
            "order is not a key that is read here: expected one of slug, covers, origin, source, "
            "was, deck, kind, front, back, framework, steps, tags, extra",
        ),
        (
            'text = "First, I looked."',
            'txt = "First, I looked."',
            "strong, txt is not a key that is read here: expected one of text, why",
        ),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, before: str, after: str, message: str) -> None:
    assert WHOLE.count(before) == 1
    found = [error.message for error in read(tmp_path, all=WHOLE.replace(before, after)).errors]
    assert message in found


def test_a_slug_given_up_belongs_to_one_entry(tmp_path: Path) -> None:
    second = 'slug = "walk-steps"\nwas = ["canaries"]'
    text = WHOLE.replace('slug = "walk-steps"', second)
    assert messages(read(tmp_path, all=text)) == [
        "card 'canary' (line 56): was: 'canaries' is claimed by 2 entries; only one can have it",
        "card 'walk-steps' (line 64): was: 'canaries' is claimed by 2 entries; only one can have "
        "it",
    ]


def test_a_missing_step_needs_a_framework(tmp_path: Path) -> None:
    lone = ROUND.replace('framework = "walk"\n', "")
    assert (
        only_message(tmp_path, TOP + RUBRIC + lone + PROMPT)
        == "follow_ups 1, missing names a step, but there is no framework"
    )


def test_a_reference_to_a_kind_that_is_absent_says_so(tmp_path: Path) -> None:
    assert (
        only_message(tmp_path, TOP + ROUND.replace('framework = "walk"\n', ""))
        == "rubric: there is no rubric 'talk' in pack 'mini', nor any other rubric; "
        "add a [[rubric]]"
    )


def test_references_do_not_reach_into_another_pack(tmp_path: Path) -> None:
    other = 'schema = 1\npack = "other"\ntitle = "Other"\n'
    card = CARDS[: CARDS.index('[[card]]\nslug = "walk-steps"')]
    (error,) = read(tmp_path, a=TOP + DECK, b=other + card).errors
    assert error.message.startswith("deck: there is no deck 'basics' in pack 'other'")


def test_a_rubric_may_have_five_levels(tmp_path: Path) -> None:
    fifth = '  {score = 5, name = "Rare", anchor = "Taught."},\n]'
    text = TOP + RUBRIC.replace("\n]", "\n" + fifth)
    assert read(tmp_path, all=text).errors == ()


def test_checks_go_on_in_an_entry_that_does_not_fit_the_schema(tmp_path: Path) -> None:
    broken = (
        '[[card]]\nslug = "odd"\ndeck = "none"\nfront = "f"\nback = 7\nwas = ["basic"]\n'
        '[[card]]\nslug = "odd"\ndeck = "basics"\nfront = "f"\nback = "b"\n'
    )
    first = f"card 'odd' (line 8) in {tmp_path / 'all.toml'}"
    assert messages(read(tmp_path, all=TOP + DECK + broken)) == [
        "card 'odd' (line 8): back is 7: expected text",
        "card 'odd' (line 8): deck: there is no deck 'none' in pack 'mini'; there are: basics",
        f"card 'odd' (line 14): the slug is taken by {first}",
    ]


def test_a_step_is_not_looked_up_in_a_framework_whose_steps_are_wrong(tmp_path: Path) -> None:
    broken = FRAMEWORK.replace('meaning = "Choose."', "meaning = 1")
    assert messages(read(tmp_path, all=TOP + broken + RUBRIC + ROUND + PROMPT)) == [
        "framework 'walk' (line 5): step 2, meaning is 1: expected some text"
    ]


def test_mistakes_of_one_entry_are_reported_together(tmp_path: Path) -> None:
    bad = '[[card]]\nslug = "{}"\ndeck = "none"\nfront = ""\nback = "b"\n'
    entries = [e.entry for e in read(tmp_path, all=TOP + bad.format("a") + bad.format("b")).errors]
    assert entries == ["card 'a' (line 4)"] * 2 + ["card 'b' (line 9)"] * 2
