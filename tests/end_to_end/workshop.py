"""An evening of writing and drawing, in parts that a test runs as processes of their own.

    python -m tests.end_to_end.workshop PART DATA

Each part prints one JSON object of what the person found. With TPMDESK_PICTURES naming a folder,
pictures of the window are kept there.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.end_to_end.person import Person, at_the_window
from tpmdesk.domain.critique import STRUCTURAL, lines_of
from tpmdesk.domain.exercises import ExerciseKind
from tpmdesk.domain.skimming import Asked
from tpmdesk.ui.pages.drawing import cells as drawing
from tpmdesk.ui.pages.drawing.page import DrawingPage
from tpmdesk.ui.pages.writing import choose as writing
from tpmdesk.ui.pages.writing.page import WritingPage
from tpmdesk.ui.widgets.diagram_paint import Mark

BRIEF = "Outcome: every shop takes orders offline by 4 May.\nStatus: Yellow, one vendor is late."
REST = "\nDecision needed by Friday: launch without refunds, yes or no."
MODEL = 'service shop "Shop"\nstore orders "Orders"\nshop -> orders : SQL'
PLAN = 'work a "Schema" days:10\nwork b "API" days:8\nwork c "Docs" days:2\na -> b'


def begin_brief(person: Person) -> None:
    """Write until somebody kills the process."""
    page = _writing(person, writing.BRIEF)
    page.choose.start.click()
    person.type(page.brief.editor, BRIEF)
    person.look("brief")
    person.rest(1.5)
    _tell_and_wait(person)


def write(person: Person) -> dict[str, Any]:
    """Go on from Today, finish; then skim a brief, and critique a document."""
    person.wait(lambda: person.sees("A brief is not finished"), "what was left")
    person.look("today")
    person.press(Qt.Key.Key_W)
    page = person.window.page
    assert isinstance(page, WritingPage)
    left = page.brief.editor.toPlainText()
    page.brief.editor.moveCursor(page.brief.editor.textCursor().MoveOperation.End)
    QTest.keyClicks(page.brief.editor, REST.strip())
    person.click("Finish")
    person.wait(lambda: page.view is page.debrief, "the debrief")
    person.look("brief-debrief")
    found = {"left": left, "brief": page.debrief.figures.text()}
    return {**found, "skim": _skim(person), "critique": _criticise(person)}


def _skim(person: Person) -> str:
    page = _writing(person, writing.SKIM)
    page.choose.start.click()
    person.look("skim")
    person.press(Qt.Key.Key_Return)
    person.wait(lambda: page.skim.phase == "asking", "the questions")
    person.type(page.skim.replies[Asked.STATUS], "green")
    person.look("skim-questions")
    person.click("Compare")
    person.wait(lambda: page.skim.phase == "comparing", "the comparison")
    if not page.skim.boxes[Asked.OUTCOME].isChecked():
        person.click_on(page.skim.boxes[Asked.OUTCOME], QPoint(10, 10))
    person.look("skim-result")
    return page.skim.result.text()


def _criticise(person: Person) -> str:
    page = _writing(person, writing.CRITIQUE)
    key = page.choose.key
    page.choose.start.click()
    (document,) = (each for each in page._writing.flawed() if each.id == key)
    structural = next(each for each in document.defects if each.depth == STRUCTURAL)
    page.critique.text.go_to(min(lines_of(structural, document.text), default=1))
    person.type(page.critique.field, structural.what)
    person.click("Add")
    person.look("critique")
    person.click("I am done")
    person.wait(lambda: page.critique.result.isVisible(), "the verdict")
    person.look("critique-verdict")
    return page.critique.result.text()


def begin_map(person: Person) -> None:
    """Name a risk, draw a system from memory, and draw a map until somebody kills the process."""
    page = _drawing(person, drawing.RISKS)
    page.choose.start.click()
    person.type(page.hunt.field, "One database, no failover")
    person.click("Add")
    person.look("risks")
    person.click("Compare with the key")
    person.wait(lambda: page.hunt.result.isVisible(), "the key")
    person.look("risks-key")
    page = _drawing(person, drawing.RECALL)
    page.choose.start.click()
    person.look("recall-study")
    person.press(Qt.Key.Key_Return)
    person.type(page.drawing.pad.text, MODEL)
    person.wait(lambda: page.drawing.pad.diagram.ids, "the picture")
    person.look("recall")
    page.drawing.compare()
    person.wait(lambda: page.drawing.phase == "comparing", "the comparison")
    person.look("recall-key")
    page = _drawing(person, drawing.MAP)
    page.choose.start.click()
    person.type(page.drawing.pad.text, PLAN)
    person.look("map")
    person.rest(1.5)
    _tell_and_wait(person)


def draw(person: Person) -> dict[str, Any]:
    """Go on with the map, and finish it."""
    person.wait(lambda: person.sees("A dependency map is not finished"), "what was left")
    person.press(Qt.Key.Key_W)
    page = person.window.page
    assert isinstance(page, DrawingPage)
    left = page.drawing.pad.source
    person.wait(lambda: person.sees("18 days"), "the critical path")
    page.drawing.compare()
    person.wait(lambda: page.drawing.phase == "comparing", "the comparison")
    person.look("map-key")
    return {"left": left, "missing": Mark.MISSING in page.drawing.key.marks.values()}


def morning(person: Person) -> dict[str, Any]:
    """Everything that was done the evening before, as the lists of past pieces name it."""
    wrote = _writing(person, writing.PAST)
    person.look("past-writing")
    past = wrote._writing.past()
    pieces = [each.kind.value for each in past]
    (skim,) = (each for each in past if each.kind is ExerciseKind.SKIM)
    remembered = [each.asked.value for each in wrote._writing.recalled(skim) if each.seems_right]
    drew = _drawing(person, drawing.PAST)
    person.look("past-drawing")
    pieces += [each.kind.value for each in drew._room.past()]
    return {"pieces": sorted(pieces), "remembered": remembered}


def _writing(person: Person, tab: str) -> WritingPage:
    person.click("Write")
    page = person.window.page
    assert isinstance(page, WritingPage)
    _back_to(person, page)
    page.choose.turn_to(tab)
    return page


def _drawing(person: Person, tab: str) -> DrawingPage:
    person.click("Draw")
    page = person.window.page
    assert isinstance(page, DrawingPage)
    _back_to(person, page)
    page.choose.turn_to(tab)
    return page


def _back_to(person: Person, page: WritingPage | DrawingPage) -> None:
    if page.view is not page.choose:
        person.press(Qt.Key.Key_Escape)
    person.wait(lambda: page.view is page.choose, "the choice")


def _tell_and_wait(person: Person) -> None:
    print(json.dumps({"written": True}), flush=True)
    while True:
        person.rest(0.1)


PARTS = {
    "begin_brief": begin_brief,
    "write": write,
    "begin_map": begin_map,
    "draw": draw,
    "morning": morning,
}


def main() -> None:
    part, data = sys.argv[1:]
    with at_the_window(Path(data)) as person:
        person.wait(lambda: person.desktop.parts.content.scenarios(), "the bundled content")
        print(json.dumps(PARTS[part](person)), flush=True)


if __name__ == "__main__":
    main()
