"""Asked before a pack takes the place of one of the same name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tpmdesk.app.packsharing import Offer
from tpmdesk.ui.pages.settings.pack_words import contents_of
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.buttons import PrimaryButton
from tpmdesk.ui.widgets.overlay import Overlay
from tpmdesk.ui.widgets.surfaces import Label


class PackQuestion(Overlay):
    """Calls what it was asked with, once the person agrees."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, self.tr("Replace your pack?"))
        self._then: Callable[[], None] | None = None
        self.what = Label("", wrap=True)
        self.replace = PrimaryButton(theme, self.tr("Replace"), key="Enter")
        self.replace.clicked.connect(self._agree)
        self.set_primary(self.replace)
        self.body.addWidget(self.what)
        safe = self.tr(
            "The files that you have now are kept as one file in the folder “replaced” among your "
            "packs. Cards that the new pack has too keep their review history; the others are put "
            "away, and come back with it if you add the kept file."
        )
        self.body.addWidget(Label(safe, "muted", wrap=True))

    def ask(self, offer: Offer, then: Callable[[], None]) -> None:
        """Open over the window."""
        self._then = then
        words = self.tr(
            "You have a pack named “{id}” already. {file} holds another of that name, {title}, "
            "with {contents}."
        )
        self.what.setText(
            words.format(
                id=offer.pack.id,
                file=offer.file.name,
                title=offer.pack.title,
                contents=contents_of(offer.pack),
            )
        )
        self.open_over(self.replace)

    def _agree(self) -> None:
        self.put_away()
        then, self._then = self._then, None
        if then is not None:
            then()
