"""Recordings: the room they take, how long they are kept, and archiving old ones."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtWidgets import QSpinBox, QWidget

from tpmdesk.app.backups import until_cancelled
from tpmdesk.app.keeping import Keeping
from tpmdesk.app.kept import AttemptRoom, Freed, Room
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.app.transfer import Cancelled
from tpmdesk.ui.backup_words import size
from tpmdesk.ui.pages.settings.room_list import RoomList
from tpmdesk.ui.pages.settings.section import Section, number_box
from tpmdesk.ui.pages.settings.wipe_question import WipeQuestion
from tpmdesk.ui.tasks import Tasks
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button
from tpmdesk.ui.widgets.controls import ProgressLine, Segmented
from tpmdesk.ui.widgets.surfaces import Label, beside, stacked
from tpmdesk.ui.words import counted

_OLD_DAYS = 30
_BOUND_WIDTH = 160
_COMPACT, _LOSSLESS = "opus", "flac"


class RecordingsSection(Section):
    """Reads and changes everything beside the window's thread."""

    def __init__(
        self,
        settings: SettingsDesk,
        theme: Theme,
        keeping: Callable[[], Keeping],
        background: Tasks,
    ) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Recordings"))
        self._theme = theme
        self._keeping = keeping
        self._background = background
        self._stop: threading.Event | None = None
        self._question: WipeQuestion | None = None
        self._room = Room((), 0)
        self.status = Label("", "caption", wrap=True)
        self.wipe_all = Button(theme, self.tr("Wipe all"), icon="trash-2")
        self.list = RoomList(theme)
        self.days = self._bound("keep_days", 3650, self.tr(" days"))
        self.megabytes = self._bound("keep_megabytes", 1_000_000, self.tr(" MB"))
        self.form = Segmented(
            self.tr("Archive"),
            {_COMPACT: self.tr("Smallest"), _LOSSLESS: self.tr("Exact")},
            _COMPACT,
        )
        self.older = number_box(0, 3650, self.tr(" days"), _OLD_DAYS)
        self.archive = Button(theme, self.tr("Archive"), icon="archive")
        self.progress = ProgressLine(theme, self.tr("Archive"))
        self._lay_out()
        self._connect()

    def load(self) -> None:
        """Find out what there is, beside the window's thread."""
        self._background.run(lambda: self._keeping().room(), self._show, self._failed)

    def _show(self, room: Room) -> None:
        self._room = room
        self.list.show_rooms(room.attempts)
        self.list.setVisible(bool(room.attempts))
        self.wipe_all.setEnabled(any(each.over for each in room.attempts))
        if not room.attempts:
            free = self.tr("There are none. {free} are free on this disk.")
            self.status.setText(free.format(free=size(room.free)))
            return
        words = self.tr("{count}, {size}. {free} are free on this disk.")
        count = self._count(room.recordings)
        self.status.setText(words.format(count=count, size=size(room.bytes), free=size(room.free)))

    def _count(self, recordings: int) -> str:
        return counted(recordings, self.tr("{n} recording"), self.tr("{n} recordings"))

    # Wiping

    def _ask_one(self, room: AttemptRoom) -> None:
        words = self.tr("{title}: {count}, {size}.")
        self._ask([room], words.format(title=room.title, **self._sum([room])))

    def _ask_all(self) -> None:
        over = [each for each in self._room.attempts if each.over]
        words = self.tr("All finished rounds: {count}, {size}.")
        self._ask(over, words.format(**self._sum(over)))

    def _sum(self, rooms: list[AttemptRoom]) -> dict[str, str]:
        count = self._count(sum(each.recordings for each in rooms))
        return {"count": count, "size": size(sum(each.bytes for each in rooms))}

    def _ask(self, rooms: list[AttemptRoom], what: str) -> None:
        def wipe() -> Freed:
            keeping = self._keeping()
            return sum((keeping.wipe(each.attempt) for each in rooms), Freed())

        def begin() -> None:
            self._background.run(wipe, self._wiped, self._failed)

        if self._question is None:
            self._question = WipeQuestion(self._theme, self.window())
        self._question.ask(what, begin)

    def _wiped(self, freed: Freed) -> None:
        words = self.tr("Wiped {count}: {size} are free again.")
        self._tell(freed, words)

    # Archiving

    def _act(self) -> None:
        if self._stop is not None:
            self._stop.set()
            return
        stop = threading.Event()
        self._stop = stop
        form = _LOSSLESS if self.form.button(_LOSSLESS).isChecked() else _COMPACT
        days = self.older.value()
        self.progress.set_share(0.0)
        self._show_busy(busy=True)
        progress = until_cancelled(stop.is_set, self._progressed)
        self._background.run(
            lambda: self._keeping().archive(form, days, progress), self._archived, self._ended
        )

    def _progressed(self, done: int, total: int) -> None:
        """Called on the worker's thread."""
        self._background.later(lambda: self.progress.set_share(done / max(1, total)))

    def _archived(self, freed: Freed) -> None:
        self._settle()
        if not freed.recordings and not freed.problems:
            self.notice.emit(self.tr("There is nothing that old to archive."))
            return
        self._tell(freed, self.tr("Archived {count}: {size} are free again."))

    def _ended(self, problem: Exception) -> None:
        self._settle()
        if isinstance(problem, Cancelled):
            self.notice.emit(self.tr("Cancelled. What was archived until then stays so."))
            self.load()
        else:
            self._failed(problem)

    def _settle(self) -> None:
        self._stop = None
        self._show_busy(busy=False)

    def _show_busy(self, *, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.archive.set_text(self.tr("Cancel") if busy else self.tr("Archive"))
        self.archive.set_icon("x" if busy else "archive")

    def _tell(self, freed: Freed, words: str) -> None:
        done = words.format(count=self._count(freed.recordings), size=size(freed.bytes))
        self.notice.emit(" ".join([done, *freed.problems[:1]]))
        self.load()

    def _failed(self, problem: Exception) -> None:
        self.status.setText(str(problem))

    # Looks

    def _bound(self, key: str, most: int, suffix: str) -> QSpinBox:
        box = self.number(key, 0, most, suffix)
        box.setSpecialValueText(self.tr("Never"))
        box.setFixedWidth(_BOUND_WIDTH)
        return box

    def _connect(self) -> None:
        self.progress.hide()
        self.list.hide()
        self.wipe_all.setEnabled(False)
        self.wipe_all.clicked.connect(self._ask_all)
        self.list.chosen.connect(self._ask_one)
        self.archive.clicked.connect(self._act)

    def _lay_out(self) -> None:
        self.add_whole(self._status_row())
        self.add_whole(self.list)
        self.add(
            self.tr("Wipe when older than"),
            self.tr("Only the sound goes. The newest round and unfinished ones always stay."),
            self.days,
        )
        self.add(
            self.tr("Wipe the oldest when all take more than"),
            self.tr("An hour of talking takes about 115 MB."),
            self.megabytes,
        )
        self.add(
            self.tr("How to archive"),
            self.tr("Smallest takes an eighth of the room. Exact takes a little over half."),
            self.form,
        )
        self.add(
            self.tr("Archive rounds older than"),
            self.tr("You can play them as before."),
            self._archive_controls(),
        )
        self.older.setAccessibleName(self.tr("Archive rounds older than"))

    def _archive_controls(self) -> QWidget:
        both = QWidget()
        line = beside(self.older, self.archive)
        line.setContentsMargins(0, 0, 0, 0)
        column = stacked(spacing=Space.XS)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.progress)
        both.setLayout(column)
        return both

    def _status_row(self) -> QWidget:
        names = stacked(Label(self.tr("On this computer")), self.status, spacing=Space.XS)
        line = beside(spacing=Space.XL)
        line.addLayout(names, 1)
        line.addWidget(self.wipe_all)
        line.setContentsMargins(0, Space.S, 0, Space.S)
        row = QWidget()
        row.setLayout(line)
        return row
