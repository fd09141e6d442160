"""Buttons: one look each, with the key that presses them printed on it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import RADIUS_TINY, Role, Size, Space, Weight

_ICON = 18
_CHIP_HEIGHT = 20


class Kind(StrEnum):
    """How much a button asks for attention. One primary button a page."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    GHOST = "ghost"
    NAV = "nav"


_INK = {
    Kind.PRIMARY: Role.ON_ACCENT,
    Kind.SECONDARY: Role.TEXT,
    Kind.GHOST: Role.MUTED,
    Kind.NAV: Role.MUTED,
}


class Button(QPushButton):
    """A push button with an optional icon and a printed key. It does not bind the key."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: Kind = Kind.SECONDARY,
        *,
        icon: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._kind = kind
        self._icon = icon
        self._key = key
        self.setProperty("kind", kind.value)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str, *, key: str | None = None) -> None:
        """Change the words, and the key when one is given."""
        self.setText(text)
        self.setAccessibleName(text)
        self._key = self._key if key is None else key
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Ask for more or less attention from now on."""
        self._kind = kind
        self.setProperty("kind", kind.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self._content_width() + 2 * (Space.M if self._kind is Kind.NAV else Space.L)
        return QSize(width, 36)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        inside = self.rect().adjusted(Space.M, 0, -Space.M, 0)
        if self._kind is Kind.NAV:
            self._paint_apart(painter, inside)
        else:
            self._paint_centred(painter, inside)

    def _paint_ground(self, painter: QPainter) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)

    def _paint_centred(self, painter: QPainter, inside: QRect) -> None:
        x = inside.left() + max(0, (inside.width() - self._content_width()) // 2)
        x = self._paint_icon(painter, x)
        x = self._paint_text(painter, x)
        if self._key:
            self._paint_key(painter, x + Space.S)

    def _paint_apart(self, painter: QPainter, inside: QRect) -> None:
        self._paint_text(painter, self._paint_icon(painter, inside.left()))
        if self._key:
            painter.setFont(font(Size.SMALL))
            painter.setPen(self._theme.color(Role.MUTED))
            painter.drawText(
                inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._key
            )

    def _paint_icon(self, painter: QPainter, x: int) -> int:
        if not self._icon:
            return x
        scale = self.devicePixelRatioF()
        picture = self._theme.pixmap(self._icon, self._ink(), _ICON, scale)
        painter.drawPixmap(QPoint(x, (self.height() - _ICON) // 2), picture)
        return x + _ICON + (Space.S if self._kind is not Kind.NAV else Space.M)

    def _paint_text(self, painter: QPainter, x: int) -> int:
        painter.setFont(self._face())
        painter.setPen(self._theme.color(self._ink()))
        width = self._text_width()
        area = QRect(x, 0, width, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.text().replace("&&", "&"))
        return x + width

    def _paint_key(self, painter: QPainter, x: int) -> None:
        chip = QRectF(x, (self.height() - _CHIP_HEIGHT) / 2, self._key_width(), _CHIP_HEIGHT)
        paint_key(painter, chip, self._key, self._theme, self._ink())

    def _ink(self) -> Role:
        if not self.isEnabled():
            return Role.EDGE
        return Role.TEXT if self.isChecked() else _INK[self._kind]

    def _face(self) -> QFont:
        strong = self._kind is Kind.PRIMARY
        return font(Size.BODY, Weight.STRONG if strong else Weight.REGULAR)

    def _text_width(self) -> int:
        return QFontMetrics(self._face()).horizontalAdvance(self.text()) + 1

    def _key_width(self) -> int:
        return key_width(self._key)

    def _content_width(self) -> int:
        icon = _ICON + Space.S if self._icon else 0
        key = self._key_width() + Space.S if self._key else 0
        return icon + self._text_width() + key


def key_width(key: str) -> int:
    """The width of a printed key, in pixels."""
    return max(_CHIP_HEIGHT, QFontMetrics(font(Size.SMALL)).horizontalAdvance(key) + 12)


def paint_key(painter: QPainter, chip: QRectF, key: str, theme: Theme, ink: Role) -> None:
    """Print a key as a small rounded outline with its name."""
    outline = theme.color(ink)
    outline.setAlphaF(0.35)
    painter.setPen(outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_TINY, RADIUS_TINY)
    painter.setFont(font(Size.SMALL))
    painter.setPen(theme.color(ink))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, key)


class PrimaryButton(Button):
    """The one action that a page suggests."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        icon: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, Kind.PRIMARY, icon=icon, key=key, parent=parent)


class KeyHint(QWidget):
    """A key printed alone, beside words that say what it does."""

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self.setFixedSize(key_width(key), _CHIP_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_key(painter, QRectF(self.rect()), self._key, self._theme, Role.MUTED)
