"""A calm meter of the microphone's level."""

from __future__ import annotations

import math
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tpmdesk.ui.widgets import tint

_FLOOR_DB = -60.0
_BAR = 4
_GAP = 4
_FALL = 0.06  # of the scale at each reading, so that the bar sinks instead of flickering


class Loudness(StrEnum):
    """What a level means to a person who checks a microphone."""

    SILENT = "silent"
    QUIET = "quiet"
    GOOD = "good"
    LOUD = "loud"


def decibels(peak: float) -> float:
    """The level of a peak (0 to 1) in dB of full scale, at least -60."""
    return max(20 * math.log10(peak), _FLOOR_DB) if peak > 0 else _FLOOR_DB


def loudness(peak: float) -> Loudness:
    """Where ordinary speech lies between -40 and -1 dB of full scale."""
    level = decibels(peak)
    if level < -52:
        return Loudness.SILENT
    if level < -38:
        return Loudness.QUIET
    return Loudness.LOUD if level > -0.5 else Loudness.GOOD


def fraction(peak: float) -> float:
    """How much of the meter a peak fills, 0 to 1, on a scale of decibels."""
    return 1 - decibels(peak) / _FLOOR_DB


class LevelMeter(QWidget):
    """Bars that fill with the level, rise at once and sink slowly."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = 0.0
        self._heard = Loudness.SILENT
        self.setAccessibleName(self.tr("Microphone level"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    @property
    def shown(self) -> float:
        """How much of the meter is filled, 0 to 1."""
        return self._shown

    def set_level(self, peak: float) -> None:
        """Show a new reading of the peak, 0 to 1."""
        shown = max(fraction(peak), self._shown - _FALL, 0.0)
        if shown != self._shown:
            self._shown = shown
            self.update()
        if loudness(peak) is not self._heard:
            self._heard = loudness(peak)
            self._describe()

    def reset(self) -> None:
        self._shown = 0.0
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        count = max((self.width() + _GAP) // (_BAR + _GAP), 1)
        filled = round(self._shown * count)
        for n in range(count):
            colour = tint.accent if n < filled else tint.track
            painter.setBrush(colour())
            bar = QRectF(n * (_BAR + _GAP), 0, _BAR, self.height())
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.end()

    def _describe(self) -> None:
        words = {
            Loudness.SILENT: self.tr("silent"),
            Loudness.QUIET: self.tr("quiet"),
            Loudness.GOOD: self.tr("good"),
            Loudness.LOUD: self.tr("too loud"),
        }
        self.setAccessibleDescription(words[self._heard])
