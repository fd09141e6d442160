"""One card with both its sides, and what can be done with it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.domain.cards import Card
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button
from tpmdesk.ui.widgets.markdown import MarkdownView
from tpmdesk.ui.widgets.surfaces import Label, Line, Panel, Scroll, beside
from tpmdesk.ui.words import counted, day


class CardDetail(Panel):
    """Shows a `Card`, or says that there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=Space.L)
        self.front = MarkdownView(theme, self.tr("Front of the card"))
        self.back = MarkdownView(theme, self.tr("Back of the card"))
        self.deck = Label("", "caption", wrap=True)
        self.facts = Label("", "caption", wrap=True)
        self.nothing = Label("", "muted", wrap=True)
        self.edit = Button(theme, self.tr("Edit"), key="E")
        self.suspend = Button(theme, self.tr("Suspend"), key="S")
        self._scroll = Scroll()
        self._scroll.set_margin(0)
        for part in (self.front, Line(), self.back):
            self._scroll.column.addWidget(part)
        self._scroll.column.addStretch(1)
        self._card = QWidget()
        column = QVBoxLayout(self._card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.deck)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.facts)
        column.addLayout(beside(self.edit, self.suspend, 1))
        self.column.addWidget(self.nothing)
        self.column.addWidget(self._card, 1)
        self.show_nothing("")

    def show_card(self, card: Card) -> None:
        self.front.show_text(card.face.front)
        self.back.show_text(card.face.back)
        self.deck.setText(card.deck_title)
        self.facts.setText(self._facts(card))
        self.suspend.set_text(self.tr("Put back") if card.suspended else self.tr("Suspend"))
        self.nothing.hide()
        self._card.show()

    def show_nothing(self, words: str) -> None:
        """No card is chosen; `words` were searched for."""
        none = self.tr("No card holds every word of “{words}”. Try fewer words.")
        empty = self.tr("Choose a card to read it.")
        self.nothing.setText(none.format(words=words) if words else empty)
        self._card.hide()
        self.nothing.show()

    def _facts(self, card: Card) -> str:
        if card.suspended:
            return self.tr("Suspended: it is not asked until you put it back.")
        if card.memory.due is None:
            return self.tr("New: not asked yet.")
        today = datetime.now().astimezone().date()
        seen = counted(card.reps, self.tr("Answered once"), self.tr("Answered {n} times"))
        lapses = counted(card.lapses, self.tr("forgotten once"), self.tr("forgotten {n} times"))
        history = f"{seen}, {lapses}" if card.lapses else seen
        due = day(card.memory.due.astimezone().date(), today)
        return self.tr("{history}. Due {due}.").format(history=history, due=due)
