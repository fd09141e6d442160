from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from tests.app.fakes import MemoryContent
from tests.domain.test_critique import PLANTED
from tests.domain.test_critique import TEXT as FLAWED
from tests.domain.test_skimming import BRIEF
from tests.ui.access import clipped, nameless, settle
from tests.ui.pages.mock.bench import RUBRIC
from tpmdesk.app.exercising import Exercising
from tpmdesk.app.writing import Writing, remarks_of
from tpmdesk.domain.content import Document, EntryId, Fact, ModelAnswer, Scenario
from tpmdesk.domain.exercises import ExerciseKind
from tpmdesk.domain.skimming import SECONDS, Asked
from tpmdesk.storage.exercises import SqlExerciseStore
from tpmdesk.ui.pages.page import RESUME
from tpmdesk.ui.pages.writing import timing
from tpmdesk.ui.pages.writing.choose import CRITIQUE, PAST, SKIM
from tpmdesk.ui.pages.writing.page import WritingPage

SCENARIO = Scenario(
    EntryId("t/search"),
    "Search index",
    "Lena: the load test failed at 70 percent.",
    minutes=20,
    facts=(Fact("The load test failed", ("load test",)), Fact("Budget", ("budget",))),
    strong=ModelAnswer(BRIEF, "Outcome first."),
)
STATUS = Document(EntryId("t/status"), "A status mail", FLAWED, "Sent on Friday.", PLANTED)
GOOD = Document(EntryId("t/good"), "A good brief", BRIEF)


class Content(MemoryContent):
    def scenarios(self):
        return [SCENARIO]

    def documents(self):
        return [STATUS, GOOD]

    def rubric(self, ref):
        return RUBRIC


@pytest.fixture
def writing(empty_desk):
    exercising = Exercising(SqlExerciseStore(empty_desk.database), empty_desk.clock)
    return Writing(exercising, Content(), empty_desk.clock)


@pytest.fixture
def page(qtbot, theme, writing):
    return opened(qtbot, theme, writing)


def opened(qtbot, theme, writing):
    made = WritingPage(theme, writing)
    qtbot.addWidget(made)
    made.resize(1064, 800)
    made.show()
    made.entered()
    return made


def begin(page, tab=None, key=None):
    if tab:
        page.choose.turn_to(tab)
    if key:
        page.choose.list.choose(key)
    page.choose.start.click()


def write(page, text=BRIEF):
    begin(page)
    page.brief.editor.setPlainText(text)


def finish_brief(page, text=BRIEF):
    write(page, text)
    page.brief.finish.click()


def test_what_is_typed_is_on_disk_within_a_second(page, qtbot, writing):
    write(page, "Outcome: ")
    qtbot.waitUntil(lambda: writing.unfinished().work.text == "Outcome: ", timeout=3000)


def test_a_brief_is_gone_on_with_after_the_window_was_closed(page, qtbot, theme, writing):
    write(page, "Half a sen")
    page.leave()
    again = opened(qtbot, theme, writing)
    assert "Search index" in again.choose.left_words.text()
    again.entered(RESUME)
    assert again.brief.editor.toPlainText() == "Half a sen"
    again.leave()


def test_a_brief_is_gone_on_with_at_its_end(page, qtbot, theme, writing):
    write(page, "Half a sen")
    page.leave()
    again = opened(qtbot, theme, writing)
    again.entered(RESUME)
    qtbot.keyClicks(again.brief.editor, "tence")
    assert again.brief.editor.toPlainText() == "Half a sentence"
    again.leave()


def test_the_time_goes_on_from_where_it_was(page, qtbot, theme, writing):
    write(page)
    page.brief.timing.start(600.0)
    page.leave()
    assert writing.unfinished().work.seconds == pytest.approx(600, abs=2)
    page.entered(RESUME)
    assert page.brief.timing.seconds == pytest.approx(600, abs=2)
    page.leave()


def test_a_pause_stops_the_clock_and_the_writing(page, monkeypatch):
    write(page)
    page.brief.pause.click()
    spent = page.brief.timing.seconds
    later = time.monotonic() + 60
    monkeypatch.setattr(timing.time, "monotonic", lambda: later)
    assert page.brief.timing.seconds == spent
    assert page.brief.editor.isReadOnly()
    page.leave()


def test_nothing_written_cannot_be_finished(page, writing):
    begin(page)
    page.brief.finish.click()
    assert "nothing written" in page.brief.problem.text()
    assert page.view is page.brief
    page.leave()


def test_control_enter_finishes_from_within_the_editor(page, qtbot):
    write(page)
    qtbot.keyClick(page.brief.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.view is page.debrief


def test_the_debrief_tells_what_is_missing_and_which_facts_are_told(page):
    finish_brief(page, BRIEF.replace("Status: Yellow", "Status: mostly fine"))
    assert page.debrief.facts_title.text() == "Facts of the scenario: 1 of 2"
    assert page.debrief.first.text().startswith("Mend first:")
    assert page.debrief.strong.text == BRIEF


def test_a_finding_leads_to_its_line(page):
    finish_brief(page)
    button = page.debrief._to_line("Show it", 5)
    button.click()
    assert page.debrief.text.line == 5


def test_what_is_missing_is_on_no_line(page):
    finish_brief(page, "Status: Yellow, the load test failed.")
    findings = page.debrief._findings
    shown = [findings.itemAt(n).widget() for n in range(findings.count())]
    missing = next(each for each in shown if "milestones" in each.findChild(QLabel).text())
    assert missing.findChildren(QPushButton) == []


def test_a_pause_is_told_beside_the_count_of_words(page):
    write(page, "Outcome: late")
    page.brief.pause.click()
    assert page.brief.count.text() == "2 words. Paused: press Go on to write."
    page.leave()


def test_scores_are_kept_as_they_are_chosen(page, writing):
    finish_brief(page)
    page.debrief.rubric.chosen.emit("map", 3)
    (kept,) = writing.past()
    assert kept.work.levels == {"map": 3}
    assert kept.ended is not None


def test_another_draft_begins_with_the_text_of_this_one(page, writing):
    finish_brief(page)
    page.debrief.again_button.click()
    assert page.brief.editor.toPlainText() == BRIEF
    assert writing.unfinished().entry == "t/search"
    page.leave()


def test_the_clock_of_a_skim_is_for_reading(page):
    begin(page, SKIM)
    assert page.skim.clock.left_text == "to read"
    page.leave()


def test_the_text_can_be_copied(page):
    finish_brief(page)
    page.debrief.copy_button.click()
    assert QGuiApplication.clipboard().text() == BRIEF


def test_a_finished_brief_is_saved_as_markdown(page, tmp_path, monkeypatch):
    file = tmp_path / "search.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    finish_brief(page)
    page.debrief.save_button.click()
    assert file.read_text(encoding="utf-8") == BRIEF


def test_a_brief_is_saved_as_markdown_while_it_is_written(page, qtbot, tmp_path, monkeypatch):
    file = tmp_path / "draft"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    write(page, "Outcome: ")
    qtbot.keyClick(page.brief.editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert file.with_suffix(".md").read_text(encoding="utf-8") == "Outcome: "
    page.leave()


def test_a_place_that_cannot_be_written_is_told(page, tmp_path, monkeypatch):
    said = []
    page.notice.connect(said.append)
    file = tmp_path / "nowhere" / "search.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    finish_brief(page)
    page.debrief.save_button.click()
    assert said[0].startswith("Not saved: ")


def test_past_pieces_can_be_opened_again(page, qtbot, theme, writing):
    finish_brief(page)
    again = opened(qtbot, theme, writing)
    begin(again, PAST)
    assert again.view is again.debrief
    assert again.debrief.text.toPlainText() == BRIEF


def test_the_brief_is_hidden_after_a_minute(page):
    begin(page, SKIM)
    assert page.skim.brief.text == BRIEF
    page.skim.timing.ticked.emit(float(SECONDS))
    assert page.skim.phase == "asking"
    assert page.skim.brief.text == ""
    page.leave()


def test_a_skim_is_compared_and_the_person_has_the_last_word(page, writing):
    begin(page, SKIM)
    page.skim.hide_brief()
    page.skim.replies[Asked.STATUS].setPlainText("Yellow")
    page.skim.tell()
    assert page.skim.phase == "comparing"
    assert [a for a, box in page.skim.boxes.items() if box.isChecked()] == [Asked.STATUS]
    page.skim.boxes[Asked.OUTCOME].click()
    (kept,) = writing.past()
    assert [each.seems_right for each in writing.recalled(kept)] == [True, True, False, False]


def test_a_skim_that_was_broken_off_leaves_nothing(page, writing):
    begin(page, SKIM)
    page.leave()
    assert writing.unfinished() is None
    assert writing.past() == []


def test_a_skim_can_be_broken_off_with_the_mouse(page, writing):
    begin(page, SKIM)
    button = next(each for each in page.skim.findChildren(QPushButton) if "off" in each.text())
    button.click()
    assert page.view is page.choose
    assert writing.past() == []


def test_a_critique_can_be_left_and_gone_on_with(page, writing):
    begin(page, CRITIQUE)
    page.critique.later.click()
    assert page.view is page.choose
    assert writing.unfinished().kind is ExerciseKind.CRITIQUE


def test_an_own_brief_can_be_skimmed_once_a_day_has_passed(page, empty_desk, writing):
    finish_brief(page)
    assert writing.own_to_skim() == []
    empty_desk.forward(days=1)
    assert [each.title for each in writing.own_to_skim()] == ["Search index"]


def test_a_critique_is_kept_remark_by_remark(page, writing):
    begin(page, CRITIQUE)
    page.critique.text.go_to(4)
    page.critique.field.setPlainText("Who owns this risk?")
    page.critique.add.click()
    (remark,) = remarks_of(writing.unfinished().work)
    assert (remark.line, remark.depth, remark.text) == (4, "structural", "Who owns this risk?")
    page.leave()


def test_a_critique_tells_its_points_and_what_was_missed(page, writing):
    begin(page, CRITIQUE)
    page.critique.text.go_to(4)
    page.critique.field.setPlainText("Who owns this risk?")
    page.critique.finish.click()
    assert page.critique.result.text() == "2 of 5 points. 1 of 3 problems named."
    (kept,) = writing.past()
    assert kept.kind is ExerciseKind.CRITIQUE


def test_a_match_can_be_corrected(page, writing):
    begin(page, CRITIQUE)
    page.critique.text.go_to(4)
    page.critique.field.setPlainText("Who owns this risk?")
    page.critique.finish.click()
    page.critique._rematch(0, -1)
    assert page.critique.result.text().startswith("0 of 5 points.")
    assert remarks_of(writing.past()[0].work)[0].planted == -1


def test_giving_up_what_was_left_forgets_it(page, writing):
    write(page, "x")
    page.leave()
    page.entered()
    page.choose.discard.click()
    assert writing.unfinished() is None
    assert not page.choose.left.isVisible()


@pytest.mark.parametrize("view", ["choose", "brief", "debrief", "skim", "critique"])
def test_nothing_is_cut_off_or_without_a_name(page, view):
    if view in ("brief", "debrief"):
        write(page)
    if view == "debrief":
        page.brief.finish.click()
    if view in ("skim", "critique"):
        begin(page, view)
    settle()
    assert nameless(page) == []
    assert clipped(page) == []
    page.leave()
