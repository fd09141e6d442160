"""The bundled text face, and fonts of the type scale."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from tpmdesk.ui.theme.tokens import FAMILY, Size, Weight


def load_fonts(folder: Path) -> None:
    """Make the faces in `folder` known to Qt. Qt's default stays where one cannot be read."""
    for file in sorted(folder.glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))


def font(size: int = Size.BODY, weight: int = Weight.REGULAR) -> QFont:
    """A font of the type scale; `size` in pixels."""
    face = QFont(FAMILY)
    face.setPixelSize(size)
    face.setWeight(QFont.Weight(weight))
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return face
