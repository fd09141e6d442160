"""The rounds of a loop as a calm list of cells."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QVBoxLayout, QWidget

from tpmdesk.ui.pages.mock.offer import RoundOffer, round_words
from tpmdesk.ui.theme.tokens import Size, Space
from tpmdesk.ui.widgets.choice_cell import ChoiceCell
from tpmdesk.ui.widgets.surfaces import clear


class RoundsList(QScrollArea):
    """Up and down choose; a double click or Enter confirms."""

    changed = Signal()
    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._offers: tuple[RoundOffer, ...] = ()
        self._group = QButtonGroup(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("content")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, Space.M, 0)
        self._column.setSpacing(Space.S)
        self.setWidget(inside)
        self.setAccessibleName(self.tr("Rounds"))
        self._group.idClicked.connect(lambda _: self.changed.emit())

    @property
    def chosen(self) -> RoundOffer | None:
        at = self._group.checkedId()
        return self._offers[at] if 0 <= at < len(self._offers) else None

    def show_rounds(self, offers: tuple[RoundOffer, ...]) -> None:
        """Show the rounds; the one chosen before, or else the first, is chosen."""
        before = self.chosen.round.id if self.chosen else ""
        if offers != self._offers:
            self._build(offers)
        if offers:
            self.choose(before or offers[0].round.id)

    def choose(self, round_id: str) -> None:
        """Choose that round, or the first when there is none of that id."""
        ids = [str(one.round.id) for one in self._offers]
        if ids:
            at = ids.index(round_id) if round_id in ids else 0
            self._group.button(at).setChecked(True)
            self.changed.emit()

    def take_focus(self) -> None:
        if (cell := self._group.checkedButton()) is not None:
            cell.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self._go(1)
            case Qt.Key.Key_Up:
                self._go(-1)
            case _:
                event.ignore()

    def _go(self, way: int) -> None:
        there = self._group.checkedId() + way
        if 0 <= there < len(self._offers):
            self.choose(self._offers[there].round.id)
            self.take_focus()
            self.ensureWidgetVisible(self._group.button(there))

    def _build(self, offers: tuple[RoundOffer, ...]) -> None:
        clear(self._column)
        for button in self._group.buttons():
            self._group.removeButton(button)
        self._offers = offers
        for n, one in enumerate(offers):
            cell = _RoundCell(one)
            cell.twice.connect(self.confirmed)
            self._group.addButton(cell, n)
            self._column.addWidget(cell)
        self._column.addStretch(1)


class _RoundCell(ChoiceCell):
    twice = Signal()

    def __init__(self, one: RoundOffer) -> None:
        super().__init__(one.round.title, one.round.about, round_words(one), size=Size.BODY)

    def mouseDoubleClickEvent(self, _event: object) -> None:
        self.twice.emit()
