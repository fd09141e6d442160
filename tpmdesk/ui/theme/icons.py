"""Line icons (Lucide), drawn in any colour at the screen's own resolution."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SCALES = (1.0, 2.0)


class Icons:
    """Icons by name from a folder of SVG files that draw with `currentColor`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def svg(self, name: str, color: str) -> str:
        """The icon's source in that colour ("#rrggbb"). Raises FileNotFoundError."""
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        return self._sources[name].replace("currentColor", color)

    def pixmap(self, name: str, color: str, size: int, scale: float = 1.0) -> QPixmap:
        """A square picture of `size` device-independent pixels; `scale` is the screen's."""
        key = (name, color, size, scale)
        if key not in self._pixmaps:
            self._pixmaps[key] = _render(self.svg(name, color), size, scale)
        return self._pixmaps[key]

    def icon(self, name: str, color: str, size: int) -> QIcon:
        icon = QIcon()
        for scale in _SCALES:
            icon.addPixmap(self.pixmap(name, color, size, scale))
        return icon


def _render(svg: str, size: int, scale: float) -> QPixmap:
    pixel = round(size * scale)
    pixmap = QPixmap(pixel, pixel)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixel, pixel))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
