"""One card with both its sides and what is known of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.app.browsestore import CardInfo
from tpmdesk.domain.cards import Card
from tpmdesk.domain.faces import apart_from_aid
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.kinds import kind_name, template_name
from tpmdesk.ui.widgets.markdown import MarkdownView
from tpmdesk.ui.widgets.surfaces import Label, Line, Panel, Scroll
from tpmdesk.ui.words import counted, day


class CardDetail(QWidget):
    """Shows a card as it is asked and answered."""

    def __init__(self, theme: Theme, media: Path | None = None) -> None:
        super().__init__()
        self.front = MarkdownView(theme, self.tr("Front of the card"), media=media)
        self.back = MarkdownView(theme, self.tr("Back of the card"), media=media)
        self.mnemonic = MarkdownView(theme, self.tr("Memory aid"))
        self.deck = Label("", "caption", wrap=True)
        self.facts = Label("", "caption", wrap=True)
        self.tags = Label("", "caption", wrap=True)
        self._aid = Panel("soft", margin=Space.M)
        self._aid.column.addWidget(Label(self.tr("Memory aid"), "caption"))
        self._aid.column.addWidget(self.mnemonic)
        self._scroll = Scroll()
        self._scroll.set_margin(0)
        for part in (self.front, Line(), self.back, self._aid):
            self._scroll.column.addWidget(part)
        self._scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.deck)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.tags)
        column.addWidget(self.facts)

    def show_card(self, info: CardInfo) -> None:
        card = info.card
        back, aid = apart_from_aid(card.face.back)
        self.front.show_text(card.face.front)
        self.back.show_text(back)
        self.mnemonic.show_text(aid)
        self._aid.setVisible(bool(aid))
        self.deck.setText(_where(card))
        self.tags.setText(", ".join(card.tags))
        self.tags.setVisible(bool(card.tags))
        self.facts.setText(self._facts(info))
        self._scroll.verticalScrollBar().setValue(0)

    def _facts(self, info: CardInfo) -> str:
        card = info.card
        history = self._history(card)
        if card.suspended:
            return self.tr("Suspended: not asked until you put it back. {history}").format(
                history=history
            )
        if card.memory.due is None:
            return history
        due = day(card.memory.due.astimezone().date(), datetime.now(UTC).astimezone().date())
        words = self.tr("{history} Due {due}.").format(history=history, due=due)
        if info.retrievability is None:
            return words
        now = self.tr("You would recall it now with {n} %.").format(
            n=round(100 * info.retrievability)
        )
        return f"{words} {now}"

    def _history(self, card: Card) -> str:
        if not card.reps:
            return self.tr("Not asked yet.")
        seen = counted(card.reps, self.tr("Answered once"), self.tr("Answered {n} times"))
        lapses = counted(card.lapses, self.tr("forgotten once"), self.tr("forgotten {n} times"))
        return f"{seen}, {lapses}." if card.lapses else f"{seen}."


def _where(card: Card) -> str:
    kind, template = kind_name(card.kind), template_name(card.face.template)
    made = kind if card.face.template == "forward" else f"{kind}, {template}"
    return f"{card.deck_title} · {made}"
