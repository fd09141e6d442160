"""The Mock page on a bench: a real page and real rounds, with every port in the test's hand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.app.fakes import NOON, PROMPTS, WALK, MemoryContent, heard
from tests.app.loopbench import MemoryLoops
from tests.app.studio import Studio
from tests.ui.pages.mock.cards import FakeNotes, FakeNudging
from tests.ui.pages.mock.sound import FakeSound
from tpmdesk.app.looping import Looping
from tpmdesk.app.mock import MockRound
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.attempts import Answer, AttemptId
from tpmdesk.domain.content import (
    Criterion,
    EntryId,
    Framework,
    FrameworkStep,
    Level,
    ModelAnswer,
    Rubric,
)
from tpmdesk.domain.roundstate import Phase
from tpmdesk.ui.pages.mock.card_desk import CardParts
from tpmdesk.ui.pages.mock.page import MockPage
from tpmdesk.ui.pages.mock.past import PastParts
from tpmdesk.ui.theme.theme import Theme

NAMES = ("Not yet", "Developing", "Solid", "Strong")
LONG_ANSWER = (
    "I begin with what breaks. The page gets a timeout and the client just retries forever, so "
    "the first thing I would ask is who owns that retry and how often it may happen in an hour. "
    "Then I would look at the queue behind it and ask how long a message may wait there."
)


def _criterion(slug: str) -> Criterion:
    levels = tuple(Level(n, name, f"{slug} at level {n}") for n, name in enumerate(NAMES, start=1))
    return Criterion(slug, slug.title(), f"Did you {slug}?", levels)


RUBRIC = Rubric(EntryId("t/talk"), "Talk", (_criterion("map"), _criterion("agree")))
FRAMEWORK = replace(
    WALK, steps=(*WALK.steps, FrameworkStep("Owner", "Who is paged.", cues=("pagerduty",)))
)


class Content(MemoryContent):
    """Two steps to walk through, a rubric of two criteria, and example answers."""

    def __init__(self) -> None:
        weak, strong = ModelAnswer("Weak text.", "Too vague."), ModelAnswer("Strong.", "Precise.")
        super().__init__([replace(prompt, weak=weak, strong=strong) for prompt in PROMPTS])

    def rubric(self, ref: str) -> Rubric:
        return RUBRIC

    def framework(self, ref: str) -> Framework:
        return FRAMEWORK


@dataclass
class MemorySettings:
    kept: dict[str, Any] = field(default_factory=dict)

    def values(self) -> dict[str, Any]:
        return self.kept

    def put(self, key: str, value: Any) -> None:
        self.kept[key] = value


class Bench:
    """Opens the page, presses keys, and lets the ports report what a test wants."""

    def __init__(
        self, qtbot: QtBot, theme: Theme, folder: Path, content: MemoryContent | None = None
    ) -> None:
        self.qtbot = qtbot
        self.theme = theme
        self.studio = Studio(folder, content=content or Content())
        self.looping = Looping(
            self.studio.content,
            MemoryLoops(self.studio.attempts),
            self.studio.mocking,
            lambda: NOON,
            lambda at: at.date(),
        )
        self.settings = SettingsDesk(MemorySettings())
        self.nudging = FakeNudging()
        self.card_notes = FakeNotes()
        studio = self.studio
        self.sound = FakeSound(folder, studio.speaker, studio.microphone, studio.transcriber)
        self._pages: list[MockPage] = []
        self.more: PastParts | None = None
        self.page = self.open_page()

    def close(self) -> None:
        """Close every page that was opened."""
        for page in self._pages:
            page.leave()
            page.close()
            page.deleteLater()

    def open_page(self) -> MockPage:
        """A page as the window builds it on the first visit."""
        page = MockPage(
            self.theme,
            self.studio.mocking,
            self.looping,
            self.studio.content,
            self.sound,
            self.settings,
            self.studio.background,
            cards=CardParts(lambda: self.nudging, lambda: self.card_notes),
            more=self.more,
        )
        self._pages.append(page)
        page.resize(1000, 760)
        page.show()
        page.entered()
        return page

    def reopen(self) -> MockPage:
        """Close the window and open it again the next day."""
        self.page.leave()
        self.page.hide()
        self.page = self.open_page()
        return self.page

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.qtbot.keyClick(self.page.window().focusWidget() or self.page, key)

    @property
    def sitting(self) -> MockRound:
        sitting = self.page.stage._round
        assert sitting is not None
        return sitting

    @property
    def phase(self) -> Phase | None:
        return self.page.stage.phase

    @property
    def review(self):
        return self.page.stage.review

    def answer(self, position: int = 0, attempt: int = 1) -> Answer:
        return self.studio.attempts.attempt(AttemptId(attempt)).answers[position]

    def begin(self) -> None:
        """From the rounds to the first question, by keyboard. Nothing is asked back."""
        self.page.choose.choose_round("t/first")
        self.page.choose.setup.backs.set_value("0")
        self.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
        assert self.phase is Phase.ASKING

    def speak(self, seconds: float = 60.0) -> None:
        """From the question to an answer under way."""
        self.sound.speaker.finish()
        self.press(Qt.Key.Key_Space)
        listener = self.sound.microphone.listener
        assert listener is not None
        listener.sound_arrived()
        listener.level(0.3, seconds)

    def stop(self) -> None:
        self.press(Qt.Key.Key_Space)
        assert self.phase is Phase.TRANSCRIBING

    def understand(self, text: str = LONG_ANSWER, problem: str = "") -> None:
        done = self.sound.transcriber.done
        assert done is not None
        done(None if problem else heard(text), problem)
        self.studio.background.work_off()

    def to_blind(self, text: str = LONG_ANSWER) -> None:
        """The first answer is to be scored, unseen."""
        self.begin()
        self.speak()
        self.stop()
        self.understand(text)
        assert self.phase is Phase.BLIND

    def to_debrief(self, text: str = LONG_ANSWER) -> None:
        """The debrief of the first answer."""
        self.to_blind(text)
        self.press(Qt.Key.Key_N)
        assert self.phase is Phase.SCORING
        self.review.finish_drawing()
