"""Texts before and after a change, one pair under the other, with what differs marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from tpmdesk.app.browsestore import Change
from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Size, Space, Weight

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_CHANGE = Qt.ItemDataRole.UserRole
_LINE = 22
_AROUND = 28  # letters kept before what differs


class ChangeList(QListView):
    """Shows `Change`s; quick with any number of them."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.changes = _Changes()
        self.setModel(self.changes)
        self.setItemDelegate(_Pairs(theme, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_changes(self, changes: Sequence[Change]) -> None:
        self.changes.show_changes(changes)


class _Changes(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._changes: Sequence[Change] = ()

    def show_changes(self, changes: Sequence[Change]) -> None:
        self.beginResetModel()
        self._changes = changes
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._changes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change = self._changes[index.row()]
        if role == _CHANGE:
            return change
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{change.before}\n{change.after}"
        return None


class _Pairs(QStyledItemDelegate):
    """What goes is struck through, what comes is strong."""

    def __init__(self, theme: Theme, parent: ChangeList) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(200, 2 * _LINE + Space.M)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        change = index.data(_CHANGE)
        inside = option.rect.adjusted(Space.S, Space.XS, -Space.S, -Space.S)
        goes, comes = font(Size.SMALL), font(Size.SMALL, Weight.STRONG)
        goes.setStrikeOut(True)
        before, after = parts(change.before, change.after)
        upper = QRect(inside.left(), inside.top(), inside.width(), _LINE)
        self._paint_line(painter, upper, "\N{MINUS SIGN}", before, (goes, Role.AGAIN))
        self._paint_line(painter, upper.translated(0, _LINE), "+", after, (comes, Role.GOOD))
        foot = option.rect
        border = self._theme.color(Role.BORDER)
        painter.fillRect(foot.left(), foot.bottom(), foot.width(), 1, border)

    def _paint_line(
        self,
        painter: QPainter,
        place: QRect,
        sign: str,
        words: tuple[str, str, str],
        look: tuple[QFont, Role],
    ) -> None:
        plain = (font(Size.SMALL), Role.MUTED)
        signed = (font(Size.SMALL, Weight.STRONG), look[1])
        left = place.left()
        pieces = (f"{sign}\N{EN SPACE}", *words)
        for piece, (face, ink) in zip(pieces, (signed, plain, look, plain), strict=True):
            painter.setFont(face)
            painter.setPen(self._theme.color(ink))
            room = QRect(left, place.top(), max(0, place.right() - left), place.height())
            metrics = QFontMetrics(face)
            fitting = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, fitting)
            left += metrics.horizontalAdvance(fitting)


def parts(before: str, after: str) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    """Each text as what is the same at its beginning, what differs, and what is the same at its
    end; a long beginning is cut."""
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    return _cut(before, start, end), _cut(after, start, end)


def _common(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(text: str, start: int, end: int) -> tuple[str, str, str]:
    head = text[:start]
    shown = head if start <= _AROUND else f"\N{HORIZONTAL ELLIPSIS}{head[-_AROUND:]}"
    stop = len(text) - end
    return shown, text[start:stop], text[stop:]
