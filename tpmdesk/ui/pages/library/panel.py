"""The right side: the card under the cursor, or how many are chosen, and what can be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from tpmdesk.app.browsing import BrowseLine, CardInfo
from tpmdesk.ui.pages.library.acts import ON_CARDS, ON_ONE, Act, look_of
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.card_detail import CardDetail
from tpmdesk.ui.widgets.card_words import state_sign
from tpmdesk.ui.widgets.surfaces import Label, Line, Panel
from tpmdesk.ui.words import cards

_COLUMNS = 2


class CardPanel(Panel):
    """Emits `asked` with what to do."""

    asked = Signal(object)

    def __init__(self, theme: Theme, media: Path | None = None) -> None:
        super().__init__(margin=Space.M)
        self.detail = CardDetail(theme, media)
        self.several = Several()
        self.nothing = Label("", "muted", wrap=True)
        self.buttons = {act: self._button(theme, act) for act in ON_CARDS}
        self._layers = QStackedWidget()
        self._actions = QWidget()
        self._lay_out()
        self.show_nothing("")

    def show_card(self, info: CardInfo) -> None:
        self.detail.show_card(info)
        suspended = info.line.suspended
        self._name_suspend(suspended=suspended)
        self._show(self.detail, one=True)

    def show_several(self, count: int, lines: Sequence[BrowseLine]) -> None:
        """`lines` are the first of them."""
        self.several.show_cards(count, lines)
        self._name_suspend(suspended=bool(lines) and lines[0].suspended)
        self._show(self.several, one=False)

    def show_nothing(self, query: str) -> None:
        """No card is chosen; `query` was searched for."""
        none = self.tr("No card fits “{query}”. Try fewer words, or take a term away.")
        empty = self.tr("There is no card yet. Press N to write one.")
        self.nothing.setText(none.format(query=query) if query.strip() else empty)
        self._layers.setCurrentWidget(self._nothing_layer)
        self._actions.hide()

    def _show(self, layer: QWidget, *, one: bool) -> None:
        self._layers.setCurrentWidget(layer)
        self._actions.show()
        for act in ON_ONE:
            self.buttons[act].setVisible(one)

    def _name_suspend(self, *, suspended: bool) -> None:
        words = self.tr("Put back") if suspended else look_of(Act.SUSPEND).words
        self.buttons[Act.SUSPEND].set_text(words)

    def _button(self, theme: Theme, act: Act) -> Button:
        look = look_of(act)
        kind = Kind.SECONDARY if act in ON_ONE else Kind.GHOST
        button = Button(theme, look.words, kind, icon=look.icon, key=look.key)
        button.setToolTip(look.about)
        button.clicked.connect(lambda: self.asked.emit(act))
        return button

    def _lay_out(self) -> None:
        self._nothing_layer = QWidget()
        empty = QVBoxLayout(self._nothing_layer)
        empty.setContentsMargins(0, 0, 0, 0)
        empty.addWidget(self.nothing)
        empty.addStretch(1)
        for layer in (self.detail, self.several, self._nothing_layer):
            self._layers.addWidget(layer)
        grid = QGridLayout()
        grid.setSpacing(2)
        for n, button in enumerate(self.buttons.values()):
            grid.addWidget(button, n // _COLUMNS, n % _COLUMNS)
        grid.setColumnStretch(_COLUMNS, 1)
        around = QVBoxLayout(self._actions)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(Space.S)
        around.addWidget(Line())
        around.addLayout(grid)
        self.column.addWidget(self._layers, 1)
        self.column.addWidget(self._actions)


class Several(QWidget):
    """How many cards are chosen, and of what sort the first of them are."""

    def __init__(self) -> None:
        super().__init__()
        self.count = Label("", "heading", wrap=True)
        self.states = Label("", "body", wrap=True)
        self.decks = Label("", "muted", wrap=True)
        about = Label(
            self.tr("What you do now is done to all of them. Ctrl+Z takes it back in one step."),
            "caption",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for part in (self.count, self.states, self.decks, about):
            column.addWidget(part)
        column.addStretch(1)

    def show_cards(self, count: int, lines: Sequence[BrowseLine]) -> None:
        self.count.setText(self.tr("{cards} chosen").format(cards=cards(count)))
        told = len(lines) == count
        states = Counter(state_sign(line).words for line in lines)
        decks = Counter(line.deck_title for line in lines)
        self.states.setText(", ".join(f"{n} {words.lower()}" for words, n in states.most_common()))
        self.decks.setText(", ".join(f"{deck} ({n})" for deck, n in decks.most_common(6)))
        self.states.setVisible(told)
        self.decks.setVisible(told)
