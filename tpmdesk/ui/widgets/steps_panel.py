"""The steps of a framework: which were covered, where, and which are missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tpmdesk.domain.assessment import Evidence, StepCoverage
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets import tint
from tpmdesk.ui.widgets.surfaces import Label, clear
from tpmdesk.ui.widgets.times import clock

_LEGEND_COLUMNS = 3
_SHOWN = 2  # passages quoted for one step; the transcript marks them all


class StepMark(QWidget):
    """The step's number: in a filled disc when covered, in a dashed ring when missing."""

    def __init__(self, number: int, *, covered: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._covered = covered
        self.setFixedSize(24, 24)
        state = self.tr("covered") if covered else self.tr("missing")
        self.setAccessibleName(self.tr("Step {n}, {state}").format(n=number, state=state))

    def sizeHint(self) -> QSize:
        return QSize(24, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        if self._covered:
            painter.setPen(QPen(tint.step_colour(self._number - 1), 1.5))
            painter.setBrush(tint.step_tint(self._number - 1))
        else:
            painter.setPen(QPen(tint.quiet(), 1.5, Qt.PenStyle.DashLine))
        painter.drawEllipse(disc)
        font = QFont(self.font())
        font.setPixelSize(13)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(tint.ink())
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class StepsLegend(QWidget):
    """The numbers that mark evidence, each with the name of its step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.S)

    def set_steps(self, steps: Sequence[StepCoverage]) -> None:
        """Name the steps that were covered."""
        clear(self._grid)
        covered = [(n, step) for n, step in enumerate(steps, start=1) if step.covered]
        for place, (number, step) in enumerate(covered):
            item = QWidget()
            row = QHBoxLayout(item)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(Space.S)
            row.addWidget(StepMark(number, covered=True))
            row.addWidget(Label(step.step, "caption", wrap=True), 1)
            self._grid.addWidget(item, place // _LEGEND_COLUMNS, place % _LEGEND_COLUMNS)
        self.setVisible(bool(covered))


class StepsPanel(QWidget):
    """Emits `seek` with the time of a passage that is clicked. Typed answers have no times."""

    seek = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)

    def set_steps(
        self, steps: Sequence[StepCoverage], meanings: Mapping[str, str] | None = None
    ) -> None:
        """Show the steps in order; `meanings` says by name what each step asks for."""
        for row in self._rows:
            self._layout.removeWidget(row)
            row.deleteLater()
        self._rows = [
            self._row(number, step, (meanings or {}).get(step.step, ""))
            for number, step in enumerate(steps, start=1)
        ]
        for row in self._rows:
            self._layout.addWidget(row)

    def _row(self, number: int, step: StepCoverage, meaning: str) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        mark = StepMark(number, covered=step.covered)
        grid.addWidget(mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(step.step, "strong", wrap=True), 0, 1)
        grid.addWidget(Label(self._state(step), "caption"), 0, 2, Qt.AlignmentFlag.AlignRight)
        for part in self._below(step, meaning):
            grid.addWidget(part, grid.rowCount(), 1, 1, 2)
        return row

    def _state(self, step: StepCoverage) -> str:
        if step.covered:
            return self.tr("Covered")
        return self.tr("In general only") if step.mentioned else self.tr("Missing")

    def _below(self, step: StepCoverage, meaning: str) -> Iterator[QWidget]:
        """What was said of a step, or what it asks for; then the signal to roll it back."""
        if not step.covered:
            for evidence in step.mentioned:
                yield self._quote(evidence)
                yield Label(self._concretely(), "small", wrap=True)
            if meaning:
                yield Label(meaning, "muted", wrap=True)
            return
        for evidence in step.evidence[:_SHOWN]:
            yield self._quote(evidence)
        if step.signal:
            yield Label(self.tr("\N{WHITE FLAG} Rollback signal named"), "small")
            yield self._quote(step.signal[0])
        elif step.signal is not None:
            yield Label(self.tr("\N{WHITE FLAG} No rollback signal named"), "small")

    def _concretely(self) -> str:
        return self.tr("It counts once it is about this case: who, what, how many, what follows.")

    def _quote(self, evidence: Evidence) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        if evidence.start is not None:
            layout.addWidget(self._play(evidence.start), 0, Qt.AlignmentFlag.AlignTop)
        quote = Label(
            f"\N{LEFT DOUBLE QUOTATION MARK}{evidence.quote}\N{RIGHT DOUBLE QUOTATION MARK}",
            "muted",
            wrap=True,
        )
        layout.addWidget(quote, 1)
        return line

    def _play(self, start: float) -> QPushButton:
        button = QPushButton(f"\N{BLACK RIGHT-POINTING SMALL TRIANGLE} {clock(start)}")
        button.setProperty("kind", "moment")
        button.setAccessibleName(self.tr("Play from {time}").format(time=clock(start)))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.seek.emit(start))
        return button
