"""What follows when a card has become a leech."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QWidget

from tpmdesk.app.ports import NotFoundError, ReviewError
from tpmdesk.app.review import LeechNotice, Reviewing
from tpmdesk.domain.cards import CardId, NoteId
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.leech_help import LeechHelp


class Host(Protocol):
    """The page, as the help sees it."""

    notice: SignalInstance

    def edit_note(self, note_id: NoteId) -> None: ...

    def changed(self, card: CardId, notice: str = "") -> None: ...

    def take_keys(self) -> None: ...


class Leeches(QObject):
    """Opens the help over the page and does what was chosen there."""

    def __init__(self, theme: Theme, host: Host, reviewing: Reviewing) -> None:
        super().__init__(host if isinstance(host, QObject) else None)
        self._theme = theme
        self._host = host
        self._reviewing = reviewing
        self._notice: LeechNotice | None = None
        self.panel: LeechHelp | None = None

    def help(self, notice: LeechNotice) -> None:
        """Show what is known of the card, and what may help."""
        self._notice = notice
        note = self._reviewing.note(notice.card.note_id)
        self._opened().show_notice(notice, note.mnemonic)

    def _opened(self) -> LeechHelp:
        if self.panel is None:
            over = self._host if isinstance(self._host, QWidget) else QWidget()
            self.panel = LeechHelp(self._theme, over)
            self.panel.left.connect(self._host.take_keys)
            self.panel.split_asked.connect(self._split)
            self.panel.suspend_asked.connect(self._suspend)
            self.panel.aid_written.connect(self._keep_aid)
        return self.panel

    def _split(self) -> None:
        if self._notice is not None:
            self._host.edit_note(self._notice.card.note_id)

    def _suspend(self) -> None:
        if self._notice is not None:
            card = self._notice.card.id
            self._reviewing.suspend(card)
            self._host.changed(card, self.tr("Suspended. U takes it back."))

    def _keep_aid(self, aid: str) -> None:
        if self._notice is None:
            return
        card = self._notice.card
        text = self._reviewing.note(card.note_id)
        if text.mnemonic == aid:
            return
        try:
            self._reviewing.edit(card.note_id, replace(text, mnemonic=aid))
        except (ReviewError, NotFoundError) as problem:
            self._host.notice.emit(str(problem))
            return
        self._host.changed(card.id, self.tr("Kept. It is shown with the answer."))
