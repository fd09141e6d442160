"""What there is to do and what was done, as cells to choose from."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from tpmdesk.app.writing import FREE_MINUTES, Writing
from tpmdesk.domain.brief import read_brief
from tpmdesk.domain.content import Document, Scenario
from tpmdesk.domain.exercises import Exercise, ExerciseKind
from tpmdesk.domain.skimming import Asked
from tpmdesk.ui.pages.mock.cell_list import CellWords
from tpmdesk.ui.pages.writing.choose import BRIEF, CRITIQUE, PAST, SKIM
from tpmdesk.ui.pages.writing.words import kind_name, title_of
from tpmdesk.ui.widgets.times import clock
from tpmdesk.ui.words import counted, moment

translate = QCoreApplication.translate
OWN = "own"
_LINES = 160


def cells(writing: Writing) -> dict[str, list[CellWords]]:
    """The cells under each tab."""
    own = CellWords(
        OWN,
        translate("writing", "A program of your own"),
        translate("writing", "Write the brief of a program that you have run."),
        _minutes(FREE_MINUTES),
    )
    return {
        BRIEF: [*map(_scenario, writing.scenarios()), own],
        SKIM: [*map(_own_brief, writing.own_to_skim()), *map(_document, writing.to_skim())],
        CRITIQUE: [_document(each) for each in writing.flawed()],
        PAST: [_past(writing, each) for each in writing.past()],
    }


def left_words(left: Exercise | None) -> str:
    """What was left unfinished, "" for nothing."""
    if left is None:
        return ""
    return translate("writing", "{kind} not finished: {title}, {time} so far.").format(
        kind=kind_name(left.kind), title=title_of(left), time=clock(left.work.seconds)
    )


def _minutes(minutes: int) -> str:
    return counted(minutes, translate("writing", "{n} minute"), translate("writing", "{n} minutes"))


def _scenario(scenario: Scenario) -> CellWords:
    facts = counted(
        len(scenario.facts),
        translate("writing", "{n} fact to find"),
        translate("writing", "{n} facts to find"),
    )
    return CellWords(str(scenario.id), scenario.title, facts, _minutes(scenario.minutes))


def _document(document: Document) -> CellWords:
    words = len(document.text.split())
    about = document.about if document.defects else ""
    length = counted(words, translate("writing", "{n} word"), translate("writing", "{n} words"))
    return CellWords(str(document.id), document.title, about[:_LINES], length)


def _own_brief(exercise: Exercise) -> CellWords:
    return CellWords(
        str(exercise.id),
        title_of(exercise),
        translate("writing", "Your own brief, begun {when}").format(when=_when(exercise)),
    )


def _past(writing: Writing, exercise: Exercise) -> CellWords:
    about = translate("writing", "{kind}, {day}").format(
        kind=kind_name(exercise.kind), day=_when(exercise)
    )
    return CellWords(str(exercise.id), title_of(exercise), about, _figures(writing, exercise))


def _when(exercise: Exercise) -> str:
    return moment(exercise.started, datetime.now().astimezone())


def _figures(writing: Writing, exercise: Exercise) -> str:
    if exercise.kind is ExerciseKind.BRIEF:
        reading = read_brief(exercise.work.text)
        return translate("writing", "{words} words, {n} things to mend").format(
            words=reading.words, n=len(reading.defects)
        )
    if exercise.kind is ExerciseKind.SKIM:
        had = sum(each.seems_right for each in writing.recalled(exercise))
        return translate("writing", "{n} of {all} remembered").format(n=had, all=len(Asked))
    verdict = writing.verdict(exercise)
    if verdict is None:
        return ""
    return translate("writing", "{points} of {best} points").format(
        points=verdict.points, best=verdict.best
    )
