"""The Mock page: it leads from choosing a round to its summary."""

from __future__ import annotations

from functools import cached_property
from typing import TypeGuard

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from tpmdesk.app.library import Library
from tpmdesk.app.mock import Mocking, SittingManner
from tpmdesk.app.ports import Background, NotFoundError
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.attempts import AttemptId
from tpmdesk.domain.roundstate import Phase
from tpmdesk.ui.pages.mock.card_desk import CardParts
from tpmdesk.ui.pages.mock.check import CheckView
from tpmdesk.ui.pages.mock.choose import ChooseView
from tpmdesk.ui.pages.mock.debriefing import DebriefDesk
from tpmdesk.ui.pages.mock.keys import ENTER, on_enter, press
from tpmdesk.ui.pages.mock.offer import offer
from tpmdesk.ui.pages.mock.past import PastView
from tpmdesk.ui.pages.mock.ports import SoundDesk
from tpmdesk.ui.pages.mock.sheet import Sheets
from tpmdesk.ui.pages.mock.stage import RoundStage
from tpmdesk.ui.pages.page import ATTEMPT, RESUME, TODAY, Page
from tpmdesk.ui.theme.theme import Theme

_QUIET = (
    Phase.TRANSCRIBING,
    Phase.BLIND,
    Phase.SCORING,
)  # nothing is lost by coming straight back to these


class MockPage(Page):
    """Choose, check, sit the round, see what it came to. Leaving always keeps the round."""

    def __init__(
        self,
        theme: Theme,
        mocking: Mocking,
        library: Library,
        sound: SoundDesk,
        settings: SettingsDesk,
        background: Background,
        cards: CardParts | None = None,
    ) -> None:
        super().__init__()
        self.title = self.tr("Mock")
        self._mocking = mocking
        self._library = library
        self._plan = ("", 0)
        self._come_back = False
        self._theme, self._sound, self._background = theme, sound, background
        self._sheets = sheets = Sheets(library, mocking.recording_path)
        self._desk = DebriefDesk(theme, mocking, background, settings.bands, cards)
        self.choose = ChooseView(theme)
        self.check = CheckView(theme, sound, settings)
        self.stage = RoundStage(theme, mocking, sheets, sound, background, self._desk)
        self._views = QStackedWidget()
        for view in (self.choose, self.check, self.stage):
            self._views.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._views)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.title)
        self._connect()

    @cached_property
    def past(self) -> PastView:
        """Built for the first attempt that is opened."""
        past = PastView(
            self._theme, self._mocking, self._sheets, self._sound, self._background, self._desk
        )
        past.back_to_today.connect(lambda: self.go.emit(TODAY, ""))
        past.back_to_rounds.connect(self._back_to_rounds)
        self._views.addWidget(past)
        return past

    @property
    def view(self) -> QWidget | None:
        """The view that is shown."""
        return self._views.currentWidget()

    def entered(self, what: str = "") -> None:
        if self.stage.phase is not None and self.view is self.stage:
            return
        if what == RESUME or (not what and self._come_back):
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
        self._come_back = self.stage.phase in _QUIET
        running = self.stage.phase is not None
        self.stage.close_round()
        self.check.leave()
        self._leave_past()
        if running and not self._come_back:
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
            case self.stage:
                return self.stage.press(key)
            case PastView() as past:
                return past.press(key)
            case self.check:
                return press(self.check.keys(), key)
            case _:
                return press(on_enter(self.choose.proceed), key)

    def _show_choice(self, round_id: str = "") -> None:
        self._come_back = False
        self.choose.show_offer(offer(self._mocking, self._library))
        if round_id:
            self.choose.choose_round(round_id)
        self._views.setCurrentWidget(self.choose)
        self.choose.rounds.take_focus()

    def _prepare(self, round_id: str, questions: int, by_voice: bool) -> None:
        self._plan = (round_id, questions)
        if by_voice:
            self._views.setCurrentWidget(self.check)
            self.check.enter()
            self.setFocus()
        else:
            self._begin(by_voice=False)

    def _begin(self, *, by_voice: bool) -> None:
        self.check.leave()
        round_id, questions = self._plan
        try:
            planned = self._mocking.plan(round_id, questions)
            self._views.setCurrentWidget(self.stage)
            self.stage.start(
                lambda speaker, microphone, transcriber, changed: self._mocking.start(
                    round_id,
                    planned,
                    speaker,
                    microphone,
                    transcriber,
                    SittingManner(by_voice=by_voice),
                    changed,
                )
            )
        except NotFoundError as gone:
            self._say_in_choice(str(gone))

    def _resume_unfinished(self) -> None:
        self._come_back = False
        attempt = self._mocking.unfinished()
        if attempt is None:
            self._show_choice()
        else:
            self._resume(attempt.id)

    def _resume(self, attempt_id: int) -> None:
        try:
            self._views.setCurrentWidget(self.stage)
            self.stage.resume(AttemptId(attempt_id))
        except NotFoundError as gone:
            self._say_in_choice(str(gone))

    def _discard(self, attempt_id: int) -> None:
        self._mocking.discard(AttemptId(attempt_id))
        self._show_choice()

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

    def _leave_past(self) -> None:
        if isinstance(self.view, PastView):
            self.view.leave()

    def _say_in_choice(self, problem: str) -> None:
        self._show_choice()
        self.choose.notice.say(problem)

    def _back_to_rounds(self) -> None:
        self.check.leave()
        self._leave_past()
        self._show_choice()

    def _connect(self) -> None:
        self.choose.go_on.connect(self._prepare)
        self.choose.resume.connect(self._resume)
        self.choose.discard.connect(self._discard)
        self.choose.open_attempt.connect(self._open_attempt)
        self.check.begin_aloud.connect(lambda: self._begin(by_voice=True))
        self.check.begin_typing.connect(lambda: self._begin(by_voice=False))
        self.check.back.connect(self._back_to_rounds)
        self.stage.finished.connect(self._open_attempt)
        self._desk.undo_asked.connect(self.undo_asked)
        self._desk.notice.connect(self.notice)


def _is_plain_button(widget: QWidget | None) -> TypeGuard[QPushButton]:
    return isinstance(widget, QPushButton) and not widget.isCheckable()
