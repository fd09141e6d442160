"""How much memory a whole loop takes, from its first answer to its last.

Sits the full loop of eight rounds in the real window, with human speech that is fed faster than
anybody speaks into growing recordings, as a microphone would; every answer is written down,
assessed, scored and looked at. Needs Linux and Debian's pocketsphinx-testdata.

    python -m tests.benchmarks.loop_memory --json OUT [--minutes 120] [--speed 10]
"""

from __future__ import annotations

import gc
import json
import os
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from tests.benchmarks.stop_to_transcript import RATE, answer
from tests.end_to_end.person import Person, at_the_window
from tpmdesk.app.looping import LoopWish
from tpmdesk.app.mock import MockRound
from tpmdesk.app.ports import MicrophoneListener
from tpmdesk.domain.attempts import LoopId
from tpmdesk.domain.roundevents import Next, ReadyToAnswer, Stop
from tpmdesk.domain.roundstate import Phase
from tpmdesk.speech import wav
from tpmdesk.ui.pages import page as names

MOST_QUESTIONS = 5
FEED_MS = 50
PATIENCE_SECONDS = 120.0


class FastMicrophone:
    """Hears the same answer each time, `speed` times as fast as it was spoken."""

    def __init__(self, pcm: bytes, speed: float) -> None:
        self._pcm = pcm
        self._step = int(RATE * 2 * FEED_MS / 1000 * speed) // 2 * 2
        self._timer = QTimer()
        self._timer.timeout.connect(self._feed)
        self._fed = 0

    @property
    def spoken(self) -> bool:
        return self._fed >= len(self._pcm)

    def start(self, file: Path, listener: MicrophoneListener, *, append: bool = False) -> None:
        assert not append, "nobody pauses here"
        self._file, self._listener, self._fed = wav.GrowingWav(file, RATE), listener, 0
        self._timer.start(FEED_MS)
        listener.sound_arrived()

    def stop(self) -> float:
        self._timer.stop()
        self._file.close()
        return self._fed / 2 / RATE

    def _feed(self) -> None:
        piece = self._pcm[self._fed : self._fed + self._step]
        self._file.append(piece)
        self._fed += len(piece)
        self._listener.level(0.3, self._fed / 2 / RATE)


class SilentVoice:
    """Reads nothing aloud."""

    def say(self, text: str, done: Callable[[str], None], round_id: str = "") -> None:
        done("")

    def stop(self) -> None: ...


class Loop:
    """One loop in the window, and what the processes take after each answer."""

    def __init__(self, person: Person, options: Namespace) -> None:
        self._person = person
        self._parts = person.desktop.parts
        self._sound = person.desktop.sound
        self.curve: list[dict[str, float]] = []
        self._options = options
        self._seconds = self._spoken = 0.0

    def sit(self) -> None:
        person, parts = self._person, self._parts
        person.wait(lambda: parts.library.rounds(), "the bundled rounds")
        person.window.go(names.MOCK)
        plan = parts.looping.draw(LoopWish(preset="full", questions=MOST_QUESTIONS), seed=1)
        answers = sum(len(planned.questions) for planned in plan.rounds)
        pcm, _ = answer(self._options.minutes * 60 / answers)
        self._seconds = len(pcm) / 2 / RATE
        self._microphone = FastMicrophone(pcm, self._options.speed)
        loop = parts.looping.start(plan)
        while parts.looping.loop(loop).state.next_round is not None:
            self._sit_round(loop)
            parts.looping.round_over(loop)

    def _sit_round(self, loop: LoopId) -> None:
        stage = self._person.window.page.stage
        voice = SilentVoice()
        stage.start(
            lambda _speaker, _microphone, transcriber, changed: self._parts.looping.begin_round(
                loop, voice, self._microphone, transcriber, changed
            )
        )
        sitting = stage._round
        while sitting.state.phase is not Phase.DEBRIEF:
            self._answer(sitting)

    def _answer(self, sitting: MockRound) -> None:
        person = self._person
        sitting.send(ReadyToAnswer(sitting.now()))
        person.wait(lambda: self._microphone.spoken, "the answer", PATIENCE_SECONDS)
        sitting.send(Stop(sitting.now()))
        person.wait(lambda: sitting.state.phase is Phase.BLIND, "the words", PATIENCE_SECONDS)
        sitting.send(Next(sitting.now()))
        person.rest(0.5)  # the debrief is drawn
        sitting.send(Next(sitting.now()))
        self._spoken += self._seconds / 60
        self._note()

    def _note(self) -> None:
        gc.collect()
        point = {
            "minutes": round(self._spoken, 1),
            "window_mb": resident(os.getpid()),
            "recognition_mb": resident(self._sound.transcriber.process_id),
        }
        self.curve.append(point)
        print(json.dumps(point), flush=True)


def resident(process: int | None) -> float:
    """Proportional resident megabytes."""
    if process is None:
        return 0.0
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    pss = next(line for line in lines if line.startswith("Pss:"))
    return round(int(pss.split()[1]) / 1024, 1)


def growth(curve: list[dict[str, float]], key: str) -> float:
    """Megabytes an hour over the second half of the loop, by least squares."""
    half = curve[len(curve) // 2 :]
    hours = [point["minutes"] / 60 for point in half]
    values = [point[key] for point in half]
    mean_h, mean_v = sum(hours) / len(half), sum(values) / len(half)
    spread = sum((hour - mean_h) ** 2 for hour in hours)
    slope = sum((h - mean_h) * (v - mean_v) for h, v in zip(hours, values, strict=True))
    return round(slope / spread, 2) if spread else 0.0


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--speed", type=float, default=10)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, at_the_window(Path(folder)) as person:
        loop = Loop(person, options)
        loop.sit()
    result: dict[str, Any] = {
        "minutes_of_speech": loop.curve[-1]["minutes"],
        "answers": len(loop.curve),
        "took_seconds": round(time.monotonic() - began),
        "growth_mb_per_hour": {
            key: growth(loop.curve, key) for key in ("window_mb", "recognition_mb")
        },
        "curve": loop.curve,
    }
    options.json.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps({key: result[key] for key in result if key != "curve"}))


if __name__ == "__main__":
    main()
