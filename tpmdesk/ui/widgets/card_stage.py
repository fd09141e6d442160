"""The card on stage: its front, then its back, and what can be done with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from tpmdesk.app.ports import QueueCounts
from tpmdesk.app.review import CardView
from tpmdesk.domain.cards import NoteKind
from tpmdesk.domain.faces import step_number
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.card_sides import CardBack, CardFront
from tpmdesk.ui.widgets.controls import ProgressLine
from tpmdesk.ui.widgets.flag_mark import FlagMark
from tpmdesk.ui.widgets.markdown import MarkdownView
from tpmdesk.ui.widgets.rating_bar import RatingBar
from tpmdesk.ui.widgets.step_dots import StepDots
from tpmdesk.ui.widgets.surfaces import Label, Line, Panel, Scroll, beside, centred
from tpmdesk.ui.widgets.typed_answer_field import TypedAnswerField
from tpmdesk.ui.words import queue_parts

_WIDTH = 760


class CardStage(QWidget):
    """Emits what was asked for; the page decides what it means. Pictures lie in `media`."""

    rated = Signal(object)
    edit_asked = Signal()
    bury_asked = Signal()
    suspend_asked = Signal()
    undo_asked = Signal()
    more_asked = Signal()
    turned = Signal()

    def __init__(self, theme: Theme, media: Path | None = None) -> None:
        super().__init__()
        self._view: CardView | None = None
        self._steps = 0
        self.deck = Label("", "caption")
        self.leech = Label(self.tr("Leech: often forgotten"), "caption")
        self.flag = FlagMark(theme)
        self.dots = StepDots(theme)
        self.left = Label("", "caption")
        self.progress = ProgressLine(theme, self.tr("Session"))
        self.front_side = CardFront(theme, media)
        self.back_side = CardBack(theme, media)
        self.typed = TypedAnswerField(theme)
        self.source = Label("", "caption", wrap=True)
        self.reason = Label("", "caption", wrap=True)
        self.show_button = PrimaryButton(theme, self.tr("Show answer"), key=self.tr("Space"))
        self.ratings = RatingBar(theme)
        self.edit = Button(theme, self.tr("Edit"), Kind.GHOST, icon="pencil", key="E")
        self.bury = Button(theme, self.tr("Bury"), Kind.GHOST, icon="moon", key="B")
        self.suspend = Button(theme, self.tr("Suspend"), Kind.GHOST, icon="circle-pause", key="S")
        self.undo = Button(theme, self.tr("Undo"), Kind.GHOST, icon="undo-2", key="U")
        self.more = Button(theme, self.tr("More"), Kind.GHOST, icon="ellipsis", key=".")
        self._explain()
        self._lay_out()
        self._connect()

    @property
    def front(self) -> MarkdownView:
        """The question."""
        return self.front_side.question

    @property
    def back(self) -> MarkdownView:
        """The answer."""
        return self.back_side.answer

    @property
    def answer_shown(self) -> bool:
        return self._foot.currentWidget() is self.ratings

    @property
    def asks_to_type(self) -> bool:
        """Whether the card shown expects an answer to be typed."""
        return self._view is not None and bool(self._view.card.face.answer)

    def show_front(self, view: CardView, done: int, steps: int = 0) -> None:
        """A card's front; `done` counts the answers of this session so far, `steps` those of its
        note."""
        self._view, self._steps = view, steps
        self._show_head(view, done)
        self.front_side.show_card(view.card)
        self.back_side.show_card(view.card)
        self.source.setText(self.tr("Source: {source}").format(source=view.card.source))
        self.ratings.show_intervals(view.intervals)
        self.ratings.suggest(None)
        self.typed.begin()
        self.typed.setVisible(self.asks_to_type)
        self._reveal(shown=False)
        self._foot.setCurrentWidget(self._show_layer)
        self._scroll.verticalScrollBar().setValue(0)

    def show_reason(self, reason: str) -> None:
        """Why the card is asked now, "" where it simply is due."""
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))

    def show_answer(self) -> None:
        """Turn the card over; what was typed is held against what was expected."""
        if self._view is None:
            return
        if self.asks_to_type:
            self.ratings.suggest(self.typed.check(self._view.card.face.answer).suggested)
        self._reveal(shown=True)
        self._foot.setCurrentWidget(self.ratings)
        self.turned.emit()

    def take_keys(self) -> bool:
        """Give the keys to the field to type in, if there is one to type in now."""
        wanted = self.asks_to_type and not self.answer_shown
        if wanted:
            self.typed.field.setFocus()
        return wanted

    def show_flag(self, flag: int) -> None:
        self.flag.show_flag(flag)

    def _show_head(self, view: CardView, done: int) -> None:
        self.deck.setText(view.card.deck_title)
        self.leech.setVisible(view.leech)
        self.flag.show_flag(view.card.flag)
        self.left.setText(self._what_is_left(view.counts))
        self.progress.set_share(done / max(1, done + view.counts.total))

    def _reveal(self, *, shown: bool) -> None:
        named = self._view is not None and bool(self._view.card.source)
        in_place = self._view is not None and self._view.card.kind is NoteKind.CLOZE
        self.front_side.setVisible(not (shown and in_place))
        self._line.setVisible(shown and not in_place)
        self.back_side.setVisible(shown)
        self.source.setVisible(shown and named)
        self.dots.show_steps(self._steps, self._filled(shown=shown))

    def _filled(self, *, shown: bool) -> frozenset[int]:
        """The steps to fill: the place of one asked by its meaning is part of the answer."""
        template = self._view.card.face.template if self._view is not None else ""
        number = step_number(template)
        if number is None:
            return frozenset(range(1, self._steps + 1)) if shown else frozenset()
        hidden = template.startswith("meaning") and not shown
        return frozenset() if hidden else frozenset({number})

    def _what_is_left(self, counts: QueueCounts) -> str:
        left = self.tr("{total} left: {kinds}")
        return left.format(total=counts.total, kinds=", ".join(queue_parts(counts)))

    def _explain(self) -> None:
        self.bury.setToolTip(self.tr("Put this card off until tomorrow (B)"))
        self.suspend.setToolTip(self.tr("Take this card out of review (S)"))
        self.edit.setToolTip(self.tr("Change the text of this card (E)"))
        self.undo.setToolTip(self.tr("Take back the last answer (U)"))
        self.more.setToolTip(self.tr("Everything else that can be done with this card (.)"))
        self.leech.setToolTip(self.tr("You keep forgetting this card. Splitting it may help."))

    def _lay_out(self) -> None:
        self._line = Line()
        card = Panel(margin=Space.XXL)
        card.column.setSpacing(Space.XL)
        parts = (
            self.dots,
            self.front_side,
            self.typed,
            self._line,
            self.back_side,
            self.source,
        )
        for part in parts:
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
        commands = (self.undo, self.edit, self.bury, self.suspend, self.more)
        column.addLayout(beside(1, *commands, 1))

    def _head(self) -> QWidget:
        head = QWidget()
        head.setMaximumWidth(_WIDTH)
        head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        line = beside(self.deck, self.flag, self.leech, 1, self.left, spacing=Space.M)
        column.addLayout(line)
        column.addWidget(self.progress)
        column.addWidget(self.reason)
        self.reason.hide()
        return head

    def _connect(self) -> None:
        self.show_button.clicked.connect(self.show_answer)
        self.typed.entered.connect(self.show_answer)
        self.ratings.rated.connect(self.rated)
        self.edit.clicked.connect(self.edit_asked)
        self.bury.clicked.connect(self.bury_asked)
        self.suspend.clicked.connect(self.suspend_asked)
        self.undo.clicked.connect(self.undo_asked)
        self.more.clicked.connect(self.more_asked)
