"""What a review session ends with: what was done, what comes next."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tpmdesk.app.daywork import DaySummary
from tpmdesk.domain.cards import Rating
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.rating_bar import rating_words
from tpmdesk.ui.widgets.surfaces import Label, Panel, Title, beside
from tpmdesk.ui.words import cards, counted, joined, minutes


class SessionEnd(QWidget):
    """Shown when no card is left for now."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._picture = QLabel()
        self.title = Title()
        self.done = Label("", wrap=True)
        self.ratings = Label("", "muted", wrap=True)
        self.tomorrow = Label("", wrap=True)
        self.to_mock = PrimaryButton(theme, self.tr("Go on to a mock round"), icon="mic", key="M")
        self.ahead = Button(theme, "", icon="skip-forward", key="A")
        self.cram = Button(theme, self.tr("Cram…"), icon="repeat", key="C")
        self.undo = Button(theme, self.tr("Undo"), Kind.GHOST, icon="undo-2", key="U")
        self._lay_out()
        theme.changed.connect(self._draw)

    def show_summary(self, summary: DaySummary) -> None:
        answers = summary.tally.answers
        count = sum(answers.values())
        self.title.setText(self.tr("That is all for now"))
        self.done.setText(self._what_was_done(count, summary.tally.seconds))
        self.ratings.setText(self._by_rating(answers))
        self.ratings.setVisible(count > 0)
        self.tomorrow.setText(self._what_comes(summary))

    def offer_more(self, days: int, *, cram: bool) -> None:
        """Offer to study `days` days ahead, 0 for not at all, and to cram."""
        words = counted(days, self.tr("Study tomorrow's cards"), self.tr("Study {n} days ahead"))
        self.ahead.set_text(words)
        self.ahead.setVisible(days > 0)
        self.cram.setVisible(cram)

    def _what_was_done(self, count: int, seconds: float) -> str:
        if not count:
            return self.tr("No card is due today.")
        answers = counted(count, self.tr("{n} answer"), self.tr("{n} answers"))
        return self.tr("Today: {answers} in {minutes}.").format(
            answers=answers, minutes=minutes(seconds)
        )

    def _by_rating(self, answers: Mapping[Rating, int]) -> str:
        words = rating_words()
        parts = [f"{answers[r]} {words[r]}" for r in Rating if answers.get(r)]
        return joined(parts) + "." if parts else ""

    def _what_comes(self, summary: DaySummary) -> str:
        due = self.tr("Tomorrow {cards} will be due.").format(cards=cards(summary.due_tomorrow))
        if summary.due_tomorrow == 0:
            due = self.tr("Nothing is due tomorrow so far.")
        if not summary.left.learning:
            return due
        again = counted(
            summary.left.learning,
            self.tr("{n} card you are learning comes back later today."),
            self.tr("{n} cards you are learning come back later today."),
        )
        return f"{again} {due}"

    def _lay_out(self) -> None:
        panel = Panel(margin=Space.XXL)
        panel.setMaximumWidth(560)
        panel.setMinimumWidth(480)
        panel.column.setSpacing(Space.M)
        for part in (self._picture, self.title, self.done, self.ratings, self.tomorrow):
            panel.column.addWidget(part)
        panel.column.addSpacing(Space.M)
        panel.column.addLayout(beside(self.to_mock, self.undo, 1))
        panel.column.addLayout(beside(self.ahead, self.cram, 1))
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(beside(1, panel, 1))
        column.addStretch(3)
        panel.column.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._draw()

    def _draw(self) -> None:
        scale = self.devicePixelRatioF()
        self._picture.setPixmap(self._theme.pixmap("circle-check", Role.GOOD, 28, scale))
