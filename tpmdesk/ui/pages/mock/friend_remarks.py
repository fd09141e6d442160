"""What friends remarked about an answer, each at its moment."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tpmdesk.domain.attempts import Moment
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.surfaces import Label, beside
from tpmdesk.ui.widgets.times import clock


class FriendRemarks(QWidget):
    """Emits `hear` with the second of a remark that is clicked."""

    hear = Signal(float)

    def __init__(self, moments: Sequence[Moment]) -> None:
        super().__init__()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, Space.XS, 0, 0)
        rows.setSpacing(Space.XS)
        for moment in sorted(moments, key=lambda each: (each.at, each.id)):
            row = beside(spacing=Space.S)
            row.addWidget(self._play(moment), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(f"{moment.by}: {moment.text}", "muted", wrap=True), 1)
            rows.addLayout(row)

    def _play(self, moment: Moment) -> QPushButton:
        button = QPushButton(f"\N{BLACK RIGHT-POINTING SMALL TRIANGLE} {clock(moment.at)}")
        button.setProperty("kind", "moment")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(
            self.tr("Hear what {name} remarked at {time}").format(
                name=moment.by, time=clock(moment.at)
            )
        )
        button.clicked.connect(partial(self.hear.emit, moment.at))
        return button


def by_friends(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """Those that somebody else made."""
    return tuple(moment for moment in moments if moment.by)
