"""A report as Markdown: to be read and scored in any editor; the recordings lie beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from tpmdesk.domain.assessment import Assessment, Evidence
from tpmdesk.domain.content import Rubric
from tpmdesk.domain.report import Report, ReportAnswer
from tpmdesk.exchange.markdowntext import escape_line
from tpmdesk.exchange.report.page import Encode, put
from tpmdesk.exchange.report.words import clock, figures, when

MARK = "tpmdesk-scores"
_HELP = """Score each question: write a level behind the criterion's name, for instance
`depth: 3`. Remarks begin with `remark:` and may name a time: `remark: 0:42 this convinced me`.
Write your name behind `by:`, then send this file back."""
_SUFFIX = {"audio/mpeg": ".mp3", "audio/ogg": ".ogg"}


class MarkdownWriter:
    """Writes the text, and with audio a folder of the same name with the sound files."""

    def __init__(self, encode: Encode) -> None:
        self._encode = encode

    def write(
        self, report: Report, file: Path, *, audio: bool, progress: Callable[[int, int], None]
    ) -> None:
        folder = file.with_suffix("")
        sounds = self._sounds(report, folder, progress) if audio else {}
        put(file, "\n".join(_lines(report, sounds, folder.name)) + "\n")

    def _sounds(
        self, report: Report, folder: Path, progress: Callable[[int, int], None]
    ) -> dict[int, str]:
        """The file names by position. A folder begun and not finished is taken away again."""
        there = folder.exists()
        try:
            return self._encoded(report, folder, progress)
        except BaseException:
            if not there:
                shutil.rmtree(folder, ignore_errors=True)
            raise

    def _encoded(
        self, report: Report, folder: Path, progress: Callable[[int, int], None]
    ) -> dict[int, str]:
        names: dict[int, str] = {}
        for done, given in enumerate(report.answers):
            progress(done, len(report.answers))
            if given.sound is None:
                continue
            kind, data = self._encode(given.sound)
            folder.mkdir(exist_ok=True)
            names[given.position] = f"answer-{given.position + 1}{_SUFFIX.get(kind, '.bin')}"
            (folder / names[given.position]).write_bytes(data)
        return names


def _lines(report: Report, sounds: dict[int, str], folder: str) -> Iterable[str]:
    yield f"# {escape_line(report.title)}"
    yield f"\n{when(report.started)}\n\n{_HELP}\n"
    yield f"```{MARK}\nattempt: {report.key}\nby:\n```"
    for given in report.answers:
        yield from _answer(given, report.rubric)
        if given.position in sounds:
            yield f"\n[The recording]({folder}/{sounds[given.position]})"


def _answer(given: ReportAnswer, rubric: Rubric) -> Iterable[str]:
    number = given.position + 1
    yield f"\n## {'Asked back' if given.follows else 'Question'} {number}\n"
    yield escape_line(given.question.text)
    if given.answer.transcript and given.answer.transcript.utterances:
        said = (escape_line(each.text) for each in given.answer.transcript.utterances)
        yield "\n### What was said\n\n" + "  \n".join(said)
    yield from _evidence(given.answer.assessment)
    if not given.follows:
        yield from _scoring(number, rubric)


def _evidence(found: Assessment | None) -> Iterable[str]:
    if found is None or not found.enough_speech:
        yield "\nNot enough was said to be judged."
        return
    if found.steps:
        yield "\n### Steps\n"
    for step in found.steps:
        quotes = "".join(map(_quote, step.evidence))
        yield f"- [{'x' if step.covered else ' '}] {escape_line(step.step)}{quotes}"
    if found.delivery:
        yield "\n### Delivery\n"
        yield from (f"- {name}: {value}" for name, value in figures(found.delivery))


def _quote(evidence: Evidence) -> str:
    at = "" if evidence.start is None else f" ({clock(evidence.start)})"
    return f"\n  - “{escape_line(evidence.quote)}”{at}"


def _scoring(number: int, rubric: Rubric) -> Iterable[str]:
    yield "\n### Scores\n"
    for criterion in rubric.criteria:
        name, question = escape_line(criterion.name), escape_line(criterion.question)
        yield f"- **{name}** (`{criterion.slug}`): {question}"
        yield from (
            f"  - {level.score} {escape_line(level.name)}. {escape_line(level.anchor)}"
            for level in criterion.levels
        )
    blanks = "\n".join(f"{criterion.slug}:" for criterion in rubric.criteria)
    yield f"\n```{MARK}\nanswer: {number}\n{blanks}\nremark:\n```"
