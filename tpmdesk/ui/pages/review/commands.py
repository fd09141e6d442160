"""What can be done with the card shown, besides answering it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPoint, Qt, SignalInstance
from PySide6.QtWidgets import QMenu, QWidget

from tpmdesk.app.ports import NotFoundError, ReviewError
from tpmdesk.app.review import CardView, Reviewing
from tpmdesk.domain.cards import CardId
from tpmdesk.ui.pages.review.menu import Command, commands_menu, fill_flags
from tpmdesk.ui.pages.review.parts import ReviewParts
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.card_stage import CardStage

if TYPE_CHECKING:
    from tpmdesk.ui.pages.review.sheets import CommandSheets


class Host(Protocol):
    """The page, as the commands see it."""

    stage: CardStage
    notice: SignalInstance
    undo_asked: SignalInstance

    @property
    def view(self) -> CardView | None: ...

    def edit(self) -> None: ...

    def cram(self, query: str) -> None: ...

    def done_with(self, card: CardId, notice: str) -> None: ...

    def changed(self, card: CardId, notice: str = "") -> None: ...

    def take_keys(self) -> None: ...


class CardCommands(QObject):
    """Each does one thing to the card shown, which can be undone, and tells the page."""

    def __init__(self, theme: Theme, host: Host, reviewing: Reviewing, parts: ReviewParts) -> None:
        super().__init__(host if isinstance(host, QObject) else None)
        self._theme = theme
        self._host = host
        self._reviewing = reviewing
        self._parts = parts
        self.menu: QMenu | None = None

    def all(self) -> tuple[Command | None, ...]:
        """Every command in the order of the menu, None for a line between."""
        return (
            Command(self.tr("Edit"), "pencil", "E", self._host.edit),
            *self._about_card(),
            None,
            Command(self.tr("Bury until tomorrow"), "moon", "B", self.bury),
            Command(self.tr("Suspend"), "circle-pause", "S", self.suspend),
            Command(self.tr("Set due date…"), "calendar-clock", "D", self.set_due),
            Command(self.tr("Forget: begin again as new"), "rotate-ccw", "R", self.forget),
            None,
            Command(self.tr("Undo"), "undo-2", "U", self._host.undo_asked.emit),
        )

    def by_key(self, key: Qt.Key) -> bool:
        """Do what a letter stands for; False when it stands for nothing."""
        if key == Qt.Key.Key_Period:
            self.open_menu()
            return True
        if key == Qt.Key.Key_F:
            self._open_flags()
            return True
        for command in self.all():
            if command is not None and key == Qt.Key(ord(command.key)):
                command.do()
                return True
        return False

    def flag_by_key(self, key: Qt.Key) -> bool:
        """Set the flag of a digit, or take it off with 0."""
        flag = key - Qt.Key.Key_0
        if not 0 <= flag <= 7:
            return False
        self.flag(flag)
        return True

    def open_menu(self) -> None:
        """Everything that can be done, with its keys."""
        if self._host.view is not None:
            parent = self._host.stage
            self.menu = commands_menu(self._theme, parent, self.all(), self.flag)
            self._pop_up(self.menu, parent.more)

    def _open_flags(self) -> None:
        self.menu = QMenu(self._host.stage)
        fill_flags(self.menu, self.flag)
        self._pop_up(self.menu, self._host.stage.more)

    def _pop_up(self, menu: QMenu, beside: QWidget) -> None:
        above = beside.mapToGlobal(QPoint(0, -menu.sizeHint().height()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(above)

    def bury(self) -> None:
        """Put the card off until tomorrow."""
        if (view := self._host.view) is not None:
            self._reviewing.bury(view.card.id)
            words = self.tr("Buried until tomorrow. U takes it back.")
            self._host.done_with(view.card.id, words)

    def suspend(self) -> None:
        """Take the card out of review until it is put back in the library."""
        if (view := self._host.view) is not None:
            self._reviewing.suspend(view.card.id)
            words = self.tr("Suspended. You find it in the library. U takes it back.")
            self._host.done_with(view.card.id, words)

    def forget(self) -> None:
        """Make the card new again."""
        if (view := self._host.view) is not None:
            self._reviewing.forget(view.card.id)
            words = self.tr("The card begins again as new. U takes it back.")
            self._host.done_with(view.card.id, words)

    def flag(self, flag: int) -> None:
        """Mark the card with one of seven flags, or with none."""
        if (view := self._host.view) is not None:
            self._reviewing.flag(view.card.id, flag)
            self._host.stage.show_flag(flag)
            self._host.changed(view.card.id)

    def set_due(self) -> None:
        """Choose the day on which the card is asked."""
        if self._host.view is None:
            return
        self.sheets.due.open_on(1, self._reviewing.today().date)

    def _put_due(self, first: date, _last: date | None) -> None:
        view = self._host.view
        if view is None:
            return
        try:
            self._reviewing.set_due(view.card.id, first)
        except (ReviewError, NotFoundError) as problem:
            self._host.notice.emit(str(problem))
            return
        words = self.tr("Due date set. U takes it back.")
        self._host.done_with(view.card.id, words)

    def info(self) -> None:
        """Everything that is known of the card."""
        view = self._host.view
        if view is None or self._parts.infos is None:
            return
        infos = self._parts.infos()
        self.sheets.info.show_info(infos.info(view.card.id), infos.forgetting_curve(view.card.id))

    def choose_cram(self) -> None:
        """Ask what to cram."""
        if self._parts.cram is None:
            return
        decks = self._parts.infos().decks() if self._parts.infos is not None else ()
        self.sheets.cram.open_with(decks)

    def _about_card(self) -> tuple[Command, ...]:
        cram = Command(self.tr("Cram…"), "repeat", "C", self.choose_cram)
        info = Command(self.tr("Card info"), "activity", "I", self.info)
        there = (self._parts.infos is not None, self._parts.cram is not None)
        return tuple(each for each, have in zip((info, cram), there, strict=True) if have)

    @cached_property
    def sheets(self) -> CommandSheets:
        """What opens over the page, loaded for the first command that needs one."""
        from tpmdesk.ui.pages.review.sheets import (  # noqa: PLC0415  not needed for the first card
            CommandSheets,
        )

        return CommandSheets(self._theme, self._host, self._over(), self._put_due)

    def _over(self) -> QWidget:
        page = self._host.stage.parentWidget()
        assert page is not None
        return page
