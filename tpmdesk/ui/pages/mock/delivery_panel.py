"""How the answer was delivered: figures with their bands, which lead to the moments behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from tpmdesk.domain.bands import Measure, band_of
from tpmdesk.ui.pages.mock.figures import Figure, Heard, Moment, figures, moment_name, moment_text
from tpmdesk.ui.pages.mock.parts import prose
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.flow import Flow
from tpmdesk.ui.widgets.pace_chart import PaceChart
from tpmdesk.ui.widgets.surfaces import Label, Panel, clear

_COLUMNS = 2
_SHOWN = 4  # moments of one figure before the rest is asked for


class DeliveryPanel(QWidget):
    """Emits `seek` with the time of a moment that is clicked."""

    seek = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._others: tuple[Figure, ...] = ()
        self.chart = PaceChart(theme)
        self.chart.seek.connect(self.seek)
        self.too_little = prose(
            self.tr(
                "Nothing is measured here: under 20 seconds of speech say little about how you "
                "speak."
            ),
            "muted",
        )
        self._first = Panel(margin=Space.L)
        self._first.column.setSpacing(Space.XS)
        self._head = QVBoxLayout()
        self._head.setSpacing(Space.XS)
        self._first.column.addLayout(self._head)
        self._first.column.addWidget(self.chart)
        self._grid = QGridLayout()
        self._grid.setSpacing(Space.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.too_little)
        column.addWidget(self._first)
        column.addLayout(self._grid)

    def show_delivery(self, heard: Heard | None) -> None:
        """Pace at once, the rest by `show_others`. None where too little was said to measure."""
        clear(self._head)
        clear(self._grid)
        self._others = ()
        self._first.setVisible(heard is not None)
        self.too_little.setVisible(heard is None)
        if heard is None:
            return
        pace, *others = figures(heard)
        self._fill(self._head, pace)
        self._show_chart(heard)
        self._others = tuple(others)

    def show_others(self) -> None:
        """The figures besides pace: drawing them takes a turn of its own."""
        for n, figure in enumerate(self._others):
            tile = Panel(margin=Space.L)
            self._fill(tile.column, figure)
            tile.column.addStretch(1)
            tile.setAccessibleName(f"{figure.name}: {figure.value}")
            self._grid.addWidget(tile, n // _COLUMNS, n % _COLUMNS)
            self._grid.setColumnStretch(n % _COLUMNS, 1)

    def _show_chart(self, heard: Heard) -> None:
        pace = heard.delivery.pace
        self.chart.setVisible(len(pace) > 1)
        band = band_of(Measure.PACE, heard.bands)
        summary = self.tr("Each point is a quarter of a minute. Click one to hear it.")
        self.chart.show_pace(pace, band, heard.delivery.seconds, summary)

    def _fill(self, column: QVBoxLayout, figure: Figure) -> None:
        column.setSpacing(Space.XS)
        column.addWidget(Label(figure.name, "overline"))
        column.addWidget(Label(figure.value, "heading", wrap=True))
        if figure.band:
            column.addWidget(Label(figure.band, "small", wrap=True))
        column.addWidget(Label(figure.explanation, "caption", wrap=True))
        if figure.moments:
            column.addSpacing(Space.XS)
            column.addWidget(_Moments(figure.moments, self.seek.emit, figure.name))


class _Moments(QWidget):
    """Buttons for moments; when they are many, the rest comes with a last button."""

    def __init__(self, moments: Sequence[Moment], seek: Callable[[float], None], of: str) -> None:
        super().__init__()
        self._seek = seek
        self._rest = moments[_SHOWN:] if len(moments) > _SHOWN + 1 else ()
        self._flow = Flow(self)
        for moment in moments[: len(moments) - len(self._rest)]:
            self._flow.addWidget(self._button(moment))
        if self._rest:
            self._more = _moment_button(self.tr("{n} more").format(n=len(self._rest)))
            self._more.setAccessibleName(
                self.tr("{n} more moments of {figure}").format(n=len(self._rest), figure=of)
            )
            self._more.clicked.connect(self._show_rest)
            self._flow.addWidget(self._more)

    def _button(self, moment: Moment) -> QPushButton:
        button = _moment_button(f"\N{BLACK RIGHT-POINTING SMALL TRIANGLE} {moment_text(moment)}")
        button.setAccessibleName(moment_name(moment))
        button.setToolTip(moment_name(moment))
        button.clicked.connect(lambda: self._seek(moment.start))
        return button

    def _show_rest(self) -> None:
        self._flow.removeWidget(self._more)
        self._more.hide()
        added = [self._button(moment) for moment in self._rest]
        for button in added:
            self._flow.addWidget(button)
            button.show()
        self.updateGeometry()
        added[0].setFocus()


def _moment_button(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("kind", "moment")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
