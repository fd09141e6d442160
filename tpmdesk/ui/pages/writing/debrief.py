"""What came of a brief: its figures, its parts, each finding at its line, the facts it tells, and
the person's own scores."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from tpmdesk.domain.brief import Defect, PartFound, Reading
from tpmdesk.domain.content import Rubric, Scenario
from tpmdesk.domain.exercises import Exercise
from tpmdesk.domain.skimming import SECONDS
from tpmdesk.ui.pages.mock.parts import Fold
from tpmdesk.ui.pages.writing.words import part_name, title_of
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind, PrimaryButton
from tpmdesk.ui.widgets.markdown import MarkdownView
from tpmdesk.ui.widgets.numbered_text import NumberedText
from tpmdesk.ui.widgets.rubric_form import RubricForm
from tpmdesk.ui.widgets.surfaces import Label, Panel, Scroll, SectionTitle, beside, clear
from tpmdesk.ui.widgets.times import clock
from tpmdesk.ui.words import counted

_ROW = 36  # as high as the buttons among them
_YES, _NO = "\N{CHECK MARK}", "\N{EN DASH}"


class BriefDebrief(QWidget):
    """Emits `scored(criterion, level)`, `again` to write another draft from this one, `copy` for
    its text, `save(text)` for a file of it, and `back`."""

    scored = Signal(str, int)
    again = Signal()
    copy = Signal()
    save = Signal(str)
    back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.heading = Label("", "heading", wrap=True)
        self.figures = Label("", wrap=True)
        self.first = Label("", "strong", wrap=True)
        self.text = NumberedText(theme, self.tr("Your brief"))
        self.rubric = RubricForm()
        self.strong = MarkdownView(theme, self.tr("A strong brief"))
        self.why = Label("", "muted", wrap=True)
        strong = QWidget()
        inside = QVBoxLayout(strong)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.why)
        inside.addWidget(self.strong)
        self.strong_fold = Fold(theme, self.tr("Compare with a strong brief"), strong)
        self._parts, self._findings, self._facts = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.facts_title = SectionTitle("")
        self.back_button = PrimaryButton(theme, self.tr("Back"), key="Esc")
        self.again_button = Button(theme, self.tr("Write another draft from this"), icon="pencil")
        self.save_button = Button(theme, self.tr("Save as Markdown"), Kind.GHOST, icon="download")
        self.copy_button = Button(theme, self.tr("Copy the text"), Kind.GHOST, icon="copy")
        self._lay_out()
        self._connect()

    def show_brief(
        self,
        exercise: Exercise,
        reading: Reading,
        facts: Sequence[tuple[str, bool]],
        scenario: Scenario | None,
        rubric: Rubric | None,
    ) -> None:
        """Draw everything about a brief that was finished."""
        self.heading.setText(title_of(exercise))
        self.text.setPlainText(exercise.work.text)
        self.text.mark({defect.line for defect in reading.defects if defect.quote})
        self.figures.setText(self._figures(exercise, reading))
        self.first.setText(self._first(reading))
        self._fill(self._parts, [self._part(found) for found in reading.parts])
        self._fill(self._findings, [self._finding(each) for each in reading.defects])
        if not reading.defects:
            self._findings.addWidget(Label(self.tr("Nothing was found to mend."), "muted"))
        self._show_facts(facts)
        self.rubric.setVisible(rubric is not None)
        if rubric is not None:
            self.rubric.set_rubric(rubric)
            self.rubric.set_levels(exercise.work.levels)
        strong = scenario.strong if scenario else None
        self.strong_fold.setVisible(strong is not None)
        self.back_button.setFocus()
        if strong is not None:
            self.strong.show_text(strong.text)
            self.why.setText(strong.why)

    def _figures(self, exercise: Exercise, reading: Reading) -> str:
        parts = sum(found.found for found in reading.parts)
        skim = round(reading.skim_seconds)
        return self.tr(
            "{words}, {skim} to skim at 238 words a minute, {parts} of {all} parts, "
            "written in {time}"
        ).format(
            words=counted(reading.words, self.tr("{n} word"), self.tr("{n} words")),
            skim=counted(skim, self.tr("{n} second"), self.tr("{n} seconds")),
            parts=parts,
            all=len(reading.parts),
            time=clock(exercise.work.seconds),
        )

    def _first(self, reading: Reading) -> str:
        """The one thing to mend first."""
        if reading.defects:
            return self.tr("Mend first: {what}").format(what=reading.defects[0].message)
        if reading.skim_seconds > SECONDS:
            return self.tr("Everything is there. It takes over a minute to read: cut it.")
        return self.tr("A reader finds everything within a minute.")

    def _part(self, found: PartFound) -> QWidget:
        mark, line = (_YES, found.line or 0) if found.found else (_NO, 0)
        words = f"{mark} {part_name(found.part)}"
        if not line:
            missing = Label(self.tr("{part}: not found").format(part=words), "muted", wrap=True)
            missing.setIndent(Space.L)
            missing.setMinimumHeight(_ROW)
            return missing
        return self._to_line(words, line)

    def _to_line(self, words: str, line: int) -> Button:
        button = Button(
            self._theme, self.tr("{what}, line {line}").format(what=words, line=line), Kind.GHOST
        )
        button.clicked.connect(lambda: self.text.go_to(line))
        return button

    def _finding(self, defect: Defect) -> QWidget:
        panel = Panel("raised", margin=Space.M)
        panel.column.addWidget(Label(defect.message, "strong", wrap=True))
        if defect.quote:
            quote = f"\N{LEFT DOUBLE QUOTATION MARK}{defect.quote}\N{RIGHT DOUBLE QUOTATION MARK}"
            panel.column.addWidget(Label(quote, wrap=True))
        panel.column.addWidget(Label(defect.why, "muted", wrap=True))
        if defect.quote:  # what is missing stands on no line
            there = self._to_line(self.tr("Show it"), defect.line)
            panel.column.addLayout(beside(there, 1))
        return panel

    def _show_facts(self, facts: Sequence[tuple[str, bool]]) -> None:
        rows = []
        for what, held in sorted(facts, key=lambda fact: fact[1]):
            mark = _YES if held else _NO
            rows.append(Label(f"{mark} {what}", "body" if held else "muted", wrap=True))
        self._fill(self._facts, rows)
        self.facts_title.setVisible(bool(facts))
        self.facts_title.setText(
            self.tr("Facts of the scenario: {n} of {all}").format(
                n=sum(held for _, held in facts), all=len(facts)
            )
        )

    def _fill(self, layout: QVBoxLayout, rows: Sequence[QWidget]) -> None:
        clear(layout)
        for row in rows:
            layout.addWidget(row)

    def _lay_out(self) -> None:
        told = Scroll(720)
        told.set_margin(Space.L)
        for part in (self.figures, self.first, SectionTitle(self.tr("Its six parts"))):
            told.column.addWidget(part)
        self._parts.setSpacing(0)
        told.column.addLayout(self._parts)
        told.column.addWidget(SectionTitle(self.tr("What to mend, from the top")))
        told.column.addLayout(self._findings)
        told.column.addWidget(self.facts_title)
        told.column.addLayout(self._facts)
        told.column.addWidget(self.strong_fold)
        told.column.addWidget(SectionTitle(self.tr("Your own scores")))
        told.column.addWidget(self.rubric)
        told.column.addStretch(1)
        both = QSplitter()
        both.setChildrenCollapsible(False)
        both.addWidget(self.text)
        both.addWidget(told)
        both.setSizes([1000, 1000])
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        head = beside(spacing=Space.M)
        head.addWidget(self.heading, 1)
        for button in (
            self.save_button,
            self.copy_button,
            self.again_button,
            self.back_button,
        ):
            head.addWidget(button)
        column.addLayout(head)
        column.addWidget(both, 1)

    def _connect(self) -> None:
        self.rubric.chosen.connect(self.scored)
        self.back_button.clicked.connect(self.back)
        self.again_button.clicked.connect(self.again)
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(lambda: self.save.emit(self.text.toPlainText()))
