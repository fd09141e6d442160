"""Writes a note, new or old, with the cards that it makes shown beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tpmdesk.app.ports import DeckLine
from tpmdesk.domain.cards import NoteKind, NoteText
from tpmdesk.domain.faces import templates
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.controls import Select
from tpmdesk.ui.widgets.deck_field import DeckField
from tpmdesk.ui.widgets.kinds import CHOOSABLE, kind_about, kind_name
from tpmdesk.ui.widgets.note_fields import NoteFields
from tpmdesk.ui.widgets.note_preview import NotePreview
from tpmdesk.ui.widgets.surfaces import Label, Panel, Scroll, beside
from tpmdesk.ui.widgets.text_field import TextField
from tpmdesk.ui.words import counted

_WIDTH = 1320
_KIND_WIDTH = 184
_PREVIEW_PAUSE_MS = 150
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteEditor(Panel):
    """Ctrl+Enter emits `saved` with the text. Escape emits `cancelled`, but asks first when
    something was written.

    Whoever saves calls `show_problem` when the text cannot be taken. After a new note is saved,
    `next_note` begins another with the same kind, deck and tags.
    """

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme, media: Path | None = None) -> None:
        super().__init__(margin=Space.L)
        self._note = NoteText(NoteKind.BASIC, "", "")
        self.setMaximumWidth(_WIDTH)
        self.heading = Label("", "heading")
        self.kind = Select(_KIND_WIDTH)
        self.kind.setAccessibleName(self.tr("Kind of note"))
        self.about = Label("", "caption", wrap=True)
        self.deck = DeckField(self.tr("Deck of the new card"))
        self.fields = NoteFields(theme)
        self.preview = NotePreview(theme, media)
        self.lost = Label("", "caption", wrap=True)
        self.problem = Label("", "problem", wrap=True)
        self.save = PrimaryButton(theme, self.tr("Save"), key="Ctrl ↵")
        self.cancel = Button(theme, self.tr("Cancel"), Kind.GHOST, key="Esc")
        self.keep = Button(theme, self.tr("Keep writing"), key="Esc")
        self.discard = Button(theme, self.tr("Leave without saving"), Kind.GHOST, key="D")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._preview)
        self._lay_out()
        self._connect()

    @property
    def front(self) -> TextField:
        """The field to write in first."""
        return self.fields.first()

    @property
    def back(self) -> TextField:
        return self.fields.back

    @property
    def changed(self) -> bool:
        """Whether anything differs from the text that editing began with."""
        return self.fields.text != self._note

    @property
    def asking(self) -> bool:
        """Whether it asks if what was written may be lost."""
        return self._question.isVisibleTo(self)

    def edit(self, note: NoteText) -> None:
        """Begin with a note as it is."""
        self.heading.setText(self.tr("Edit"))
        self.save.set_text(self.tr("Save"))
        self._deck_part.hide()
        self._begin(note)

    def begin_new(self, decks: Sequence[DeckLine], deck: str, note: NoteText | None = None) -> None:
        """Begin a new note in the deck of that id."""
        self.heading.setText(self.tr("New card"))
        self.save.set_text(self.tr("Add"))
        self.deck.show_decks(decks, deck)
        self._deck_part.show()
        self._begin(note or NoteText(NoteKind.BASIC, "", ""))

    def next_note(self) -> None:
        """Begin another new note of the same kind, deck and tags."""
        written = self.fields.text
        self._begin(NoteText(written.kind, "", "", tags=written.tags))

    def set_known_tags(self, tags: Sequence[str]) -> None:
        """The tags in use, offered while typing."""
        self.fields.tags.set_known(tags)

    def show_problem(self, problem: str) -> None:
        """Why the text was not saved; "" when nothing is wrong."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def leave(self) -> None:
        """Emit `cancelled`, or ask first when something would be lost."""
        if self.changed and not self.asking:
            self._ask()
        else:
            self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in _ENTER:
            self._save()
        elif event.key() == Qt.Key.Key_Escape:
            self._go_on() if self.asking else self.leave()
        elif self.asking and event.key() == Qt.Key.Key_D:
            self.cancelled.emit()
        event.accept()

    def _begin(self, note: NoteText) -> None:
        self.fields.show_note(note)
        self._note = self.fields.text
        self._offer_kinds(note.kind)
        self.show_problem("")
        self._answer_asked()
        self._preview()
        self.fields.first().setFocus()

    def _offer_kinds(self, kind: NoteKind) -> None:
        kinds = (kind,) if kind is NoteKind.SIDES else CHOOSABLE
        before = self.kind.blockSignals(True)  # noqa: FBT003  Qt's own signature
        self.kind.clear()
        for each in kinds:
            self.kind.addItem(kind_name(each), each)
        self.kind.setCurrentIndex(kinds.index(kind))
        self.kind.setEnabled(len(kinds) > 1)
        self.kind.blockSignals(before)
        self.about.setText(kind_about(kind))

    def _choose_kind(self) -> None:
        kind = NoteKind(self.kind.currentData())
        self.about.setText(kind_about(kind))
        self.fields.set_kind(kind)
        self._preview()

    def _save(self) -> None:
        self.show_problem("")
        self._answer_asked()
        self.saved.emit(self.fields.text)

    def _preview(self) -> None:
        self._pause.stop()
        self.preview.show_note(self.fields.text)
        self._warn()

    def _warn(self) -> None:
        """Cards that the note made and will not make any more take their history with them."""
        made = {face.template for face in self.preview.faces}
        gone = len(set(templates(self._note)) - made) if self.changed else 0
        new = self._deck_part.isVisibleTo(self)
        self.lost.setVisible(bool(gone) and not new)
        self.lost.setText(
            counted(
                gone,
                self.tr("One card of this note will no longer be asked. Ctrl+Z brings it back."),
                self.tr("{n} cards of this note will no longer be asked. Ctrl+Z brings them back."),
            )
        )

    def _ask(self) -> None:
        self._actions.hide()
        self._question.show()
        self.keep.setFocus()

    def _answer_asked(self) -> None:
        self._question.hide()
        self._actions.show()

    def _go_on(self) -> None:
        self._answer_asked()
        self.fields.first().setFocus()

    def _lay_out(self) -> None:
        self._deck_part = QWidget()
        self._deck_part.setLayout(beside(Label(self.tr("in"), "muted"), self.deck))
        scroll = Scroll(_WIDTH)
        scroll.set_margin(0)
        scroll.column.addWidget(self.fields)
        sides = QHBoxLayout()
        sides.setSpacing(Space.L)
        sides.addWidget(scroll, 11)
        sides.addWidget(self.preview, 9)
        self._actions = _row(self.save, self.cancel, 1)
        words = Label(self.tr("What you wrote is not saved."), "strong")
        self._question = _row(words, self.keep, self.discard, 1)
        self.column.setSpacing(Space.M)
        self.column.addLayout(beside(self.heading, self.kind, self._deck_part, 1, spacing=Space.M))
        self.column.addWidget(self.about)
        self.column.addLayout(sides, 1)
        for part in (self.lost, self.problem, self._actions, self._question):
            self.column.addWidget(part)

    def _connect(self) -> None:
        self.fields.edited.connect(lambda: self._pause.start(_PREVIEW_PAUSE_MS))
        self.fields.sides.turned.connect(self.preview.choose)
        self.kind.currentIndexChanged.connect(lambda _n: self._choose_kind())
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.leave)
        self.keep.clicked.connect(self._go_on)
        self.discard.clicked.connect(self.cancelled)


def _row(*parts: QWidget | int) -> QWidget:
    row = QWidget()
    row.setLayout(beside(*parts))
    return row
