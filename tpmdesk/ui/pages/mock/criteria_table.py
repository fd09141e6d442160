"""Each criterion with its mean, and beside it the means given blind and by friends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from tpmdesk.domain.attempts import Answer
from tpmdesk.domain.content import Rubric
from tpmdesk.ui.pages.mock.summary_figures import friends, means
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.controls import ProgressLine
from tpmdesk.ui.widgets.surfaces import Label, clear

_LINE = 160


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion: its mean as a share of the top, and a cell for each column."""

    name: str
    share: float
    cells: tuple[str, ...]


class CriteriaTable(QWidget):
    """A column is there only when somebody scored in that way."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.columns: tuple[str, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.M)
        self._grid.setColumnStretch(0, 1)

    def show_answers(self, rubric: Rubric | None, answers: Sequence[Answer]) -> None:
        """Nothing is shown without the rubric, or before anything is scored."""
        clear(self._grid)
        self.columns, self.rows = self._table(rubric, answers) if rubric else ((), ())
        if len(self.columns) > 1:
            for at, name in enumerate(self.columns, start=2):
                self._grid.addWidget(Label(name, "overline"), 0, at, Qt.AlignmentFlag.AlignRight)
        for at, row in enumerate(self.rows, start=1):
            self._show_row(at, row)

    def _show_row(self, at: int, row: Row) -> None:
        line = ProgressLine(self._theme, row.name)
        line.setFixedWidth(_LINE)
        line.set_share(row.share)
        self._grid.addWidget(Label(row.name, wrap=True), at, 0)
        self._grid.addWidget(line, at, 1)
        for n, cell in enumerate(row.cells, start=2):
            self._grid.addWidget(Label(cell, "caption"), at, n, Qt.AlignmentFlag.AlignRight)

    def _cell(self, mean: float | None, own: float | None) -> str:
        """A mean level, and how it differs from one's own where that is given."""
        if mean is None or own is None:
            return "\N{EN DASH}" if mean is None else f"{mean:.1f}"
        apart = f"{abs(mean - own):.1f}"
        if apart == "0.0":
            words = self.tr("{mean}, the same")
        else:
            words = self.tr("{mean}, {n} higher") if mean > own else self.tr("{mean}, {n} lower")
        return words.format(mean=f"{mean:.1f}", n=apart)

    def _table(
        self, rubric: Rubric, answers: Sequence[Answer]
    ) -> tuple[tuple[str, ...], tuple[Row, ...]]:
        ways = {
            self.tr("With the evidence"): means(rubric, answers),
            self.tr("Before it"): means(rubric, answers, blind=True),
            **{by: means(rubric, answers, by=by) for by in friends(answers)},
        }
        given = {
            name: {one.criterion.slug: one.mean for one in found}
            for name, found in ways.items()
            if found
        }
        first = next(iter(given.values()), {})
        own, *_ = ways  # friends' levels are held against these
        theirs = friends(answers)
        rows = tuple(
            Row(
                criterion.name,
                first.get(criterion.slug, 0.0) / max(level.score for level in criterion.levels),
                tuple(
                    self._cell(
                        levels.get(criterion.slug),
                        given.get(own, {}).get(criterion.slug) if name in theirs else None,
                    )
                    for name, levels in given.items()
                ),
            )
            for criterion in rubric.criteria
            if any(criterion.slug in levels for levels in given.values())
        )
        return tuple(given), rows
