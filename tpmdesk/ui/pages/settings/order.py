"""In which order cards come, and on which days."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from tpmdesk.app.settings import SettingsDesk
from tpmdesk.ui.pages.settings.section import Section
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.controls import Switch
from tpmdesk.ui.widgets.easy_days import EasyDays
from tpmdesk.ui.widgets.surfaces import Label, stacked


class OrderSection(Section):
    """Orders, and how the load lies over the week. They hold for all decks."""

    def __init__(self, settings: SettingsDesk, theme: Theme) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Order and load"))
        self.new_order = self._choose(
            "new_order",
            [("position", self.tr("As the decks have it")), ("random", self.tr("Shuffled"))],
        )
        self.review_order = self._choose(
            "review_order",
            [
                ("due", self.tr("Longest overdue first")),
                ("retrievability", self.tr("Best remembered first")),
                ("random", self.tr("Shuffled")),
            ],
        )
        self.mix = self._choose(
            "mix",
            [
                ("reviews first", self.tr("Reviews, then new cards")),
                ("mixed", self.tr("Mixed")),
                ("new first", self.tr("New cards, then reviews")),
            ],
        )
        self.balance = Switch(theme, self.tr("Even days"), on=settings.current.load_balance)
        self.easy = EasyDays(settings.current.easy_days)
        self._lay_out()
        self.balance.toggled.connect(lambda on: self.save(load_balance=on))
        self.easy.changed.connect(lambda shares: self.save(easy_days=shares))

    def _choose(self, key: str, options: list[tuple[str, str]]) -> QComboBox:
        box = self.choice(key)
        self.fill(box, options, getattr(self._settings.current, key))
        return box

    def _lay_out(self) -> None:
        self.add(
            self.tr("New cards come"),
            self.tr("The decks are in the order in which a newcomer meets things."),
            self.new_order,
        )
        self.add(
            self.tr("Reviews come"),
            self.tr("With many overdue, the best remembered first loses the least."),
            self.review_order,
        )
        self.add(self.tr("New cards and reviews"), "", self.mix)
        self.add(
            self.tr("Even days"),
            self.tr("Within what the schedule allows, a card goes to the emptier day."),
            self.balance,
        )
        words = Label(self.tr("Easy days"))
        said = self.tr("Cards are kept off those days from now on; what is due already stays.")
        whole = stacked(words, Label(said, "caption", wrap=True), self.easy, spacing=Space.XS)
        holder = QWidget()
        holder.setLayout(whole)
        self.add_whole(holder)
        self._keep_calm(self.easy)
