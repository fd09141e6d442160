"""What must hold inside a scenario and a flawed document beyond their schema."""

from __future__ import annotations

from pathlib import Path

from tests.content.packs import TOP, messages, read

SCENARIO = """
[[scenario]]
slug = "move"
title = "The move"
text = "Seven teams move by May. It costs 9,000."
facts = [
  {what = "Seven teams", cues = ["seven teams"]},
  {what = "It costs 9,000", cues = ["9,000"]},
]
"""

DOCUMENT = """
[[document]]
slug = "mail"
title = "A mail"
text = "All is fine, exept the launch."
[[document.defect]]
depth = "structural"
what = "No decision"
why = "Nobody knows what to do."
[[document.defect]]
depth = "surface"
what = "A typo"
why = "Harmless."
quote = "exept"
"""


def test_a_scenario_whose_facts_have_cues_is_in_order(tmp_path: Path) -> None:
    assert read(tmp_path, all=TOP + SCENARIO).errors == ()


def test_each_fact_without_a_cue_is_named(tmp_path: Path) -> None:
    silent = SCENARIO.replace(', cues = ["seven teams"]', "").replace('["9,000"]', "[]")
    assert messages(read(tmp_path, all=TOP + silent)) == [
        "scenario 'move' (line 5): facts 1, cues are missing; without one no brief is seen to "
        "tell 'Seven teams'",
        "scenario 'move' (line 5): facts 2, cues are missing; without one no brief is seen to "
        "tell 'It costs 9,000'",
    ]


def test_a_document_with_a_structural_defect_is_in_order(tmp_path: Path) -> None:
    assert read(tmp_path, all=TOP + DOCUMENT).errors == ()


def test_a_document_with_surface_defects_alone_is_a_mistake(tmp_path: Path) -> None:
    shallow = DOCUMENT.replace("structural", "surface")
    assert messages(read(tmp_path, all=TOP + shallow)) == [
        "document 'mail' (line 5): no defect is 'structural'; a critique needs one to put before "
        "the wording"
    ]


def test_a_brief_to_skim_needs_no_defect(tmp_path: Path) -> None:
    brief = DOCUMENT[: DOCUMENT.index("[[document.defect]]")]
    assert read(tmp_path, all=TOP + brief).errors == ()


def test_a_quote_that_the_text_does_not_say_is_a_mistake(tmp_path: Path) -> None:
    wrong = DOCUMENT.replace('quote = "exept"', 'quote = "except"')
    assert messages(read(tmp_path, all=TOP + wrong)) == [
        "document 'mail' (line 5): defect 2, quote: the text does not say 'except'"
    ]
