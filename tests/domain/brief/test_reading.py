from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.brief import DefectCode, Part, read_brief

CLEAN = """\
# Same-day payouts

## Outcome
Merchants in nine countries get paid the same day from 1 October on.

## Status
Yellow: the vendor is two weeks late.

## Milestones
- 3 May: pilot. Exit: ten merchants get paid for a week without a manual fix.
- 1 October: all countries. Exit: 99 % of payouts arrive before 18:00.

## Risks
- Vendor slips again. Owner: Priya. Mitigation: second source under contract.
- Banks batch on weekends. Owner: Payments team. Mitigation: payouts on credit until Monday.

## Decisions needed
- Dana: approve the second source by 3 May.

## Links
[Plan](https://docs.example.com/plan)
"""

pieces = st.lists(
    st.sampled_from(
        [*CLEAN.splitlines(), "", "- a", "  - b", "| a | b |", "|---|---|", "**Risks**", "```"]
    ),
    max_size=30,
).map("\n".join)


def test_a_brief_with_everything_has_nothing_to_mend() -> None:
    assert read_brief(CLEAN).defects == ()


def test_each_part_says_where_it_stands_and_what_it_says() -> None:
    reading = read_brief(CLEAN)
    assert [each.part for each in reading.parts] == list(Part)
    assert {each.part: each.line for each in reading.parts} == {
        Part.OUTCOME: 4,
        Part.STATUS: 7,
        Part.MILESTONES: 10,
        Part.RISKS: 14,
        Part.DECISIONS: 18,
        Part.LINKS: 21,
    }
    assert reading.part(Part.STATUS).text == "Yellow: the vendor is two weeks late."
    assert reading.part(Part.RISKS).text.startswith("Vendor slips again.")
    assert reading.part(Part.DECISIONS).text == "Dana: approve the second source by 3 May."


def test_words_are_skimmed_at_238_a_minute() -> None:
    reading = read_brief("word " * 119)
    assert reading.words == 119
    assert reading.skim_seconds == 30


def test_a_links_address_is_no_word_to_read() -> None:
    assert read_brief("Read [the plan](https://docs.example.com/a/long/path).").words == 3


def test_a_defect_stands_at_the_line_of_its_milestone() -> None:
    text = CLEAN.replace(" Exit: 99 % of payouts arrive before 18:00.", "")
    (defect,) = read_brief(text).defects
    assert defect.code is DefectCode.MILESTONES_WITHOUT_EXIT_CRITERIA
    assert defect.line == 11
    assert "all countries" in defect.quote
    assert defect.why


def test_a_defect_in_wrapped_prose_stands_at_the_line_where_it_begins() -> None:
    text = CLEAN.replace(
        "Yellow: the vendor is two weeks late.",
        "Yellow: the vendor of the payout engine is two weeks late with\n"
        "the second release. It is believed that the third will be on time.",
    )
    (defect,) = read_brief(text).defects
    assert (defect.code, defect.line) == (DefectCode.HEDGED_OR_PASSIVE_VOICE, 8)


def test_the_fourth_risk_is_one_too_many_and_named() -> None:
    more = "- Load doubles. Owner: Ken. Mitigation: capacity ordered.\n" * 2
    text = CLEAN.replace("\n## Decisions", f"{more}\n## Decisions")
    (defect,) = read_brief(text).defects
    assert (defect.code, defect.line) == (DefectCode.MORE_THAN_THREE_RISKS, 17)


def test_a_brief_without_milestones_or_risks_is_told_so() -> None:
    start, end = CLEAN.index("## Milestones"), CLEAN.index("## Decisions")
    found = read_brief(CLEAN[:start] + CLEAN[end:]).defects
    assert {defect.code for defect in found} == {
        DefectCode.MILESTONES_WITHOUT_DATES,
        DefectCode.MILESTONES_WITHOUT_EXIT_CRITERIA,
        DefectCode.RISKS_WITHOUT_OWNER,
        DefectCode.RISKS_WITHOUT_MITIGATION,
    }
    assert all(defect.message.startswith(("There are no", "No risk")) for defect in found)


def test_an_empty_brief_lacks_everything_and_has_no_order_to_blame() -> None:
    reading = read_brief("")
    assert reading.words == 0
    assert not any(each.found for each in reading.parts)
    assert DefectCode.IMPORTANT_INFORMATION_LAST not in {each.code for each in reading.defects}


@given(st.one_of(st.text(max_size=300), pieces))
def test_any_text_can_be_read_and_every_finding_lies_within_it(text: str) -> None:
    reading = read_brief(text)
    lines = text.count("\n") + 1
    assert [each.part for each in reading.parts] == list(Part)
    assert all(1 <= each.line <= lines for each in reading.defects)
    assert all(each.found == (each.line is not None) for each in reading.parts)
    assert all(each.line is None or 1 <= each.line <= lines for each in reading.parts)
    assert [each.line for each in reading.defects] == sorted(each.line for each in reading.defects)


@given(pieces)
def test_reading_twice_finds_the_same(text: str) -> None:
    assert read_brief(text) == read_brief(text)


@given(st.integers(1, 20))
def test_empty_lines_above_move_every_line_and_change_nothing_else(count: int) -> None:
    text = CLEAN.replace("Owner: Priya.", "").replace("3 May: pilot", "Pilot")
    above, below = read_brief(text), read_brief("\n" * count + text)
    moved = [(each.code, each.line - count) for each in below.defects]
    assert moved == [(each.code, each.line) for each in above.defects]
