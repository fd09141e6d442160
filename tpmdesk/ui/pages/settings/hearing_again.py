"""Old recordings, heard again by the recognizer that is in use now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tpmdesk.app.ports import Background
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.ui.hearing_job import HearingJob
from tpmdesk.ui.pages.settings.section import Section
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button
from tpmdesk.ui.widgets.controls import ProgressLine
from tpmdesk.ui.widgets.surfaces import Label, beside, stacked
from tpmdesk.ui.words import counted

if TYPE_CHECKING:
    from tpmdesk.app.rehearing import HeardAgain, OldHearing

_TOLD_PROBLEMS = 3


class HearingAgainSection(Section):
    """Hidden while there is nothing to hear again and nothing to tell of it."""

    def __init__(
        self, settings: SettingsDesk, theme: Theme, job: HearingJob, background: Background
    ) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Old recordings"))
        self._job = job
        self._background = background
        self._found: list[OldHearing] = []
        self._outcome = ""
        self.status = Label("", wrap=True)
        self.detail = Label("", "caption", wrap=True)
        self.button = Button(theme, self.tr("Hear them again"), icon="repeat")
        self.progress = ProgressLine(theme, self.tr("Hear again"))
        self._lay_out()
        self.button.clicked.connect(self._act)
        job.moved.connect(self._moved)
        job.ended.connect(self._ended)
        job.stopped.connect(self._stopped)
        self._show()

    def load(self, _changed: str = "") -> None:
        """Find out what there is to hear, beside the window's thread."""
        if not self._job.running:
            self._background.run(self._job.outdated, self._show_found, self._failed)

    def _act(self) -> None:
        if self._job.running:
            self._job.cancel()
            return
        self._outcome = ""
        self.progress.set_share(0.0)
        self._job.start(self._found)
        self._show()

    # What comes back

    def _show_found(self, found: list[OldHearing]) -> None:
        if not self._job.running:
            self._found = found
            self._show()

    def _failed(self, problem: Exception) -> None:
        self._outcome = str(problem)
        self._show()

    def _moved(self, done: int, total: int) -> None:
        self.progress.set_share(done / max(1, total))
        self._show()

    def _ended(self, report: HeardAgain) -> None:
        self._outcome = " ".join([self._heard_words(report), *self._problem_words(report)])
        self.notice.emit(self._heard_words(report))
        self._show()
        self.load()

    def _stopped(self, for_round: bool) -> None:
        words = self.tr("Cancelled with {done} of {all} done. What was heard again stays.")
        if for_round:
            words = self.tr("Stopped as you began a round, with {done} of {all} done.")
        self._outcome = words.format(done=self._job.done, all=len(self._found))
        self._show()
        self.load()

    # What is said

    def _show(self) -> None:
        running, found = self._job.running, bool(self._found)
        self.setVisible(running or found or bool(self._outcome))
        self.progress.setVisible(running)
        self.button.setVisible(running or found)
        self.button.set_text(self.tr("Cancel") if running else self.tr("Hear them again"))
        self.button.set_icon("x" if running else "repeat")
        self.status.setText(self._status_words())
        self.detail.setText(self._detail_words())
        self.detail.setVisible(bool(self.detail.text()))

    def _status_words(self) -> str:
        if self._job.running:
            words = self.tr("Hearing again: {done} of {all} done.")
            return words.format(done=self._job.done, all=len(self._found))
        if not self._found:
            return self._outcome
        return counted(
            len(self._found),
            self.tr("{n} recording was written down by another recognizer."),
            self.tr("{n} recordings were written down by another recognizer."),
        )

    def _detail_words(self) -> str:
        if self._job.running:
            return self.tr("You can do other things meanwhile. It stops when you begin a round.")
        if not self._found:
            return ""
        return self._outcome or self.tr("Words that you typed or corrected yourself stay.")

    def _heard_words(self, report: HeardAgain) -> str:
        heard = counted(
            len(report.heard),
            self.tr("{n} recording was heard again"),
            self.tr("{n} recordings were heard again"),
        )
        words = self.tr("{heard}; the words of {changed} changed.")
        return words.format(heard=heard, changed=report.changed)

    def _problem_words(self, report: HeardAgain) -> list[str]:
        words = self.tr("{round}, answer {n}: {problem}")
        told = [
            words.format(round=old.title, n=old.position + 1, problem=problem)
            for old, problem in report.problems[:_TOLD_PROBLEMS]
        ]
        more = len(report.problems) - len(told)
        return [*told, self.tr("{n} more failed.").format(n=more)] if more else told

    def _lay_out(self) -> None:
        words = stacked(self.status, self.detail, spacing=2)
        line = beside(spacing=Space.XL)
        line.addLayout(words, 1)
        line.addWidget(self.button)
        whole = stacked(spacing=Space.M)
        whole.addLayout(line)
        whole.addWidget(self.progress)
        whole.setContentsMargins(0, Space.M, 0, Space.M)
        row = QWidget()
        row.setLayout(whole)
        self.add_whole(row)
