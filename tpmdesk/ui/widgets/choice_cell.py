"""A cell to choose: a title, what it means, and a quiet last line."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.tokens import RADIUS_SMALL, Size, Space, Weight
from tpmdesk.ui.widgets import tint

_WRAP = (
    Qt.TextFlag.TextWordWrap.value
    | Qt.AlignmentFlag.AlignLeft.value
    | Qt.AlignmentFlag.AlignTop.value
)
_ENDLESS = 10_000
_LEADING = 3

_Part = tuple[str, QFont, tint.Paint]


class ChoiceCell(QRadioButton):
    """A radio button that looks like a card. Up and down are left to whoever holds the cells."""

    def __init__(
        self,
        title: str,
        body: str,
        foot: str = "",
        *,
        size: int = Size.SMALL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._body = body
        self._foot = foot
        self._size = size
        self._placed: dict[tuple[int, bool], list[QRect]] = {}
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(part for part in (body, foot) if part))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(168, self.heightForWidth(168))

    def minimumSizeHint(self) -> QSize:
        return QSize(112, 48)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[-1].bottom() + 1 + Space.M

    def hitButton(self, _pos: QPoint) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        places = self._places(self.width())
        for (text, face, colour), place in zip(self._parts(), places, strict=True):
            painter.setFont(face)
            painter.setPen(colour())
            painter.drawText(place, _WRAP, text)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        marked = self.isChecked() or self.hasFocus()
        edge = tint.accent() if marked else tint.hairline()
        painter.setPen(QPen(edge, 2 if marked else 1))
        painter.setBrush(tint.mix(tint.accent(), tint.surface(), self._fill()))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, RADIUS_SMALL, RADIUS_SMALL)

    def _fill(self) -> float:
        """How much of the accent tints the cell."""
        if self.isChecked():
            return 0.12
        return 0.05 if self.underMouse() else 0.0

    def _parts(self) -> list[_Part]:
        check = "\N{CHECK MARK} " if self.isChecked() else ""
        body = tint.ink if self.isChecked() else tint.quiet
        parts: list[_Part] = [
            (check + self._title, font(self._size, Weight.STRONG), tint.ink),
            (self._body, font(Size.SMALL), body),
            (self._foot, font(Size.SMALL), tint.quiet),
        ]
        return [part for part in parts if part[0]]

    def _places(self, width: int) -> list[QRect]:
        """Where each part stands in a cell of that width. Layouts ask for many widths again and
        again, and wrapping text is slow."""
        key = (width, self.isChecked())
        if key not in self._placed:
            self._placed[key] = self._place_all(width)
        return self._placed[key]

    def _place_all(self, width: int) -> list[QRect]:
        places = []
        top = Space.M
        for text, face, _ in self._parts():
            room = QRect(Space.M, top, max(width - 2 * Space.M, 1), _ENDLESS)
            place = QFontMetrics(face).boundingRect(room, _WRAP, text)
            place.setWidth(room.width())
            places.append(place)
            top = place.bottom() + 1 + _LEADING
        return places
