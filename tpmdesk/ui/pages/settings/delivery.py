"""The bands within which a figure of delivery is usual, to be moved by whoever practises."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.bands import DEFAULTS, Band, Measure, band_of, written
from tpmdesk.ui.band_words import measure_name, measure_title
from tpmdesk.ui.pages.settings.section import Section, inset
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.surfaces import Label, beside

_OPEN = -0.5  # below the least that a bound can be: that side is open
_MOST = 999.0
_WIDTH = 104


class DeliverySection(Section):
    """A least and a most for each figure; what was never moved is not written down."""

    def __init__(self, settings: SettingsDesk, theme: Theme) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Delivery: what counts as usual"))
        self.rows = {measure: _Bounds(theme, measure, self._keep) for measure in Measure}
        for measure, row in self.rows.items():
            self.add(measure_title(measure), DEFAULTS[measure].why, row)
        self._show()

    def _keep(self, measure: Measure, band: Band) -> None:
        moved = self._settings.bands()
        if band == DEFAULTS[measure].band:
            moved.pop(measure, None)
        else:
            moved[measure] = band
        self.save(delivery_bands=written(moved))
        self._show()

    def _show(self) -> None:
        moved = self._settings.bands()
        for measure, row in self.rows.items():
            row.show_band(band_of(measure, moved))


class _Bounds(QWidget):
    """The two bounds of one measure, and a button that puts the defaults back."""

    def __init__(
        self, theme: Theme, measure: Measure, keep: Callable[[Measure, Band], None]
    ) -> None:
        super().__init__()
        self._measure = measure
        self._keep = keep
        name = measure_name(measure)
        self.low = _bound_box(self.tr("{name}, least").format(name=name))
        self.high = _bound_box(self.tr("{name}, most").format(name=name))
        self.reset = Button(theme, self.tr("Reset"), Kind.GHOST, icon="rotate-ccw")
        self.reset.setAccessibleName(self.tr("{name}: back to the usual").format(name=name))
        self.setLayout(beside(self.low, Label(self.tr("to"), "muted"), self.high, self.reset))
        self.setAccessibleName(name)
        for box in (self.low, self.high):
            box.valueChanged.connect(lambda _value: self._changed())
        self.reset.clicked.connect(lambda: keep(measure, DEFAULTS[measure].band))

    def show_band(self, band: Band) -> None:
        for box, bound in ((self.low, band.low), (self.high, band.high)):
            before = box.blockSignals(True)  # noqa: FBT003  Qt's own signature
            box.setValue(_OPEN if bound is None else bound)
            box.blockSignals(before)
        self.reset.setEnabled(band != DEFAULTS[self._measure].band)

    def _changed(self) -> None:
        """A least above the most takes the most with it, and the other way round."""
        low, high = _value(self.low), _value(self.high)
        if low is not None and high is not None and low > high:
            low = high = low if self.low.hasFocus() else high
        self._keep(self._measure, Band(low, high))


def _value(box: QDoubleSpinBox) -> float | None:
    return None if box.value() < 0 else box.value()


class _Box(QDoubleSpinBox):
    """Writes 120 as "120" and 0.5 as "0.5"."""

    def textFromValue(self, value: float) -> str:
        return f"{value:g}"


def _bound_box(name: str) -> QDoubleSpinBox:
    box = _Box()
    box.setRange(_OPEN, _MOST)
    box.setDecimals(1)
    box.setSpecialValueText(box.tr("any"))
    box.setSingleStep(0.5)
    box.setMinimumWidth(_WIDTH)
    box.setKeyboardTracking(False)
    box.setAccessibleName(name)
    inset(box)
    return box
