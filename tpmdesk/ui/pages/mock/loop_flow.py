"""How a loop is led through: planned, begun, from round to round, to its end."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QObject, Signal

from tpmdesk.app.looping import Looping
from tpmdesk.app.loopshapes import Loop, LoopError, LoopWish
from tpmdesk.app.mock import Mocking, MockRound
from tpmdesk.app.ports import Background, Microphone, NotFoundError, Speaker, Transcriber
from tpmdesk.domain.attempts import AttemptId, LoopId
from tpmdesk.domain.loops import LoopPlan
from tpmdesk.domain.promptmemory import Why
from tpmdesk.ui.pages.mock.loop_results import Results, results_of
from tpmdesk.ui.pages.mock.loop_view import LoopView
from tpmdesk.ui.pages.mock.plan_view import PlanView
from tpmdesk.ui.pages.mock.sheet import Sheets
from tpmdesk.ui.theme.theme import Theme

_Drawn = tuple[LoopPlan, list[list[Why | None]]]


class LoopFlow(QObject):
    """Emits which view is to be shown, and what the page is to do with a round.

    `ready(by voice)` asks for the check of sound before the first round of a sitting; `sit` hands
    over the function that begins a round.
    """

    planned = Signal()
    looked_at = Signal()
    ready = Signal(bool)
    sit = Signal(object)
    resumed = Signal(int)
    opened = Signal(int)
    left = Signal()
    failed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        looping: Looping,
        mocking: Mocking,
        sheets: Sheets,
        background: Background,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._looping = looping
        self._mocking = mocking
        self._sheets = sheets
        self._background = background
        self._wish: LoopWish | None = None
        self._plan: LoopPlan | None = None
        self._pending: LoopPlan | None = None
        self._loop: LoopId | None = None
        self._checked = False
        self._by_voice = True
        self._forget: Callable[[], None] = _nothing
        self._forget_results: Callable[[], None] = _nothing

    @cached_property
    def plan_view(self) -> PlanView:
        """What was drawn; built for the first plan."""
        view = PlanView(self._theme)
        view.begin.connect(self._start)
        view.again.connect(self._draw)
        view.by_number.connect(self._draw)
        view.back.connect(self.left)
        return view

    @cached_property
    def view(self) -> LoopView:
        """Where a loop stands; built for the first loop."""
        view = LoopView(self._theme)
        view.next_round.connect(self._next_round)
        view.skip.connect(self._skip)
        view.later.connect(self.left)
        view.end_loop.connect(self._end)
        view.back.connect(self.left)
        view.opened.connect(self.opened)
        return view

    @property
    def looping(self) -> Looping:
        return self._looping

    def plan(self, wish: LoopWish, title: str) -> None:
        """Draw rounds and questions for a wish, and show them."""
        self._wish = wish
        self.plan_view.show_waiting(title)
        self.planned.emit()
        self._draw()

    def unfinished(self) -> Loop | None:
        """The loop that can be gone on with, if any."""
        return self._looping.unfinished()

    def go_on(self, loop: Loop) -> None:
        """Resume its round under way, or show what comes next."""
        self._loop, self._pending, self._checked = loop.id, None, False
        if loop.under_way is not None:
            self._checked = True
            self._by_voice = self._mocking.attempt(loop.under_way.id).state.by_voice
            self.resumed.emit(int(loop.under_way.id))
        else:
            self.show_loop(loop.id)

    def show_loop(self, loop_id: int) -> None:
        """Where a loop stands."""
        try:
            loop = self._looping.loop(LoopId(loop_id))
        except NotFoundError as gone:
            self.failed.emit(str(gone))
            return
        self._loop, self._pending = loop.id, None
        self.view.show_loop(loop)
        self.looked_at.emit()
        self._look_for_results(loop)

    def takes(self, attempt_id: AttemptId) -> bool:
        """Whether a round that is over belongs to a loop, which is shown then."""
        loop = self._looping.loop_of(attempt_id)
        if loop is None:
            return False
        self._looping.round_over(loop.id)
        self.show_loop(loop.id)
        return True

    def begin_round(self, *, by_voice: bool) -> None:
        """The next round, once the sound was checked. A loop that was only planned is saved now."""
        if self._pending is not None:
            self._loop, self._pending = self._looping.start(self._pending), None
        if self._loop is None:
            return
        self._checked, self._by_voice = True, by_voice
        early = self._looping.loop(self._loop).another_day
        self.sit.emit(partial(self._begin, self._loop, early, by_voice))

    def back_from_check(self) -> None:
        """To what the check of sound was asked for by: the plan, or the loop between two rounds."""
        if self._pending is not None:
            self._pending = None
            self.planned.emit()
        elif self._loop is not None:
            self.show_loop(self._loop)

    def discard(self, loop_id: int) -> None:
        """End a loop that nobody will go on with; what was answered is kept."""
        self._looping.end(LoopId(loop_id))

    def leave(self) -> None:
        self._forget()
        self._forget_results()
        self._pending = None
        if "view" in self.__dict__:
            self.view.leave()

    def _begin(
        self,
        loop_id: LoopId,
        early: bool,
        by_voice: bool,
        speaker: Speaker,
        microphone: Microphone,
        transcriber: Transcriber,
        changed: Callable[[], None],
    ) -> MockRound:
        return self._looping.begin_round(
            loop_id, speaker, microphone, transcriber, changed, early=early, by_voice=by_voice
        )

    def _draw(self, seed: int | None = None) -> None:
        wish = self._wish
        if wish is not None:
            self._forget()
            self._forget = self._background.run(
                partial(self._drawn_for, wish, seed), self._drawn, self._not_drawn
            )

    def _drawn_for(self, wish: LoopWish, seed: int | None) -> _Drawn:
        plan = self._looping.draw(wish, seed)
        return plan, self._looping.whys(plan)

    def _drawn(self, drawn: _Drawn) -> None:
        self._plan, whys = drawn
        self.plan_view.show_plan(self._plan, whys)

    def _not_drawn(self, problem: Exception) -> None:
        if not isinstance(problem, LoopError | NotFoundError):
            raise problem
        self.plan_view.say(str(problem))

    def _start(self) -> None:
        if self._plan is not None:
            self._pending = self._plan
            self.ready.emit(self._plan.by_voice)

    def _next_round(self) -> None:
        """Once checked, the sound is not asked about again in the same sitting."""
        loop = self.view.loop
        if loop is None:
            return
        if self._checked:
            self.begin_round(by_voice=self._by_voice)
        else:
            self.ready.emit(loop.state.plan.by_voice)

    def _skip(self) -> None:
        if self._loop is not None:
            self._looping.skip_round(self._loop)
            self.show_loop(self._loop)

    def _end(self) -> None:
        if self._loop is not None:
            self._looping.end(self._loop)
            self.show_loop(self._loop)

    def _look_for_results(self, loop: Loop) -> None:
        self._forget_results()
        self._forget_results = self._background.run(
            partial(results_of, loop, self._mocking, self._sheets),
            partial(self._show_results, loop.id),
            _raise,
        )

    def _show_results(self, loop_id: LoopId, results: Results) -> None:
        if self.view.loop is not None and self.view.loop.id == loop_id:
            self.view.show_results(results)


def _raise(problem: Exception) -> None:
    raise problem


def _nothing() -> None:
    """Nothing is being drawn."""
