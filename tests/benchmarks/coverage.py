"""How well the steps that an answer covers are told, on answers that nothing was trained on.

    python -m tests.benchmarks.coverage [--speech] [--each N] [--json FILE]

Prints a table for each method and each form of the text: as written, as one line, and as one line
in lower case without punctuation. With --speech the first N answers of each framework and kind are
also spoken by two voices and heard by the default recognizer; what was heard is kept in a folder
for temporary files, so that a second run is quick.
"""

from __future__ import annotations

import json
import re
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.benchmarks._coverage_figures import Figures, Outcome, outcomes, table
from tests.benchmarks._coverage_speech import VOICES, Spoken
from tests.benchmarks._labelled import Labelled, labelled
from tpmdesk.bootstrap.paths import shipped
from tpmdesk.content.reader import read_packs
from tpmdesk.domain.assess import StepReader
from tpmdesk.domain.assessment import StepCoverage
from tpmdesk.domain.content import Framework, slug_of
from tpmdesk.domain.coverage import cover
from tpmdesk.domain.transcript import Transcript, typed
from tpmdesk.meaning import reader

ANSWERS = Path(__file__).parents[1] / "data" / "coverage"
Hear = Callable[[Labelled], Transcript]
TITLES = {
    "balanced_accuracy": "bal.acc",
    "recall_covered": "covered",
    "recall_missing": "missing",
    "evidence_first": "evid.1st",
    "evidence_all": "evid.all",
    "hollow_rejected": "hollow",
    "misleading_rejected": "mislead.",
    "signals": "signals",
}


def as_written(answer: Labelled) -> Transcript:
    """A line for each sentence."""
    return typed("\n".join(line.text for line in answer.lines))


def in_one_line(answer: Labelled) -> Transcript:
    return typed(answer.text)


def bare(answer: Labelled) -> Transcript:
    """What a recognizer without punctuation would write."""
    return typed(re.sub(r"[^a-z0-9' ]", "", answer.text.lower().replace("-", " ")))


def shipped_frameworks() -> dict[str, Framework]:
    """The frameworks of the shipped content, by slug."""
    packs = read_packs([shipped("content")]).packs
    return {slug_of(found.id): found for pack in packs for found in pack.frameworks}


def always(framework: Framework, transcript: Transcript) -> tuple[StepCoverage, ...]:
    """Everything is covered: what any method has to beat."""
    return tuple(StepCoverage(step.name, covered=True) for step in framework.steps)


def measured(
    answers: Iterable[Labelled], hear: Hear, read: StepReader, frameworks: dict[str, Framework]
) -> Iterator[Outcome]:
    """Every step of every answer, as it comes out."""
    for answer in answers:
        transcript = hear(answer)
        yield from outcomes(answer, transcript, read(frameworks[answer.framework], transcript))


def show(title: str, rows: dict[str, Figures]) -> None:
    """One table."""
    print(f"\n{title}\n{'':16}" + "".join(f"{short:>9}" for short in TITLES.values()))
    for name, row in rows.items():
        print(f"{name:16}" + "".join(f"{row[key]:9.3f}" for key in TITLES))


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=Path, default=ANSWERS)
    parser.add_argument("--speech", action="store_true")
    parser.add_argument("--each", type=int, default=4, metavar="N")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "tpmdesk-cov")
    parser.add_argument("--json", type=Path, metavar="OUT")
    options = parser.parse_args()
    answers = labelled(options.answers)
    frameworks = shipped_frameworks()
    model = reader.StepReader(shipped("resources") / "coverage")
    runs: list[tuple[str, list[Labelled], Hear, StepReader]] = [
        ("always covered, as written", answers, as_written, always),
        ("cue phrases, as written", answers, as_written, cover),
        ("reader, as written", answers, as_written, model),
        ("reader, one line", answers, in_one_line, model),
        ("reader, bare", answers, bare, model),
    ]
    if options.speech:
        spoken = _some(answers, options.each)
        for voice in VOICES:
            heard = Spoken(options.cache, voice)
            runs.append((f"cue phrases, {voice}", spoken, heard, cover))
            runs.append((f"reader, {voice}", spoken, heard, model))
    results = {}
    for title, given, hear, read in runs:
        results[title] = table(list(measured(given, hear, read, frameworks)))
        show(title, results[title])
    if options.json:
        options.json.write_text(json.dumps(results, indent=2) + "\n")


def _some(answers: Iterable[Labelled], count: int) -> list[Labelled]:
    """The first of each framework and kind, in the order of the files."""
    taken: dict[tuple[str, str], int] = {}
    kept = []
    for answer in answers:
        place = (answer.framework, answer.kind)
        taken[place] = taken.get(place, 0) + 1
        if taken[place] <= (count if answer.kind == "answer" else max(1, count // 4)):
            kept.append(answer)
    return kept


if __name__ == "__main__":
    main()
