"""Edits a note's text in place, with a preview of the card it makes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tpmdesk.domain.cards import NoteKind, NoteStep, NoteText
from tpmdesk.domain.faces import faces
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.markdown import MarkdownView
from tpmdesk.ui.widgets.surfaces import Label, Line, Panel, Scroll, beside, stacked

_WIDTH = 1240
_PREVIEW_PAUSE_MS = 150
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteEditor(Panel):
    """Ctrl+Enter emits `saved` with the new text, Escape emits `cancelled`.

    Whoever saves calls `show_problem` when the text cannot be taken.
    """

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=Space.L)
        self._note = NoteText(NoteKind.BASIC, "", "")
        self.front = self._text_field(self.tr("Front"))
        self.back = self._text_field(self.tr("Back"))
        self.steps = self._text_field(self.tr("Steps, one a line as “Name: meaning”"))
        self.extra = self._text_field(self.tr("Extra, shown under the back"))
        self.tags = QLineEdit()
        self.tags.setAccessibleName(self.tr("Tags"))
        self.tags.installEventFilter(self)
        self.problem = Label("", "problem", wrap=True)
        self.setMaximumWidth(_WIDTH)
        self._preview_front = MarkdownView(theme, self.tr("Preview of the front"))
        self._preview_back = MarkdownView(theme, self.tr("Preview of the back"))
        self.save = PrimaryButton(theme, self.tr("Save"), key="Ctrl ↵")
        self.cancel = Button(theme, self.tr("Cancel"), Kind.GHOST, key="Esc")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._preview)
        self._lay_out()
        self._connect()

    def edit(self, note: NoteText) -> None:
        """Begin with the text as it is."""
        self._note = note
        self.front.setPlainText(note.front)
        self.back.setPlainText(note.back)
        self.extra.setPlainText(note.extra)
        self.steps.setPlainText(_write_steps(note))
        self.tags.setText(", ".join(note.tags))
        self._steps_part.setVisible(note.kind is NoteKind.STEPS)
        self.show_problem("")
        self._preview()
        self.front.setFocus()

    def show_problem(self, problem: str) -> None:
        """Why the text was not saved; "" when nothing is wrong."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    @property
    def changed(self) -> bool:
        """Whether anything differs from the text that editing began with."""
        return self._text() != replace(self._note, steps=_parse_steps(_write_steps(self._note)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._is_command(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_command(event)
        event.accept()

    def _is_command(self, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in _ENTER:
            self._save()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            return False
        return True

    def _save(self) -> None:
        self.show_problem("")
        self.saved.emit(self._text())

    def _text(self) -> NoteText:
        return replace(
            self._note,
            front=self.front.toPlainText(),
            back=self.back.toPlainText(),
            extra=self.extra.toPlainText(),
            steps=_parse_steps(self.steps.toPlainText()),
            tags=tuple(t.strip() for t in self.tags.text().split(",") if t.strip()),
        )

    def _preview(self) -> None:
        made = faces(self._text())[0]
        self._preview_front.show_text(made.front)
        self._preview_back.show_text(made.back)

    def _text_field(self, name: str) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setAccessibleName(name)
        field.setTabChangesFocus(True)
        field.setMinimumHeight(64)
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        field.installEventFilter(self)
        field.textChanged.connect(lambda: self._pause.start(_PREVIEW_PAUSE_MS))
        return field

    def _lay_out(self) -> None:
        self._steps_part = QWidget()
        self._steps_part.setLayout(self._named(self.steps))
        fields = stacked(spacing=Space.M)
        fields.addLayout(self._named(self.front), 2)
        fields.addWidget(self._steps_part, 3)
        fields.addLayout(self._named(self.back), 3)
        fields.addLayout(self._named(self.extra), 1)
        fields.addLayout(self._named(self.tags))
        preview = Scroll()
        preview.set_margin(0)
        preview.column.addWidget(Label(self.tr("Preview"), "caption"))
        for part in (self._preview_front, Line(), self._preview_back):
            preview.column.addWidget(part)
        preview.column.addStretch(1)
        sides = QHBoxLayout()
        sides.setSpacing(Space.XL)
        sides.addLayout(fields, 1)
        sides.addWidget(preview, 1)
        self.column.setSpacing(Space.M)
        self.column.addLayout(sides, 1)
        self.column.addWidget(self.problem)
        self.column.addLayout(beside(self.save, self.cancel, 1))

    def _named(self, field: QWidget) -> QVBoxLayout:
        return stacked(Label(field.accessibleName(), "caption"), field, spacing=Space.XS)

    def _connect(self) -> None:
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.cancelled)


def _write_steps(note: NoteText) -> str:
    return "\n".join(f"{s.name}: {s.meaning}" for s in note.steps)


def _parse_steps(text: str) -> tuple[NoteStep, ...]:
    lines = (line.partition(":") for line in text.splitlines() if line.strip())
    return tuple(NoteStep(name.strip(), meaning.strip()) for name, _, meaning in lines)
