"""The Mock page: it leads from choosing a round to its summary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from operator import attrgetter
from pathlib import Path
from typing import TypeGuard

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from tpmdesk.app.library import Library
from tpmdesk.app.looping import Looping
from tpmdesk.app.loopshapes import LoopError, LoopWish
from tpmdesk.app.mock import Mocking
from tpmdesk.app.ports import Background, NotFoundError
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.attempts import AttemptId
from tpmdesk.domain.looppresets import SINGLE
from tpmdesk.domain.roundstate import Phase
from tpmdesk.ui.pages.mock.card_desk import CardParts
from tpmdesk.ui.pages.mock.check import CheckView
from tpmdesk.ui.pages.mock.choose import ChooseView
from tpmdesk.ui.pages.mock.compare import CompareView
from tpmdesk.ui.pages.mock.debriefing import DebriefDesk
from tpmdesk.ui.pages.mock.keys import ENTER, on_enter, press
from tpmdesk.ui.pages.mock.loop_flow import LoopFlow
from tpmdesk.ui.pages.mock.loop_view import LoopView
from tpmdesk.ui.pages.mock.offer import offer
from tpmdesk.ui.pages.mock.past import PastParts, PastView
from tpmdesk.ui.pages.mock.plan_view import PlanView
from tpmdesk.ui.pages.mock.ports import SoundDesk
from tpmdesk.ui.pages.mock.sheet import Sheets
from tpmdesk.ui.pages.mock.stage import RoundStage, Start
from tpmdesk.ui.pages.page import ATTEMPT, FRIEND, PROMPT, RESUME, TODAY, Page
from tpmdesk.ui.theme.theme import Theme

_QUIET = (
    Phase.TRANSCRIBING,
    Phase.BLIND,
    Phase.SCORING,
)  # nothing is lost by coming straight back to these
_SOON = ("check", "stage", "stage.blind", "stage.review", "loops.plan_view", "loops.view")


class MockPage(Page):
    """Choose, check, sit the round, see what it came to. Leaving always keeps the round.

    Every view but the first is built when it is first needed, or by one of the `steps_ahead`.
    `sitting` is emitted as a round begins or goes on.
    """

    sitting = Signal()

    def __init__(
        self,
        theme: Theme,
        mocking: Mocking,
        looping: Looping,
        library: Library,
        sound: SoundDesk,
        settings: SettingsDesk,
        background: Background,
        cards: CardParts | None = None,
        more: PastParts | None = None,
    ) -> None:
        super().__init__()
        self.title = self.tr("Mock")
        self._mocking = mocking
        self._library = library
        self._looping = looping
        self._more = more
        self._wish: LoopWish | None = None
        self._come_back = False
        self._compared_from: QWidget | None = None
        self._theme, self._sound, self._background = theme, sound, background
        self._settings = settings
        self._sheets = sheets = Sheets(library, mocking.recording_path, self._asked_before)
        self._desk = DebriefDesk(theme, mocking, background, settings.bands, cards)
        self.choose = ChooseView(theme)
        self.loops = LoopFlow(theme, looping, mocking, sheets, background)
        self._views = QStackedWidget()
        self._views.addWidget(self.choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._views)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.title)
        self._connect()

    def steps_ahead(self) -> Iterator[Callable[[], object]]:
        """Small pieces of work, so that no view has to be built while somebody waits for it."""
        return (partial(attrgetter(name), self) for name in _SOON)

    @cached_property
    def check(self) -> CheckView:
        """The check of sound before a round."""
        check = CheckView(self._theme, self._sound, self._settings)
        check.begin_aloud.connect(lambda: self._begin(by_voice=True))
        check.begin_typing.connect(lambda: self._begin(by_voice=False))
        check.back.connect(self._back_from_check)
        self._views.addWidget(check)
        return check

    @cached_property
    def stage(self) -> RoundStage:
        """The round under way."""
        stage = RoundStage(
            self._theme, self._mocking, self._sheets, self._sound, self._background, self._desk
        )
        stage.finished.connect(self._finished)
        self._views.addWidget(stage)
        return stage

    @cached_property
    def past(self) -> PastView:
        """Built for the first attempt that is opened."""
        past = PastView(
            self._theme,
            self._mocking,
            self._sheets,
            self._sound,
            self._background,
            self._desk,
            self._more,
        )
        past.compare.connect(self._compare)
        past.notice.connect(self.notice)
        past.back_to_today.connect(lambda: self.go.emit(TODAY, ""))
        past.back_to_rounds.connect(self._back_from_past)
        self._views.addWidget(past)
        return past

    @cached_property
    def comparison(self) -> CompareView | None:
        """Built for the first comparison; None where nothing can be compared."""
        if self._more is None:
            return None
        view = CompareView(
            self._theme,
            self._more.comparing(),
            self._mocking,
            self._sheets,
            self._sound,
            self._background,
        )
        view.back.connect(self._back_from_comparison)
        self._views.addWidget(view)
        return view

    @property
    def view(self) -> QWidget | None:
        """The view that is shown."""
        return self._views.currentWidget()

    def entered(self, what: str = "") -> None:
        if self._phase is not None and self.view is self.stage:
            if what.startswith(FRIEND):
                words = self.tr("A round is under way. Drop the file again when it is over.")
                self.notice.emit(words)
            return
        if what.startswith(FRIEND):
            self._take_in(Path(what.removeprefix(FRIEND)))
        elif what.startswith(PROMPT):
            self._practise(what.removeprefix(PROMPT))
        elif what == RESUME or (not what and self._come_back):
            self._resume_unfinished()
        elif what.startswith(ATTEMPT):
            self._open_or_resume(AttemptId(int(what.removeprefix(ATTEMPT))))
        elif what or self.view is self.choose:
            self._show_choice(what)

    def undone(self) -> None:
        super().undone()
        self._look_for_cards()

    def redone(self) -> None:
        super().redone()
        self._look_for_cards()

    def _look_for_cards(self) -> None:
        """What a debrief brought forward may have been taken back, or done again."""
        if isinstance(self.view, RoundStage | PastView):
            self.view.debriefing.look_for_cards()

    def leave(self) -> bool:
        """The round under way stays as it is and can be resumed."""
        phase = self._phase
        self._come_back = phase in _QUIET
        if phase is not None:
            self.stage.close_round()
        self._leave_check()
        self._leave_past()
        self.loops.leave()
        if phase is not None and not self._come_back:
            self.notice.emit(self.tr("The round is kept. Resume it on the Mock page."))
        self._views.setCurrentWidget(self.choose)
        return True

    def handle_key(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return False
        key = event.key()
        focused = self.window().focusWidget()
        if key in ENTER and _is_plain_button(focused):
            focused.click()
            return True
        if event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            return False
        return self._press(key)

    def _press(self, key: int) -> bool:
        match self.view:
            case RoundStage() | PastView() as view:
                return view.press(key)
            case CheckView() | PlanView() | LoopView() | CompareView() as view:
                return press(view.keys(), key)
            case _:
                return press(on_enter(self.choose.proceed), key)

    def _show_choice(self, round_id: str = "") -> None:
        self._come_back = False
        self.choose.show_offer(offer(self._mocking, self._looping, self._library))
        if round_id:
            self.choose.choose_round(round_id)
        self._views.setCurrentWidget(self.choose)
        self.choose.rounds.take_focus()

    def _prepare(self, wish: LoopWish) -> None:
        """A loop is planned first; one round goes straight to the check of sound."""
        if wish.rounds:
            self._wish = wish
            self._check_sound(wish.by_voice)
        else:
            self._wish = None
            self.loops.plan(wish, self.choose.loop_title(wish.preset))

    def _check_sound(self, by_voice: bool) -> None:
        if not by_voice:
            self._begin(by_voice=False)
            return
        self._views.setCurrentWidget(self.check)
        self.check.enter()
        self.setFocus()

    def _begin(self, *, by_voice: bool) -> None:
        self._leave_check()
        if self._wish is None:
            self.loops.begin_round(by_voice=by_voice)
            return
        wish = replace(self._wish, by_voice=by_voice)
        try:
            plan = self._looping.draw(wish)
        except (NotFoundError, LoopError) as gone:
            self._say_in_choice(str(gone))
        else:
            self._sit(partial(self._looping.sit_alone, plan))

    def _sit(self, begin: Start) -> None:
        self.sitting.emit()
        try:
            self._views.setCurrentWidget(self.stage)
            self.stage.start(begin)
        except (NotFoundError, LoopError) as gone:
            self._say_in_choice(str(gone))

    def _resume_unfinished(self) -> None:
        self._come_back = False
        loop, attempt = self.loops.unfinished(), self._mocking.unfinished()
        if loop is not None:
            self._wish = None
            self.loops.go_on(loop)
        elif attempt is not None:
            self._resume(attempt.id)
        else:
            self._show_choice()

    def _resume(self, attempt_id: int) -> None:
        self.sitting.emit()
        try:
            self._views.setCurrentWidget(self.stage)
            self.stage.resume(AttemptId(attempt_id))
        except NotFoundError as gone:
            self._say_in_choice(str(gone))

    def _discard(self, attempt_id: int) -> None:
        self._mocking.discard(AttemptId(attempt_id))
        self._show_choice()

    def _discard_loop(self, loop_id: int) -> None:
        self.loops.discard(loop_id)
        self._show_choice()

    def _finished(self, attempt_id: int) -> None:
        """A round of a loop leads back to the loop, any other to its summary."""
        if not self.loops.takes(AttemptId(attempt_id)):
            self._open_attempt(attempt_id)

    def _back_from_past(self) -> None:
        """From a round of a loop, back to the loop."""
        attempt = self.past.attempt
        if attempt is not None and attempt.loop is not None:
            self._leave_past()
            self.loops.show_loop(attempt.loop)
        else:
            self._back_to_rounds()

    def _show(self, view: QWidget) -> None:
        if self._views.indexOf(view) < 0:
            self._views.addWidget(view)
        self._views.setCurrentWidget(view)
        self.setFocus()

    def _open_or_resume(self, attempt_id: AttemptId) -> None:
        try:
            over = self._mocking.attempt(attempt_id).ended is not None
        except NotFoundError as gone:
            self._say_in_choice(str(gone))
        else:
            (self._open_attempt if over else self._resume)(attempt_id)

    def _open_attempt(self, attempt_id: int) -> None:
        try:
            self.past.open_attempt(AttemptId(attempt_id))
            self._views.setCurrentWidget(self.past)
            self.past.setFocus()
        except NotFoundError as gone:
            self._say_in_choice(str(gone))

    def _asked_before(self, prompt: str) -> bool:
        return self._more is not None and self._more.comparing().has_more(prompt)

    def _take_in(self, file: Path) -> None:
        """What a friend sent back."""
        problem = self.past.take_in(file)
        if problem:
            self._say_in_choice(problem)
        elif self.past.attempt is not None:
            self._show(self.past)

    def _practise(self, prompt: str) -> None:
        """One question by itself, as the setup panel says but for what is asked."""
        try:
            asked = self._library.prompt(prompt)
        except NotFoundError as gone:
            self._say_in_choice(str(gone))
            return
        wish = LoopWish(
            SINGLE,
            rounds=(str(asked.round),),
            prompts=(str(asked.id),),
            by_voice=self.choose.setup.by_voice,
            follow_ups=int(self.choose.setup.backs.value() or 0),
        )
        self._prepare(wish)

    def _compare(self, prompt: str, attempt: int) -> None:
        if self.comparison is None:
            return
        self._leave_past()
        try:
            self.comparison.show_prompt(prompt, attempt)
        except NotFoundError as gone:
            self.notice.emit(str(gone))
        else:
            self._compared_from = self.view
            self._show(self.comparison)

    def _back_from_comparison(self) -> None:
        self._leave_past()
        if self._compared_from is not None:
            self._show(self._compared_from)

    @property
    def _phase(self) -> Phase | None:
        """The phase of the round under way, or None."""
        return self.stage.phase if "stage" in self.__dict__ else None

    def _leave_check(self) -> None:
        if "check" in self.__dict__:
            self.check.leave()

    def _leave_past(self) -> None:
        if isinstance(self.view, PastView | CompareView):
            self.view.leave()

    def _say_in_choice(self, problem: str) -> None:
        self._show_choice()
        self.choose.notice.say(problem)

    def _back_from_check(self) -> None:
        if self._wish is None:
            self._leave_check()
            self.loops.back_from_check()
        else:
            self._back_to_rounds()

    def _check_for_loop(self, by_voice: bool) -> None:
        self._wish = None
        self._check_sound(by_voice)

    def _back_to_rounds(self) -> None:
        self._leave_check()
        self._leave_past()
        self._show_choice()

    def _connect(self) -> None:
        self.choose.go_on.connect(self._prepare)
        self.choose.resume.connect(self._resume)
        self.choose.resume_loop.connect(lambda _: self._resume_unfinished())
        self.choose.discard_loop.connect(self._discard_loop)
        self.choose.open_loop.connect(self.loops.show_loop)
        self._connect_loops()
        self.choose.discard.connect(self._discard)
        self.choose.open_attempt.connect(self._open_attempt)
        self._desk.compare.connect(self._compare)
        self._desk.undo_asked.connect(self.undo_asked)
        self._desk.notice.connect(self.notice)

    def _connect_loops(self) -> None:
        loops = self.loops
        loops.planned.connect(lambda: self._show(loops.plan_view))
        loops.looked_at.connect(lambda: self._show(loops.view))
        loops.ready.connect(self._check_for_loop)
        loops.sit.connect(self._sit)
        loops.resumed.connect(self._resume)
        loops.opened.connect(self._open_attempt)
        loops.left.connect(self._back_to_rounds)
        loops.failed.connect(self._say_in_choice)


def _is_plain_button(widget: QWidget | None) -> TypeGuard[QPushButton]:
    return isinstance(widget, QPushButton) and not widget.isCheckable()
