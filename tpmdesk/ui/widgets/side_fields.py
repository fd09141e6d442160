"""The sides of each card of a note that came from another program."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.domain.cards import Face
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.controls import Select
from tpmdesk.ui.widgets.kinds import template_name
from tpmdesk.ui.widgets.surfaces import Label, stacked
from tpmdesk.ui.widgets.text_field import TextField

_CHOICE_WIDTH = 240


class SideFields(QWidget):
    """One card at a time, chosen by its name. Emits `edited` at each change, and `turned` with
    the number of the card that is shown."""

    edited = Signal()
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._sides: list[Face] = []
        self._shown = 0
        self.card = Select(_CHOICE_WIDTH)
        self.card.setAccessibleName(self.tr("Card of this note"))
        self.front = TextField(self.tr("Front"), 4)
        self.back = TextField(self.tr("Back"), 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.card)
        for field in (self.front, self.back):
            name = Label(field.accessibleName(), "caption")
            column.addLayout(stacked(name, field, spacing=Space.XS))
        self.card.currentIndexChanged.connect(self._turn)
        self.front.edited.connect(self._keep)
        self.back.edited.connect(self._keep)

    @property
    def sides(self) -> tuple[Face, ...]:
        return tuple(self._sides)

    def show_sides(self, sides: tuple[Face, ...]) -> None:
        self._sides = []
        self.card.clear()
        self.card.addItems([template_name(side.template) for side in sides])
        self.card.setVisible(len(sides) > 1)
        self._sides = list(sides)
        self._turn(0)

    def _turn(self, n: int) -> None:
        if not 0 <= n < len(self._sides):
            return
        self._shown = n
        side = self._sides[n]
        self.front.show_text(side.front)
        self._sides[n] = side
        self.back.show_text(side.back)
        self._sides[n] = side
        self.turned.emit(n)

    def _keep(self) -> None:
        if self._shown < len(self._sides):
            kept = self._sides[self._shown]
            written = replace(kept, front=self.front.text, back=self.back.text)
            self._sides[self._shown] = written
            self.edited.emit()
