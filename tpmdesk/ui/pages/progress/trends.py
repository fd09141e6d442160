"""How each round goes over time, and how well one judges oneself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from tpmdesk.app.trends import RoundFigures, Trends
from tpmdesk.domain.calibration import Calibration
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.column_chart import Column, ColumnChart
from tpmdesk.ui.widgets.surfaces import Label, Panel, SectionTitle, clear, stacked

_SHOWN = 12  # attempts of a round, the latest of them
_LEAST = 2  # fewer are no trend


class TrendsPanel(Panel):
    """One chart for each round sat twice or more. Hidden where there is nothing to tell."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=Space.L)
        self._theme = theme
        self.calibration = Label("", wrap=True)
        self._rounds = stacked(spacing=Space.L)
        self.column.setSpacing(Space.L)
        self.column.addWidget(SectionTitle(self.tr("Rounds over time")))
        self.column.addWidget(self.calibration)
        self.column.addLayout(self._rounds)
        self.hide()

    def show_trends(self, found: Trends) -> None:
        clear(self._rounds)
        sat = [group for group in found.rounds if len(group) >= _LEAST]
        for group in sat:
            self._rounds.addWidget(self._round(group[-_SHOWN:]))
        words = self._calibration_words(found.calibration) if found.calibration else ""
        self.calibration.setText(words)
        self.calibration.setVisible(bool(words))
        self.setVisible(bool(sat or words))

    def _round(self, group: Sequence[RoundFigures]) -> QWidget:
        title = group[-1].title
        chart = ColumnChart(self._theme, self.tr("Steps covered in {round}").format(round=title))
        chart.show_columns(
            [self._column(each) for each in group],
            self.tr("Steps covered, in percent, attempt by attempt"),
        )
        lines = [Label(title, "strong"), Label(self._change_words(group), "caption", wrap=True)]
        inside = stacked(*lines, chart, spacing=Space.XS)
        holder = QWidget()
        holder.setLayout(inside)
        return holder

    def _column(self, each: RoundFigures) -> Column:
        share = round(100 * (each.covered or 0.0))
        day = f"{each.started.astimezone():%d.%m.}"
        said = [day, self._share_words(each.covered)]
        said += [words for words in self._figures(each) if words]
        return Column((share,), day, "  ·  ".join(said))

    def _share_words(self, covered: float | None) -> str:
        if covered is None:
            return self.tr("steps not judged")
        return self.tr("{n} % of the steps").format(n=round(100 * covered))

    def _figures(self, each: RoundFigures) -> tuple[str, ...]:
        return (
            "" if each.level is None else self.tr("level {n}").format(n=f"{each.level:.1f}"),
            "" if each.pace is None else self.tr("{n} words a minute").format(n=round(each.pace)),
            ""
            if each.fillers is None
            else self.tr("{n} fillers a minute").format(n=f"{each.fillers:.1f}"),
        )

    def _change_words(self, group: Sequence[RoundFigures]) -> str:
        """The first and the last of the attempts shown, figure by figure."""
        changes = (
            self._change(group, lambda each: each.level, self.tr("mean level"), "{:.1f}"),
            self._change(group, lambda each: each.pace, self.tr("words a minute"), "{:.0f}"),
            self._change(group, lambda each: each.fillers, self.tr("fillers a minute"), "{:.1f}"),
        )
        return "  ·  ".join(words for words in changes if words)

    def _change(
        self,
        group: Sequence[RoundFigures],
        figure: Callable[[RoundFigures], float | None],
        name: str,
        form: str,
    ) -> str:
        known = [value for each in group if (value := figure(each)) is not None]
        if not known:
            return ""
        first, last = form.format(known[0]), form.format(known[-1])
        return f"{name} {first}" if first == last else f"{name} {first} → {last}"

    def _calibration_words(self, found: Calibration) -> str:
        recent = self._gap_words(found.recent).format(n=found.attempts)
        if found.before is None:
            return recent
        before = self.tr("Before that the gap was {n}.").format(n=f"{found.before:+.1f}")
        return f"{recent} {before}"

    def _gap_words(self, gap: float) -> str:
        size = f"{abs(gap):.1f}"
        if size == "0.0":
            return self.tr(
                "Over your last {n} scored rounds you rated yourself the same before and after "
                "you saw the evidence."
            )
        words = (
            self.tr(
                "Over your last {{n}} scored rounds you rated yourself {size} levels higher before "
                "you saw the evidence."
            )
            if gap > 0
            else self.tr(
                "Over your last {{n}} scored rounds you rated yourself {size} levels lower before "
                "you saw the evidence."
            )
        )
        return words.format(size=size)
