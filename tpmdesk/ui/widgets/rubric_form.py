"""The rubric of an answer as a form that saves each level as it is chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmdesk.domain.content import Rubric
from tpmdesk.ui.widgets.level_choice import LevelChoice
from tpmdesk.ui.widgets.surfaces import Label


class RubricForm(QWidget):
    """Emits `chosen(criterion, level)` for each choice; some criteria may stay without one.

    `reached` carries the criterion that the arrow keys have led to, to be scrolled into view.
    """

    chosen = Signal(str, int)
    reached = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rubric: Rubric | None = None
        self._choices: list[LevelChoice] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(20)
        self._count = Label("", "caption")
        self._layout.addWidget(self._count)
        self.setAccessibleName(self.tr("Rubric"))

    @property
    def choices(self) -> tuple[LevelChoice, ...]:
        return tuple(self._choices)

    @property
    def count_text(self) -> str:
        return self._count.text()

    def set_rubric(self, rubric: Rubric) -> None:
        """Show that rubric; one that is shown already stays as it is."""
        if rubric == self._rubric:
            return
        self._rubric = rubric
        for choice in self._choices:
            self._layout.removeWidget(choice)
            choice.deleteLater()
        self._choices = [LevelChoice(criterion) for criterion in rubric.criteria]
        for choice in self._choices:
            choice.chosen.connect(self._chosen)
            choice.leave.connect(self._go)
            self._layout.insertWidget(self._layout.count() - 1, choice)
        self._show_count()

    def set_levels(self, levels: Mapping[str, int]) -> None:
        """Show the levels given so far, by criterion."""
        for choice in self._choices:
            choice.clear()
            choice.choose(levels.get(choice.criterion.slug, 0))
        self._show_count()

    def show_before(self, given: Mapping[str, Mapping[str, int]]) -> None:
        """Show levels given elsewhere beside the criteria: by who or when, then by criterion."""
        for choice in self._choices:
            slug = choice.criterion.slug
            choice.show_before({who: each[slug] for who, each in given.items() if slug in each})

    def take_over(self, levels: Mapping[str, int]) -> dict[str, int]:
        """Choose these levels where none is chosen yet, without a signal; those chosen now."""
        taken = {
            choice.criterion.slug: levels[choice.criterion.slug]
            for choice in self._choices
            if not choice.level and choice.criterion.slug in levels
        }
        for choice in self._choices:
            choice.choose(taken.get(choice.criterion.slug, 0))
        self._show_count()
        return taken

    def levels(self) -> dict[str, int]:
        """The levels chosen, by criterion; those without one are left out."""
        return {one.criterion.slug: one.level for one in self._choices if one.level}

    def _chosen(self, criterion: str, level: int) -> None:
        self._show_count()
        self.chosen.emit(criterion, level)

    def _go(self, way: int) -> None:
        choice = self.sender()
        assert isinstance(choice, LevelChoice)
        there = self._choices.index(choice) + way
        if 0 <= there < len(self._choices):
            self._choices[there].take_focus()
            self.reached.emit(self._choices[there])

    def _show_count(self) -> None:
        self._count.setText(
            self.tr("{done} of {all} scored. Saved as you choose.").format(
                done=len(self.levels()), all=len(self._choices)
            )
        )
