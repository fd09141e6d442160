"""The four ratings: each its own word, shape and key, and when the card would come back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from tpmdesk.domain.cards import Rating
from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import RADIUS, Role, Size, Space, Weight
from tpmdesk.ui.widgets.buttons import paint_key
from tpmdesk.ui.words import interval

_ICON = 20
_LOOKS = {
    Rating.AGAIN: ("rotate-ccw", Role.AGAIN),
    Rating.HARD: ("triangle", Role.HARD),
    Rating.GOOD: ("check", Role.GOOD),
    Rating.EASY: ("chevrons-right", Role.EASY),
}


class RatingButton(QPushButton):
    """One rating, with the interval it would give."""

    def __init__(self, theme: Theme, rating: Rating, word: str) -> None:
        super().__init__(word)
        self._theme = theme
        self._interval = ""
        self._suggested = False
        self._key = str(rating.value)
        self._icon, self._ink = _LOOKS[rating]
        self.setProperty("kind", "rating")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def interval(self) -> str:
        return self._interval

    def show_interval(self, words: str) -> None:
        self._interval = words
        self._name()

    def suggest(self, suggested: bool) -> None:
        """Show that this rating fits what was typed."""
        self._suggested = suggested
        self._name()

    def _name(self) -> None:
        parts = [self.text(), self._said(), self._key]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.update()

    def _said(self) -> str:
        fits = self.tr("fits") if self._suggested else ""
        return " · ".join(part for part in (self._interval, fits) if part)

    def sizeHint(self) -> QSize:
        return QSize(156, 64)

    def minimumSizeHint(self) -> QSize:
        return QSize(132, 64)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        inside = self.rect().adjusted(Space.L, Space.M, -Space.M, -Space.M)
        if self._suggested:
            painter.setPen(self._theme.color(self._ink))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        self._paint_icon(painter, inside)
        self._paint_words(painter, inside.adjusted(_ICON + Space.M, 0, 0, 0))
        chip = QRectF(inside.right() - 19, (self.height() - 20) / 2, 20, 20)
        paint_key(painter, chip, self._key, self._theme, Role.MUTED)

    def _paint_icon(self, painter: QPainter, inside: QRect) -> None:
        picture = self._theme.pixmap(self._icon, self._ink, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(inside.left(), (self.height() - _ICON) // 2), picture)

    def _paint_words(self, painter: QPainter, area: QRect) -> None:
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        painter.setFont(font(Size.BODY, Weight.STRONG))
        painter.setPen(self._theme.color(self._ink))
        painter.drawText(area, top | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setFont(font(Size.SMALL))
        painter.setPen(self._theme.color(Role.MUTED))
        painter.drawText(area, bottom | Qt.AlignmentFlag.AlignLeft, self._said())


class RatingBar(QWidget):
    """Emits `rated` with the rating that was chosen."""

    rated = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        words = rating_words()
        self._buttons = {r: RatingButton(theme, r, words[r]) for r in Rating}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        for rating, button in self._buttons.items():
            button.clicked.connect(lambda _=False, r=rating: self.rated.emit(r))
            line.addWidget(button)

    def show_intervals(self, intervals: Mapping[Rating, timedelta]) -> None:
        """How far away each rating would put the card; none where the schedule stays."""
        for rating, button in self._buttons.items():
            length = intervals.get(rating)
            button.show_interval(interval(length) if length is not None else "")

    def suggest(self, rating: Rating | None) -> None:
        """Show which rating fits; the choice stays the person's."""
        for each, button in self._buttons.items():
            button.suggest(each is rating)

    def button(self, rating: Rating) -> RatingButton:
        return self._buttons[rating]


def rating_words() -> dict[Rating, str]:
    """The word for each rating, in the language of the window."""
    tr = partial(QCoreApplication.translate, "Ratings")
    return {
        Rating.AGAIN: tr("Again"),
        Rating.HARD: tr("Hard"),
        Rating.GOOD: tr("Good"),
        Rating.EASY: tr("Easy"),
    }
