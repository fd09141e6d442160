"""The panels of the Today page: cards, mock round, the day's facts, and the first welcome."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from tpmdesk.app.ports import QueueCounts
from tpmdesk.domain.attempts import Attempt
from tpmdesk.domain.content import Round
from tpmdesk.domain.roundstate import AnswerStatus, mains
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.surfaces import Label, Panel, SectionTitle, beside
from tpmdesk.ui.words import counted, joined, moment, queue_parts

if TYPE_CHECKING:
    from tpmdesk.app.loopshapes import Loop

_SPACE = "Space"


class TaskPanel(Panel):
    """Something to do: what it is, a line about it, and a button that begins it."""

    begun = Signal()

    def __init__(self, theme: Theme, icon: str, key: str) -> None:
        super().__init__()
        self.heading = Label("", "heading", wrap=True)
        self.about = Label("", "muted", wrap=True)
        self.name = SectionTitle()
        self.column.addWidget(self.name)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.about)
        self.column.addSpacing(Space.S)
        self.column.addStretch(1)
        self.button = Button(theme, "", icon=icon, key=key)
        self.button.clicked.connect(self.begun)
        self.column.addLayout(beside(self.button, 1))

    def offer(self, words: str, *, primary: bool) -> None:
        """Name the action; `primary` when it is the one the page suggests."""
        self.button.set_text(words)
        self.button.set_kind(Kind.PRIMARY if primary else Kind.SECONDARY)
        self.button.show()


class CardsPanel(TaskPanel):
    """What is left of today's cards."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "layers", _SPACE)
        self.name.setText(self.tr("Cards"))

    def show_counts(self, counts: QueueCounts, seconds_each: float | None) -> None:
        """`seconds_each` is the mean time of an answer lately; None when there were too few."""
        self.heading.setText(self._what_is_due(counts))
        self.about.setText(self._how_long(counts, seconds_each))
        begun = counts.total > 0
        self.offer(self.tr("Start review") if begun else self.tr("Review"), primary=begun)
        self.button.setVisible(begun)

    def _what_is_due(self, counts: QueueCounts) -> str:
        return joined(queue_parts(counts)) or self.tr("Nothing is due")

    def _how_long(self, counts: QueueCounts, seconds_each: float | None) -> str:
        if not counts.total:
            return self.tr("Every card of today has been answered.")
        if seconds_each is None:
            return self.tr("Answer as many as you like. Each answer is saved at once.")
        about = max(1, round(counts.total * seconds_each / 60))
        return counted(
            about,
            self.tr("About {n} minute at your pace of the last week."),
            self.tr("About {n} minutes at your pace of the last week."),
        )


class MockPanel(TaskPanel):
    """A round to go on with, or the one to sit next."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "mic", "M")
        self.name.setText(self.tr("Mock round"))

    def show_unfinished(self, attempt: Attempt, now: datetime, *, primary: bool) -> None:
        main = mains(attempt.state.questions)
        pending = sum(attempt.state.answers[at] is AnswerStatus.PENDING for at in main)
        total = len(main)
        self.heading.setText(attempt.title)
        self.about.setText(
            self.tr("Begun {when}, left after {done} of {total} questions.").format(
                when=moment(attempt.started, now), done=total - pending, total=total
            )
        )
        self.offer(self.tr("Go on with it"), primary=primary)

    def show_loop(self, loop: Loop, now: datetime, *, primary: bool) -> None:
        at = loop.state.sitting if loop.state.sitting is not None else loop.state.next_round
        title = loop.state.plan.rounds[at].title if at is not None else ""
        self.heading.setText(self.tr("{loop}: {round}").format(loop=loop.title, round=title))
        how_far = self.tr("Begun {when}, {done} of {total} rounds done.").format(
            when=moment(loop.started, now), done=loop.done, total=len(loop.state.statuses)
        )
        waits = self.tr("The next one is planned for another day.") if loop.another_day else ""
        self.about.setText(" ".join(part for part in (how_far, waits) if part))
        self.offer(self.tr("Go on with it"), primary=primary)

    def show_suggestion(self, suggested: Round, times: int, *, primary: bool) -> None:
        self.heading.setText(suggested.title)
        sat = counted(times, self.tr("sat once"), self.tr("sat {n} times"))
        self.about.setText(
            self.tr("{minutes} minutes, {sat}. {about}").format(
                minutes=suggested.minutes,
                sat=sat if times else self.tr("not sat yet"),
                about=suggested.about.strip().split("\n\n")[0],
            )
        )
        self.offer(self.tr("Prepare the round"), primary=primary)

    def show_nothing(self) -> None:
        self.heading.setText(self.tr("No rounds yet"))
        self.about.setText(self.tr("The content holds no round to sit."))
        self.button.hide()


class LeftPanel(Panel):
    """A piece of writing or drawing that was begun and not ended, in one line with its button."""

    begun = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=Space.L)
        self.about = Label("", wrap=True)
        self.button = Button(theme, self.tr("Go on with it"), icon="feather", key="W")
        self.button.clicked.connect(self.begun)
        row = beside(spacing=Space.M)
        row.addWidget(self.about, 1)
        row.addWidget(self.button)
        self.column.addLayout(row)
        self.hide()

    def show_left(self, words: str) -> None:
        """Say what was left; "" when nothing was."""
        self.about.setText(words)
        self.button.setAccessibleName(self.tr("Go on: {what}").format(what=words))
        self.setVisible(bool(words))


class WelcomePanel(TaskPanel):
    """The first start: three sentences, and the first card."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "layers", _SPACE)
        self.name.setText(self.tr("First steps"))
        self.heading.setText(self.tr("Cards first, then rounds aloud"))
        self.about.setText(
            self.tr(
                "Cards bring back what you are about to forget, a few minutes a day. "
                "Mock rounds ask you aloud, record your answer, and show what was in it. "
                "Everything stays on this computer and works without a network."
            )
        )
        self.offer(self.tr("Show the first card"), primary=True)


class OfferPanel(Panel):
    """Offers a download once, without insisting."""

    accepted = Signal()
    postponed = Signal()
    declined = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("raised", margin=Space.L)
        self.words = Label("", wrap=True)
        self.accept = Button(theme, self.tr("Download"), icon="download")
        self.later = Button(theme, self.tr("Later"), Kind.GHOST)
        self.never = Button(theme, self.tr("Don't ask again"), Kind.GHOST)
        self.column.addWidget(Label(self.tr("Words while you speak"), "strong"))
        self.column.addWidget(self.words)
        self.column.addSpacing(Space.XS)
        self.column.addLayout(beside(self.accept, self.later, self.never, 1))
        self.accept.clicked.connect(self.accepted)
        self.later.clicked.connect(self.postponed)
        self.never.clicked.connect(self.declined)

    def offer(self, size: str) -> None:
        """`size` is how much there is to download, such as "41 MB"."""
        self.words.setText(
            self.tr(
                "With the Vosk model, the transcript appears while you are still speaking. "
                "Without it, Whisper writes it down right after each pause."
            )
        )
        self.accept.set_text(self.tr("Download ({size})").format(size=size))
