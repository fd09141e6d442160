"""Finds text in notes and puts other text there, shown before it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tpmdesk.app.browsing import Change, NoteField, Replacement
from tpmdesk.app.ports import Background
from tpmdesk.domain.cards import CardId
from tpmdesk.ui.newest import Newest
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import PrimaryButton
from tpmdesk.ui.widgets.change_list import ChangeList
from tpmdesk.ui.widgets.controls import Select
from tpmdesk.ui.widgets.overlay import Overlay
from tpmdesk.ui.widgets.surfaces import Label, beside, stacked
from tpmdesk.ui.words import cards, counted

_WIDTH, _HEIGHT = 760, 640
_FIELD_WIDTH = 168
_PAUSE_MS = 150
Preview = Callable[[Replacement, Sequence[CardId]], list[Change]]


class ReplaceSheet(Overlay):
    """Emits `wanted` with a `Replacement` and the cards whose notes it is for."""

    wanted = Signal(object, object)

    def __init__(
        self, theme: Theme, host: QWidget, preview: Preview, background: Background
    ) -> None:
        super().__init__(theme, host, "", width=_WIDTH, height=_HEIGHT)
        self.heading.setText(self.tr("Find and replace"))
        self.setAccessibleName(self.heading.text())
        self._preview = preview
        self._ids: Sequence[CardId] = ()
        self._looking: Newest[list[Change]] = Newest(background, self._show, self._show_problem)
        self.search = self._line(self.tr("Find"))
        self.put = self._line(self.tr("Replace with"))
        self.field = Select(_FIELD_WIDTH)
        self.match_case = QCheckBox(self.tr("Match case"))
        self.regex = QCheckBox(self.tr("Regular expression"))
        self.scope = Label("", "muted", wrap=True)
        self.found = Label("", "small", wrap=True)
        self.changes = ChangeList(theme, self.tr("Before and after"))
        self.take = PrimaryButton(theme, self.tr("Replace"), key="Enter")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._fill()
        self._connect()

    def open_on(self, ids: Sequence[CardId], *, chosen: bool) -> None:
        """For the notes of these cards: those chosen, or all that were found."""
        self._ids = ids
        scope = self.tr("In {cards} chosen.") if chosen else self.tr("In all {cards} found.")
        self.scope.setText(scope.format(cards=cards(len(ids))))
        self._look()
        self.open_over(self.search)
        self.search.selectAll()

    @property
    def wish(self) -> Replacement:
        """What is to be found and put there."""
        field = self.field.currentData()
        return Replacement(
            self.search.text(),
            self.put.text(),
            (NoteField(field),) if field else (),
            regex=self.regex.isChecked(),
            match_case=self.match_case.isChecked(),
        )

    def _look(self) -> None:
        """Show what would change, without changing it."""
        self._pause.stop()
        self.take.setEnabled(False)
        if not self.search.text():
            self._looking.drop()
            self.changes.show_changes(())
            self.found.setText(
                self.tr("Write what to find. You see every change before it is made.")
            )
            return
        self.found.restyle("small")
        self.found.setText(self.tr("Looking…"))
        wish, ids = self.wish, self._ids
        self._looking.ask(lambda: self._preview(wish, ids))

    def _show(self, changes: list[Change]) -> None:
        self.found.restyle("small")
        self.changes.show_changes(changes)
        n = len(changes)
        words = counted(n, self.tr("One note would change."), self.tr("{n} notes would change."))
        self.found.setText(words if n else self.tr("No note would change."))
        self.take.set_text(
            counted(n, self.tr("Replace in one note"), self.tr("Replace in {n} notes"))
            if n
            else self.tr("Replace")
        )
        self.take.setEnabled(bool(n))

    def _show_problem(self, problem: Exception) -> None:
        self.changes.show_changes(())
        self.found.restyle("problem")
        self.found.setText(str(problem))

    def _take(self) -> None:
        self.put_away()
        self.wanted.emit(self.wish, self._ids)

    def _line(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        return field

    def _fill(self) -> None:
        self.match_case.setChecked(True)
        self.field.setAccessibleName(self.tr("Field to look in"))
        for words, field in (
            (self.tr("All fields"), ""),
            (self.tr("Front"), NoteField.FRONT),
            (self.tr("Back"), NoteField.BACK),
            (self.tr("Steps"), NoteField.STEPS),
            (self.tr("Extra"), NoteField.EXTRA),
            (self.tr("Memory aid"), NoteField.MNEMONIC),
        ):
            self.field.addItem(words, field)
        for line in (self.search, self.put):
            name = Label(line.accessibleName(), "caption")
            self.body.addLayout(stacked(name, line, spacing=Space.XS))
        ways = beside(self.field, self.match_case, self.regex, 1, spacing=Space.L)
        self.body.addLayout(ways)
        self.body.addWidget(self.scope)
        self.body.addWidget(self.found)
        self.body.addWidget(self.changes, 1)
        self.set_primary(self.take)

    def _connect(self) -> None:
        for line in (self.search, self.put):
            line.textChanged.connect(lambda: self._pause.start(_PAUSE_MS))
        for box in (self.match_case, self.regex):
            box.toggled.connect(self._look)
        self.field.currentIndexChanged.connect(lambda _n: self._look())
        self._pause.timeout.connect(self._look)
        self.take.clicked.connect(self._take)
