"""The person's own packs: where they lie, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from tpmdesk.app.packs import ContentError
from tpmdesk.app.packsharing import SUFFIX, PackSharing, SharingError, TakenError
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.ui.pages.settings.section import Section
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.controls import Select
from tpmdesk.ui.widgets.surfaces import Label, beside

_MOST = 20
_CHOICE_WIDTH = 150


class PacksSection(Section):
    """Shows every mistake of the files as they were read last."""

    def __init__(
        self,
        settings: SettingsDesk,
        theme: Theme,
        folder: Path,
        mistakes: Callable[[], Sequence[ContentError]],
        sharing: PackSharing,
    ) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Your packs"))
        self._folder = folder
        self._mistakes = mistakes
        self._sharing = sharing
        self._asked: Path | None = None
        self.open = Button(theme, self.tr("Open folder"), icon="folder-open")
        self.open.clicked.connect(self._open)
        row = self.add(
            self.tr("Decks and questions that you write as text files"),
            self.tr("What you save in {folder} is taken in at once.").format(folder=folder),
            self.open,
        )
        row.caption.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add(
            self.tr("Packs from others, and yours for others"),
            self.tr("One file holds a whole pack. You can also drop it on the window."),
            self._sharing_control(theme),
        )
        self.question = Label("", wrap=True)
        self.replace = Button(theme, self.tr("Replace mine"))
        self.keep = Button(theme, self.tr("Keep mine"), Kind.GHOST)
        self._asking = QWidget()
        self._asking.setLayout(beside(self.question, 1, self.replace, self.keep))
        self.add_whole(self._asking)
        self._asking.hide()
        self.replace.clicked.connect(self._replace)
        self.keep.clicked.connect(self._ask_no_more)
        self.told = Label("", "problem", wrap=True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add_whole(self.told)

    def load(self) -> None:
        """Show what is wrong now."""
        self._show_own()
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

    def take(self, file: Path) -> None:
        """Add the pack of a file; where one of its name is there, ask first."""
        self._ask_no_more()
        try:
            pack = self._sharing.add(file)
        except TakenError as taken:
            self._asked = file
            self.question.setText(str(taken))
            self._asking.show()
            self.replace.setFocus()
        except (SharingError, OSError) as problem:
            self.notice.emit(str(problem))
        else:
            self._taken(pack)

    def _replace(self) -> None:
        file = self._asked
        self._ask_no_more()
        if file is None:
            return
        try:
            self._taken(self._sharing.add(file, replace=True))
        except (SharingError, OSError) as problem:
            self.notice.emit(str(problem))

    def _taken(self, pack: str) -> None:
        self.notice.emit(self.tr("The pack {name} was added.").format(name=pack))
        self._show_own()

    def _ask_no_more(self) -> None:
        self._asked = None
        self._asking.hide()

    def _share(self) -> None:
        pack = str(self.pack.currentData())
        suggestion = str(Path.home() / f"{pack}{SUFFIX}")
        kinds = self.tr("Shared pack (*{suffix})").format(suffix=SUFFIX)
        file, _ = QFileDialog.getSaveFileName(self, self.tr("Share a pack"), suggestion, kinds)
        if not file:
            return
        try:
            self._sharing.share(pack, Path(file))
        except (SharingError, OSError) as problem:
            self.notice.emit(self.tr("Not shared: {problem}").format(problem=problem))
        else:
            self.notice.emit(self.tr("Saved: {name}").format(name=Path(file).name))

    def _choose(self) -> None:
        kinds = self.tr("Packs (*{suffix} *.toml)").format(suffix=SUFFIX)
        file, _ = QFileDialog.getOpenFileName(self, self.tr("Add a pack"), str(Path.home()), kinds)
        if file:
            self.take(Path(file))

    def _show_own(self) -> None:
        chosen = self.pack.currentData()
        self.pack.clear()
        for own in self._sharing.own():
            self.pack.addItem(own.title, own.id)
        self.pack.setCurrentIndex(max(0, self.pack.findData(chosen)))
        for widget in (self.pack, self.share):
            widget.setVisible(self.pack.count() > 0)

    def _sharing_control(self, theme: Theme) -> QWidget:
        self.pack = Select(_CHOICE_WIDTH)
        self.pack.setAccessibleName(self.tr("Pack to share"))
        self.share = Button(theme, self.tr("Share …"), icon="upload")
        self.take_button = Button(theme, self.tr("Add …"), icon="download")
        self.share.clicked.connect(self._share)
        self.take_button.clicked.connect(self._choose)
        control = QWidget()
        control.setLayout(beside(self.pack, self.share, self.take_button))
        return control
