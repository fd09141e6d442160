"""Hearing a voice before it is chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.buttons import Button

Say = Callable[[str, Callable[[str], None], str], None]


class TryButton(Button):
    """Reads a sentence aloud until it is over or the button is pressed again.

    `say` and `hush` are as in SpeechParts; `round_id` names the round whose voice reads, "" for
    none. `ended` carries what went wrong, "" when nothing did.
    """

    ended = Signal(str)

    def __init__(
        self,
        theme: Theme,
        say: Say,
        hush: Callable[[], None],
        round_id: Callable[[], str] = str,
    ) -> None:
        super().__init__(theme, "", icon="volume-2")
        self._say = say
        self._hush = hush
        self._round_id = round_id
        self._speaking = False
        self.set_text(self.tr("Try it"))
        self.clicked.connect(self._press)

    def stop(self) -> None:
        """Break the sentence off."""
        if self._speaking:
            self._hush()
            self._over("")

    def _press(self) -> None:
        if self._speaking:
            self.stop()
            return
        self._speaking = True
        self.set_text(self.tr("Stop"))
        sentence = self.tr("How would you launch this in one region first?")
        self._say(sentence, self._over, self._round_id())

    def _over(self, problem: str) -> None:
        self._speaking = False
        self.set_text(self.tr("Try it"))
        self.ended.emit(problem)
