"""Says whether the microphone is recording: a filled disc and the word, or a ring and a wait."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets import tint
from tpmdesk.ui.widgets.surfaces import Label


class RecordingMark(QWidget):
    """Shown as recording only when sound has really arrived."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._disc = _Disc()
        self._words = Label("", "strong")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        layout.addWidget(self._disc)
        layout.addWidget(self._words)
        self.show_recording(on=False)

    @property
    def text(self) -> str:
        return self._words.text()

    def show_recording(self, *, on: bool) -> None:
        words = self.tr("Recording") if on else self.tr("Opening the microphone")
        if words != self._words.text():
            self._words.setText(words)
            self._disc.fill(on=on)
            self.setAccessibleName(words)


class _Disc(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._on = False
        self.setFixedSize(14, 14)

    def fill(self, *, on: bool) -> None:
        self._on = on
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(14, 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tint.accent(), 2))
        if self._on:
            painter.setBrush(tint.accent())
        painter.drawEllipse(QRectF(2, 2, 10, 10))
        painter.end()
