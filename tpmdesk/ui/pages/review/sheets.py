"""What the commands of a card open over the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Protocol

from PySide6.QtWidgets import QWidget

from tpmdesk.ui.pages.library.due_sheet import DueSheet
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.card_info import CardInfoPanel
from tpmdesk.ui.widgets.cram_sheet import CramSheet


class Host(Protocol):
    """The page, as its sheets see it."""

    def cram(self, query: str) -> None: ...

    def take_keys(self) -> None: ...


class CommandSheets:
    """Each is built when it is first asked for. `put_due` gets the day chosen, or the first and
    the last of several."""

    def __init__(
        self,
        theme: Theme,
        host: Host,
        over: QWidget,
        put_due: Callable[[date, date | None], None],
    ) -> None:
        self._theme = theme
        self._host = host
        self._over = over
        self._put_due = put_due

    @cached_property
    def due(self) -> DueSheet:
        """On which day a card is asked."""
        sheet = DueSheet(self._theme, self._over)
        sheet.chosen.connect(self._put_due)
        sheet.left.connect(self._host.take_keys)
        return sheet

    @cached_property
    def info(self) -> CardInfoPanel:
        """What is known of a card."""
        panel = CardInfoPanel(self._theme, self._over)
        panel.left.connect(self._host.take_keys)
        return panel

    @cached_property
    def cram(self) -> CramSheet:
        """What to cram."""
        sheet = CramSheet(self._theme, self._over)
        sheet.chosen.connect(self._host.cram)
        sheet.left.connect(self._host.take_keys)
        return sheet
