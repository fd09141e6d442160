"""The options of one deck, each with what it costs in plain words."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from tpmdesk.domain.content import EntryId
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.domain.shortspans import SpanError, read_spans, write_spans
from tpmdesk.domain.workload import relative_reviews
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, PrimaryButton
from tpmdesk.ui.widgets.controls import Switch
from tpmdesk.ui.widgets.overlay import Overlay
from tpmdesk.ui.widgets.surfaces import Label, Line, Scroll, SectionTitle, SettingRow, beside

_WIDTH, _HEIGHT = 720, 760
_INHERIT = -1
_LEAST_RETENTION, _MOST_RETENTION = 70, 99
_MOST_CARDS, _MOST_DAYS, _MOST_LAPSES = 9999, 36_500, 99
_FIELD = 176


class DeckOptionsSource(Protocol):
    """Reads and changes the options of decks; a change is one undo step."""

    def options(self, deck_id: EntryId) -> DeckOptions: ...

    def change(
        self, deck_id: EntryId, options: DeckOptions, *, reschedule: bool = False
    ) -> int: ...


class DeckOptionsSheet(Overlay):
    """Lies over a page. Emits `saved` with the deck's id, its new options, and whether due dates
    are to follow; `fit_asked` with the deck's id, and `take_asked` once a fit won.

    `open_on` shows those it has; what is wrong is said at the foot and nothing is saved then.
    """

    saved = Signal(str, object, bool)
    fit_asked = Signal(str)
    take_asked = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, "", width=_WIDTH, height=_HEIGHT)
        self._theme = theme
        self._deck = EntryId("")
        self._options = DeckOptions()
        self._usual = 0.9
        as_settings = self.tr("As in Settings")
        self.retention = _number(_LEAST_RETENTION - 1, _MOST_RETENTION, as_settings, " %")
        self.new = _number(_INHERIT, _MOST_CARDS, as_settings)
        self.reviews = _number(_INHERIT, _MOST_CARDS, as_settings)
        self.learning = _line()
        self.relearning = _line()
        self.longest = _number(1, _MOST_DAYS, "", self.tr(" days"))
        self.siblings = Switch(theme, self.tr("Keep siblings apart"))
        self.leech_after = _number(0, _MOST_LAPSES, self.tr("Never"))
        self.leech_suspends = Switch(theme, self.tr("Suspend leeches"))
        self.follow = Switch(theme, self.tr("Move due dates too"))
        self.fit = Button(theme, self.tr("Fit to my reviews"), icon="activity")
        self.fitted = Label("", "caption", wrap=True)
        self.take = Button(theme, self.tr("Use what was fitted"), icon="check")
        self.problem = Label("", "problem", wrap=True)
        self.save = PrimaryButton(theme, self.tr("Save"), key="Ctrl ↵")
        self._fill()
        self.set_primary(self.save)
        self.save.clicked.connect(self._save)
        self.fit.clicked.connect(lambda: self.fit_asked.emit(self._deck))
        self.take.clicked.connect(self.take_asked)
        self.retention.valueChanged.connect(self._tell_cost)

    def open_on(self, deck: EntryId, title: str, options: DeckOptions, usual: float) -> None:
        """`usual` is the retention that the person's settings ask for."""
        self._deck, self._options, self._usual = deck, options, usual
        self.heading.setText(self.tr("Options of {deck}").format(deck=title))
        self.setAccessibleName(self.heading.text())
        own = options.retention
        self.retention.setValue(round(own * 100) if own else _LEAST_RETENTION - 1)
        self.new.setValue(_INHERIT if options.new_per_day is None else options.new_per_day)
        self.reviews.setValue(
            _INHERIT if options.reviews_per_day is None else options.reviews_per_day
        )
        self.learning.setText(write_spans(options.learning_steps))
        self.relearning.setText(write_spans(options.relearning_steps))
        self.longest.setValue(options.maximum_interval)
        self.siblings.setChecked(options.bury_siblings)
        self.leech_after.setValue(options.leech_after)
        self.leech_suspends.setChecked(options.leech_suspends)
        self.follow.setChecked(False)
        self.show_fit("", better=False)
        self._say("")
        self._tell_cost()
        self.open_over(self.retention)

    def chosen(self) -> DeckOptions:
        """What is set. Raises SpanError for steps that cannot be read."""
        percent = self.retention.value()
        return replace(
            self._options,
            retention=None if percent < _LEAST_RETENTION else percent / 100,
            new_per_day=_own(self.new),
            reviews_per_day=_own(self.reviews),
            learning_steps=read_spans(self.learning.text()),
            relearning_steps=read_spans(self.relearning.text()),
            maximum_interval=self.longest.value(),
            bury_siblings=self.siblings.isChecked(),
            leech_after=self.leech_after.value(),
            leech_suspends=self.leech_suspends.isChecked(),
        )

    def show_fit(self, words: str, *, better: bool) -> None:
        """What came of a fit; only parameters that won can be used."""
        self.fit.setEnabled(True)
        self.fitted.setText(words)
        self.fitted.setVisible(bool(words))
        self.take.setVisible(better)

    def show_fitting(self) -> None:
        """A fit is under way."""
        self.show_fit(self.tr("Fitting…"), better=False)
        self.fit.setEnabled(False)

    def _save(self) -> None:
        try:
            options = self.chosen()
        except SpanError as problem:
            self._say(str(problem))
            return
        self.put_away()
        if options != self._options or self.follow.isChecked():
            self.saved.emit(self._deck, options, self.follow.isChecked())

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _tell_cost(self) -> None:
        percent = self.retention.value()
        retention = self._usual if percent < _LEAST_RETENTION else percent / 100
        self._cost.caption.setText(self._in_words(retention))

    def _in_words(self, retention: float) -> str:
        forgotten = self.tr("You would forget about {n} of 100 cards that come back.").format(
            n=round((1 - retention) * 100)
        )
        times = relative_reviews(retention, self._options.parameters)
        if round(times, 1) == 1:
            return f"{forgotten} " + self.tr("This is a good middle for most people.")
        cost = self.tr("It takes about {times} times the reviews of 90 %.")
        return f"{forgotten} " + cost.format(times=f"{times:.1f}")

    def _fill(self) -> None:
        scroll = Scroll(_WIDTH)
        scroll.set_margin(0)
        scroll.column.setSpacing(Space.XS)
        self._column = scroll.column
        self._begun = False
        self._cost = self._row(self.tr("Wanted retention"), " ", self.retention)
        self._row(
            self.tr("New cards a day"),
            self.tr("Each brings about ten reviews over its first months."),
            self.new,
        )
        self._row(
            self.tr("Reviews a day"),
            self.tr("The most of this deck that are asked on one day; the rest waits."),
            self.reviews,
        )
        self._section(self.tr("Learning"))
        self._row(
            self.tr("Steps of a new card"),
            self.tr("When it comes back on its first day, such as 1m 10m. Empty for none."),
            self.learning,
        )
        self._row(
            self.tr("Steps after forgetting"),
            self.tr("When a forgotten card comes back, such as 10m."),
            self.relearning,
        )
        self._row(
            self.tr("Longest interval"),
            self.tr("No card stays away for longer. Set it to the days until your interview."),
            self.longest,
        )
        self._row(
            self.tr("Keep siblings apart"),
            self.tr(
                "Other cards of the same note wait until tomorrow, since one gives away another."
            ),
            self.siblings,
        )
        self._section(self.tr("Leeches"))
        self._row(
            self.tr("A card is a leech after"),
            self.tr("Times forgotten after having been learned. You are then offered help."),
            self.leech_after,
        )
        self._row(
            self.tr("Suspend leeches"),
            self.tr("Leave them out until you have reworded them."),
            self.leech_suspends,
        )
        self._section(self.tr("Your own memory"))
        self._row(
            self.tr("Fit to your history"),
            self.tr(
                "Works out from your reviews how you forget. Below about 4,000 reviews a fit "
                "usually loses to the defaults, so it is only used if it predicts better."
            ),
            self.fit,
        )
        self._column.addWidget(self.fitted)
        self._column.addLayout(beside(self.take, 1))
        self._row(
            self.tr("Move due dates too"),
            self.tr("Cards learned already get the dates that these options would have given."),
            self.follow,
        )
        self._column.addStretch(1)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(self.problem)

    def _section(self, name: str) -> None:
        self._column.addSpacing(Space.L)
        self._column.addWidget(SectionTitle(name))
        self._begun = False

    def _row(self, title: str, caption: str, control: QWidget) -> SettingRow:
        if self._begun:
            self._column.addWidget(Line())
        self._begun = True
        row = SettingRow(title, caption, control)
        self._column.addWidget(row)
        return row


def _number(least: int, most: int, special: str, suffix: str = "") -> QSpinBox:
    """`special` is what the least value is called."""
    box = QSpinBox()
    box.setRange(least, most)
    box.setSpecialValueText(special)
    box.setSuffix(suffix)
    box.setFixedWidth(_FIELD)
    editor = box.lineEdit()
    if editor is not None:
        editor.setTextMargins(Space.S, 0, 0, 0)
    return box


def _line() -> QLineEdit:
    field = QLineEdit()
    field.setFixedWidth(_FIELD)
    return field


def _own(box: QSpinBox) -> int | None:
    return None if box.value() == _INHERIT else box.value()
