"""The person's own packs: where they lie, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from tpmdesk.app.packs import ContentError
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.ui.pages.settings.section import Section
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.buttons import Button
from tpmdesk.ui.widgets.surfaces import Label

_MOST = 20


class PacksSection(Section):
    """Shows every mistake of the files as they were read last."""

    def __init__(
        self,
        settings: SettingsDesk,
        theme: Theme,
        folder: Path,
        mistakes: Callable[[], Sequence[ContentError]],
    ) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Your packs"))
        self._folder = folder
        self._mistakes = mistakes
        self.open = Button(theme, self.tr("Open folder"), icon="folder-open")
        self.open.clicked.connect(self._open)
        row = self.add(
            self.tr("Decks and questions that you write as text files"),
            self.tr("What you save in {folder} is taken in at once.").format(folder=folder),
            self.open,
        )
        row.caption.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told = Label("", "problem", wrap=True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add_whole(self.told)

    def load(self) -> None:
        """Show what is wrong now."""
        found = self._mistakes()
        lines = [str(each) for each in found[:_MOST]]
        if len(found) > _MOST:
            lines.append(self.tr("and {n} more").format(n=len(found) - _MOST))
        self.told.setText("\n".join(lines))
        self.told.setVisible(bool(found))

    def _open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self.notice.emit(self.tr("No file manager answered. The folder is named at the left."))
