"""The theme in use: it dresses the application and hands out colours and icons."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from tpmdesk.ui.theme.fonts import font, load_fonts
from tpmdesk.ui.theme.icons import Icons
from tpmdesk.ui.theme.stylesheet import stylesheet
from tpmdesk.ui.theme.tokens import DARK, LIGHT, Palette, Role

_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
_GROUPS = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive)


class Theme(QObject):
    """Follows the system's light or dark scheme, or the setting ("system", "light", "dark").

    `changed` is emitted after the application wears the other palette.
    """

    changed = Signal()

    def __init__(self, app: QApplication, resources: Path, appearance: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._icons = Icons(resources / "icons")
        self._drawn = QTemporaryDir()
        self._appearance = appearance
        self.palette = LIGHT
        load_fonts(resources / "fonts")
        app.setStyle("Fusion")
        app.setFont(font())
        self.choose(appearance)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def choose(self, appearance: str) -> None:
        """Wear "system", "light" or "dark"."""
        self._appearance = appearance
        self._app.styleHints().setColorScheme(_SCHEMES[appearance])
        self._wear(self._wanted())

    def color(self, role: Role) -> QColor:
        return QColor(self.palette.color(role))

    def icon(self, name: str, role: Role = Role.TEXT, size: int = 20) -> QIcon:
        return self._icons.icon(name, self.palette.color(role), size)

    def pixmap(self, name: str, role: Role, size: int, scale: float = 1.0) -> QPixmap:
        return self._icons.pixmap(name, self.palette.color(role), size, scale)

    def _wanted(self) -> Palette:
        if self._appearance != "system":
            return DARK if self._appearance == "dark" else LIGHT
        dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def _system_changed(self) -> None:
        if self._wanted() is not self.palette:
            self._wear(self._wanted())

    def _wear(self, palette: Palette) -> None:
        self.palette = palette
        self._app.setPalette(_qt_palette(palette))
        self._app.setStyleSheet(stylesheet(palette, self._draw_marks()))
        self.changed.emit()

    def _draw_marks(self) -> dict[str, str]:
        """Style sheets take pictures from files only: the few they need, in this palette."""
        marks = {
            "check": ("check", Role.ON_ACCENT),
            "down": ("chevron-down", Role.MUTED),
            "up": ("chevron-up", Role.MUTED),
        }
        return {mark: self._draw(name, role) for mark, (name, role) in marks.items()}

    def _draw(self, name: str, role: Role) -> str:
        file = Path(self._drawn.filePath(f"{name}-{self.palette.name}.svg"))
        file.write_text(self._icons.svg(name, self.palette.color(role)), encoding="utf-8")
        return file.as_posix()


def _qt_palette(palette: Palette) -> QPalette:
    qt = QPalette()
    roles = {
        QPalette.ColorRole.Window: palette.window,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.Base: palette.surface,
        QPalette.ColorRole.AlternateBase: palette.raised,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.muted,
        QPalette.ColorRole.Button: palette.surface,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.ToolTipBase: palette.raised,
        QPalette.ColorRole.ToolTipText: palette.text,
        QPalette.ColorRole.Mid: palette.border,
    }
    for role, color in roles.items():
        for group in _GROUPS:
            qt.setColor(group, role, QColor(color))
        qt.setColor(QPalette.ColorGroup.Disabled, role, QColor(_disabled(role, color, palette)))
    return qt


def _disabled(role: QPalette.ColorRole, color: str, palette: Palette) -> str:
    texts = (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText)
    return palette.edge if role in texts else color
