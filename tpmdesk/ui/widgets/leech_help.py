"""Help with a card that keeps being forgotten."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from tpmdesk.app.ports import Lapse
from tpmdesk.app.review import LeechNotice
from tpmdesk.domain.excerpt import excerpt
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, PrimaryButton
from tpmdesk.ui.widgets.overlay import Overlay
from tpmdesk.ui.widgets.surfaces import Label, Panel, beside
from tpmdesk.ui.words import counted, day

_SHOWN = 5
_LONGEST_AID = 500


class LeechHelp(Overlay):
    """Says how often and when the card was forgotten, and offers what helps.

    Emits `split_asked`, `suspend_asked`, or `aid_written` with a memory aid.
    """

    split_asked = Signal()
    suspend_asked = Signal()
    aid_written = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, "", width=620)
        self.heading.setText(self.tr("This card keeps slipping away"))
        self.setAccessibleName(self.heading.text())
        self.front = Label("", "strong", wrap=True)
        self.often = Label("", wrap=True)
        self.history = Label("", "caption", wrap=True)
        self.aid = QLineEdit()
        self.aid.setMaxLength(_LONGEST_AID)
        self.aid.setAccessibleName(self.tr("Memory aid"))
        self.aid.setPlaceholderText(self.tr("A picture, a rhyme, a story of your own"))
        self.keep = PrimaryButton(theme, self.tr("Keep the memory aid"), key="Enter")
        self.split = Button(theme, self.tr("Split or reword it"), icon="pencil")
        self.suspend = Button(theme, self.tr("Suspend it"), icon="circle-pause")
        self.set_primary(self.keep)
        self._fill()
        self.keep.clicked.connect(self._keep)
        self.split.clicked.connect(self._split)
        self.suspend.clicked.connect(self._suspend)

    def show_notice(self, notice: LeechNotice, mnemonic: str) -> None:
        """Open with what is known; `mnemonic` is the memory aid that the note has."""
        self.front.setText(excerpt(notice.card.face.front))
        self.often.setText(self._how_often(notice))
        self.history.setText(self._when(notice.history))
        self.history.setVisible(bool(notice.history))
        self.aid.setText(mnemonic)
        self.suspend.setVisible(not notice.suspended)
        self.open_over(self.aid)

    def _how_often(self, notice: LeechNotice) -> str:
        said = counted(
            notice.lapses,
            self.tr("You have forgotten it once after having learned it."),
            self.tr("You have forgotten it {n} times after having learned it."),
        )
        if notice.suspended:
            said += " " + self.tr("It is suspended now and will not be asked.")
        return said

    def _when(self, history: tuple[Lapse, ...]) -> str:
        lately = [self._lapse(each) for each in history[-_SHOWN:]]
        return self.tr("Lately: {times}.").format(times="; ".join(reversed(lately)))

    def _lapse(self, lapse: Lapse) -> str:
        today = datetime.now(UTC).astimezone().date()
        when = day(lapse.at.astimezone().date(), today, "MMM")
        if lapse.interval is None:
            return when
        after = counted(round(lapse.interval), self.tr("{n} day"), self.tr("{n} days"))
        return self.tr("{when}, after {days}").format(when=when, days=after)

    def _keep(self) -> None:
        self.put_away()
        self.aid_written.emit(self.aid.text().strip())

    def _split(self) -> None:
        self.put_away()
        self.split_asked.emit()

    def _suspend(self) -> None:
        self.put_away()
        self.suspend_asked.emit()

    def _fill(self) -> None:
        facts = Panel("raised", margin=Space.L)
        for part in (self.front, self.often, self.history):
            facts.column.addWidget(part)
        self.body.addWidget(facts)
        advice = self.tr(
            "Repeating it more rarely helps. A card that asks for one thing only, or something to "
            "hold on to, does."
        )
        self.body.addWidget(Label(advice, "muted", wrap=True))
        self.body.addWidget(Label(self.tr("Memory aid"), "overline"))
        self.body.addWidget(self.aid)
        self.body.addLayout(beside(self.split, self.suspend, 1))
