"""How long the window is held up while the debrief of a long answer is drawn.

Draws an answer of about two minutes, with a follow-up, from the top; then again with a corrected
word. The longest turn is told in milliseconds of the window's thread, so that what other programs
do meanwhile does not count.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.debrief --json OUT
"""

from __future__ import annotations

import json
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer

from tests.app.fakes import FakeMicrophone, FakeSpeaker, FakeTranscriber
from tests.ui.pages.mock.sound import FakeSound
from tpmdesk.app.unattended import AtOnce
from tpmdesk.bootstrap.parts import Parts
from tpmdesk.bootstrap.paths import profile, shipped
from tpmdesk.domain.assess import assess
from tpmdesk.domain.attempts import Answer, AnswerId, Attempt, AttemptId, Recording, RecordingId
from tpmdesk.domain.correction import corrected
from tpmdesk.domain.roundstate import AnswerStatus, Question, new_round
from tpmdesk.domain.transcript import Transcript, Utterance, Word
from tpmdesk.storage.database import utc_now
from tpmdesk.ui.application import make_application
from tpmdesk.ui.pages.mock.review import ReviewView
from tpmdesk.ui.pages.mock.sheet import AnswerSheet, Sheets
from tpmdesk.ui.tasks import Tasks
from tpmdesk.ui.theme.theme import Theme

ROUND = "core/release"
SECONDS = 115.0
BEAT_MS = 2
SENTENCE = (
    "um in phase two we send five percent of the traffic to the new path and if the error rate "
    "goes above half a percent for ten minutes I guess we roll back at the end of the day"
)


def spoken(seconds: float) -> Transcript:
    """So many seconds of sentences with pauses between them."""
    at, utterances = 0.5, []
    while at < seconds:
        words = []
        for text in SENTENCE.split():
            words.append(Word(text, at, at + 0.3))
            at += 0.36
        utterances.append(Utterance(tuple(words)))
        at += 1.2
    return Transcript(tuple(utterances), "benchmark")


def sheet(parts: Parts, folder: Path) -> AnswerSheet:
    """A main answer and what was asked back, each with a recording."""
    library = parts.library
    prompt = parts.content.prompts(library.round(ROUND).id)[0]
    framework = library.framework(prompt.framework or library.round(ROUND).framework or "")
    main = Question(prompt.id, prompt.text, 60, 180)
    back = replace(main, text="And who decides at each step?", follow_up_of=0)
    state = replace(new_round((main, back)), answers=(AnswerStatus.RECORDED,) * 2)

    def answer(position: int, seconds: float) -> Answer:
        words = spoken(seconds)
        (folder / f"{position}.wav").touch()
        return Answer(
            AnswerId(position + 1),
            position,
            prompt.id,
            state.questions[position].text,
            Recording(RecordingId(position + 1), f"{position}.wav", seconds, complete=True),
            words,
            assess(prompt, framework, words, (), seconds),
        )

    answers = (answer(0, SECONDS), answer(1, SECONDS / 2))
    attempt = Attempt(AttemptId(1), ROUND, "Release", utc_now(), None, state, answers)
    return Sheets(library, lambda recording: folder / recording.file).sheet(attempt, 0)


class Turns:
    """The longest time that the window's thread worked between two beats."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def of(self, work: Callable[[], None]) -> float:
        """Milliseconds of the longest turn of some work, and of all that it brings about."""
        rest(100)
        self.worst, self._last = 0.0, time.thread_time()
        QTimer.singleShot(0, work)
        rest(1000)
        return round(1000 * self.worst, 1)

    def _beat(self) -> None:
        now = time.thread_time()
        self.worst, self._last = max(self.worst, now - self._last), now


def rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def measure(folder: Path) -> dict[str, Any]:
    app = make_application(["tpmdesk"])
    tasks = Tasks()
    parts = Parts(profile(folder), AtOnce())
    parts.library.merge_bundled()
    shown = sheet(parts, folder)
    log: list[str] = []
    sound = FakeSound(folder, FakeSpeaker(log), FakeMicrophone(log), FakeTranscriber(log))
    view = ReviewView(Theme(app, shipped("resources"), "light"), sound, tasks)
    view.resize(1280, 800)
    view.show()
    view.prepare(shown.rubric)
    words = shown.answer.transcript or spoken(1.0)
    mended = replace(shown.answer, transcript=corrected(words, 3, 3, "three"))
    turns = Turns()
    figures = {
        "from_the_top_worst_turn_ms": turns.of(lambda: view.show_sheet(shown)),
        "corrected_worst_turn_ms": turns.of(lambda: view.show_sheet(replace(shown, answer=mended))),
    }
    view.close()
    tasks.close()
    parts.close()
    return figures


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="OUT")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder))
    print(json.dumps(figures, indent=2))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
