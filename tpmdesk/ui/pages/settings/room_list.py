"""The rounds with recordings, and the room each takes; the newest few at first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpmdesk.app.kept import AttemptRoom
from tpmdesk.ui.backup_words import size
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.surfaces import Label, beside, clear, stacked
from tpmdesk.ui.words import counted, moment, worked

_FIRST = 3


class RoomList(QWidget):
    """Emits `chosen` with the round whose recordings are to be wiped."""

    chosen = Signal(AttemptRoom)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rooms: Sequence[AttemptRoom] = ()
        self._whole = False
        self.rows = stacked(spacing=Space.S)
        self.more = Button(theme, "", Kind.GHOST, icon="chevron-down")
        self.more.clicked.connect(self._show_all)
        holder = QWidget()
        holder.setLayout(self.rows)
        column = stacked(holder, self.more, spacing=Space.S)
        column.setContentsMargins(0, Space.M, 0, Space.M)
        self.setLayout(column)

    def show_rooms(self, rooms: Sequence[AttemptRoom]) -> None:
        """Newest first."""
        self._rooms = rooms
        clear(self.rows)
        for room in rooms if self._whole else rooms[:_FIRST]:
            self.rows.addWidget(self._row(room))
        hidden = 0 if self._whole else max(0, len(rooms) - _FIRST)
        self.more.setVisible(hidden > 0)
        self.more.set_text(self.tr("Show {n} older").format(n=hidden))

    def _show_all(self) -> None:
        self._whole = True
        self.show_rooms(self._rooms)

    def _row(self, room: AttemptRoom) -> QWidget:
        wipe = Button(self._theme, self.tr("Wipe"), icon="trash-2")
        named = self.tr("Wipe the recordings of {title}, {when}")
        wipe.setAccessibleName(named.format(title=room.title, when=_when(room)))
        wipe.setEnabled(room.over)
        wipe.clicked.connect(lambda: self.chosen.emit(room))
        about = Label(self._about(room), "caption", wrap=True)
        names = QWidget()
        names.setLayout(stacked(Label(room.title), about, spacing=2))
        line = beside(spacing=Space.XL)
        line.addWidget(names, 1)
        line.addWidget(wipe)
        row = QWidget()
        row.setLayout(line)
        return row

    def _about(self, room: AttemptRoom) -> str:
        count = counted(room.recordings, self.tr("{n} recording"), self.tr("{n} recordings"))
        parts = [_when(room), count, worked(room.seconds), size(room.bytes)]
        if not room.over:
            parts.append(self.tr("not finished, so it stays"))
        return " · ".join(parts)


def _when(room: AttemptRoom) -> str:
    words = moment(room.started, datetime.now().astimezone())
    return words[:1].upper() + words[1:]
