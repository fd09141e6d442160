"""Remarks at moments of an answer: the person's own, and those of friends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tpmdesk.domain.attempts import Moment, MomentId
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.surfaces import Label, beside, clear
from tpmdesk.ui.widgets.times import clock

translate = QCoreApplication.translate

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RemarkField(QLineEdit):
    """One line to write in: Enter emits `saved`, Escape `left`."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("What happens here? Enter saves, Escape leaves."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.saved.emit(self.text().strip())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()


class RemarksPanel(QWidget):
    """Emits `added(at, text)`, `reworded(id, text)` (without words when it is taken out), and
    `seek` with the time of a remark that is clicked. `closed` when a field was left."""

    added = Signal(float, str)
    reworded = Signal(int, str)
    seek = Signal(float)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._moments: tuple[Moment, ...] = ()
        self._at = 0.0
        self._edited: MomentId | None = None
        self._when = Label("", "strong")
        self.field = RemarkField(self.tr("Note at this moment"))
        self._new = QWidget()
        self._new.setLayout(beside(self._when, self.field, spacing=Space.M))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(self._rows)
        column.addWidget(self._new)
        self.field.saved.connect(self._save)
        self.field.left.connect(self._close)
        self._new.hide()
        self.hide()

    @property
    def writing(self) -> bool:
        return not self._new.isHidden()

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """All remarks of an answer, in the order of their times."""
        there = tuple(sorted(moments, key=lambda moment: (moment.at, moment.id)))
        if there != self._moments:
            self._moments = there
            clear(self._rows)
            for moment in there:
                self._rows.addWidget(self._row(moment))
        self._show_if_any()

    def write(self, at: float, moment: Moment | None = None) -> None:
        """Open the field for a new remark at that second, or for one that there is."""
        self._at, self._edited = at, moment.id if moment else None
        self._when.setText(self.tr("At {time}").format(time=clock(at)))
        self.field.setText(moment.text if moment else "")
        self._new.show()
        self._show_if_any()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, text: str) -> None:
        edited = self._edited
        self._close()
        if edited is not None:
            self.reworded.emit(int(edited), text)
        elif text:
            self.added.emit(self._at, text)

    def _close(self) -> None:
        self._new.hide()
        self._show_if_any()
        self.closed.emit()

    def _show_if_any(self) -> None:
        self.setVisible(bool(self._moments) or self.writing)

    def _row(self, moment: Moment) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.M)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self._play(moment), 0, top)
        words = f"{moment.by}: {moment.text}" if moment.by else moment.text
        line.addWidget(Label(words, wrap=True), 1)
        if not moment.by:
            for button in self._own(moment):
                line.addWidget(button, 0, top)
        return row

    def _play(self, moment: Moment) -> QPushButton:
        button = _small(f"\N{BLACK RIGHT-POINTING SMALL TRIANGLE} {clock(moment.at)}")
        button.setAccessibleName(
            self.tr("Play from {time}: {text}").format(time=clock(moment.at), text=moment.text)
        )
        button.clicked.connect(lambda: self.seek.emit(moment.at))
        return button

    def _own(self, moment: Moment) -> tuple[QPushButton, QPushButton]:
        edit, remove = _small(self.tr("Edit")), _small(self.tr("Remove"))
        for button in (edit, remove):
            button.setAccessibleName(
                self.tr("{do} the note at {time}").format(do=button.text(), time=clock(moment.at))
            )
        edit.clicked.connect(lambda: self.write(moment.at, moment))
        remove.clicked.connect(lambda: self.reworded.emit(int(moment.id), ""))
        return edit, remove


def remark_button(theme: Theme) -> Button:
    """What begins a remark."""
    return Button(
        theme, translate("RemarksPanel", "Note this moment"), Kind.GHOST, icon="flag", key="M"
    )


def _small(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("kind", "moment")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
