"""A person who sits a whole loop at the real window, wherever it stands.

    python -m tests.end_to_end.loop DATA SPEECH.wav [QUESTIONS]

Begins a full loop with so many questions a round, or goes on with the one there is, and answers
everything with the same clip, until the loop ends or somebody kills the process. Prints a JSON
line several times a second: where the loop stands, and how much of the answer is recorded.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from tests.end_to_end.person import Person, at_the_window
from tpmdesk.app.loopshapes import LoopWish
from tpmdesk.domain.roundstate import Phase
from tpmdesk.ui.pages import page as names
from tpmdesk.ui.pages.mock.page import MockPage

LOOK_SECONDS = 0.1
K = Qt.Key


class Sitter:
    """Does in each phase what a person would, without thinking for long."""

    def __init__(self, person: Person, speech: Path) -> None:
        self._person = person
        self._speech = speech
        self._mouth: subprocess.Popen[bytes] | None = None

    @property
    def page(self) -> MockPage:
        page = self._person.window.page
        assert isinstance(page, MockPage)
        return page

    def sit(self) -> None:
        """Until the loop is over."""
        acts: dict[Phase, Callable[[], None]] = {
            Phase.ASKING: lambda: self._press(K.Key_Space),
            Phase.THINKING: lambda: self._press(K.Key_Space),
            Phase.ANSWERING: self._answer,
            Phase.PAUSED: lambda: self._press(K.Key_Space),
            Phase.BLIND: lambda: self._press(K.Key_S, K.Key_3, K.Key_N),
            Phase.SCORING: lambda: self._press(K.Key_S, K.Key_2, K.Key_N),
        }
        while not self._is_over():
            self._tell()
            phase = self.page.stage.phase
            if phase is None:
                self._between_rounds()
            else:
                acts.get(phase, lambda: None)()
            self._person.rest(LOOK_SECONDS)
        self._tell()

    def _is_over(self) -> bool:
        loops = self._person.desktop.parts.looping.loops()
        return bool(loops) and loops[0].ended is not None

    def _between_rounds(self) -> None:
        for words in ("Begin the next round", "Begin the round", "Resume"):
            if self._person.sees(words):
                self._person.click(words)
                return

    def _answer(self) -> None:
        """Speak the clip once, then stop."""
        if self._mouth is None:
            command = ["paplay", "--device=room", str(self._speech)]
            self._mouth = subprocess.Popen(command)
        elif self._mouth.poll() is not None:
            self._mouth = None
            self._press(K.Key_Space)

    def _press(self, *keys: Qt.Key) -> None:
        for key in keys:
            if key is K.Key_N:
                self.page.setFocus()
            self._person.press(key)

    def _tell(self) -> None:
        sitting = self.page.stage._round
        told: dict[str, object] = {"phase": None}
        if sitting is not None:
            told = {
                "phase": sitting.state.phase.value,
                "attempt": int(sitting.attempt_id),
                "position": sitting.state.index,
                "recorded": round(sitting.recorded, 2),
            }
        print(json.dumps(told), flush=True)


def begin(person: Person, questions: int) -> None:
    """A full loop drawn with a seed, unless there is one to go on with."""
    looping = person.desktop.parts.looping
    if looping.unfinished() is None:
        wish = LoopWish(preset="full", questions=questions, follow_ups=1)
        looping.start(looping.draw(wish, seed=7))


def main() -> None:
    data, speech, *questions = sys.argv[1:]
    with at_the_window(Path(data)) as person:
        rounds = person.desktop.parts.library.rounds
        person.wait(rounds, "the bundled rounds")
        begin(person, int(questions[0]) if questions else 1)
        person.window.go(names.MOCK, names.RESUME)
        person.rest(0.5)
        Sitter(person, Path(speech)).sit()


if __name__ == "__main__":
    main()
