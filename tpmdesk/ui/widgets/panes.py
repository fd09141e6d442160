"""Parts side by side whose borders can be dragged; the border is seen when it can be taken."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Space


class Panes(QSplitter):
    """From left to right, each with the share of what room is left."""

    def __init__(self, theme: Theme, *parts: tuple[QWidget, int]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self.setHandleWidth(Space.M)
        self.setChildrenCollapsible(False)
        for n, (part, share) in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(n, share)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self, self._theme)


class _Handle(QSplitterHandle):
    def __init__(self, panes: Panes, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal, panes)
        self._theme = theme

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self.underMouse():
            painter = QPainter(self)
            painter.fillRect(self.width() // 2, 0, 1, self.height(), self._theme.color(Role.EDGE))
