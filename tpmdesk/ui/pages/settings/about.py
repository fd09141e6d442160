"""Where the data lies, and whose work this stands on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from tpmdesk import __version__
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.ui.pages.settings.section import Section
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.buttons import Button
from tpmdesk.ui.widgets.markdown import MarkdownView

_AS_WIDE_AS_IT_GETS = 16_777_215  # Qt's own limit
_LICENCES = """
| Part | Licence |
|---|---|
| tpmdesk {version} | Apache-2.0 |
| Qt and PySide6 | LGPL-3.0 |
| Inter | OFL-1.1 |
| Lucide icons | ISC |
| FSRS (py-fsrs) | MIT |
| SQLAlchemy, faster-whisper, Whisper | MIT |
| Vosk | Apache-2.0 |
| pyttsx3 | MPL-2.0 |
| eSpeak NG, in a process of its own | GPL-3.0 |
"""


class DataSection(Section):
    """The folder that holds everything."""

    def __init__(self, settings: SettingsDesk, theme: Theme, folder: Path) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Data"))
        self._folder = folder
        self.open = Button(theme, self.tr("Open folder"), icon="folder-open")
        self.open.clicked.connect(self._open)
        row = self.add(self.tr("Your cards, recordings and models"), str(folder), self.open)
        row.caption.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self.notice.emit(self.tr("No file manager answered. The folder is named at the left."))


class AboutSection(Section):
    """Version and licences."""

    def __init__(self, settings: SettingsDesk, theme: Theme) -> None:
        super().__init__(settings)
        self.set_name(self.tr("About"))
        view = MarkdownView(theme, self.tr("Licences"))
        view.show_text(_LICENCES.format(version=__version__))
        view.setMaximumWidth(_AS_WIDE_AS_IT_GETS)
        self.add_whole(view)
