from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from tests.app.fakes import PROMPTS, ROUND, MemoryContent
from tests.ui.access import clipped, nameless, settle
from tpmdesk.app.storybank import StoryBank
from tpmdesk.domain.content import EntryId
from tpmdesk.domain.stories import Part, Story, Theme
from tpmdesk.storage.stories import SqlStoryStore
from tpmdesk.ui.pages.stories.page import StoriesPage

BEHAVIORAL = replace(ROUND, id=EntryId("core/behavioral"), title="Behavioral")
FAILED = replace(PROMPTS[0], id=EntryId("core/failed"), round=BEHAVIORAL.id, text="What failed?")


class Content(MemoryContent):
    def rounds(self):
        return [ROUND, BEHAVIORAL]


@pytest.fixture
def bank(empty_desk):
    content = Content([*PROMPTS, FAILED])
    return StoryBank(SqlStoryStore(empty_desk.database), content, empty_desk.clock)


@pytest.fixture
def page(qtbot, theme, bank):
    made = StoriesPage(theme, bank)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    made.entered()
    yield made
    made.leave()


def press(qtbot, page, key):
    qtbot.keyClick(page, key)


def only(bank):
    (kept,) = bank.stories()
    return kept.story


def test_an_empty_bank_invites_to_write(page, qtbot, bank):
    assert page.empty.isVisible()
    press(qtbot, page, Qt.Key.Key_N)
    assert not page.empty.isVisible()
    assert page.editor.name.hasFocus()
    assert len(bank.stories()) == 1


def test_what_is_written_is_kept_without_a_key(page, qtbot, bank):
    page.begin()
    page.editor.name.setText("Ledger")
    page.editor.parts[Part.RESULT].setPlainText("Two weeks late.")
    qtbot.waitUntil(lambda: only(bank).result == "Two weeks late.", timeout=3000)
    assert only(bank).title == "Ledger"


def test_leaving_keeps_what_was_just_typed(page, bank):
    page.begin()
    page.editor.parts[Part.ACTION].setPlainText("I stopped it.")
    assert page.leave()
    assert only(bank).action == "I stopped it."


def test_a_story_needs_a_name(page, bank):
    page.begin()
    page.editor.name.setText("  ")
    page.leave()
    assert "needs a name" in page.editor.problem.text()
    assert only(bank).title == "A new story"


def test_the_missing_mechanism_is_told(page):
    page.begin()
    assert "mechanism" in page.editor.lacks.text()


def test_a_gap_begins_a_story_on_its_theme(page, bank):
    page.begin()
    button = page.gaps.findChildren(QPushButton)[0]
    button.click()
    assert Theme.FAILURE in bank.stories()[0].story.themes


def test_a_deleted_story_comes_back_with_undo(page, empty_desk, bank):
    page.begin()
    page.editor.delete.click()
    assert bank.stories() == []
    empty_desk.reviewing.undo()
    page.undone()
    assert only(bank).title == "A new story"


def test_choosing_another_keeps_the_first(page, bank):
    page.begin()
    page.editor.name.setText("First")
    page.begin()
    page.list.choose(page.list._cells[0].key)
    assert page.editor.name.text() == "First"
    assert {kept.story.title for kept in bank.stories()} == {"First", "A new story"}


def test_only_questions_about_programs_are_offered(page):
    offered = page.editor.questions.add
    page.begin()
    assert [offered.itemText(n) for n in range(1, offered.count())] == ["Behavioral: What failed?"]


def test_a_question_is_chosen_and_practised_in_a_round(page, bank):
    page.begin()
    page.editor.questions.add.setCurrentIndex(1)
    page.editor.questions.add.activated.emit(1)
    page.leave()
    assert only(bank).prompts == ("core/failed",)
    asked = []
    page.go.connect(lambda name, what: asked.append((name, what)))
    page.editor.questions.findChildren(QPushButton)[0].click()
    assert asked == [("mock", "prompt:core/failed")]


def test_all_stories_are_copied_as_text(page, bank):
    bank.add(Story("Ledger", result="Late."))
    page.entered()
    page.export.click()
    assert "## Ledger\n\n**Result**\n\nLate." in QGuiApplication.clipboard().text()


def test_every_control_has_a_name(page):
    page.begin()
    settle()
    assert nameless(page) == []
    assert clipped(page) == []
