"""How each round goes over time, and how well one judges oneself."""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import attrgetter

from PySide6.QtWidgets import QWidget

from tpmdesk.app.trends import RoundFigures, Trends
from tpmdesk.ui.pages.progress.gap_words import calibration_words
from tpmdesk.ui.pages.progress.round_lines import Figure, RoundLines, line
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.line_chart import Scale
from tpmdesk.ui.widgets.surfaces import Label, Panel, SectionTitle, clear, stacked

_SHOWN = 12  # attempts of a round, the latest of them
_LEAST = 2  # fewer are no trend


class TrendsPanel(Panel):
    """Four small charts for each round sat twice or more, and one of the gap between blind scores
    and those given beside the evidence. Hidden where there is nothing to tell."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=Space.L)
        self._theme = theme
        self.calibration = Label("", wrap=True)
        self._gap = stacked()
        self._rounds = stacked(spacing=Space.L)
        self.column.setSpacing(Space.L)
        self.column.addWidget(SectionTitle(self.tr("Rounds over time")))
        self.column.addLayout(self._rounds)
        self._judging = SectionTitle(self.tr("How you judge yourself"))
        for part in (self._judging, self.calibration):
            self.column.addWidget(part)
        self.column.addLayout(self._gap)
        self.hide()

    def show_trends(self, found: Trends) -> None:
        clear(self._rounds)
        sat = [group for group in found.rounds if len(group) >= _LEAST]
        for group in sat:
            self._rounds.addWidget(self._round(group[-_SHOWN:]))
        words = calibration_words(found.calibration) if found.calibration else ""
        self.calibration.setText(words)
        for part in (self._judging, self.calibration):
            part.setVisible(bool(words))
        self._show_gap([each for group in found.rounds for each in group])
        self.setVisible(bool(sat or words))

    def _round(self, group: Sequence[RoundFigures]) -> QWidget:
        holder = QWidget()
        lines = RoundLines(self._theme, group)
        holder.setLayout(stacked(Label(group[-1].title, "strong"), lines, spacing=Space.XS))
        return holder

    def _show_gap(self, attempts: Sequence[RoundFigures]) -> None:
        clear(self._gap)
        judged = [each for each in attempts if each.gap is not None]
        judged.sort(key=attrgetter("started"))
        if len(judged) >= _LEAST:
            self._gap.addWidget(line(self._theme, self._gap_figure(), judged[-_SHOWN:]))

    def _gap_figure(self) -> Figure:
        return Figure(
            self.tr("Levels higher (+) or lower (−) before the evidence"),
            lambda each: each.gap,
            _signed,
            self.tr("{n} levels"),
            _gap_scale,
        )


def _signed(gap: float) -> str:
    return f"{gap:+.1f}".replace("-", "−")


def _whole(gap: float) -> str:
    return f"{gap:+.0f}".replace("-", "−")


def _gap_scale(known: Sequence[float]) -> Scale:
    reach = max(1, math.ceil(max(map(abs, known), default=0)))
    return Scale(-reach, reach, _whole, base=0.0)
