"""A field for an answer to type, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from tpmdesk.domain.cards import Rating
from tpmdesk.domain.typed import Comparison, Mark, Stretch, compare
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Space
from tpmdesk.ui.widgets.rating_bar import rating_words
from tpmdesk.ui.widgets.surfaces import Label

_LONGEST = 2000
_INKS = {
    Mark.RIGHT: Role.GOOD,
    Mark.FORGIVEN: Role.HARD,
    Mark.WRONG: Role.AGAIN,
    Mark.MISSING: Role.AGAIN,
}
_FORMS = {Mark.WRONG: "line-through", Mark.MISSING: "underline"}


class TypedAnswerField(QWidget):
    """First a field; once `check` is called, the answer beside what was expected.

    `entered` is emitted when Enter is pressed in the field.
    """

    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._compared: Comparison | None = None
        self.field = QLineEdit()
        self.field.setMaxLength(_LONGEST)
        self.field.setAccessibleName(self.tr("Your answer"))
        self.field.setPlaceholderText(self.tr("Type the answer, then press Enter"))
        self.given = _MarkedLine(theme, self.tr("What you typed"))
        self.expected = _MarkedLine(theme, self.tr("What was expected"))
        self.verdict = Label("", "caption", wrap=True)
        self._given_name = Label(self.tr("You typed"), "overline")
        self._expected_name = Label(self.tr("Expected"), "overline")
        self._told = (
            self._given_name,
            self.given,
            self._expected_name,
            self.expected,
            self.verdict,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for part in (self.field, *self._told):
            column.addWidget(part)
        self.field.returnPressed.connect(self.entered)
        theme.changed.connect(self._draw)

    @property
    def compared(self) -> Comparison | None:
        """What came of it; None before `check`."""
        return self._compared

    def begin(self) -> None:
        """Empty, and ready to be typed in."""
        self._compared = None
        self.field.clear()
        self.field.show()
        for part in self._told:
            part.hide()

    def check(self, expected: str) -> Comparison:
        """Show what agrees, what is missing and what is wrong."""
        self._compared = compare(self.field.text(), expected)
        self.field.hide()
        for part in self._told:
            part.show()
        self._draw()
        return self._compared

    def _draw(self) -> None:
        if self._compared is None:
            return
        typed = bool(self.field.text().strip())
        self.given.show_stretches(self._compared.given)
        self.expected.show_stretches(self._compared.expected)
        self._given_name.setVisible(typed)
        self.given.setVisible(typed)
        self.verdict.setText(self._in_words(self._compared, typed=typed))

    def _in_words(self, compared: Comparison, *, typed: bool) -> str:
        if not typed:
            return self.tr("You typed nothing. Rate how well you knew it.")
        forgiven = any(each.mark is Mark.FORGIVEN for each in compared.given)
        said = self.tr("All there.") if compared.share == 1 else self._partly(compared.share)
        slip = self.tr("Small slips are forgiven.") if forgiven else ""
        fits = self.tr("{rating} would fit; you decide.").format(
            rating=rating_words()[Rating(compared.suggested)]
        )
        return " ".join(part for part in (said, slip, fits) if part)

    def _partly(self, share: float) -> str:
        if share == 0:
            return self.tr("Nothing of it is there.")
        return self.tr("{share} of it is there.").format(share=f"{min(share, 0.99):.0%}")


class _MarkedLine(QLabel):
    """Marks show by colour and by form: wrong is struck out, missing underlined."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)

    def show_stretches(self, stretches: Sequence[Stretch]) -> None:
        self.setText("".join(self._span(each) for each in stretches))
        plain = "".join(each.text for each in stretches)
        self.setAccessibleName(f"{self._name}: {plain}")

    def _span(self, stretch: Stretch) -> str:
        ink = self._theme.color(_INKS[stretch.mark]).name()
        form = _FORMS.get(stretch.mark, "none")
        return f'<span style="color:{ink};text-decoration:{form}">{escape(stretch.text)}</span>'
