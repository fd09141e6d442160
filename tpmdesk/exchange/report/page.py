"""A report as one page of HTML that needs nothing else: no network, no other file."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from string import Template

from tpmdesk.domain.assessment import Assessment, Evidence, StepCoverage
from tpmdesk.domain.attempts import Answer
from tpmdesk.domain.content import Criterion, Rubric
from tpmdesk.domain.report import Report, ReportAnswer
from tpmdesk.exchange.report.words import clock, figures, when

Encode = Callable[[Path], tuple[str, bytes]]
"""The media type and the bytes of a recording, small enough to be sent. Raises OSError or
ValueError when it cannot be read."""

# Whoever reads the report can do nothing about it: where the file lies is not told.
UNREADABLE = "There is a recording, but it could not be read when this report was made."


class PageWriter:
    """Writes the page. `skeleton` is the folder of its HTML, style and script."""

    def __init__(self, skeleton: Path, encode: Encode) -> None:
        self._skeleton = skeleton
        self._encode = encode

    def write(
        self, report: Report, file: Path, *, audio: bool, progress: Callable[[int, int], None]
    ) -> None:
        parts = []
        for done, answer in enumerate(report.answers):
            progress(done, len(report.answers))
            sound = self._sound(answer.sound) if audio and answer.sound else ""
            parts.append(_section(answer, report.rubric, sound))
        put(file, self._page(report, "\n".join(parts)))
        progress(len(report.answers), len(report.answers))

    def _page(self, report: Report, answers: str) -> str:
        # "<" would end the script element that holds the data.
        data = json.dumps({"attempt": report.key}).replace("<", "\\u003c")
        return Template(self._text("report.html")).substitute(
            title=escape(report.title),
            when=escape(when(report.started)),
            answers=answers,
            style=self._text("report.css"),
            script=self._text("report.js"),
            data=data,
        )

    def _text(self, name: str) -> str:
        return (self._skeleton / name).read_text(encoding="utf-8")

    def _sound(self, recording: Path) -> str:
        try:
            kind, data = self._encode(recording)
        except (OSError, ValueError):
            return f'<p class="quiet">{UNREADABLE}</p>'
        source = f"data:{kind};base64,{b64encode(data).decode()}"
        return f'<audio controls preload="none" src="{source}"></audio>'


def put(file: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _section(given: ReportAnswer, rubric: Rubric, sound: str) -> str:
    over = "The interviewer asks back" if given.follows else f"Question {given.position + 1}"
    parts = [
        f'<p class="over">{over}</p>',
        f"<h2>{escape(given.question.text)}</h2>",
        sound,
        *_transcript(given.answer),
        *_evidence(given.answer.assessment),
        *_remarks(given),
        *([] if given.follows else _scoring(given.position, rubric.criteria)),
    ]
    return f"<section>{''.join(parts)}</section>"


def _transcript(answer: Answer) -> Iterable[str]:
    if answer.transcript is None or not answer.transcript.utterances:
        return
    text = "\n".join(utterance.text for utterance in answer.transcript.utterances)
    yield f'<h3>What was said</h3><p class="transcript">{escape(text)}</p>'


def _evidence(found: Assessment | None) -> Iterable[str]:
    if found is None or not found.enough_speech:
        yield '<p class="quiet">Not enough was said to be judged.</p>'
        return
    if found.steps:
        yield f'<h3>Steps</h3><ul class="steps">{"".join(map(_step, found.steps))}</ul>'
    if found.delivery:
        pairs = "".join(
            f"<dt>{name}</dt><dd>{value}</dd>" for name, value in figures(found.delivery)
        )
        yield f"<h3>Delivery</h3><dl>{pairs}</dl>"


def _step(step: StepCoverage) -> str:
    state, word = ("covered", "covered") if step.covered else ("missing", "not found")
    if step.mentioned:
        word = "named in general only"
    quotes = "".join(map(_quote, step.evidence or step.mentioned))
    return f'<li class="{state}"><b>{escape(step.step)}</b>: {word}{quotes}</li>'


def _quote(evidence: Evidence) -> str:
    at = ""
    if evidence.start is not None:
        begin = f'<button class="at" type="button" data-at="{evidence.start:.2f}">'
        at = f" {begin}{clock(evidence.start)}</button>"
    return f"<blockquote>{escape(evidence.quote)}{at}</blockquote>"


def _remarks(given: ReportAnswer) -> Iterable[str]:
    own = given.own_remarks
    if own:
        lines = "".join(f"<li>{clock(each.at)} {escape(each.text)}</li>" for each in own)
        yield f'<h3>Remarks of the person who answered</h3><ul class="steps">{lines}</ul>'


def _scoring(position: int, criteria: Sequence[Criterion]) -> Iterable[str]:
    yield "<h3>Your scores</h3>"
    for criterion in criteria:
        yield _criterion(position, criterion)
    name = f"remarks-{position}"
    yield (
        f'<h3><label for="{name}">Your remarks</label></h3><textarea id="{name}" rows="3" '
        f'data-answer="{position}" placeholder="0:42 This number convinced me"></textarea>'
    )


def _criterion(position: int, criterion: Criterion) -> str:
    choices = "".join(
        f'<label><input type="radio" name="{position}-{escape(criterion.slug)}" '
        f'data-answer="{position}" data-criterion="{escape(criterion.slug)}" value="{level.score}">'
        f"<span><b>{level.score} {escape(level.name)}.</b> {escape(level.anchor)}</span></label>"
        for level in criterion.levels
    )
    return (
        f"<fieldset><legend>{escape(criterion.name)}</legend>"
        f'<p class="quiet">{escape(criterion.question)}</p>{choices}</fieldset>'
    )
