"""Asked before the sound of recordings is removed, which cannot be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.buttons import PrimaryButton
from tpmdesk.ui.widgets.overlay import Overlay
from tpmdesk.ui.widgets.surfaces import Label


class WipeQuestion(Overlay):
    """Calls what it was asked with, once the person agrees."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, self.tr("Wipe these recordings?"))
        self._then: Callable[[], None] | None = None
        self.what = Label("", wrap=True)
        self.wipe = PrimaryButton(theme, self.tr("Wipe"), icon="trash-2", key="Enter")
        self.wipe.clicked.connect(self._agree)
        self.set_primary(self.wipe)
        self.body.addWidget(self.what)
        safe = self.tr(
            "Only the sound goes. What you said stays as text, with its scores and notes. This "
            "cannot be undone, and backups made before hold the sound until they go themselves."
        )
        self.body.addWidget(Label(safe, "muted", wrap=True))

    def ask(self, what: str, then: Callable[[], None]) -> None:
        """Open over the window; `what` says which recordings."""
        self._then = then
        self.what.setText(what)
        self.open_over(self.wipe)

    def _agree(self) -> None:
        self.put_away()
        then, self._then = self._then, None
        if then is not None:
            then()
