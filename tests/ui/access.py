"""What a person cannot reach or read in a window: nameless controls and words cut off."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QWidget

_ROUNDS_OF_LAYOUT = 5


def settle() -> None:
    """Let the layouts come to rest: text that wraps is asked for its height one holder a time."""
    for _ in range(_ROUNDS_OF_LAYOUT):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()


def nameless(root: QWidget) -> list[str]:
    """The controls that take the focus and have nothing to tell a screen reader."""
    return [
        _describe(widget) for widget in _shown(root) if _takes_focus(widget) and not _name(widget)
    ]


def clipped(root: QWidget) -> list[str]:
    """The labels and buttons whose words do not fit, or lie outside of what holds them."""
    wordy = [w for w in _shown(root) if isinstance(w, QLabel | QAbstractButton) and w.text()]
    return [_describe(widget) for widget in wordy if _squeezed(widget) or _cut_off(widget, root)]


def _shown(root: QWidget) -> Iterator[QWidget]:
    return (widget for widget in root.findChildren(QWidget) if widget.isVisible())


def _takes_focus(widget: QWidget) -> bool:
    own = not widget.objectName().startswith("qt_") and widget.focusProxy() is None
    return own and widget.isEnabled() and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus


def _name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def _squeezed(widget: QLabel | QAbstractButton) -> bool:
    wanted = widget.sizeHint()
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height()
    return wanted.width() > widget.width() or wanted.height() > widget.height()


def _cut_off(widget: QWidget, root: QWidget) -> bool:
    """Whether a part of it lies outside an ancestor, except where one can scroll to it."""
    scrolls, holder = False, widget
    while holder is not root:
        holder = holder.parentWidget()
        place = QRect(widget.mapTo(holder, QPoint(0, 0)), widget.size())
        room = holder.rect()
        if place.left() < 0 or place.right() > room.right():
            return True
        scrolls = scrolls or isinstance(holder.parentWidget(), QAbstractScrollArea)
        if not scrolls and (place.top() < 0 or place.bottom() > room.bottom()):
            return True
    return False


def _describe(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    sizes = f"{widget.size().toTuple()}, wants {widget.sizeHint().toTuple()}"
    return f"{type(widget).__name__} {widget.accessibleName() or words!r} {sizes}"
