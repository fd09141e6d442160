"""A panel over a page: one thing to do, and Escape to leave it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.surfaces import Label, Panel, beside, paint_scrim

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Overlay(QWidget):
    """Covers `host` until it is put away; the keys stay within it.

    A click beside the panel and Escape put it away. Enter presses `primary` once one is set, and
    Ctrl+Enter does so from a field of several lines too. `width` and `height` are the panel's, as
    far as the host has room; `height` 0 is what its content needs.
    """

    left = Signal()

    def __init__(
        self, theme: Theme, host: QWidget, title: str, *, width: int = 560, height: int = 0
    ) -> None:
        super().__init__(host)
        self._host = host
        self._wanted = (width, height)
        self._before: QWidget | None = None
        self._primary: QAbstractButton | None = None
        self.heading = Label(title, "heading")
        self.panel = Panel(margin=Space.XL)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.M)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(Space.S)
        self.close_button = Button(theme, self.tr("Close"), Kind.GHOST, key="Esc")
        self.close_button.clicked.connect(self.put_away)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        host.installEventFilter(self)
        self.hide()

    def set_primary(self, button: QAbstractButton) -> None:
        """The button that Enter presses, at the foot's left."""
        self._primary = button
        self.foot.insertWidget(0, button)

    def open_over(self, focus: QWidget | None = None) -> None:
        """Cover the host and give the keys to `focus`, or to the first control there is."""
        self._before = self._host.window().focusWidget()
        self._cover()
        self.show()
        self.raise_()
        wanted = focus or next(iter(self._controls()), self)
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Hide it and give the keys back to whom they were taken from."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        resized = watched is self._host and event.type() == QEvent.Type.Resize
        if resized and not self.isHidden():  # the host itself may still be hidden
            self._cover()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Tab goes round within the panel."""
        controls = self._controls()
        current = self.focusWidget()
        if not controls:
            return True
        at = controls.index(current) if current in controls else -1
        step = controls[(at + (1 if next_ else -1)) % len(controls)]
        reason = Qt.FocusReason.TabFocusReason if next_ else Qt.FocusReason.BacktabFocusReason
        step.setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in _ENTER:
            self._press_primary()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.put_away()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_scrim(self)

    def _press_primary(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton) and focused is not self._primary:
            focused.click()
        elif self._primary is not None:
            self._primary.click()

    def _controls(self) -> list[QWidget]:
        """What Tab stops at, in its order."""
        found: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            if self.isAncestorOf(widget) and _takes_tab(widget):
                found.append(widget)
            widget = widget.nextInFocusChain()
        return found

    def _cover(self) -> None:
        self.setGeometry(self._host.rect())
        width, height = self._wanted
        room = self.rect().adjusted(Space.XL, Space.XL, -Space.XL, -Space.XL)
        self.panel.setFixedWidth(min(width, room.width()))
        self.panel.setMaximumHeight(room.height())
        if height:
            self.panel.setFixedHeight(min(height, room.height()))

    def _lay_out(self) -> None:
        self.foot.addStretch(1)
        self.foot.addWidget(self.close_button)
        self.panel.column.setSpacing(Space.L)
        self.panel.column.addWidget(self.heading)
        self.panel.column.addLayout(self.body, 1)
        self.panel.column.addLayout(self.foot)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(beside(1, self.panel, 1))
        column.addStretch(1)


def _takes_tab(widget: QWidget) -> bool:
    policy = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return policy and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
