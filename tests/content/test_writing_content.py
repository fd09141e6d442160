"""The bundled writing round: scenarios, documents to critique, briefs to skim."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tpmdesk.content.reader import read_packs
from tpmdesk.domain.brief import Part, read_brief
from tpmdesk.domain.content import Document, Scenario
from tpmdesk.domain.critique import STRUCTURAL, SURFACE
from tpmdesk.domain.scenariofacts import told
from tpmdesk.domain.skimming import Asked, said_of

ENTRIES = [
    entry
    for pack in read_packs([Path(__file__).parents[2] / "content"]).packs
    for entry in pack.entries
]
SCENARIOS = [each for each in ENTRIES if isinstance(each, Scenario)]
DOCUMENTS = [each for each in ENTRIES if isinstance(each, Document)]
FLAWED = [each for each in DOCUMENTS if each.defects]
SKIMS = [each for each in DOCUMENTS if not each.defects]
BURYING = [each for each in SKIMS if "buries" in each.about]
GOOD = [each for each in SKIMS if each not in BURYING]


def slug(entry: Scenario | Document) -> str:
    return entry.id.partition("/")[2]


def strong(scenario: Scenario) -> str:
    assert scenario.strong is not None
    return scenario.strong.text


def test_there_is_enough_of_each() -> None:
    assert len(SCENARIOS) >= 8
    assert len(FLAWED) >= 8
    assert len(GOOD) >= 4
    assert len(BURYING) >= 2


@pytest.mark.parametrize("scenario", SCENARIOS, ids=slug)
class TestScenario:
    def test_a_reader_finds_nothing_to_mend_in_its_strong_brief(self, scenario: Scenario) -> None:
        assert [defect.message for defect in read_brief(strong(scenario)).defects] == []

    def test_its_strong_brief_has_all_six_parts(self, scenario: Scenario) -> None:
        assert [each.part for each in read_brief(strong(scenario)).parts if each.found] == [*Part]

    def test_its_strong_brief_is_read_in_a_minute(self, scenario: Scenario) -> None:
        assert read_brief(strong(scenario)).skim_seconds <= 60

    def test_its_strong_brief_tells_every_fact(self, scenario: Scenario) -> None:
        heard = told(strong(scenario), scenario.facts)
        assert [fact.what for fact, is_told in zip(scenario.facts, heard, strict=True)
                if not is_told] == []  # fmt: skip

    def test_it_has_eight_facts_to_look_for(self, scenario: Scenario) -> None:
        assert 8 <= len(scenario.facts) <= 12

    def test_no_fact_is_told_by_the_title_alone(self, scenario: Scenario) -> None:
        assert not any(told(scenario.title, scenario.facts))


@pytest.mark.parametrize("document", FLAWED, ids=slug)
class TestFlawedDocument:
    def test_it_has_two_defects_of_each_depth(self, document: Document) -> None:
        depths = Counter(defect.depth for defect in document.defects)
        assert min(depths[STRUCTURAL], depths[SURFACE]) >= 2

    def test_a_quote_stands_in_one_place(self, document: Document) -> None:
        quotes = [defect.quote for defect in document.defects if defect.quote]
        assert [quote for quote in quotes if document.text.count(quote) != 1] == []


@pytest.mark.parametrize("brief", SKIMS, ids=slug)
def test_a_brief_to_skim_has_an_answer_to_each_question(brief: Document) -> None:
    """Also one that buries them: what is asked must be there to be found."""
    reading = read_brief(brief.text)
    assert [asked for asked in Asked if not said_of(asked, reading)] == []


@pytest.mark.parametrize("brief", GOOD, ids=slug)
def test_a_good_brief_to_skim_leaves_nothing_to_mend(brief: Document) -> None:
    assert [defect.message for defect in read_brief(brief.text).defects] == []


@pytest.mark.parametrize("brief", BURYING, ids=slug)
def test_a_brief_that_buries_what_matters_is_found_to_do_so(brief: Document) -> None:
    assert "important_information_last" in {each.code for each in read_brief(brief.text).defects}
