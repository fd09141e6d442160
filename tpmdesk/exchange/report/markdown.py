"""A report as Markdown: to be read and scored in any editor; the recordings lie beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tpmdesk.domain.assessment import Assessment, Evidence
from tpmdesk.domain.content import Rubric
from tpmdesk.domain.report import Report, ReportAnswer
from tpmdesk.exchange.markdowntext import escape_line
from tpmdesk.exchange.report.page import UNREADABLE, Encode, put
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
        with _unmade_when_broken_off(folder):
            sounds = self._sounds(report, folder, progress) if audio else {}
            put(file, "\n".join(_lines(report, sounds)) + "\n")
        progress(len(report.answers), len(report.answers))

    def _sounds(
        self, report: Report, folder: Path, progress: Callable[[int, int], None]
    ) -> dict[int, str]:
        """Where each recording is heard, by position."""
        lines: dict[int, str] = {}
        for done, given in enumerate(report.answers):
            progress(done, len(report.answers))
            if given.sound is not None:
                name = f"answer-{given.position + 1}"
                lines[given.position] = self._sound(given.sound, folder, name)
        return lines

    def _sound(self, recording: Path, folder: Path, name: str) -> str:
        try:
            kind, data = self._encode(recording)
        except (OSError, ValueError):
            return UNREADABLE
        folder.mkdir(exist_ok=True)
        file = folder / f"{name}{_SUFFIX.get(kind, '.bin')}"
        file.write_bytes(data)
        return f"[The recording]({quote(folder.name)}/{file.name})"


@contextmanager
def _unmade_when_broken_off(folder: Path) -> Iterator[None]:
    """A folder that was begun and not finished is taken away again."""
    there = folder.exists()
    try:
        yield
    except BaseException:
        if not there:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _lines(report: Report, sounds: dict[int, str]) -> Iterable[str]:
    yield f"# {escape_line(report.title)}"
    yield f"\n{when(report.started)}\n\n{_HELP}\n"
    yield f"```{MARK}\nattempt: {report.key}\nby:\n```"
    for given in report.answers:
        yield from _answer(given, report.rubric, sounds.get(given.position))


def _answer(given: ReportAnswer, rubric: Rubric, sound: str | None) -> Iterable[str]:
    number = given.position + 1
    yield f"\n## {'Asked back' if given.follows else 'Question'} {number}\n"
    yield escape_line(given.question.text)
    if sound:
        yield f"\n{sound}"
    if given.answer.transcript and given.answer.transcript.utterances:
        said = (escape_line(each.text) for each in given.answer.transcript.utterances)
        yield "\n### What was said\n\n" + "  \n".join(said)
    yield from _evidence(given.answer.assessment)
    yield from _remarks(given)
    if not given.follows:
        yield from _scoring(number, rubric)


def _evidence(found: Assessment | None) -> Iterable[str]:
    if found is None or not found.enough_speech:
        yield "\nNot enough was said to be judged."
        return
    if found.steps:
        yield "\n### Steps\n"
    for step in found.steps:
        quotes = "".join(map(_quote, step.evidence or step.mentioned))
        general = " (in general only)" if step.mentioned else ""
        yield f"- [{'x' if step.covered else ' '}] {escape_line(step.step)}{general}{quotes}"
    if found.delivery:
        yield "\n### Delivery\n"
        yield from (f"- {name}: {value}" for name, value in figures(found.delivery))


def _quote(evidence: Evidence) -> str:
    at = "" if evidence.start is None else f" ({clock(evidence.start)})"
    return f"\n  - “{escape_line(evidence.quote)}”{at}"


def _remarks(given: ReportAnswer) -> Iterable[str]:
    if given.own_remarks:
        yield "\n### Remarks of the person who answered\n"
    for each in given.own_remarks:
        yield f"- {clock(each.at)} {escape_line(each.text)}"


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
