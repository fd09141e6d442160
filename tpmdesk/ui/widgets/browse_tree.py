"""Places to look for cards: states, decks and tags, each below its parent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from tpmdesk.app.browsestore import TagLine
from tpmdesk.app.ports import DeckLine
from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import RADIUS_SMALL, Role, Size, Space, Weight
from tpmdesk.ui.widgets.query_words import deck_term, tag_term
from tpmdesk.ui.words import cards, counted

Index = QModelIndex | QPersistentModelIndex
_TERM, _COUNT, _ICON, _NAME, _PLACE = (Qt.ItemDataRole.UserRole.value + n for n in range(5))
_ROW_HEIGHT = 30
_HEAD_HEIGHT = 38
_SIGN = 14
_INDENT = 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OPENED = 12  # so many parts of a section at most are opened at first


@dataclass(frozen=True, slots=True)
class Spot:
    """One row: the term it searches for, and what it stands for ("deck", "tag" or "state")."""

    kind: str
    name: str
    term: str


class BrowseTree(QTreeWidget):
    """Emits `chosen` with a term of the search language, and whether it adds to the search."""

    chosen = Signal(str, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("States, decks and tags"))
        self.setHeaderHidden(True)
        self.setIndentation(_INDENT)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setItemDelegate(_Rows(theme, self))
        self._states = self._section("")
        self._decks = self._section(self.tr("Decks"))
        self._tags = self._section(self.tr("Tags"))
        self._all = self._add_states()

    def spot(self, item: QTreeWidgetItem | None) -> Spot | None:
        """What a row stands for; None for the name of a section."""
        if item is None or item.data(0, _PLACE) is None:
            return None
        return Spot(item.data(0, _PLACE), item.data(0, _NAME), item.data(0, _TERM))

    def show_decks(self, decks: Sequence[DeckLine]) -> None:
        rows = [(deck.title, deck.cards) for deck in decks]
        self._all.setData(0, _COUNT, sum(count for _, count in rows))
        self._fill(self._decks, "deck", rows)

    def show_tags(self, tags: Sequence[TagLine]) -> None:
        self._fill(self._tags, "tag", [(tag.name, tag.notes) for tag in tags])
        self._tags.setHidden(not tags)

    def mark(self, query: str) -> None:
        """Show which row the search is the same as."""
        wanted = query.strip()
        found = next((i for i in self._every() if i.data(0, _TERM) == wanted), None)
        self.setCurrentIndex(QModelIndex() if found is None else self.indexFromItem(found))

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The delegate alone draws a row; Qt would also colour the room before it."""
        option.rect = self.visualRect(index)
        chosen = self.selectionModel().isSelected(index)
        place = self.viewport().mapFromGlobal(QCursor.pos())
        hovered = self.underMouse() and option.rect.top() <= place.y() <= option.rect.bottom()
        option.state = QStyle.StateFlag.State_Enabled
        option.state |= QStyle.StateFlag.State_Selected if chosen else option.state
        option.state |= QStyle.StateFlag.State_MouseOver if hovered else option.state
        self.itemDelegate().paint(painter, option, index)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is not None and self._on_sign(item, event.position().x()):
            item.setExpanded(not item.isExpanded())
            return
        if event.button() == Qt.MouseButton.LeftButton and item is not None:
            adds = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._choose(item, adds=adds)
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        adds = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        item = self.currentItem()
        if event.key() in (*_ENTER, Qt.Key.Key_Space) and item is not None:
            self._choose(item, adds=adds)
        elif event.text().isalnum() and not adds:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _choose(self, item: QTreeWidgetItem, *, adds: bool) -> None:
        spot = self.spot(item)
        if spot is None:
            item.setExpanded(not item.isExpanded())
        else:
            self.setCurrentItem(item)
            self.chosen.emit(spot.term, adds)

    def _on_sign(self, item: QTreeWidgetItem, x: float) -> bool:
        left = self.visualItemRect(item).left()
        return item.childCount() > 0 and left <= x < left + _SIGN + Space.XS

    def _every(self) -> Iterable[QTreeWidgetItem]:
        waiting = [self._states, self._decks, self._tags]
        while waiting:
            item = waiting.pop(0)
            if item.data(0, _PLACE) is not None:
                yield item
            waiting.extend(_children(item))

    def _section(self, name: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [name])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setExpanded(True)
        return item

    def _add_states(self) -> QTreeWidgetItem:
        """The first of them, all cards."""
        for name, term, icon in (
            (self.tr("All cards"), "", "library"),
            (self.tr("Due"), "is:due", "circle-dot"),
            (self.tr("New"), "is:new", "sprout"),
            (self.tr("Suspended"), "is:suspended", "circle-pause"),
            (self.tr("Leeches"), "is:leech", "triangle-alert"),
            (self.tr("Flagged"), "is:flagged", "flag"),
        ):
            item = QTreeWidgetItem(self._states, [name])
            _set(item, "state", name, term, icon)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, name)
        return _children(self._states)[0]

    def _fill(self, section: QTreeWidgetItem, kind: str, rows: Sequence[tuple[str, int]]) -> None:
        """Rows by their full names, "a::b" below "a", which is made where it has no row."""
        opened = {i.data(0, _NAME) for i in self._below(section) if i.isExpanded()}
        first = section.childCount() == 0
        marked = self.spot(self.currentItem())
        section.takeChildren()
        made: dict[str, QTreeWidgetItem] = {"": section}
        for name, count in rows:
            item = self._place(made, kind, name)
            item.setData(0, _COUNT, count)
            words = cards(count) if kind == "deck" else self._notes(count)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{name}, {words}")
            item.setToolTip(0, f"{name}, {words}")
        few = first and len(rows) <= _OPENED
        for name, item in made.items():
            item.setExpanded(not name or few or name in opened)
        if marked is not None and marked.kind == kind:
            self.mark(marked.term)

    def _notes(self, n: int) -> str:
        return counted(n, self.tr("{n} note"), self.tr("{n} notes"))

    def _below(self, section: QTreeWidgetItem) -> list[QTreeWidgetItem]:
        found = _children(section)
        for item in found:  # grows while it is walked through
            found.extend(_children(item))
        return found

    def _place(self, made: dict[str, QTreeWidgetItem], kind: str, name: str) -> QTreeWidgetItem:
        if name in made:
            return made[name]
        above, _, last = name.rpartition("::")
        item = QTreeWidgetItem(self._place(made, kind, above), [last])
        term = deck_term(name) if kind == "deck" else tag_term(name)
        _set(item, kind, name, term, "")
        made[name] = item
        return item


class _Rows(QStyledItemDelegate):
    """A sign that opens what lies below, a name, and a count at the right."""

    def __init__(self, theme: Theme, tree: BrowseTree) -> None:
        super().__init__(tree)
        self._theme = theme
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        if index.data(_PLACE) is not None:
            return QSize(80, _ROW_HEIGHT)
        return QSize(80, _HEAD_HEIGHT if index.data() else Space.XS)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = option.rect.adjusted(0, 0, -Space.S, 0)
        if index.data(_PLACE) is None:
            self._paint_head(painter, inside, index)
        else:
            self._paint_ground(painter, option)
            self._paint_row(painter, inside, index)
        painter.restore()

    def _paint_head(self, painter: QPainter, inside: QRect, index: Index) -> None:
        painter.setFont(font(Size.SMALL, Weight.STRONG))
        painter.setPen(self._theme.color(Role.MUTED))
        bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside.adjusted(Space.S, 0, 0, -Space.XS), bottom, index.data())

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        chosen = option.state & QStyle.StateFlag.State_Selected
        hovered = option.state & QStyle.StateFlag.State_MouseOver
        if chosen or hovered:
            whole = option.rect
            whole.setLeft(0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(Role.ACCENT_SOFT if chosen else Role.RAISED))
            painter.drawRoundedRect(whole.adjusted(0, 1, 0, -1), RADIUS_SMALL, RADIUS_SMALL)

    def _paint_row(self, painter: QPainter, inside: QRect, index: Index) -> None:
        sign = index.data(_ICON) or self._sign(index)
        if sign:
            scale = self._tree.devicePixelRatioF()
            picture = self._theme.pixmap(sign, Role.MUTED, _SIGN, scale)
            painter.drawPixmap(inside.left(), inside.top() + (_ROW_HEIGHT - _SIGN) // 2, picture)
        words = inside.adjusted(_SIGN + Space.XS + 2, 0, 0, 0)
        count = "" if index.data(_COUNT) is None else counted(index.data(_COUNT), "{n}", "{n}")
        painter.setFont(font(Size.SMALL))
        painter.setPen(self._theme.color(Role.MUTED))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignRight, count)
        room = words.width() - painter.fontMetrics().horizontalAdvance(count) - Space.S
        painter.setFont(font(Size.SMALL))
        painter.setPen(self._theme.color(Role.TEXT))
        name = QFontMetrics(painter.font()).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, name)

    def _sign(self, index: Index) -> str:
        item = self._tree.itemFromIndex(index)
        if item is None or not item.childCount():
            return ""
        return "chevron-down" if item.isExpanded() else "chevron-right"


def _set(item: QTreeWidgetItem, kind: str, name: str, term: str, icon: str) -> None:
    for role, value in ((_PLACE, kind), (_NAME, name), (_TERM, term), (_ICON, icon)):
        item.setData(0, role, value)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    every = (item.child(n) for n in range(item.childCount()))
    return [child for child in every if child is not None]
