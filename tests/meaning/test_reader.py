from __future__ import annotations

import logging
from pathlib import Path

import pytest

from tpmdesk.bootstrap.paths import shipped
from tpmdesk.content.reader import read_packs
from tpmdesk.domain.content import EntryId, Framework, FrameworkStep, slug_of
from tpmdesk.domain.coverage import cover
from tpmdesk.domain.transcript import typed
from tpmdesk.meaning.reader import StepReader

OWN = Framework(
    EntryId("me/own"), "Own", "", (FrameworkStep("Failure", "", cues=("timeout*", "retr*")),)
)
SCHEMA = """So, um, let me think about that for a second.
At the beginning the order service saves every order in the old table and in the new one as well.
The old table stays the one that counts, and everybody keeps reading from it.
If the second insert fails more than fifty times in an hour, we turn it off again by its toggle.
I had a very nice cup of coffee this morning."""


@pytest.fixture(scope="module")
def reader() -> StepReader:
    return StepReader(shipped("resources") / "coverage")


@pytest.fixture(scope="module")
def frameworks() -> dict[str, Framework]:
    packs = read_packs([shipped("content")]).packs
    return {slug_of(entry.id): entry for pack in packs for entry in pack.frameworks}


def test_a_step_is_found_in_other_words_than_its_name(
    reader: StepReader, frameworks: dict[str, Framework]
) -> None:
    found = {step.step: step for step in reader(frameworks["phases-schema"], typed(SCHEMA))}
    assert [name for name, step in found.items() if step.covered] == ["Write both"]
    assert found["Write both"].evidence[0].quote in typed(SCHEMA).text


def test_the_signal_to_go_back_is_quoted(
    reader: StepReader, frameworks: dict[str, Framework]
) -> None:
    found = {step.step: step for step in reader(frameworks["phases-schema"], typed(SCHEMA))}
    (named,) = found["Write both"].signal or ()
    assert "more than fifty times in an hour" in named.quote
    assert found["Read from new"].signal == ()


def test_a_framework_without_signals_tells_of_none(
    reader: StepReader, frameworks: dict[str, Framework]
) -> None:
    found = reader(frameworks["iibfo"], typed(SCHEMA))
    assert [step.step for step in found] == [step.name for step in frameworks["iibfo"].steps]
    assert all(step.signal is None for step in found)


def test_every_step_of_the_shipped_frameworks_is_known_to_the_model(
    reader: StepReader, frameworks: dict[str, Framework]
) -> None:
    unknown = {slug for slug, framework in frameworks.items() if not reader.knows(framework)}
    assert unknown == set()


def test_a_framework_of_ones_own_is_read_by_its_cues(reader: StepReader) -> None:
    said = typed(
        "The page gets a timeout and the client just retries forever, so we cap it at two."
    )
    assert reader(OWN, said) == cover(OWN, said)
    assert reader(OWN, said)[0].covered


def test_a_renamed_step_is_not_known(reader: StepReader) -> None:
    other = Framework(EntryId("core/iibfo"), "Own", "", (FrameworkStep("Breakage", ""),))
    assert not reader.knows(other)


def test_without_a_model_cues_are_used_and_the_log_says_so(
    tmp_path: Path, frameworks: dict[str, Framework], caplog: pytest.LogCaptureFixture
) -> None:
    said = typed(SCHEMA)
    with caplog.at_level(logging.ERROR):
        found = StepReader(tmp_path)(frameworks["iibfo"], said)
    assert found == cover(frameworks["iibfo"], said)
    assert "cue phrases" in caplog.text


def test_an_empty_answer_covers_nothing(
    reader: StepReader, frameworks: dict[str, Framework]
) -> None:
    assert not any(step.covered for step in reader(frameworks["star"], typed("")))


def test_a_very_long_answer_is_read_to_its_end(
    reader: StepReader, frameworks: dict[str, Framework]
) -> None:
    long = "\n".join(["I had a very nice cup of coffee this morning."] * 120)
    (first, *_) = reader(frameworks["phases-schema"], typed(f"{long}\n{SCHEMA}"))
    assert first.covered
