"""The menus of the library: what can be done with cards, flags, columns, a deck or a tag."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QWidget

from tpmdesk.app.browsing import Column
from tpmdesk.ui.pages.library.acts import IN_LIBRARY, ON_CARDS, ON_ONE, Act, look_of
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role
from tpmdesk.ui.widgets.card_columns import ALL_COLUMNS, Look, column_name

_FLAGS = 7
_APART = (Act.SUSPEND, Act.TAGS, Act.DELETE)  # a line stands above these


def acts_menu(theme: Theme, parent: QWidget, do: Callable[[Act], None], *, one: bool) -> QMenu:
    """What can be done with the cards chosen; `one` when it is a single card."""
    menu = QMenu(parent)
    for act in ON_CARDS:
        if act in ON_ONE and not one:
            continue
        if act in _APART and not menu.isEmpty():
            menu.addSeparator()
        _add_act(menu, theme, act, do)
    return menu


def more_menu(theme: Theme, parent: QWidget, do: Callable[[Act], None]) -> QMenu:
    """What can be done in the library, whichever cards are chosen."""
    menu = QMenu(parent)
    for act in IN_LIBRARY:
        _add_act(menu, theme, act, do)
    return menu


def _add_act(menu: QMenu, theme: Theme, act: Act, do: Callable[[Act], None]) -> None:
    look = look_of(act)
    entry = menu.addAction(theme.icon(look.icon, Role.MUTED), f"{look.words}\t{look.key}")
    entry.triggered.connect(lambda: do(act))


def flags_menu(theme: Theme, parent: QWidget, flag: Callable[[int], None]) -> QMenu:
    """The flags by their numbers, which are also their keys."""
    menu = QMenu(parent)
    none = menu.addAction(QIcon(), f"&0   {parent.tr('No flag')}")
    none.triggered.connect(lambda: flag(0))
    for n in range(1, _FLAGS + 1):
        words = parent.tr("Flag {n}").format(n=n)
        entry = menu.addAction(theme.icon("flag", Role.MUTED), f"&{n}   {words}")
        entry.triggered.connect(lambda _=False, n=n: flag(n))
    return menu


def columns_menu(parent: QWidget, look: Look, choose: Callable[[Look], None]) -> QMenu:
    """Which columns the list has."""
    menu = QMenu(parent)
    for column in ALL_COLUMNS:
        if column is Column.FRONT:
            continue
        entry = menu.addAction(column_name(column))
        entry.setCheckable(True)
        entry.setChecked(look.has(column))
        entry.triggered.connect(lambda _=False, c=column: choose(look.toggled(c)))
    return menu


def words_menu(parent: QWidget, entries: Sequence[tuple[str, Callable[[], None]]]) -> QMenu:
    """Plain entries."""
    menu = QMenu(parent)
    for words, do in entries:
        menu.addAction(words).triggered.connect(lambda _=False, do=do: do())
    return menu
