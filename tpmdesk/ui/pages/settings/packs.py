"""The person's own packs: where they lie, what is wrong with them, and each as one file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from tpmdesk.app.packexample import NAME, explain
from tpmdesk.app.packs import ContentError
from tpmdesk.app.packsharing import ENDING, Offer, PackError, PackSharing
from tpmdesk.app.ports import Background
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.content import Pack
from tpmdesk.ui.pages.settings.pack_question import PackQuestion
from tpmdesk.ui.pages.settings.pack_words import contents_of
from tpmdesk.ui.pages.settings.section import Section
from tpmdesk.ui.saving import with_ending
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.surfaces import Label, SettingRow, clear

_MOST = 20
_CHOICE_WIDTH = 150


class PacksSection(Section):
    """Shows every mistake of the files as they were read last.

    Files are read and written beside the window's thread. Emits `taken` when a pack came into the
    folder.
    """

    taken = Signal()

    def __init__(
        self,
        settings: SettingsDesk,
        theme: Theme,
        folder: Path,
        mistakes: Callable[[], Sequence[ContentError]],
        sharing: Callable[[], PackSharing],
        background: Background,
    ) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Your packs"))
        self._theme = theme
        self._folder = folder
        self._mistakes = mistakes
        self._sharing = sharing
        self._background = background
        self._question: PackQuestion | None = None
        self.open = Button(theme, self.tr("Open folder"), icon="folder-open")
        self.bring = Button(theme, self.tr("Add a pack"), icon="download")
        self.shares: dict[str, Button] = {}
        self.told = Label("", "problem", wrap=True)
        self._rows = QVBoxLayout()
        self._lay_out()
        self.open.clicked.connect(self._open)
        self.bring.clicked.connect(self._choose)

    def load(self) -> None:
        """Show what there is and what is wrong now."""
        found = self._mistakes()
        lines = [str(each) for each in found[:_MOST]]
        if len(found) > _MOST:
            lines.append(self.tr("and {n} more").format(n=len(found) - _MOST))
        self.told.setText("\n".join(lines))
        self.told.setVisible(bool(found))
        self._background.run(lambda: self._sharing().packs(), self._show, self._failed)

    def bring_in(self, file: Path) -> None:
        """Take in a pack that is one file; asks first where there is one of that name."""
        self._background.run(lambda: self._sharing().look(file), self._consider, self._failed)

    def _show(self, packs: Sequence[Pack]) -> None:
        clear(self._rows)
        self.shares = {}
        for pack in packs:
            button = Button(self._theme, self.tr("Share"), Kind.GHOST, icon="upload")
            button.setAccessibleName(self.tr("Share {pack}").format(pack=pack.title))
            button.clicked.connect(lambda _=False, pack=pack: self._share(pack))
            self.shares[pack.id] = button
            about = f"{pack.id}: {contents_of(pack)}"
            self._rows.addWidget(SettingRow(pack.title, about, button))
        self._list.setVisible(bool(packs))

    # Out

    def _share(self, pack: Pack) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self.window(),
            self.tr("Share {pack}").format(pack=pack.title),
            str(Path.home() / f"{pack.id}{ENDING}"),
            self.tr("Packs (*{ending})").format(ending=ENDING),
        )
        if name:
            file = Path(with_ending(name, ENDING))
            self._background.run(
                lambda: self._sharing().share(pack.id, file),
                lambda _: self._shared(file),
                self._failed,
            )

    def _shared(self, file: Path) -> None:
        self.notice.emit(
            self.tr("Written: {name}. Whoever gets it drops it on this window.").format(
                name=file.name
            )
        )

    # In

    def _choose(self) -> None:
        kinds = self.tr("Packs (*{ending} *.toml);;All files (*)").format(ending=ENDING)
        name, _ = QFileDialog.getOpenFileName(
            self.window(), self.tr("Add a pack"), str(Path.home()), kinds
        )
        if name:
            self.bring_in(Path(name))

    def _consider(self, offer: Offer) -> None:
        if offer.same:
            self.notice.emit(
                self.tr("You have {pack} already, just as it is.").format(pack=offer.pack.title)
            )
        elif offer.replaces:
            if self._question is None:
                self._question = PackQuestion(self._theme, self.window())
            self._question.ask(offer, lambda: self._take(offer))
        else:
            self._take(offer)

    def _take(self, offer: Offer) -> None:
        self._background.run(
            lambda: self._sharing().take(offer, replace=offer.replaces),
            lambda _: self._taken(offer),
            self._failed,
        )

    def _taken(self, offer: Offer) -> None:
        self.notice.emit(
            self.tr("{pack} is yours now: {contents}.").format(
                pack=offer.pack.title, contents=contents_of(offer.pack)
            )
        )
        self.taken.emit()
        self.load()

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, PackError | OSError):
            raise problem
        self.notice.emit(str(problem))

    def _open(self) -> None:
        try:
            explain(self._folder)
        except OSError as problem:
            self.notice.emit(str(problem))
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self.notice.emit(self.tr("No file manager answered. The folder is named at the left."))

    def _lay_out(self) -> None:
        row = self.add(
            self.tr("Decks and questions that you write as text files"),
            self.tr(
                "What you save in {folder} is taken in at once. Before your first pack it holds "
                "an example: {example}."
            ).format(folder=self._folder, example=NAME),
            self.open,
        )
        row.caption.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add(
            self.tr("A pack from somebody else"),
            self.tr("One file, *{ending} or *.toml. You can drop it on the window too.").format(
                ending=ENDING
            ),
            self.bring,
        )
        self._list = QWidget()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._list.setLayout(self._rows)
        self._list.hide()
        self.add_whole(self._list)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told.hide()
        self.add_whole(self.told)
