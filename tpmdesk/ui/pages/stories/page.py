"""The Stories page: all stories at the left, with what they lack together, one of them open."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tpmdesk.app.ports import NotFoundError
from tpmdesk.app.storybank import StoryBank, StoryError
from tpmdesk.domain.excerpt import excerpt
from tpmdesk.domain.stories import BankGap, KeptStory, Story, StoryId, story_gaps
from tpmdesk.ui.pages.mock.cell_list import CellList, CellWords
from tpmdesk.ui.pages.page import MOCK, PROMPT, Page
from tpmdesk.ui.pages.stories.editor import StoryEditor
from tpmdesk.ui.pages.stories.words import bank_gap_words, theme_name
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.surfaces import EmptyState, Panel, SectionTitle, Title, beside, clear
from tpmdesk.ui.words import counted

_LIST_WIDTH = 320
_LENGTH = 70


class StoriesPage(Page):
    """What is written is kept as it is written; deleting can be undone."""

    def __init__(self, theme: Theme, bank: StoryBank) -> None:
        super().__init__()
        self.title = self.tr("Stories")
        self._theme = theme
        self._bank = bank
        self._open: StoryId | None = None
        self._wanted = ""
        self.list = CellList(self.tr("Your stories"))
        self.editor = StoryEditor(theme)
        self.new = PrimaryButton(theme, self.tr("New story"), icon="plus", key="N")
        self.export = Button(theme, self.tr("Copy all as text"), Kind.GHOST, icon="copy")
        self.gaps = Panel("panel", margin=Space.M)
        self._gap_rows = QVBoxLayout()
        self.empty = EmptyState(
            theme,
            "book-open",
            self.tr(
                "Interviewers ask for programs you ran. Write each down once: what happened, what "
                "you did, what came of it, and the mechanism you run since. Then tell it aloud."
            ),
            self.tr("Write your first story"),
            "N",
        )
        self._layers = QStackedWidget()
        self._lay_out()
        self._connect()

    def entered(self, what: str = "") -> None:
        del what
        self.editor.offer(self._bank.questions())
        self._refresh()

    def undone(self) -> None:
        self._open = None
        self._refresh()

    def redone(self) -> None:
        self.undone()

    def leave(self) -> bool:
        self.editor.flush()
        return True

    def handle_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_N and not event.modifiers():
            self.begin()
            return True
        return False

    def begin(self, gap: BankGap | None = None) -> None:
        """Begin a story, on the theme of a gap if there is one."""
        self.editor.flush()
        themes = (gap.theme,) if gap else ()
        name = theme_name(gap.theme) if gap else self.tr("A new story")
        self._open = self._bank.add(Story(name, themes=themes))
        self._refresh()
        self.editor.name.setFocus()
        self.editor.name.selectAll()

    def _begin_new(self) -> None:
        self.begin()

    def _refresh(self) -> None:
        stories = self._bank.stories()
        self._layers.setCurrentIndex(1 if stories else 0)
        if not stories:
            self._open = None
            return
        if self._open not in [kept.id for kept in stories]:
            self._open = stories[0].id
        self._show_list(sorted(stories, key=lambda kept: kept.id))
        self._show_story()
        self._show_gaps()

    def _show_list(self, stories: list[KeptStory]) -> None:
        before = self.list.blockSignals(True)  # noqa: FBT003  Qt's own signature
        self.list.show_cells([self._cell(kept) for kept in stories])
        self.list.choose(str(self._open))
        self.list.blockSignals(before)

    def _cell(self, kept: KeptStory) -> CellWords:
        story = kept.story
        about = ", ".join(theme_name(theme) for theme in story.themes) or self.tr("No theme yet")
        missing = len(story_gaps(story))
        facts = (
            counted(missing, self.tr("{n} thing missing"), self.tr("{n} things missing"))
            if missing
            else self.tr("Ready to tell")
        )
        return CellWords(str(kept.id), excerpt(story.title, _LENGTH), about, facts)

    def _show_story(self) -> None:
        if self._open is not None and not self.editor.changed:
            self.editor.show_story(self._bank.story(self._open))

    def _show_gaps(self) -> None:
        clear(self._gap_rows)
        gaps = self._bank.gaps()
        self.gaps.setVisible(bool(gaps))
        for has_story, heading in (
            (False, self.tr("No story yet about")),
            (True, self.tr("No story that ends on a mechanism")),
        ):
            missing = [gap for gap in gaps if gap.has_story is has_story]
            if missing:
                self._gap_rows.addWidget(SectionTitle(heading))
            for gap in missing:
                self._gap_rows.addWidget(self._gap_button(gap))

    def _gap_button(self, gap: BankGap) -> Button:
        button = Button(self._theme, theme_name(gap.theme), Kind.GHOST, icon="plus")
        button.setAccessibleName(bank_gap_words(gap))
        button.setToolTip(self.tr("Begin a story on this"))
        button.clicked.connect(partial(self.begin, gap))
        return button

    def _choose(self) -> None:
        if self.list.key and self.list.key != str(self._open):
            self.editor.flush()
            self._open = StoryId(int(self.list.key))
            self._show_story()

    def _keep(self) -> None:
        if self._open is None:
            return
        story = self.editor.story
        try:
            self._bank.change(self._open, story)
        except (StoryError, NotFoundError) as problem:
            self.editor.say_problem(str(problem))
            return
        self.editor.say_kept(story)
        self._show_list(sorted(self._bank.stories(), key=lambda kept: kept.id))
        self._show_gaps()

    def _remove(self) -> None:
        if self._open is not None:
            self._bank.remove(self._open)
            self.editor.show_story(Story(""))
            self._open = None
            self._refresh()
            self.notice.emit(self.tr("The story is deleted. Ctrl+Z brings it back."))

    def _practise(self, prompt: str) -> None:
        self.editor.flush()
        self.go.emit(MOCK, f"{PROMPT}{prompt}")

    def _copy(self) -> None:
        self.editor.flush()
        QGuiApplication.clipboard().setText(self._bank.markdown())
        self.notice.emit(self.tr("All stories are on the clipboard."))

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(_LIST_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(Space.XL, Space.XL, 0, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(Title(self.title))
        column.addLayout(beside(self.new, 1))
        column.addWidget(self.list, 3)
        self._gap_rows.setSpacing(0)
        self.gaps.column.addLayout(self._gap_rows)
        column.addWidget(self.gaps)
        column.addLayout(beside(self.export, 1))
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self.editor, 1)
        self._layers.addWidget(self.empty)
        self._layers.addWidget(whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._layers)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.title)

    def _connect(self) -> None:
        self.new.clicked.connect(self._begin_new)
        self.empty.action.clicked.connect(self._begin_new)
        self.export.clicked.connect(self._copy)
        self.list.changed.connect(self._choose)
        self.editor.written.connect(self._keep)
        self.editor.practise.connect(self._practise)
        self.editor.remove.connect(self._remove)
