"""Hearing an answer again: the waveform, the words, and the evidence marked in both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tpmdesk.app.ports import Background
from tpmdesk.domain.assessment import StepCoverage
from tpmdesk.domain.correction import corrected
from tpmdesk.domain.transcript import Transcript
from tpmdesk.ui.pages.mock.parts import prose
from tpmdesk.ui.pages.mock.ports import SoundDesk
from tpmdesk.ui.pages.mock.sheet import AnswerSheet, shown_steps
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button
from tpmdesk.ui.widgets.countdown import tabular
from tpmdesk.ui.widgets.evidence import passages
from tpmdesk.ui.widgets.heat_strip import GUTTER, HeatStrip
from tpmdesk.ui.widgets.markdown import prose_width
from tpmdesk.ui.widgets.steps_panel import StepsLegend
from tpmdesk.ui.widgets.surfaces import Label, Panel, stacked
from tpmdesk.ui.widgets.times import clock
from tpmdesk.ui.widgets.transcript_view import TranscriptView
from tpmdesk.ui.widgets.waveform import Span, Waveform

_EMPTY = Transcript((), "")


class ReplayPanel(Panel):
    """Plays a recording; a click on the waveform, on a step or on a word goes there.

    `began` is emitted as it begins to play. `mended` carries a transcript whose words were
    corrected by hand.
    """

    began = Signal()
    mended = Signal(object)

    def __init__(
        self,
        theme: Theme,
        sound: SoundDesk,
        background: Background,
        *,
        mendable: bool = True,
        key: str = "Space",
    ) -> None:
        super().__init__()
        self._mendable = mendable
        self._sound = sound
        self._background = background
        self._file: Path | None = None
        self._playing = False
        self._words = _EMPTY
        self._forget: Callable[[], None] = _nothing
        self.play_button = Button(theme, self.tr("Play"), icon="play", key=key)
        self.strip = HeatStrip()
        self.waveform = Waveform()
        self.transcript = TranscriptView(mendable=mendable)
        self.transcript.setMaximumWidth(prose_width())
        self.legend = StepsLegend()
        self.status = prose("", "muted")
        self._at = Label("", "caption")
        self._hint = Label("", "caption")
        self._lay_out()
        self.play_button.clicked.connect(self.toggle)
        self.waveform.seek.connect(self.seek)
        self.strip.seek.connect(self.seek)
        self.transcript.seek.connect(self.seek)
        self.transcript.editing.connect(self.stop)
        self.transcript.corrected.connect(self._mend)

    @property
    def position(self) -> float:
        """Where one is in the recording, in seconds."""
        return self.waveform.value() / 1000

    @property
    def playing(self) -> bool:
        return self._playing

    def show_sheet(self, sheet: AnswerSheet) -> None:
        """Show the answer's sound and words."""
        answer = sheet.answer
        seconds = answer.recording.seconds if answer.recording else 0.0
        self._show_words(answer.transcript or _EMPTY, shown_steps(sheet))
        self._show_sound(sheet.recording, seconds)
        self._show_steps(shown_steps(sheet), seconds)
        self.waveform.set_flags([moment.at for moment in answer.moments])
        self._show_status(sheet)

    def put_words_into(self, column: QVBoxLayout) -> None:
        """Have the words in another place than under the sound."""
        for part in (self._hint, self.transcript, self.legend):
            column.addWidget(part)

    def toggle(self) -> None:
        """Play, or pause."""
        if self._playing:
            self.stop()
        elif self._file is not None:
            self._play(self.waveform.value() / 1000)

    def seek(self, seconds: float) -> None:
        """Play from there."""
        if self._file is not None:
            self.stop()
            self._moved(seconds)
            self._play(seconds)

    def stop(self) -> None:
        """Fall silent and stay where we are."""
        if self._playing:
            self._sound.player.stop()
            self._rest()

    def _show_words(self, transcript: Transcript, steps: Sequence[StepCoverage]) -> None:
        found = passages(transcript, steps)
        words = transcript.words
        self._words = transcript
        self.transcript.set_transcript(transcript, found)
        self.transcript.setVisible(bool(words))
        self.waveform.set_spans(
            [
                Span(start, end, passage.number)
                for passage in found
                if (start := words[passage.first].start) is not None
                and (end := words[passage.last].end) is not None
            ],
            numbered=False,
        )

    def _show_steps(self, steps: Sequence[StepCoverage], seconds: float) -> None:
        """Over the waveform, where there is one; else a legend names the numbers in the text."""
        timed = self._file is not None and bool(steps)
        self.strip.setVisible(timed)
        self.strip.show_steps(steps if timed else (), seconds)
        self._under_strip.setContentsMargins(GUTTER if timed else 0, 0, 0, 0)
        self.legend.set_steps(() if timed else steps)

    def _mend(self, first: int, last: int, text: str) -> None:
        mended = corrected(self._words, first, last, text)
        if mended.words and mended is not self._words:
            self.mended.emit(mended)

    def _show_sound(self, file: Path | None, seconds: float) -> None:
        there = file is not None and seconds > 0
        self.play_button.setVisible(there)
        self.waveform.setVisible(there)
        self._at.setVisible(there)
        self._show_hint(there=there)
        if file == self._file and round(seconds * 1000) == self.waveform.maximum():
            return
        self.stop()
        self._forget()
        self._file = file if there else None
        self.waveform.show_recording((), seconds)
        self._moved(0.0)
        if file is not None and there:
            self._forget = self._background.run(
                partial(self._sound.peaks, file),
                partial(self.waveform.show_peaks),
                self._no_peaks,
            )

    def _show_hint(self, *, there: bool) -> None:
        correct = self.tr("Double-click a word, or press E, to correct it")
        hear = self.tr("Click a word to hear it")
        offered = [hear] * there + [correct] * self._mendable
        self._hint.setText("  ·  ".join(offered))
        self._hint.setVisible(not self.transcript.isHidden())

    def _show_status(self, sheet: AnswerSheet) -> None:
        self.status.setText(self._status_words(sheet))
        self.status.setVisible(bool(self.status.text()))

    def _status_words(self, sheet: AnswerSheet) -> str:
        recording, transcript = sheet.answer.recording, sheet.answer.transcript
        if recording is not None and recording.wiped:
            return self.tr("The recording of this answer was wiped.")
        if transcript is None or not transcript.words:
            if sheet.recording is not None:
                return self.tr("There is no transcript of this answer. The recording is kept.")
            return self.tr("There is no answer to this question.")
        return ""

    def _no_peaks(self, problem: Exception) -> None:
        self.status.setText(
            self.tr("The waveform cannot be drawn: {problem}").format(problem=problem)
        )
        self.status.show()

    def _play(self, start: float) -> None:
        assert self._file is not None
        at_end = start >= self.waveform.seconds - 0.05
        self._playing = True
        self.play_button.set_text(self.tr("Pause"))
        self.play_button.set_icon("pause")
        self.began.emit()
        self._sound.player.play(self._file, 0.0 if at_end else start, self._moved, self._played)

    def _moved(self, seconds: float) -> None:
        self.waveform.set_position(seconds)
        self.strip.set_position(seconds)
        self._at.setText(f"{clock(seconds)} / {clock(self.waveform.seconds)}")

    def _played(self, problem: str) -> None:
        self._rest()
        if problem:
            self.status.setText(problem)
            self.status.show()
        else:
            self._moved(0.0)

    def _rest(self) -> None:
        self._playing = False
        self.play_button.set_text(self.tr("Play"))
        self.play_button.set_icon("play")

    def _lay_out(self) -> None:
        self.column.setSpacing(Space.L)
        self._at.setFont(tabular(self._at.font()))
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(self.play_button)
        row.addWidget(self._at)
        row.addStretch(1)
        self.foot = QHBoxLayout()
        row.addLayout(self.foot)
        self._under_strip = QHBoxLayout()
        self._under_strip.addWidget(self.waveform)
        time = stacked(self.strip, spacing=Space.XS)
        time.addLayout(self._under_strip)
        self.column.addLayout(time)
        self.column.addLayout(row)
        self.column.addWidget(self.status)
        self.put_words_into(self.column)


def _nothing() -> None:
    """There is nothing to cancel."""
