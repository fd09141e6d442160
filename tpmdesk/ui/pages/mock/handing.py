"""Handing an attempt to a friend, and taking the friend's scores back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from tpmdesk.app.ports import Background, NotFoundError
from tpmdesk.app.transfer import Cancelled, Progress
from tpmdesk.domain.attempts import Attempt, AttemptId
from tpmdesk.domain.report import FriendError, FriendScores
from tpmdesk.ui.pages.mock.parts import Notice
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.transfer.job import Job
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.controls import ProgressLine, Switch
from tpmdesk.ui.widgets.surfaces import Label, Panel, beside
from tpmdesk.ui.words import counted, joined

_MINE = (OSError, ValueError, NotFoundError, FriendError)


class Friends(Protocol):
    """What this needs of the use case; see app/reporting.py."""

    def write(
        self, attempt_id: AttemptId, file: Path, *, audio: bool = True, progress: Progress = ...
    ) -> None: ...

    def take_in(self, file: Path) -> tuple[Attempt, FriendScores]: ...


class HandingPanel(Panel):
    """Emits `taken` with the attempt that a friend has scored, and words of it."""

    taken = Signal(int, str)

    def __init__(
        self, theme: Theme, friends: Callable[[], Friends], background: Background
    ) -> None:
        super().__init__(margin=Space.L)
        self._friends = friends
        self._attempt: AttemptId | None = None
        self._name = ""
        self._written: Path | None = None
        self.job = Job(background, self)
        self.audio = Switch(theme, self.tr("With the recordings"))
        self.audio.setChecked(True)
        self.give_button = Button(theme, self.tr("Give it to a friend"), icon="upload")
        self.take_button = Button(theme, self.tr("Take in a friend's scores"), icon="download")
        self.show_button = Button(theme, self.tr("Show in the folder"), Kind.GHOST)
        self.cancel_button = Button(theme, self.tr("Cancel"), Kind.GHOST)
        self.line = ProgressLine(theme, self.tr("Writing the report"))
        self.notice = Notice(theme)
        self._lay_out()
        self._connect()
        self._rest()

    def show_attempt(self, attempt: Attempt) -> None:
        """Offer that attempt; what was said of another one goes."""
        if attempt.id != self._attempt:
            self.notice.say("")
            self._written = None
            self._rest()
        self._attempt = attempt.id
        self._name = f"{attempt.title} {attempt.started.astimezone():%Y-%m-%d}"

    def give(self, file: Path) -> None:
        """Write the report there."""
        if self._attempt is None:
            return
        self._written = None
        self._work()
        work = partial(self._write, self._attempt, file, self.audio.isChecked())
        self.job.start(work, lambda _: self._given(file), self._failed)

    def take(self, file: Path) -> str:
        """Take in what came back in that file. What is wrong with it, "" when nothing is."""
        try:
            attempt, friend = self._friends().take_in(file)
        except _MINE as wrong:
            problem = self.tr("{problem} Nothing was changed.").format(problem=wrong)
            self.notice.say(problem)
            return problem
        words = self._taken_words(friend)
        self.taken.emit(int(attempt.id), words)
        self.notice.say(words)
        return ""

    def _taken_words(self, friend: FriendScores) -> str:
        counts = (
            (sum(map(len, friend.scores.values())), self.tr("{n} score"), self.tr("{n} scores")),
            (len(friend.remarks), self.tr("{n} remark"), self.tr("{n} remarks")),
        )
        what = joined([counted(n, one, many) for n, one, many in counts if n])
        words = self.tr("Taken in from {name}: {what}. They stand beside yours.")
        return words.format(name=friend.by, what=what)

    def _write(self, attempt: AttemptId, file: Path, audio: bool, progress: Progress) -> None:
        self._friends().write(attempt, file, audio=audio, progress=progress)

    def _given(self, file: Path) -> None:
        self._written = file
        self._rest()
        self.notice.say(
            self.tr("Written: {file}. Send it; scores come back as a small file.").format(
                file=file.name
            )
        )

    def _failed(self, problem: Exception) -> None:
        self._rest()
        if isinstance(problem, Cancelled):
            self.notice.say(self.tr("Cancelled. Nothing was written."))
        elif isinstance(problem, _MINE):
            self.notice.say(self.tr("It was not written: {problem}").format(problem=problem))
        else:
            raise problem

    def _work(self) -> None:
        self.notice.say("")
        self.line.set_share(0)
        for part in (self.line, self.cancel_button):
            part.show()
        self.give_button.setEnabled(False)
        self.show_button.hide()

    def _rest(self) -> None:
        for part in (self.line, self.cancel_button):
            part.hide()
        self.give_button.setEnabled(True)
        self.show_button.setVisible(self._written is not None)

    def _ask_where(self) -> None:
        kinds = self.tr("Page to listen to and score (*.html);;Text (*.md)")
        name, kind = QFileDialog.getSaveFileName(
            self, self.tr("Give it to a friend"), f"{self._name}.html", kinds
        )
        if name:
            file = Path(name)
            suffix = ".md" if "*.md" in kind else ".html"
            self.give(
                file if file.suffix in (".html", ".md") else file.with_name(file.name + suffix)
            )

    def _ask_what(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("What came back"), "", self.tr("Scores (*.json *.md)")
        )
        if name:
            self.take(Path(name))

    def _show_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def _move(self, done: int, total: int) -> None:
        self.line.set_share(done / total if total else 0.0)

    def _lay_out(self) -> None:
        about = self.tr(
            "One page with your answers, their evidence and the rubric. Whoever gets it listens, "
            "scores, and sends a small file back. Your own scores are not in it."
        )
        self.column.setSpacing(Space.M)
        self.column.addWidget(Label(about, "muted", wrap=True))
        self.column.addLayout(beside(self.audio, Label(self.audio.accessibleName()), 1))
        self.column.addLayout(
            beside(self.give_button, self.take_button, self.show_button, 1, self.cancel_button)
        )
        for part in (self.line, self.notice):
            self.column.addWidget(part)

    def _connect(self) -> None:
        self.give_button.clicked.connect(self._ask_where)
        self.take_button.clicked.connect(self._ask_what)
        self.show_button.clicked.connect(self._show_folder)
        self.cancel_button.clicked.connect(self.job.cancel)
        self.job.moved.connect(self._move)
