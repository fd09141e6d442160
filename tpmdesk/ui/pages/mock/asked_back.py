"""What was asked back after a main answer, each with its own sound, words and steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.ui.pages.mock.answer_part import FollowUpPart
from tpmdesk.ui.pages.mock.sheet import AnswerSheet
from tpmdesk.ui.theme.tokens import Space


class AskedBack(QWidget):
    """Makes a part for each follow-up the first time that so many are shown, and keeps it."""

    def __init__(self, make: Callable[[], FollowUpPart]) -> None:
        super().__init__()
        self._make = make
        self._parts: list[FollowUpPart] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XL)

    @property
    def parts(self) -> tuple[FollowUpPart, ...]:
        return tuple(self._parts)

    def show_sheets(self, sheets: Sequence[AnswerSheet]) -> None:
        while len(self._parts) < len(sheets):
            self._parts.append(self._make())
            self._column.addWidget(self._parts[-1])
        for part, sheet in zip(self._parts, sheets, strict=False):
            part.show_sheet(sheet)
            part.show()
        for part in self._parts[len(sheets) :]:
            part.replay.stop()
            part.hide()
