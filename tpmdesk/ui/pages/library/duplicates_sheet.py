"""Cards that ask the same, or nearly so, in groups."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QProgressBar, QWidget

from tpmdesk.app.browsing import Duplicates
from tpmdesk.app.ports import Background
from tpmdesk.app.transfer import Cancelled, Progress
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.buttons import PrimaryButton
from tpmdesk.ui.widgets.overlay import Overlay
from tpmdesk.ui.widgets.surfaces import Label
from tpmdesk.ui.words import counted

_WIDTH, _HEIGHT = 680, 560
_GROUP = Qt.ItemDataRole.UserRole
_MOST_SHOWN = 2000
Look = Callable[[Progress], list[Duplicates]]


class DuplicatesSheet(Overlay):
    """Emits `asked` with a search for the notes of one group."""

    asked = Signal(str)

    def __init__(self, theme: Theme, host: QWidget, background: Background) -> None:
        super().__init__(theme, host, "", width=_WIDTH, height=_HEIGHT)
        self.heading.setText(self.tr("Duplicates"))
        self.setAccessibleName(self.heading.text())
        self._background = background
        self._stop = Event()
        self.told = Label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Notes compared"))
        self.groups = QListWidget()
        self.groups.setAccessibleName(self.tr("Groups of duplicates"))
        self.groups.setWordWrap(True)
        self.show_button = PrimaryButton(theme, self.tr("Show them in the list"), key="Enter")
        for part in (self.told, self.bar):
            self.body.addWidget(part)
        self.body.addWidget(self.groups, 1)
        self.set_primary(self.show_button)
        self.show_button.clicked.connect(self._show_group)
        self.groups.itemActivated.connect(lambda _item: self._show_group())
        self.left.connect(self._leave)

    def open_on(self, look: Look, query: str) -> None:
        """Compare all notes that `query` finds; closing the sheet ends it."""
        self.groups.clear()
        self.show_button.setEnabled(False)
        everywhere = self.tr("Comparing all notes…")
        among = self.tr("Comparing the notes that “{query}” finds…").format(query=query)
        self.told.setText(among if query.strip() else everywhere)
        self.bar.setRange(0, 0)
        self.bar.show()
        self.open_over(self.groups)
        stop = self._stop = Event()

        def progress(done: int, total: int) -> None:
            del done, total
            if stop.is_set():
                raise Cancelled

        self._cancel = self._background.run(
            lambda: look(progress), self._show_groups, self._show_problem
        )

    def _leave(self) -> None:
        self._stop.set()
        self._cancel()

    def _show_groups(self, groups: list[Duplicates]) -> None:
        self.bar.hide()
        n = len(groups)
        words = counted(
            n,
            self.tr("One group of notes asks the same."),
            self.tr("{n} groups of notes ask the same, those with the same words first."),
        )
        self.told.setText(words if n else self.tr("No two notes ask the same."))
        for group in groups[:_MOST_SHOWN]:
            self.groups.addItem(self._item(group))
        self.show_button.setEnabled(bool(n))
        if n:
            self.groups.setCurrentRow(0)

    def _item(self, group: Duplicates) -> QListWidgetItem:
        how = self.tr("same words") if group.exact else self.tr("nearly the same")
        notes = counted(len(group.notes), self.tr("{n} note"), self.tr("{n} notes"))
        fronts = dict.fromkeys(group.fronts)
        item = QListWidgetItem("\n".join([*list(fronts)[:3], f"{notes}, {how}"]))
        item.setData(_GROUP, ",".join(str(note) for note in group.notes))
        return item

    def _show_problem(self, problem: Exception) -> None:
        self.bar.hide()
        self.told.setText(str(problem))

    def _show_group(self) -> None:
        item = self.groups.currentItem()
        if item is not None:
            self.put_away()
            self.asked.emit(f"nid:{item.data(_GROUP)}")
