"""Small pieces that several views of the Mock page share."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tpmdesk.domain.roundstate import RoundState, mains
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Size, Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.markdown import prose_width
from tpmdesk.ui.widgets.surfaces import Label, Panel

translate = QCoreApplication.translate

_LARGE_UP_TO = 180  # characters of a question that is still set in the largest size
ANSWER_WIDTH = 720


class Notice(Panel):
    """One calm sentence about what went wrong, in the flow of the page. Hidden when empty."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("soft", margin=Space.M)
        self._theme = theme
        self._mark = QLabel()
        self._words = Label("", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.column.addLayout(row)
        theme.changed.connect(self._draw)
        self._draw()
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def say(self, text: str) -> None:
        self._words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def _draw(self) -> None:
        picture = self._theme.pixmap("info", Role.ACCENT, 20, self.devicePixelRatioF())
        self._mark.setPixmap(picture)


class QuestionLabel(Label):
    """The interviewer's question, as large as its length allows."""

    def __init__(self) -> None:
        super().__init__("", "title", wrap=True)
        self.setMaximumWidth(ANSWER_WIDTH)

    def ask(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self.restyle("title" if len(text) <= _LARGE_UP_TO else "heading")


class Fold(QWidget):
    """A heading that opens and closes what lies under it."""

    toggled = Signal(bool)

    def __init__(self, theme: Theme, words: str, body: QWidget) -> None:
        super().__init__()
        self._button = Button(theme, words, Kind.GHOST, icon="chevron-right")
        self._button.setCheckable(True)
        self._button.toggled.connect(self._open)
        self._body = body
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(body)
        body.hide()

    @property
    def button(self) -> Button:
        return self._button

    @property
    def is_open(self) -> bool:
        return self._button.isChecked()

    def close_up(self) -> None:
        self._button.setChecked(False)

    def _open(self, on: bool) -> None:
        self._button.set_icon("chevron-down" if on else "chevron-right")
        self._body.setVisible(on)
        self.toggled.emit(on)


def place_words(state: RoundState) -> str:
    """Which question of how many; what is asked back belongs to the question before."""
    main = mains(state.questions)
    words = translate("Mock", "Question {n} of {all}").format(
        n=main.index(state.main) + 1, all=len(main)
    )
    if state.question.follow_up_of is None:
        return words
    return translate("Mock", "{place}  ·  The interviewer asks back").format(place=words)


def prose(text: str, type_: str = "body", size: int = Size.BODY) -> Label:
    """Words no wider than 68 characters."""
    label = Label(text, type_, wrap=True)
    label.setMaximumWidth(prose_width(size))
    return label


def middle_column(host: QWidget, width: int = ANSWER_WIDTH) -> QVBoxLayout:
    """A column in the middle of `host`, a little above its centre."""
    inner = QWidget()
    inner.setMaximumWidth(width)
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XL)
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(inner, 100)
    across.addStretch(1)
    down = QVBoxLayout(host)
    down.setContentsMargins(Space.XL, Space.PAGE, Space.XL, Space.PAGE)
    down.addStretch(2)
    down.addLayout(across)
    down.addStretch(3)
    return column
