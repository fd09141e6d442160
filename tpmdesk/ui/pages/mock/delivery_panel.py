"""How the answer was delivered, in four figures that lead to the moments behind them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from tpmdesk.domain.assessment import Delivery
from tpmdesk.ui.pages.mock.figures import Figure, Moment, figures, moment_name
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.surfaces import Label, Panel, clear

_COLUMNS = 2


class DeliveryPanel(QWidget):
    """Emits `seek` with the time of a moment that is clicked."""

    seek = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.M)

    def show_delivery(self, delivery: Delivery | None) -> None:
        """Nothing is shown for a typed answer."""
        clear(self._grid)
        self.setVisible(delivery is not None)
        for n, figure in enumerate(figures(delivery) if delivery else ()):
            self._grid.addWidget(self._tile(figure), n // _COLUMNS, n % _COLUMNS)
            self._grid.setColumnStretch(n % _COLUMNS, 1)

    def _tile(self, figure: Figure) -> Panel:
        tile = Panel(margin=Space.L)
        tile.setAccessibleName(f"{figure.name}: {figure.value}")
        tile.column.setSpacing(Space.XS)
        tile.column.addWidget(Label(figure.name, "overline"))
        tile.column.addWidget(Label(figure.value, "heading", wrap=True))
        tile.column.addWidget(Label(figure.explanation, "caption", wrap=True))
        tile.column.addStretch(1)
        if figure.moments:
            tile.column.addSpacing(Space.XS)
            tile.column.addLayout(self._moments(figure))
        return tile

    def _moments(self, figure: Figure) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        for moment in figure.moments:
            row.addWidget(self._button(moment))
        row.addStretch(1)
        return row

    def _button(self, moment: Moment) -> QPushButton:
        button = QPushButton(f"\N{BLACK RIGHT-POINTING SMALL TRIANGLE} {moment.label}")
        button.setProperty("kind", "moment")
        button.setAccessibleName(moment_name(moment))
        button.setToolTip(moment_name(moment))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.seek.emit(moment.start))
        return button
