"""Cards for what was missing: why, which, and bringing them forward."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tpmdesk.app.nudging import Suggestion
from tpmdesk.domain.nudges import Lack
from tpmdesk.ui.pages.mock.nudge_words import card_words, lack_words
from tpmdesk.ui.pages.mock.section import Section
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.surfaces import Label, Line, Panel, beside, clear, stacked
from tpmdesk.ui.words import counted

_SHOWN = 4  # suggestions before the rest is asked for


class CardsPanel(QWidget):
    """Emits `wanted` with the suggestions whose cards are to be brought forward, `write` with one
    that has a draft, and `undo_asked`. Hidden while there is nothing to suggest."""

    wanted = Signal(object)
    write = Signal(object)
    undo_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._found: tuple[Suggestion, ...] = ()
        self._unfolded = False
        self._latest: frozenset[Lack] = frozenset()
        self.all_button = Button(theme, self.tr("Bring all forward"), icon="layers")
        self.more_button = Button(theme, "", Kind.GHOST, icon="chevron-down")
        about = self.tr("They come up in your next review. Nothing else about them changes.")
        self._panel = Panel()
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.M)
        self._panel.column.setSpacing(Space.L)
        self._panel.column.addLayout(self._list)
        self._panel.column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._about = Label(about, "caption", wrap=True)
        self._panel.column.addLayout(beside(self.all_button, self._about, spacing=Space.M))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Section(self.tr("Cards for what was missing"), self._panel))
        self.all_button.clicked.connect(lambda: self.wanted.emit(self._open()))
        self.more_button.clicked.connect(self._unfold)
        self.hide()

    def restart(self) -> None:
        """Another answer is shown."""
        self._unfolded = False
        self.show_suggestions(())

    def show_suggestions(
        self, found: Sequence[Suggestion], latest: Collection[Lack] = frozenset()
    ) -> None:
        """What could be done, and what was; `latest` is what the last action did, which can be
        undone from here."""
        self._found, self._latest = tuple(found), frozenset(latest)
        clear(self._list)
        for n, suggestion in enumerate(found if self._folded == 0 else found[:_SHOWN]):
            if n:
                self._list.addWidget(Line())
            self._list.addWidget(self._row(suggestion))
        waiting = self._open()
        self.more_button.set_text(self.tr("{n} more").format(n=self._folded))
        self.more_button.setVisible(self._folded > 0)
        self.all_button.set_text(self.tr("Bring all {n} forward").format(n=len(waiting)))
        self.all_button.setVisible(len(waiting) > 1)
        self._about.setVisible(bool(waiting))
        self.setVisible(bool(found))

    @property
    def _folded(self) -> int:
        """How many are kept back; a single one is not worth a button."""
        over = len(self._found) - _SHOWN
        return over if over > 1 and not self._unfolded else 0

    def _unfold(self) -> None:
        self._unfolded = True
        self.show_suggestions(self._found, self._latest)

    def _open(self) -> tuple[Suggestion, ...]:
        return tuple(each for each in self._found if each.cards and not each.taken)

    def _row(self, suggestion: Suggestion) -> QWidget:
        words = stacked(Label(lack_words(suggestion.lack), "strong", wrap=True), spacing=Space.XS)
        for card in suggestion.cards:
            words.addWidget(Label(f"\N{BULLET} {card_words(card)}", "muted", wrap=True))
        if said := self._state_words(suggestion):
            words.addWidget(Label(said, "caption", wrap=True))
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.L)
        line.addLayout(words, 1)
        if (button := self._button(suggestion)) is not None:
            button.setAccessibleName(f"{button.text()}: {lack_words(suggestion.lack)}")
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return whole

    def _state_words(self, suggestion: Suggestion) -> str:
        count = len(suggestion.cards)
        if not count:
            return self.tr("There is no card about it yet.")
        if suggestion.taken:
            return counted(
                count,
                self.tr("Brought forward: it comes up in your next review."),
                self.tr("Brought forward: they come up in your next review."),
            )
        return ""

    def _button(self, suggestion: Suggestion) -> Button | None:
        if suggestion.taken:
            return self._undo() if suggestion.lack in self._latest else None
        if suggestion.cards:
            button = Button(self._theme, self.tr("Bring forward"))
            button.clicked.connect(lambda: self.wanted.emit((suggestion,)))
        else:
            button = Button(self._theme, self.tr("Write a card"), icon="pencil")
            button.clicked.connect(lambda: self.write.emit(suggestion))
        return button

    def _undo(self) -> Button:
        button = Button(self._theme, self.tr("Undo"), Kind.GHOST, icon="undo-2")
        button.clicked.connect(self.undo_asked)
        return button
