"""A person at the real window: sees what is visible, clicks with the mouse, presses keys, waits."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from tpmdesk.bootstrap.paths import profile
from tpmdesk.bootstrap.window import Desktop
from tpmdesk.ui.application import make_application

_BEAT_MS = 5
W = TypeVar("W", bound=QWidget)


class Person:
    """Fails with what was visible when something does not appear in time."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self.window = desktop.window

    def wait(self, true: Callable[[], object], what: str, seconds: float = 30.0) -> None:
        deadline = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < deadline, f"waited for {what}; visible: {self.visible()}"
            self.rest(0.02)

    def rest(self, seconds: float) -> None:
        """Let the window live for a while."""
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()

    def visible(self) -> str:
        """Every word on labels and buttons."""
        shown = [*self._shown(QLabel), *self._shown(QAbstractButton)]
        return " | ".join(widget.text() for widget in shown if widget.text())

    def sees(self, words: str) -> bool:
        return words in self.visible()

    def click(self, name: str) -> None:
        """Click the button with that name, scrolling to it if need be."""
        self.wait(lambda: self._button(name), f"the button {name!r}")
        button = self._button(name)
        assert button is not None
        self.click_on(button)

    def click_on(self, widget: QWidget, at: QPoint | None = None) -> None:
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(widget)
            self.rest(0.02)
        place = at or widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)
        self.rest(0.05)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key)
        self.rest(0.05)

    def type(self, widget: QWidget, text: str) -> None:
        """Click there and type; a new line is the Enter key."""
        self.click_on(widget)
        for n, line in enumerate(text.split("\n")):
            if n:
                QTest.keyClick(widget, Qt.Key.Key_Return)
            QTest.keyClicks(widget, line)
        self.rest(0.05)

    def look(self, name: str) -> None:
        """Keep a picture of the window where TPMDESK_PICTURES names a folder."""
        if folder := os.environ.get("TPMDESK_PICTURES"):
            self.rest(0.3)
            self.window.grab().save(str(Path(folder) / f"{name}.png"))

    def _button(self, name: str) -> QAbstractButton | None:
        for button in self._shown(QAbstractButton):
            if button.isEnabled() and name in (button.text(), button.accessibleName()):
                return button
        return None

    def _shown(self, kind: type[W]) -> list[W]:
        return [widget for widget in self.window.findChildren(kind) if widget.isVisible()]


class Beat:
    """How long the window's thread was away, at worst, in milliseconds."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_BEAT_MS)

    def reset(self) -> None:
        self.worst, self._last = 0.0, time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.worst = max(self.worst, (now - self._last) * 1000 - _BEAT_MS)
        self._last = now


@contextmanager
def at_the_window(data: Path) -> Iterator[Person]:
    """The app as it starts, with its window shown; closed at the end as a person closes it."""
    app = make_application(["tpmdesk"])
    desktop = Desktop(app, profile(data))
    desktop.window.resize(1280, 800)
    desktop.window.show()
    desktop.later()
    try:
        yield Person(desktop)
        desktop.window.close()
    finally:
        desktop.close()
