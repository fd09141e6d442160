"""The steps of a framework as dots in a row: which of them a card is about."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role

_DOT, _GAP, _MOST = 10, 8, 24


class StepDots(QWidget):
    """A filled dot for the step in question, or all filled; hollow ones for the rest."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._count = 0
        self._filled: frozenset[int] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def filled(self) -> frozenset[int]:
        """The steps that are filled, counted from 1."""
        return self._filled

    def show_steps(self, count: int, filled: frozenset[int]) -> None:
        """So many dots; hidden when there are none, or more than fit."""
        self._count, self._filled = count, filled
        self.setVisible(0 < count <= _MOST)
        self.setAccessibleName(self._in_words())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._count * (_DOT + _GAP), _DOT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for n in range(1, self._count + 1):
            self._paint_dot(painter, n)

    def _paint_dot(self, painter: QPainter, n: int) -> None:
        there = n in self._filled
        ink = self._theme.color(Role.ACCENT if there else Role.EDGE)
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ink if there else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF((n - 1) * (_DOT + _GAP) + 1, 1, _DOT - 1, _DOT - 1))

    def _in_words(self) -> str:
        if len(self._filled) == 1:
            return self.tr("Step {n} of {count}").format(
                n=next(iter(self._filled)), count=self._count
            )
        return self.tr("{count} steps").format(count=self._count)
