"""Pictures and sounds of notes: files of one folder, by plain name, within bounds."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from tpmdesk.domain.medianames import safe_name

MEDIA = "media:"
HIGHEST = 480
_MOST_PIXELS = 40_000_000
_MOST_BYTES = 32 * 1024 * 1024
_FORMATS = frozenset({"png", "jpeg", "jpg", "gif", "webp", "bmp"})


def media_file(folder: Path, name: str) -> Path | None:
    """The file of that name; None when the name leads elsewhere or there is no such file."""
    if not name or safe_name(name) != name:
        return None
    file = folder / name
    try:
        inside = file.resolve().parent == folder.resolve()
        return file if inside and file.is_file() else None
    except OSError:
        return None


def picture(folder: Path, name: str, width: int) -> QImage | None:
    """A picture made to fit `width` and `HIGHEST` pixels; None when it cannot or must not be
    shown. Formats that may refer to other files, such as SVG, are not read."""
    file = media_file(folder, name)
    if file is None or file.stat().st_size > _MOST_BYTES:
        return None
    reader = QImageReader(str(file))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if bytes(reader.format().data()).decode() not in _FORMATS or not _is_bounded(size):
        return None
    reader.setScaledSize(_fitting(size, width))
    image = reader.read()
    return None if image.isNull() else image


def _is_bounded(size: QSize) -> bool:
    return size.isValid() and 0 < size.width() * size.height() <= _MOST_PIXELS


def _fitting(size: QSize, width: int) -> QSize:
    room = QSize(width, HIGHEST)
    if size.width() <= room.width() and size.height() <= room.height():
        return size
    fitting = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    return fitting.expandedTo(QSize(1, 1))
