"""A round under way: the view for each phase, and the clock that drives it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tpmdesk.app.mock import Mocking, MockRound
from tpmdesk.app.ports import Background, Microphone, Speaker, Transcriber
from tpmdesk.domain.attempts import AttemptId
from tpmdesk.domain.roundevents import (
    AnswerAgain,
    Begin,
    Continue,
    EndEarly,
    Event,
    Next,
    Pause,
    ReadyToAnswer,
    Repeat,
    ShowHint,
    Skip,
    Stop,
    TypeInstead,
)
from tpmdesk.domain.roundstate import Phase, RoundState
from tpmdesk.ui.pages.mock.answer import AnswerView
from tpmdesk.ui.pages.mock.ask import AskView
from tpmdesk.ui.pages.mock.blind import BlindView
from tpmdesk.ui.pages.mock.confirm import EndConfirm
from tpmdesk.ui.pages.mock.debriefing import DebriefDesk, Debriefing
from tpmdesk.ui.pages.mock.keys import Keys, press
from tpmdesk.ui.pages.mock.paused import PausedView
from tpmdesk.ui.pages.mock.ports import SoundDesk
from tpmdesk.ui.pages.mock.review import ReviewView
from tpmdesk.ui.pages.mock.scoring import with_levels
from tpmdesk.ui.pages.mock.sheet import AnswerSheet, Sheets
from tpmdesk.ui.pages.mock.typed_answer import TypingView
from tpmdesk.ui.pages.mock.waiting import WaitingView
from tpmdesk.ui.theme.theme import Theme

_TICK_MS = 100

Start = Callable[[Speaker, Microphone, Transcriber, Callable[[], None]], MockRound]
"""Begins an attempt with the parts of the sound desk; the last tells the stage of changes."""


class RoundStage(QWidget):
    """Emits `finished` with the attempt's id once its summary is to be shown."""

    finished = Signal(int)

    def __init__(
        self,
        theme: Theme,
        mocking: Mocking,
        sheets: Sheets,
        sound: SoundDesk,
        background: Background,
        desk: DebriefDesk,
    ) -> None:
        super().__init__()
        self._mocking = mocking
        self._sheets = sheets
        self._sound = sound
        self._theme, self._background, self._desk = theme, background, desk
        self._round: MockRound | None = None
        self._drawn: tuple[Phase, int] | None = None
        self._hint = ""
        self.confirm = EndConfirm(theme)
        self.ask = AskView(theme)
        self.answer = AnswerView(theme)
        self.typing = TypingView(theme)
        self.paused = PausedView(theme)
        self.waiting = WaitingView()
        self._views = QStackedWidget()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Mock round"))
        self._lay_out()
        self._connect()

    @cached_property
    def blind(self) -> BlindView:
        """Scoring before any evidence is shown."""
        view = BlindView(self._theme)
        view.scored.connect(self._score_blind)
        view.go_on.connect(self._go_on)
        view.again.connect(self._answer_again)
        view.end_round.connect(self.confirm.ask)
        self._views.addWidget(view)
        return view

    @cached_property
    def debriefing(self) -> Debriefing:
        """The debrief, and what serves it."""
        view = ReviewView(self._theme, self._sound, self._background, self._desk.bands)
        view.foot.go_on.connect(self._go_on)
        view.foot.again.connect(self._answer_again)
        view.foot.end_round.connect(self.confirm.ask)
        self._views.addWidget(view)
        return self._desk.serve(view, self._shown_sheet)

    @property
    def review(self) -> ReviewView:
        return self.debriefing.view

    @property
    def phase(self) -> Phase | None:
        """The phase of the round under way, or None."""
        return self._round.state.phase if self._round else None

    @property
    def view(self) -> QWidget | None:
        """The view that is shown."""
        return self._views.currentWidget()

    def start(self, begin: Start) -> None:
        """Begin a new attempt. Raises NotFoundError when the round is gone."""
        self.close_round()
        sound = self._sound
        sitting = begin(sound.speaker, sound.microphone, sound.transcriber, self._draw)
        self._take(sitting)
        self._send(Begin(sitting.now()))

    def resume(self, attempt_id: AttemptId) -> None:
        """Go on with an attempt that was left. Raises NotFoundError when it is gone."""
        self.close_round()
        sound = self._sound
        sitting = self._mocking.resume(
            attempt_id, sound.speaker, sound.microphone, sound.transcriber, self._draw
        )
        self._take(sitting)
        if sitting.state.phase is Phase.BRIEFING:
            self._send(Begin(sitting.now()))
        self._draw()

    def close_round(self) -> None:
        """Leave the round so that it can be resumed; what is typed and noted is saved."""
        sitting = self._round
        if sitting is None:
            return
        self._put_away(sitting.state.phase)
        self._round = None
        self._timer.stop()
        self.confirm.hide()
        sitting.close()

    def press(self, key: int) -> bool:
        """Do what a key means in this phase. True when it means something."""
        return press(self._keys(), key)

    def _keys(self) -> Keys:
        if not self.confirm.isHidden():
            return self.confirm.keys()
        match self.view:
            case AskView() | AnswerView() | TypingView() | PausedView() as view:
                return view.keys()
            case BlindView() | ReviewView() as view:
                return view.keys()
            case _:
                return {}

    # Drawing

    def _take(self, sitting: MockRound) -> None:
        self._round = sitting
        self._drawn = None
        rubric = self._sheets.rubric(self._mocking.attempt(sitting.attempt_id).round)
        for view in (self.blind, self.review):
            view.restart()
            view.prepare(rubric)
        self._timer.start()

    def _draw(self) -> None:
        sitting = self._round
        if sitting is None:
            return
        state = sitting.state
        if state.phase is Phase.DEBRIEF:
            self._finish(sitting)
            return
        if self._drawn != (state.phase, state.index):
            before, self._drawn = self._drawn, (state.phase, state.index)
            self._enter(sitting, before[0] if before else None)
        self._draw_view(sitting, state)

    def _draw_view(self, sitting: MockRound, state: RoundState) -> None:
        match state.phase:
            case Phase.ASKING | Phase.THINKING:
                self.ask.draw(state, sitting.now())
                self.ask.offer_hint(self._hint, shown=state.index in state.hinted)
            case Phase.OPENING | Phase.ANSWERING:
                self.answer.draw(state, sitting.recorded, sitting.level, sitting.trouble)
                self.answer.show_words(sitting.live)
            case Phase.TYPING:
                self.typing.draw(state, sitting.now())

    def _enter(self, sitting: MockRound, before: Phase | None) -> None:
        """The phase or the question has changed."""
        if before is not None:
            self._put_away(before)
        state = sitting.state
        match state.phase:
            case Phase.ASKING | Phase.THINKING:
                self._hint = "" if state.exam else sitting.hint()
                self._show(self.ask)
            case Phase.OPENING | Phase.ANSWERING:
                self._show(self.answer)
            case Phase.TYPING:
                self.typing.draw(sitting.state, sitting.now())
                self._show(self.typing)
                self.typing.enter(sitting.typed_text)
            case Phase.PAUSED:
                self._enter_pause(sitting)
            case Phase.TRANSCRIBING | Phase.BLIND | Phase.SCORING:
                self._enter_debrief(sitting)

    def _enter_pause(self, sitting: MockRound) -> None:
        recording = sitting.answer(sitting.state.index).recording
        seconds = recording.seconds if recording else 0.0
        devices = self._sound.microphones()
        self.paused.enter(sitting.state, devices, self._sound.chosen_microphone(), seconds)
        self._show(self.paused)

    def _enter_debrief(self, sitting: MockRound) -> None:
        """While it is open what follows the answer, nothing but the wait is shown."""
        state = sitting.state
        if state.phase is Phase.SCORING:
            self.review.show_sheet(self._sheet(sitting))
            self._show(self.review)
        elif state.phase is Phase.BLIND or _is_scored_next(state):
            self.blind.show_sheet(self._sheet(sitting), exam=state.exam)
            self._show(self.blind)
        else:
            self.waiting.draw(state)
            self._show(self.waiting)

    def _show(self, view: QWidget) -> None:
        """The view, with the keys; a view shown already keeps them where they are."""
        if self._views.currentWidget() is view and view in (self.blind, self.review):
            return
        self._views.setCurrentWidget(view)
        self.setFocus()

    def _put_away(self, phase: Phase) -> None:
        """Leave the view of a phase."""
        if phase is Phase.TYPING:
            self.typing.leave()
        elif phase is Phase.SCORING:
            self.review.restart()
        elif phase is Phase.BLIND:
            self.blind.restart()

    def _sheet(self, sitting: MockRound) -> AnswerSheet:
        state = sitting.state
        attempt = self._mocking.attempt(sitting.attempt_id)
        pending = state.phase is Phase.TRANSCRIBING
        return self._sheets.sheet(attempt, state.main, state=state, pending=pending)

    def _shown_sheet(self) -> AnswerSheet | None:
        """What the debrief shows, as it is kept now."""
        return self._sheet(self._round) if self._round and self.phase is Phase.SCORING else None

    def _finish(self, sitting: MockRound) -> None:
        self.close_round()
        self.finished.emit(int(sitting.attempt_id))

    # What the person does

    def _send(self, event: Event) -> None:
        if self._round is not None:
            self._round.send(event)

    def _now(self) -> float:
        return self._round.now() if self._round else 0.0

    def _tick(self) -> None:
        if self._round is not None:
            self._round.tick()
            self._draw()

    def _end_early(self) -> None:
        if self.phase is Phase.TYPING:
            self.typing.save()
        self.review.notes.flush()
        self._send(EndEarly(self._now()))

    def _go_on(self) -> None:
        self.review.leave()
        self._send(Next(self._now()))

    def _answer_again(self) -> None:
        self._send(AnswerAgain(self._now()))

    def _type(self, text: str) -> None:
        if self._round is not None:
            self._round.type_text(text)

    def _score_blind(self, criterion: str, level: int) -> None:
        sitting, sheet = self._round, self.blind.sheet
        if sitting is None or sheet is None:
            return
        before = sitting.answer(sheet.position).scores
        sitting.score(sheet.position, with_levels(before, {criterion: level}, blind=True))

    def _use_microphone(self, device: str) -> None:
        self._sound.choose_microphone(device)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._tick)
        self.ask.ready.connect(lambda: self._send(ReadyToAnswer(self._now())))
        self.ask.repeat.connect(lambda: self._send(Repeat(self._now())))
        self.ask.skip.connect(lambda: self._send(Skip(self._now())))
        for view in (self.ask, self.answer):
            view.type_instead.connect(lambda: self._send(TypeInstead(self._now())))
        self.ask.hint.connect(lambda: self._send(ShowHint(self._now())))
        for held in (self.ask, self.answer):
            held.pause.connect(lambda: self._send(Pause(self._now())))
        self.ask.end_round.connect(self.confirm.ask)
        self.answer.stop.connect(lambda: self._send(Stop(self._now())))
        self.typing.end_round.connect(self.confirm.ask)
        self.typing.typed.connect(self._type)
        self.typing.done.connect(lambda: self._send(Stop(self._now())))
        self._connect_pause()
        self.confirm.confirmed.connect(self._end_early)

    def _connect_pause(self) -> None:
        self.paused.go_on.connect(lambda: self._send(Continue(self._now())))
        self.paused.finish.connect(lambda: self._send(Stop(self._now())))
        self.paused.skip.connect(lambda: self._send(Skip(self._now())))
        self.paused.end_round.connect(self.confirm.ask)
        self.paused.microphone.connect(self._use_microphone)

    def _lay_out(self) -> None:
        for view in (self.ask, self.answer, self.typing, self.paused, self.waiting):
            self._views.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.confirm)
        layout.addWidget(self._views, 1)


def _is_scored_next(state: RoundState) -> bool:
    """Whether the blind score comes next, whatever the answer turns out to be."""
    asked_back = state.follow_ups and state.question.follow_up_of is None
    return not (state.exam or state.ending or asked_back)
