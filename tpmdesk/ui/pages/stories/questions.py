"""The questions that a story answers: added from a list, taken out, practised aloud."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.app.storybank import Question
from tpmdesk.domain.excerpt import excerpt
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.controls import Select
from tpmdesk.ui.widgets.surfaces import Label, beside, clear

_WIDTH = 420
_LENGTH = 88


class QuestionList(QWidget):
    """Emits `edited` when the choice changes, `practise` with the id of a question."""

    edited = Signal()
    practise = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._questions: dict[str, Question] = {}
        self._chosen: list[str] = []
        self.add = Select(_WIDTH)
        self.add.setAccessibleName(self.tr("Add a question that this story answers"))
        self.add.activated.connect(lambda _: self._take())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.XS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._rows)
        column.addLayout(beside(self.add, 1))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids chosen, also of questions that are gone."""
        return tuple(self._chosen)

    def offer(self, questions: Sequence[Question]) -> None:
        """What there is to choose from."""
        self._questions = {str(each.prompt): each for each in questions}

    def show_chosen(self, prompts: Sequence[str]) -> None:
        self._chosen = list(prompts)
        self._draw()

    def _take(self) -> None:
        prompt = self.add.currentData()
        if prompt:
            self._chosen.append(prompt)
            self._draw()
            self.edited.emit()

    def _drop(self, prompt: str) -> None:
        self._chosen.remove(prompt)
        self._draw()
        self.edited.emit()
        self.add.setFocus()

    def _draw(self) -> None:
        clear(self._rows)
        for prompt in self._chosen:
            if prompt in self._questions:
                self._rows.addWidget(self._row(self._questions[prompt]))
        self.add.clear()
        self.add.addItem(self.tr("Add a question it answers"), "")
        for prompt, question in self._questions.items():
            if prompt not in self._chosen:
                self.add.addItem(f"{question.round}: {excerpt(question.text, _LENGTH)}", prompt)
        self.add.setCurrentIndex(0)

    def _row(self, question: Question) -> QWidget:
        words = excerpt(question.text, _LENGTH)
        practise = Button(self._theme, self.tr("Practise"), icon="mic")
        practise.setAccessibleName(self.tr("Practise aloud: {question}").format(question=words))
        practise.clicked.connect(partial(self.practise.emit, str(question.prompt)))
        drop = Button(self._theme, self.tr("Remove"), Kind.GHOST)
        drop.setAccessibleName(self.tr("Remove: {question}").format(question=words))
        drop.clicked.connect(partial(self._drop, str(question.prompt)))
        text = Label(question.text, wrap=True)
        row = QWidget()
        line = beside(spacing=Space.M)
        line.addWidget(text, 1)
        line.addWidget(practise)
        line.addWidget(drop)
        row.setLayout(line)
        return row
