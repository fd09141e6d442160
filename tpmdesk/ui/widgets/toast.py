"""A short notice at the foot of the window, gone by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.surfaces import Label, Panel

_SHOWN_MS = 4000


class Toast(Panel):
    """Floats over `host`, centred at its foot. Never takes the focus."""

    def __init__(self, host: QWidget) -> None:
        super().__init__("raised", margin=Space.M)
        self.setParent(host)
        self._host = host
        self._words = Label("", "body")
        self.column.addWidget(self._words)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, whole, also when there is room for its beginning only."""
        return self.accessibleName()

    def say(self, text: str, *, stays: bool = False) -> None:
        """Show the text for a moment, or until the next one."""
        room = self._host.width() // 2
        fitting = QFontMetrics(font()).elidedText(text, Qt.TextElideMode.ElideRight, room)
        self._words.setText(fitting)
        self.setAccessibleName(text)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.stop() if stays else self._timer.start(_SHOWN_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        left = (self._host.width() - self.width()) // 2
        self.move(left, self._host.height() - self.height() - Space.XL)
