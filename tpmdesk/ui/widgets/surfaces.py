"""Quiet building blocks: words in the type scale, panels, rows and empty places."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Space
from tpmdesk.ui.widgets.buttons import PrimaryButton

_SENTENCE = 420
_SCRIM = 0.45
_ALL = 10_000  # of the stretch, so that not a pixel goes to the sides before there is room
B = TypeVar("B", bound=QBoxLayout)


class Label(QLabel):
    """Plain words. `type_` is "title", "heading", "strong", "body", "muted", "small",
    "caption", "overline" or "problem"."""

    def __init__(self, text: str = "", type_: str = "body", *, wrap: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", type_)
        self.setWordWrap(wrap)

    def restyle(self, type_: str) -> None:
        """Take another style of the type scale."""
        self.setProperty("type", type_)
        self.style().unpolish(self)
        self.style().polish(self)


class Title(Label):
    """The page's name."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, "title", wrap=True)


class SectionTitle(Label):
    """The name of a part of a page."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, "overline")


class Panel(QFrame):
    """A surface with a hairline border. `look` is "panel", "raised" or "soft"."""

    def __init__(self, look: str = "panel", *, margin: int = Space.XL) -> None:
        super().__init__()
        self.setProperty("surface", look)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(Space.S)


class Line(QFrame):
    """A hairline."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "line")
        self.setFixedHeight(1)


class Scroll(QScrollArea):
    """A column of content that scrolls, centred and no wider than `width` pixels."""

    def __init__(self, width: int = 760) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QWidget()
        outer.setObjectName("content")
        inner = QWidget()
        inner.setMaximumWidth(width)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        around = QHBoxLayout(outer)
        self._around = around
        self.set_margin(Space.PAGE)
        around.addStretch(1)
        around.addWidget(inner, _ALL)
        around.addStretch(1)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.L)
        self.setWidget(outer)

    def set_margin(self, margin: int) -> None:
        """Pixels around the column."""
        self._around.setContentsMargins(margin, margin, margin, margin)


class EmptyState(QWidget):
    """What a page says when there is nothing to show: an icon, a sentence, one action."""

    def __init__(
        self, theme: Theme, icon: str, sentence: str, action: str = "", key: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._picture = QLabel()
        self.sentence = Label(sentence, "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setFixedWidth(_SENTENCE)
        self.action = PrimaryButton(theme, action, key=key)
        self.action.setVisible(bool(action))
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(Space.L)
        column.addStretch(2)
        column.addWidget(self._picture, 0, middle)
        column.addLayout(beside(1, self.sentence, 1))
        column.addWidget(self.action, 0, middle)
        column.addStretch(3)
        self._draw()
        theme.changed.connect(self._draw)

    def _draw(self) -> None:
        scale = self.devicePixelRatioF()
        self._picture.setPixmap(self._theme.pixmap(self._icon, Role.MUTED, 32, scale))


class SettingRow(QWidget):
    """A setting: its name and a caption at the left, its control at the right."""

    def __init__(self, title: str, caption: str, control: QWidget) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(Label(title))
        self.caption = Label(caption, "caption", wrap=True)
        self.caption.setVisible(bool(caption))
        words.addWidget(self.caption)
        words.addStretch(1)
        if not control.accessibleName():
            control.setAccessibleName(title)
        control.setAccessibleDescription(caption)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.S, 0, Space.S)
        row.setSpacing(Space.XL)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)


class StatTile(Panel):
    """A figure, what it is, and how it is computed."""

    def __init__(self, name: str, how: str) -> None:
        super().__init__(margin=Space.L)
        self.column.setSpacing(2)
        self.value = Label("", "title")
        self.name = Label(name, "small", wrap=True)
        self.how = Label(how, "caption", wrap=True)
        for label in (self.value, self.name, self.how):
            self.column.addWidget(label)
        self.column.addStretch(1)
        self.setToolTip(how)

    def show_value(self, value: str) -> None:
        self.value.setText(value)
        self.setAccessibleName(f"{self.name.text()}: {value}")


def paint_scrim(cover: QWidget) -> None:
    """Darken what `cover` lies over; called as it is painted."""
    scrim = QColor(Qt.GlobalColor.black)
    scrim.setAlphaF(_SCRIM)
    QPainter(cover).fillRect(cover.rect(), scrim)


def beside(*items: QWidget | int, spacing: int = Space.S) -> QHBoxLayout:
    """Widgets side by side; a number is a stretch."""
    return _fill(QHBoxLayout(), items, spacing)


def stacked(*items: QWidget | int, spacing: int = Space.S) -> QVBoxLayout:
    """Widgets one under the other; a number is a stretch."""
    return _fill(QVBoxLayout(), items, spacing)


def centred(part: QWidget) -> QHBoxLayout:
    """A widget as wide as there is room and it wants to be, with the rest at both sides."""
    line = beside(1, spacing=0)
    line.addWidget(part, _ALL)
    line.addStretch(1)
    return line


def at_left(part: QWidget) -> QHBoxLayout:
    """A widget as wide as there is room and it may be, with the rest at its right."""
    line = beside(spacing=0)
    line.addWidget(part, _ALL)
    line.addStretch(1)
    return line


def _fill(layout: B, items: tuple[QWidget | int, ...], spacing: int) -> B:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for item in items:
        if isinstance(item, int):
            layout.addStretch(item)
        else:
            layout.addWidget(item)
    return layout


def clear(layout: QLayout) -> None:
    """Remove and delete everything in a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
