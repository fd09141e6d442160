"""One story, written part by part, with what it lacks beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tpmdesk.app.storybank import Question
from tpmdesk.domain.stories import Part, Story, Theme, story_gaps
from tpmdesk.ui.pages.stories.questions import QuestionList
from tpmdesk.ui.pages.stories.words import part_hint, part_name, story_gap_words, theme_name
from tpmdesk.ui.theme.theme import Theme as Look
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.flow import Flow
from tpmdesk.ui.widgets.surfaces import Label, Panel, Scroll, SectionTitle, beside
from tpmdesk.ui.widgets.text_field import TextField

_PAUSE_MS = 500
_LINES = {Part.ACTION: 4, Part.SITUATION: 2, Part.RESULT: 2, Part.MECHANISM: 2}


class StoryEditor(Scroll):
    """Emits `written` half a second after the last change, `practise` with a question's id, and
    `remove`. Nothing needs to be saved by hand."""

    written = Signal()
    practise = Signal(str)
    remove = Signal()

    def __init__(self, theme: Look) -> None:
        super().__init__(760)
        self.set_margin(Space.XL)
        self._shown: Story | None = None
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the story"))
        self.name.setPlaceholderText(self.tr("A name you will remember it by"))
        self.themes = {theme: QCheckBox(theme_name(theme)) for theme in Theme}
        self.parts = {part: TextField(part_name(part), _LINES.get(part, 1)) for part in Part}
        self.questions = QuestionList(theme)
        self.problem = Label("", "problem", wrap=True)
        self.kept = Label("", "caption")
        self.lacks = Label("", "muted", wrap=True)
        self.delete = Button(theme, self.tr("Delete this story"), Kind.GHOST, icon="trash-2")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()

    @property
    def story(self) -> Story:
        """The story as it is written now."""
        texts = {part.value: field.text for part, field in self.parts.items()}
        themes = tuple(theme for theme, box in self.themes.items() if box.isChecked())
        return Story(self.name.text(), **texts, themes=themes, prompts=self.questions.chosen)

    @property
    def changed(self) -> bool:
        """Whether it differs from what was shown or kept last."""
        return self._shown is not None and self.story != self._shown

    def offer(self, questions: Sequence[Question]) -> None:
        """The questions that a story may answer."""
        self.questions.offer(questions)

    def show_story(self, story: Story) -> None:
        """Begin with this text."""
        self._shown = None
        self.name.setText(story.title)
        for part, field in self.parts.items():
            field.show_text(getattr(story, part.value))
        for theme, box in self.themes.items():
            box.setChecked(theme in story.themes)
        self.questions.show_chosen(story.prompts)
        self.say_kept(story, quietly=True)
        self._pause.stop()

    def say_kept(self, story: Story, *, quietly: bool = False) -> None:
        """The story is on disk as it is written."""
        self._shown = story
        self.problem.setText("")
        self.problem.hide()
        self.kept.setText("" if quietly else self.tr("Kept"))
        self._tell_lacks()

    def say_problem(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.show()
        self.kept.setText("")

    def flush(self) -> None:
        """Do not wait for the pause."""
        self._pause.stop()
        if self.changed:
            self.written.emit()

    def _touch(self) -> None:
        if self._shown is not None:
            self.kept.setText("")
            self._pause.start()

    def _tell_lacks(self) -> None:
        gaps = story_gaps(self.story)
        if gaps:
            words = "\n".join(f"\N{BULLET} {story_gap_words(gap)}" for gap in gaps)
        else:
            words = self.tr("Nothing is missing. Tell it aloud until it fits into three minutes.")
        self.lacks.setText(words)

    def _lay_out(self) -> None:
        self.column.setSpacing(Space.M)
        self.column.addWidget(self.name)
        boxes = QWidget()
        flow = Flow(boxes, gap=Space.L)
        for box in self.themes.values():
            flow.addWidget(box)
        self.column.addWidget(SectionTitle(self.tr("What it is a story of")))
        self.column.addWidget(boxes)
        lacking = Panel("panel", margin=Space.M)
        lacking.column.addWidget(Label(self.tr("Still missing"), "strong"))
        lacking.column.addWidget(self.lacks)
        self.column.addWidget(lacking)
        for part, field in self.parts.items():
            self.column.addWidget(Label(part_name(part), "strong"))
            self.column.addWidget(Label(part_hint(part), "caption", wrap=True))
            self.column.addWidget(field)
        self.column.addWidget(SectionTitle(self.tr("Questions it answers")))
        self.column.addWidget(self.questions)
        self.column.addWidget(self.problem)
        self.column.addLayout(beside(self.kept, 1, self.delete))
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._touch)
        for field in self.parts.values():
            field.edited.connect(self._touch)
        for box in self.themes.values():
            box.toggled.connect(self._touch)
        self.questions.edited.connect(self._touch)
        self.questions.practise.connect(self.practise)
        self.delete.clicked.connect(self.remove)
        self._pause.timeout.connect(self.flush)
