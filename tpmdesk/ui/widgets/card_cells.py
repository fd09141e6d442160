"""Paints the cells of a list of cards: words, and the sign of a state beside its word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tpmdesk.app.browsestore import BrowseLine, Column
from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Size, Space
from tpmdesk.ui.widgets import tint
from tpmdesk.ui.widgets.card_columns import ALL_COLUMNS
from tpmdesk.ui.widgets.card_model import CardModel
from tpmdesk.ui.widgets.card_words import Sign, due_sign, is_figure, state_sign

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 36
_ICON = 16
_BAR = 3
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class CardCells(QStyledItemDelegate):
    """Asks the model once a cell, instead of once for each of the roles that Qt knows."""

    def __init__(self, theme: Theme, cards: CardModel) -> None:
        super().__init__()
        self._theme = theme
        self._cards = cards
        self._body = font(Size.BODY)
        self._small = font(Size.SMALL)
        self._body_width = QFontMetrics(self._body)
        self._small_width = QFontMetrics(self._small)
        self.hovered = -1
        self.current = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(80, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.row(), ALL_COLUMNS[index.column()]
        self._paint_ground(painter, option, row, column)
        line = self._cards.line(row)
        if line is None:
            return
        inside = option.rect.adjusted(Space.M, 0, -Space.M, 0)
        if column is Column.FRONT:
            self._paint_front(painter, inside, line)
        elif column is Column.DUE:
            self._paint_sign(painter, inside, due_sign(line, self._cards.now))
        elif column is Column.STATE:
            self._paint_sign(painter, inside, state_sign(line))
        else:
            self._paint_words(painter, inside, self._cards.words(line, column), column)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, row: int, column: Column
    ) -> None:
        place = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, self._theme.color(Role.ACCENT_SOFT))
        elif row == self.hovered:
            painter.fillRect(place, self._theme.color(Role.RAISED))
        border = self._theme.color(Role.BORDER)
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, border)
        if row == self.current and column is Column.FRONT:
            accent = self._theme.color(Role.ACCENT)
            painter.fillRect(place.left(), place.top(), _BAR, place.height() - 1, accent)

    def _paint_front(self, painter: QPainter, inside: QRect, line: BrowseLine) -> None:
        if line.flag:
            inside.setRight(self._paint_flag(painter, inside, line.flag) - Space.S)
        if line.leech:
            leech = Sign("triangle-alert", self.tr("Leech"), Role.HARD)
            width = _ICON + Space.XS + self._small_width.horizontalAdvance(leech.words) + 1
            place = QRect(inside.right() - width, inside.top(), width, inside.height())
            self._paint_sign(painter, place, leech)
            inside.setRight(place.left() - Space.S)
        quiet = line.suspended or line.buried
        painter.setFont(self._body)
        painter.setPen(self._theme.color(Role.MUTED if quiet else Role.TEXT))
        words = self._body_width.elidedText(line.front, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, _MIDDLE | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_flag(self, painter: QPainter, inside: QRect, flag: int) -> int:
        """A flag and its number at the right; where it begins."""
        words = str(flag)
        width = _ICON + Space.XS + self._small_width.horizontalAdvance(words) + 1
        place = QRect(inside.right() - width, inside.top(), width, inside.height())
        self._paint_icon(painter, place, "flag", Role.ACCENT)
        painter.fillRect(place.left(), place.bottom() - Space.S, _ICON, 2, tint.step_colour(flag))
        place.setLeft(place.left() + _ICON + Space.XS)
        painter.setFont(self._small)
        painter.setPen(self._theme.color(Role.TEXT))
        painter.drawText(place, _MIDDLE | Qt.AlignmentFlag.AlignLeft, words)
        return inside.right() - width

    def _paint_sign(self, painter: QPainter, inside: QRect, sign: Sign) -> None:
        self._paint_icon(painter, inside, sign.icon, sign.ink)
        room = inside.adjusted(_ICON + Space.XS + 2, 0, 0, 0)
        painter.setFont(self._small)
        painter.setPen(self._theme.color(Role.MUTED if sign.ink is not Role.ACCENT else sign.ink))
        words = self._small_width.elidedText(sign.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _MIDDLE | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_icon(self, painter: QPainter, inside: QRect, icon: str, ink: Role) -> None:
        device = painter.device()
        scale = device.devicePixelRatioF() if device is not None else 1.0
        picture = self._theme.pixmap(icon, ink, _ICON, scale)
        top = inside.top() + (inside.height() - _ICON) // 2
        painter.drawPixmap(QPoint(inside.left(), top), picture)

    def _paint_words(self, painter: QPainter, inside: QRect, words: str, column: Column) -> None:
        side = Qt.AlignmentFlag.AlignRight if is_figure(column) else Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._small)
        painter.setPen(self._theme.color(Role.MUTED))
        fitting = self._small_width.elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, _MIDDLE | side, fitting)
