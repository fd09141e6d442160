"""What one can search for: examples that write themselves into the field."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.surfaces import Label, Panel

_WIDTH = 620


class QueryHelp(QWidget):
    """Pops up below what it is about. Emits `taken` with the example that was chosen."""

    taken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(self.tr("What you can search for"))
        self.examples: list[QPushButton] = []
        panel = Panel(margin=Space.L)
        panel.column.setSpacing(Space.S)
        panel.column.addWidget(Label(self.tr("What you can search for"), "strong"))
        panel.column.addLayout(self._grid())
        foot = self.tr(
            "Terms side by side must all hold. Click an example to add it to your search."
        )
        panel.column.addWidget(Label(foot, "caption", wrap=True))
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(panel)

    def open_below(self, anchor: QWidget) -> None:
        """Show it under a widget, its right edge at the widget's."""
        self.setFixedWidth(min(_WIDTH, anchor.window().width() - 2 * Space.L))
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), anchor.height()))
        self.move(corner + QPoint(0, Space.XS))
        self.show()
        self.examples[0].setFocus()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, (example, meaning) in enumerate(self._all_examples()):
            button = QPushButton(example)
            button.setProperty("kind", "moment")
            button.setAccessibleName(f"{example}: {meaning}")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _=False, term=example: self._take(term))
            self.examples.append(button)
            grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Label(meaning, "small", wrap=True), row, 1)
        return grid

    def _take(self, example: str) -> None:
        self.hide()
        self.taken.emit(example)

    def _all_examples(self) -> tuple[tuple[str, str], ...]:
        return (
            ("rollback plan", self.tr("both words, or words that begin so")),
            ('"error budget"', self.tr("these words in this order")),
            ("-canary", self.tr("without that word; works with every term")),
            ("risk or scope", self.tr("one or the other; parentheses group")),
            ('deck:"Release*"', self.tr("a deck and those below it; * stands for anything")),
            ("tag:risk", self.tr("a tag and those below it; tag:none for none")),
            ("is:due", self.tr("or new, learning, review, suspended, buried, leech, flagged")),
            ("flag:1", self.tr("a flag from 1 to 7")),
            ("prop:ivl>21", self.tr("interval in days; or due, s, d, r, reps, lapses")),
            ("rated:7:1", self.tr("answered Again within 7 days; rated:7 for any answer")),
            ("added:7", self.tr("added within 7 days; also edited and introduced")),
            ("kind:cloze", self.tr("by kind of note")),
            ("front:canary", self.tr("on one side only; also back:")),
            (r"re:roll(out|back)", self.tr("a regular expression")),
        )
