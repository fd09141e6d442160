"""A diagram as a picture in a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from tpmdesk.domain.diagram import Diagram, text_of
from tpmdesk.domain.diagram.describe import described
from tpmdesk.domain.diagram.layout import lay_out
from tpmdesk.ui.theme.tokens import LIGHT, Palette, Role
from tpmdesk.ui.widgets.diagram_paint import Picture, measure, paint

_SCALE = 2.0
_MOST_PIXELS = 12000


def picture_of(diagram: Diagram, palette: Palette = LIGHT) -> Picture:
    """The diagram laid out; in the light palette, which prints, unless another is given."""
    return Picture(diagram, lay_out(diagram, measure), palette)


def save(picture: Picture, file: Path) -> None:
    """Write it by the file's suffix: .svg, .png, or else its text. Raises OSError."""
    writers = {".svg": _save_svg, ".png": _save_png}
    writers.get(file.suffix.lower(), _save_text)(picture, file)


def _save_text(picture: Picture, file: Path) -> None:
    file.write_text(text_of(picture.diagram), encoding="utf-8")


def _save_svg(picture: Picture, file: Path) -> None:
    file.touch()
    size = _size(picture)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setFileName(str(file))
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(picture.diagram.title)
    generator.setDescription(described(picture.diagram))
    painter = QPainter(generator)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), _ground(picture))
    paint(painter, picture)
    painter.end()


def _save_png(picture: Picture, file: Path) -> None:
    size = _size(picture)
    scale = min(_SCALE, _MOST_PIXELS / max(size.width(), size.height()))
    image = QImage(size * scale, QImage.Format.Format_RGB32)
    image.fill(_ground(picture))
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint(painter, picture)
    painter.end()
    if not image.save(str(file), "PNG"):  # type: ignore[call-overload]
        raise OSError(f"{file} could not be written. Choose another folder.")


def _size(picture: Picture) -> QSize:
    bounds = picture.layout.bounds
    return QSize(max(1, round(bounds.width)), max(1, round(bounds.height)))


def _ground(picture: Picture) -> QColor:
    return QColor(picture.palette.color(Role.SURFACE))
