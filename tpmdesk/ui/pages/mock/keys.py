"""Keys as data: what each means to the view that is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

Action = Callable[[], None]
Keys = Mapping[int, Action]
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def clicks(button: QAbstractButton) -> Action:
    """What a key does that is printed on a button: nothing while the button is not offered."""

    def click() -> None:
        if not button.isHidden():
            button.click()

    return click


def on_enter(action: Action) -> dict[int, Action]:
    """The action for both Enter keys."""
    return {int(key): action for key in ENTER}


def press(keys: Keys, key: int) -> bool:
    """Do what a key means. True when it means something."""
    action = keys.get(key)
    if action is not None:
        action()
    return action is not None
