"""The search: its field, what is wrong with it, and help with its language."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from tpmdesk.domain.query import QueryError
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Space
from tpmdesk.ui.widgets.query_help import QueryHelp
from tpmdesk.ui.widgets.query_words import joined
from tpmdesk.ui.widgets.search_field import SearchField
from tpmdesk.ui.widgets.surfaces import Label

_TYPING_PAUSE_MS = 60
_TO_LIST = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class SearchBar(QWidget):
    """Emits `asked` a moment after the last letter, and `left` when the list is to get the keys."""

    asked = Signal()
    left = Signal()
    columns_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.field = SearchField(theme, self.tr("Search cards"))
        self.field.setPlaceholderText(self.tr("Words, deck:, tag:, is:due, prop:ivl>21 …"))
        self.problem = Label("", "problem", wrap=True)
        self.problem.hide()
        self.help = QueryHelp(self)
        self.help_button = self._tool(self.tr("What you can search for"))
        self.columns_button = self._tool(self.tr("Columns"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._lay_out()
        self._draw()
        self._connect()

    @property
    def query(self) -> str:
        return self.field.text()

    def show_query(self, query: str) -> None:
        """Write a search and ask for it at once."""
        self.field.setText(query)
        self._ask()

    def take(self, term: str, *, adds: bool) -> None:
        """Search for a term, instead of or besides what is searched for."""
        self.show_query(joined(self.query, term) if adds and term else term)

    def show_problem(self, problem: QueryError | None) -> None:
        """Say what is wrong and mark where; None when nothing is."""
        self.field.mark(None if problem is None else (problem.start, problem.end))
        self.problem.setText("" if problem is None else problem.message)
        self.problem.setVisible(problem is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TO_LIST:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self._pause.stop()
        self.asked.emit()

    def _example(self, example: str) -> None:
        self.field.setFocus()
        self.take(example, adds=True)

    def _tool(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setIconSize(QSize(20, 20))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

    def _draw(self) -> None:
        self.help_button.setIcon(self._theme.icon("circle-question-mark", Role.MUTED))
        self.columns_button.setIcon(self._theme.icon("columns-3", Role.MUTED))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(Space.XS)
        line.addWidget(self.field, 1)
        line.addWidget(self.help_button)
        line.addWidget(self.columns_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(line)
        column.addWidget(self.problem)

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda: self._pause.start(_TYPING_PAUSE_MS))
        self._pause.timeout.connect(self.asked)
        self._theme.changed.connect(self._draw)
        self.help_button.clicked.connect(lambda: self.help.open_below(self.help_button))
        self.columns_button.clicked.connect(self.columns_asked)
        self.help.taken.connect(self._example)
