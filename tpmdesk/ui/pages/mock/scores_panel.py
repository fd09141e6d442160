"""Scoring beside the evidence: what was given before, and how far the two lie apart."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.domain.attempts import Answer, Score
from tpmdesk.domain.calibration import gaps
from tpmdesk.domain.content import Rubric
from tpmdesk.ui.pages.mock.calibration_words import gap_words
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button
from tpmdesk.ui.widgets.rubric_form import RubricForm
from tpmdesk.ui.widgets.surfaces import Label, Panel, beside


class ScoresPanel(QWidget):
    """Emits `scored` with the levels chosen just now, by criterion. None is chosen in advance."""

    scored = Signal(dict)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._blind: tuple[Score, ...] = ()
        self._rubric: Rubric | None = None
        self.keep_button = Button(theme, self.tr("Keep my first scores"), key="K")
        self.keep_about = Label(
            self.tr("They are chosen where you have chosen nothing yet."), "caption", wrap=True
        )
        self.form = RubricForm()
        self.gap = Label("", "strong", wrap=True)
        self.gap_more = Label("", "muted", wrap=True)
        self._gap = Panel("soft", margin=Space.L)
        self._gap.column.addWidget(self.gap)
        self._gap.column.addWidget(self.gap_more)
        self._keep = QWidget()
        self._keep.setLayout(beside(self.keep_button, self.keep_about, spacing=Space.M))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        for part in (self._keep, self.form, self._gap):
            column.addWidget(part)
        self.form.chosen.connect(self._chosen)
        self.keep_button.clicked.connect(self.keep)

    def show_answer(self, rubric: Rubric, answer: Answer) -> None:
        """The levels given with the evidence in view, and beside them those given before it was
        and those of friends."""
        self._rubric, self._blind = rubric, answer.scored(blind=True)
        self.form.set_rubric(rubric)
        self.form.show_before(self._others(answer))
        self.form.set_levels(_levels(answer.scored()))
        self._show_gap()

    def keep(self) -> None:
        """Choose what was given before the evidence, where nothing is chosen yet."""
        if taken := self.form.take_over(_levels(self._blind)):
            self._show_gap()
            self.scored.emit(taken)

    def _others(self, answer: Answer) -> Mapping[str, Mapping[str, int]]:
        friends = sorted({score.by for score in answer.scores if score.by})
        before = {self.tr("Before"): _levels(self._blind)}
        return before | {by: _levels(answer.scored(by=by)) for by in friends}

    def _chosen(self, criterion: str, level: int) -> None:
        self._show_gap()
        self.scored.emit({criterion: level})

    def _show_gap(self) -> None:
        """Only once everything is scored both ways: half of it may lean the other way."""
        seen = self.form.levels()
        blind = _levels(self._blind)
        self._keep.setVisible(bool(blind.keys() - seen.keys()))
        scores = (*self._blind, *(Score(name, level) for name, level in seen.items()))
        whole = bool(blind) and blind.keys() <= seen.keys()
        words = gap_words(gaps(scores), self._rubric) if whole and self._rubric else None
        self._gap.setVisible(words is not None)
        if words is not None:
            self.gap.setText(words.whole)
            self.gap_more.setText(words.most)
            self.gap_more.setVisible(bool(words.most))


def _levels(scores: tuple[Score, ...]) -> dict[str, int]:
    return {score.criterion: score.level for score in scores}
