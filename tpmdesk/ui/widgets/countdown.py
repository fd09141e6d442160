"""The clock of a thinking time or an answer."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets import tint
from tpmdesk.ui.widgets.times import clock

_WARNING_SECONDS = 30


def warning_from(limit: float) -> float:
    """How long before the end the clock says that it is near: 30 s, or a quarter if less."""
    return min(_WARNING_SECONDS, limit / 4)


def tabular(font: QFont) -> QFont:
    """The font with figures of one width, so that a running clock does not shake."""
    steady = QFont(font)
    steady.setFeature(QFont.Tag("tnum"), 1)
    return steady


class Countdown(QWidget):
    """Elapsed and remaining time over a thin line that fills. Overtime is counted, never cut.

    With `counts_down` only the remaining time is shown, for what ends by itself: thinking, or what
    `left_for` says.
    """

    def __init__(
        self, parent: QWidget | None = None, *, counts_down: bool = False, left_for: str = ""
    ) -> None:
        super().__init__(parent)
        self._counts_down = counts_down
        self._left_for = left_for or self.tr("to think")
        self._elapsed = QLabel()
        self._elapsed.setProperty("type", "title")
        self._left = QLabel()
        for label in (self._elapsed, self._left):
            label.setFont(tabular(label.font()))
        self._line = _Line()
        self._near = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self._elapsed, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addStretch(0 if counts_down else 1)
        row.addWidget(self._left, 1 if counts_down else 0, Qt.AlignmentFlag.AlignBaseline)
        layout.addLayout(row)
        layout.addWidget(self._line)
        self.setAccessibleName(self.tr("Time"))

    @property
    def elapsed_text(self) -> str:
        return self._elapsed.text()

    @property
    def left_text(self) -> str:
        return self._left.text()

    @property
    def near_end(self) -> bool:
        return self._near

    def show_time(self, elapsed: float, limit: float) -> None:
        """Draw the clock; both in seconds, `limit` above 0."""
        left = limit - elapsed
        self._near = left <= warning_from(limit)
        self._elapsed.setText(clock(_ceil(left) if self._counts_down else elapsed))
        self._left.setText(self._left_for if self._counts_down else self._left_words(left))
        self._line.fill(min(elapsed / limit, 1.0) if limit else 1.0, near=self._near)
        self.setAccessibleDescription(f"{self._elapsed.text()}, {self._left.text()}")

    def _left_words(self, left: float) -> str:
        if left < 0:
            return self.tr("+{time} over").format(time=clock(-left))
        if self._near:
            return self.tr("{time} left, time to close").format(time=clock(_ceil(left)))
        return self.tr("{time} left").format(time=clock(_ceil(left)))


def _ceil(seconds: float) -> float:
    """A clock that counts down shows 0:00 only when nothing is left."""
    return seconds + 0.999 if seconds > 0 else 0.0


class _Line(QWidget):
    """The thin line. Near the end it grows thicker instead of changing colour."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self._thick = 4
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fill(self, share: float, *, near: bool) -> None:
        self._share = share
        self._thick = 8 if near else 4
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        self._bar(painter, 1.0, tint.track)
        self._bar(painter, self._share, tint.accent)
        painter.end()

    def _bar(self, painter: QPainter, share: float, colour: tint.Paint) -> None:
        painter.setBrush(colour())
        top = (self.height() - self._thick) / 2
        bar = QRectF(0, top, self.width() * share, self._thick)
        painter.drawRoundedRect(bar, self._thick / 2, self._thick / 2)
