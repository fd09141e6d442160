"""Two example answers with why they are weak and strong, and what would be asked next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.domain.content import ModelAnswer, Prompt
from tpmdesk.ui.pages.mock.parts import Fold
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.markdown import MarkdownView
from tpmdesk.ui.widgets.surfaces import Label


class ModelsPanel(QWidget):
    """Both answers stay folded until asked for: the own answer comes first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.weak = _Example(theme, self.tr("Why it is weak"))
        self.strong = _Example(theme, self.tr("Why it is strong"))
        self.weak_fold = Fold(theme, self.tr("A weak answer"), self.weak)
        self.strong_fold = Fold(theme, self.tr("A strong answer"), self.strong)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        layout.addWidget(self.weak_fold)
        layout.addWidget(self.strong_fold)

    def show_prompt(self, prompt: Prompt | None) -> None:
        """Nothing is shown when there is no example."""
        weak = prompt.weak if prompt else None
        strong = prompt.strong if prompt else None
        for fold, example, model in (
            (self.weak_fold, self.weak, weak),
            (self.strong_fold, self.strong, strong),
        ):
            fold.close_up()
            fold.setVisible(model is not None)
            if model is not None:
                example.show_model(model)
        self.setVisible(weak is not None or strong is not None)


class _Example(QWidget):
    def __init__(self, theme: Theme, why: str) -> None:
        super().__init__()
        self._waiting: ModelAnswer | None = None
        self._text = MarkdownView(theme, self.tr("Example answer"))
        self._why = MarkdownView(theme, why)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.XL, 0, 0, Space.S)
        layout.setSpacing(Space.S)
        layout.addWidget(self._text)
        layout.addSpacing(Space.S)
        layout.addWidget(Label(why, "strong"))
        layout.addWidget(self._why)

    def show_model(self, model: ModelAnswer) -> None:
        """Show it now, or once it is unfolded: at Stop the window must not stall."""
        self._waiting = model
        if self.isVisible():
            self._set_text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_text()

    def _set_text(self) -> None:
        model, self._waiting = self._waiting, None
        if model is not None:
            self._text.show_text(model.text)
            self._why.show_text(model.why)


class FollowUpsPanel(MarkdownView):
    """What the interviewer might ask back, as a list."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "")
        self.setAccessibleName(self.tr("What the interviewer might ask next"))

    def show_questions(self, questions: Sequence[str]) -> None:
        self.setVisible(bool(questions))
        self.show_text("\n".join(f"- {question}" for question in questions))
