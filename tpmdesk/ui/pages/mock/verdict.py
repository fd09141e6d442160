"""What an interviewer would write at the end: the recommendation, by which rule, and how well the
person judged themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tpmdesk.domain.attempts import Answer, Score
from tpmdesk.domain.calibration import mean_gap
from tpmdesk.domain.content import Rubric
from tpmdesk.domain.rubric import Recommendation, mean_level, summarize
from tpmdesk.ui.pages.mock.calibration_words import mean_words
from tpmdesk.ui.pages.mock.parts import Fold, prose
from tpmdesk.ui.pages.mock.summary_figures import friends
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.surfaces import Label, Panel, beside

translate = QCoreApplication.translate


class VerdictPanel(Panel):
    """Hidden until something is scored beside the evidence."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = Label("", "heading", wrap=True)
        self.means = Label("", "muted", wrap=True)
        self.gap = Label("", "muted", wrap=True)
        self.friends = Label("", "muted", wrap=True)
        self._scale = {each: _Step(recommendation_name(each)) for each in Recommendation}
        self.rule = Fold(theme, self.tr("How this is decided"), prose(self._rule_words(), "muted"))
        self.column.addWidget(self.title)
        self.column.addLayout(beside(*self._scale.values(), 1, spacing=Space.S))
        for part in (self.means, self.gap, self.friends, self.rule):
            self.column.addWidget(part)

    def show_attempt(self, rubric: Rubric | None, answers: Sequence[Answer]) -> None:
        self.rule.close_up()
        found = summarize(rubric, [answer.scored() for answer in answers]) if rubric else None
        self.setVisible(found is not None and found.recommendation is not None)
        if found is None or found.recommendation is None:
            return
        chosen = found.recommendation
        self.title.setText(
            self.tr("Your scores amount to: {name}").format(name=recommendation_name(chosen))
        )
        for each, step in self._scale.items():
            step.mark(on=each is chosen)
        self.means.setText(self._means_words(answers))
        gap = mean_gap(answers)
        self.gap.setText(mean_words(gap) if gap is not None else "")
        self.gap.setVisible(gap is not None)
        self._show_friends(rubric, answers)

    def _show_friends(self, rubric: Rubric | None, answers: Sequence[Answer]) -> None:
        said = []
        for by in friends(answers) if rubric else ():
            scores = [answer.scored(by=by) for answer in answers]
            theirs = summarize(rubric, scores) if rubric else None
            if theirs is not None and theirs.recommendation is not None and theirs.mean is not None:
                words = self.tr("{by}: {name}, mean level {mean}")
                name = recommendation_name(theirs.recommendation)
                said.append(words.format(by=by, name=name, mean=f"{theirs.mean:.1f}"))
        self.friends.setText("  ·  ".join(said))
        self.friends.setVisible(bool(said))

    def _means_words(self, answers: Sequence[Answer]) -> str:
        seen = _mean([score for answer in answers for score in answer.scored()])
        blind = _mean([score for answer in answers for score in answer.scored(blind=True)])
        if not blind:
            return self.tr("Mean level {seen}.").format(seen=seen)
        words = self.tr("Mean level {seen} with the evidence, {blind} before it.")
        return words.format(seen=seen, blind=blind)

    def _rule_words(self) -> str:
        return self.tr(
            "Each criterion's mean is placed between its lowest level (0 %) and its highest "
            "(100 %).\n\n"
            "Strong yes: all together 80 % or more, and none below 60 %.\n"
            "Yes: all together 55 % or more, and none below 30 %.\n"
            "Strong no: all together below 30 %.\n"
            "No: everything else.\n\n"
            "So one weak criterion turns a yes into a no, as it does among interviewers."
        )


class _Step(QWidget):
    """One recommendation on the scale; the one reached is told by a frame and a mark."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._words = Label(name, "small")
        self._plain = Panel("raised", margin=Space.S)
        self._plain.column.addWidget(self._words)
        self.setLayout(beside(self._plain, spacing=0))

    def mark(self, *, on: bool) -> None:
        self._words.setText(f"\N{BLACK DIAMOND} {self._name}" if on else self._name)
        self._words.restyle("strong" if on else "caption")
        self._plain.setProperty("surface", "soft" if on else "raised")
        self._plain.style().unpolish(self._plain)
        self._plain.style().polish(self._plain)


def _mean(scores: Sequence[Score]) -> str:
    mean = mean_level(scores)
    return "" if mean is None else f"{mean:.1f}"


def recommendation_name(recommendation: Recommendation) -> str:
    """The recommendation as the window calls it."""
    return {
        Recommendation.STRONG_NO: translate("Verdict", "Strong no"),
        Recommendation.NO: translate("Verdict", "No"),
        Recommendation.YES: translate("Verdict", "Yes"),
        Recommendation.STRONG_YES: translate("Verdict", "Strong yes"),
    }[recommendation]
