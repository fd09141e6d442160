"""The menu of everything that can be done with the card shown, with its keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from tpmdesk.ui.theme.theme import Theme

FLAG_KEYS = "Alt"
_FLAGS = 7


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReviewMenu", text)


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do with a card; `key` is printed and does the same."""

    words: str
    icon: str
    key: str
    do: Callable[[], None]


def commands_menu(
    theme: Theme,
    parent: QWidget,
    commands: tuple[Command | None, ...],
    flag: Callable[[int], None],
) -> QMenu:
    """All commands, None for a line between, and the flags in a menu of their own."""
    menu = QMenu(parent)
    for command in commands:
        if command is None:
            menu.addSeparator()
            continue
        action = menu.addAction(theme.icon(command.icon), f"{command.words}\t{command.key}")
        action.triggered.connect(lambda _=False, do=command.do: do())
    menu.addSeparator()
    flags = menu.addMenu(theme.icon("flag"), _tr("Flag (F)"))
    fill_flags(flags, flag)
    return menu


def fill_flags(menu: QMenu, flag: Callable[[int], None]) -> None:
    """Flags 1 to 7 and none, each under its digit."""
    for n in (*range(1, _FLAGS + 1), 0):
        words = _tr("Flag &{n}").format(n=n) if n else _tr("No flag (&0)")
        action = menu.addAction(f"{words}\t{FLAG_KEYS}+{n}")
        action.triggered.connect(lambda _=False, n=n: flag(n))
