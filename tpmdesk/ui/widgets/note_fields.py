"""The fields of a note: those that its kind needs, and no others."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.domain.cards import NoteKind, NoteText
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button
from tpmdesk.ui.widgets.gaps import END, next_gap, same_gap
from tpmdesk.ui.widgets.side_fields import SideFields
from tpmdesk.ui.widgets.step_fields import StepFields
from tpmdesk.ui.widgets.surfaces import Label, beside, stacked
from tpmdesk.ui.widgets.tag_field import TagField
from tpmdesk.ui.widgets.text_field import TextField


class NoteFields(QWidget):
    """Emits `edited` at each change. What a kind does not use is kept for when it is chosen
    again."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._note = NoteText(NoteKind.BASIC, "", "")
        self.front = TextField(self.tr("Front"), 3)
        self.back = TextField(self.tr("Back"), 4)
        self.steps = StepFields(theme)
        self.sides = SideFields()
        self.extra = TextField(self.tr("Extra, shown under the answer"))
        self.mnemonic = TextField(self.tr("Memory aid, your own trick to recall it"))
        self.tags = TagField(self.tr("Tags, separated by commas"))
        self.gap = Button(theme, self.tr("Make a gap"), icon="brackets", key="Ctrl Shift C")
        self.gap.setToolTip(self.tr("Hide the words chosen. With Alt: on the same card as before"))
        self.gap.clicked.connect(self._gap_clicked)
        self._labels: dict[QWidget, Label] = {}
        self._lay_out()
        self._connect()

    @property
    def text(self) -> NoteText:
        kind = self._note.kind
        return replace(
            self._note,
            front=self.front.text,
            back=self.back.text,
            extra=self.extra.text,
            mnemonic=self.mnemonic.text,
            tags=self.tags.tags,
            steps=self.steps.steps if kind is NoteKind.STEPS else (),
            sides=self.sides.sides if kind is NoteKind.SIDES else (),
        )

    def show_note(self, note: NoteText) -> None:
        self._note = note
        self.front.show_text(note.front)
        self.back.show_text(note.back)
        self.extra.show_text(note.extra)
        self.mnemonic.show_text(note.mnemonic)
        self.tags.show_tags(note.tags)
        self.steps.show_steps(note.steps)
        self.sides.show_sides(note.sides)
        self._show_kind()

    def set_kind(self, kind: NoteKind) -> None:
        self._note = replace(self._note, kind=kind)
        self._show_kind()
        self.edited.emit()

    def first(self) -> TextField:
        """The field to write in first."""
        return self.sides.front if self._note.kind is NoteKind.SIDES else self.front

    def make_gap(self, *, same: bool = False) -> None:
        """Hide the words chosen in the text, on a card of their own or on the one before."""
        text = self.front.text
        self.front.wrap(same_gap(text) if same else next_gap(text), END)
        self.front.setFocus()

    def _gap_clicked(self) -> None:
        self.make_gap()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._note.kind is NoteKind.CLOZE and _makes_gap(event):
            self.make_gap(same=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        else:
            super().keyPressEvent(event)

    def _show_kind(self) -> None:
        kind = self._note.kind
        front, back = self._names(kind)
        self._rename(self.front, front)
        self._rename(self.back, back)
        self._show_part(self.front, kind is not NoteKind.SIDES)
        self._show_part(self.back, bool(back))
        self._show_part(self.steps, kind is NoteKind.STEPS)
        self.sides.setVisible(kind is NoteKind.SIDES)
        self._show_part(self.extra, kind is not NoteKind.SIDES)
        self.gap.setVisible(kind is NoteKind.CLOZE)

    def _names(self, kind: NoteKind) -> tuple[str, str]:
        """What front and back are called; "" for a field that the kind does not use."""
        names = {
            NoteKind.BASIC: (self.tr("Front"), self.tr("Back")),
            NoteKind.REVERSED: (self.tr("One side"), self.tr("The other side")),
            NoteKind.CLOZE: (self.tr("Text with gaps"), self.tr("Shown with the answer")),
            NoteKind.TYPED: (self.tr("Question"), self.tr("Answer to type")),
            NoteKind.STEPS: (self.tr("Question"), self.tr("Shown after the steps, if anything")),
            NoteKind.CONTRAST: (
                self.tr("A weak answer"),
                self.tr("What is wrong with it, and a strong one"),
            ),
            NoteKind.SIDES: (self.tr("Front"), ""),
        }
        return names[kind]

    def _rename(self, field: TextField, name: str) -> None:
        field.setAccessibleName(name)
        self._labels[field].setText(name)

    def _show_part(self, field: QWidget, wanted: bool) -> None:
        field.setVisible(wanted)
        self._labels[field].setVisible(wanted)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.XS, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.sides)
        self._labels[self.front] = Label("", "caption")
        head = beside(self._labels[self.front], 1, self.gap)
        front = stacked(spacing=Space.XS)
        front.addLayout(head)
        front.addWidget(self.front)
        column.addLayout(front)
        self._labels[self.steps] = Label(self.tr("Steps"), "caption")
        column.addLayout(stacked(self._labels[self.steps], self.steps, spacing=Space.XS))
        for field in (self.back, self.extra, self.mnemonic, self.tags):
            self._labels[field] = Label(field.accessibleName(), "caption")
            column.addLayout(stacked(self._labels[field], field, spacing=Space.XS))
        column.addStretch(1)

    def _connect(self) -> None:
        parts = (self.front, self.back, self.steps, self.sides)
        for part in (*parts, self.extra, self.mnemonic, self.tags):
            part.edited.connect(self.edited)


def _makes_gap(event: QKeyEvent) -> bool:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_C and (event.modifiers() & both) == both
