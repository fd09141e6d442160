"""The card on stage: its front, then its back, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from tpmdesk.app.ports import QueueCounts
from tpmdesk.app.review import CardView
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Size, Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.controls import ProgressLine
from tpmdesk.ui.widgets.markdown import MarkdownView
from tpmdesk.ui.widgets.rating_bar import RatingBar
from tpmdesk.ui.widgets.surfaces import Label, Line, Panel, Scroll, beside, centred
from tpmdesk.ui.words import queue_parts

_WIDTH = 760


class CardStage(QWidget):
    """Emits what was asked for; the page decides what it means."""

    rated = Signal(object)
    edit_asked = Signal()
    bury_asked = Signal()
    suspend_asked = Signal()
    undo_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.deck = Label("", "caption")
        self.left = Label("", "caption")
        self.progress = ProgressLine(theme, self.tr("Session"))
        self.front = MarkdownView(theme, self.tr("Front of the card"), Size.HEADING)
        self.back = MarkdownView(theme, self.tr("Back of the card"))
        self.source = Label("", "caption", wrap=True)
        self.show_button = PrimaryButton(theme, self.tr("Show answer"), key=self.tr("Space"))
        self.ratings = RatingBar(theme)
        self.edit = Button(theme, self.tr("Edit"), Kind.GHOST, icon="pencil", key="E")
        self.bury = Button(theme, self.tr("Bury"), Kind.GHOST, icon="moon", key="B")
        self.suspend = Button(theme, self.tr("Suspend"), Kind.GHOST, icon="circle-pause", key="S")
        self.undo = Button(theme, self.tr("Undo"), Kind.GHOST, icon="undo-2", key="U")
        self._explain()
        self._lay_out()
        self._connect()

    @property
    def answer_shown(self) -> bool:
        return self._foot.currentWidget() is self.ratings

    def show_front(self, view: CardView, done: int) -> None:
        """A card's front; `done` counts the answers of this session so far."""
        self.deck.setText(view.card.deck_title)
        self.left.setText(self._what_is_left(view.counts))
        self.progress.set_share(done / max(1, done + view.counts.total))
        self.front.show_text(view.card.face.front)
        self.back.show_text(view.card.face.back)
        self.source.setText(self.tr("Source: {source}").format(source=view.card.source))
        self.ratings.show_intervals(view.intervals)
        self._reveal(shown=False, source=False)
        self._foot.setCurrentWidget(self._show_layer)
        self._scroll.verticalScrollBar().setValue(0)

    def show_answer(self) -> None:
        """Turn the card over."""
        named = self.source.text() != self.tr("Source: {source}").format(source="")
        self._reveal(shown=True, source=named)
        self._foot.setCurrentWidget(self.ratings)

    def _reveal(self, *, shown: bool, source: bool) -> None:
        self._line.setVisible(shown)
        self.back.setVisible(shown)
        self.source.setVisible(source)

    def _what_is_left(self, counts: QueueCounts) -> str:
        left = self.tr("{total} left: {kinds}")
        return left.format(total=counts.total, kinds=", ".join(queue_parts(counts)))

    def _explain(self) -> None:
        self.bury.setToolTip(self.tr("Put this card off until tomorrow (B)"))
        self.suspend.setToolTip(self.tr("Take this card out of review (S)"))
        self.edit.setToolTip(self.tr("Change the text of this card (E)"))
        self.undo.setToolTip(self.tr("Take back the last answer (U)"))

    def _lay_out(self) -> None:
        self._line = Line()
        card = Panel(margin=Space.XXL)
        card.column.setSpacing(Space.XL)
        for part in (self.front, self._line, self.back, self.source):
            card.column.addWidget(part)
        card.column.addStretch(1)
        self._scroll = Scroll(_WIDTH)
        self._scroll.set_margin(0)
        self._scroll.column.addWidget(card, 1)
        self._show_layer = QWidget()
        middle = Qt.AlignmentFlag.AlignCenter
        QVBoxLayout(self._show_layer).addWidget(self.show_button, 0, middle)
        self._foot = QStackedWidget()
        self._foot.addWidget(self._show_layer)
        self._foot.addWidget(self.ratings)
        self._foot.setMaximumWidth(_WIDTH)
        self._foot.setFixedHeight(64)
        self._foot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.XL, Space.PAGE, Space.XL)
        column.setSpacing(Space.M)
        column.addLayout(centred(self._head()))
        column.addWidget(self._scroll, 1)
        column.addLayout(centred(self._foot))
        column.addLayout(beside(1, self.undo, self.edit, self.bury, self.suspend, 1))

    def _head(self) -> QWidget:
        head = QWidget()
        head.setMaximumWidth(_WIDTH)
        head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(beside(self.deck, 1, self.left))
        column.addWidget(self.progress)
        return head

    def _connect(self) -> None:
        self.show_button.clicked.connect(self.show_answer)
        self.ratings.rated.connect(self.rated)
        self.edit.clicked.connect(self.edit_asked)
        self.bury.clicked.connect(self.bury_asked)
        self.suspend.clicked.connect(self.suspend_asked)
        self.undo.clicked.connect(self.undo_asked)
