"""A full loop of eight rounds at the real window, killed with -9 again and again.

A virtual sound card speaks every answer into the microphone; nobody waits where nobody speaks. At
random moments the process is killed and started anew. What was there before each kill must be
there after it, all but the last second of the answer under way. Needs PulseAudio.

    python -m tests.benchmarks.loop_kills --json OUT [--kills 20] [--questions 1] [--seed 1]
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.sound_card import SoundCard, sound_card
from tpmdesk.app.unattended import AtOnce
from tpmdesk.bootstrap.parts import Parts
from tpmdesk.bootstrap.paths import profile
from tpmdesk.domain.attempts import Attempt
from tpmdesk.domain.roundstate import GIVEN, mains
from tpmdesk.speech import wav

ANSWER = (
    "We take about nine hundred orders a minute at noon, and the page must come back within half "
    "a second. A customer is never charged twice, whatever fails in between, so the payment call "
    "carries a key that the provider remembers. If the provider hangs, we keep the cart and tell "
    "the customer to try again in a minute. The payments team is on call, and the alert is the "
    "share of carts that are kept for longer than that."
)
LOST_SECONDS = 1.0
HEADER_BYTES = 44
DEADLINE_SECONDS = 1500.0
EARLIEST, LATEST = 2.0, 40.0  # seconds from the window's first line to the kill


@dataclass(frozen=True, slots=True)
class Kept:
    """What a profile holds of one answer."""

    transcript: str
    scores: int
    sound: float


Snapshot = dict[tuple[int, int], Kept]


class Run:
    """One start of the app, until it ends by itself or is killed."""

    def __init__(self, card: SoundCard, data: Path, speech: Path, questions: int) -> None:
        command = [sys.executable, "-m", "tests.end_to_end.loop", str(data), str(speech)]
        self._process = subprocess.Popen(
            [*command, str(questions)], env=card.env, stdout=subprocess.PIPE, text=True
        )
        self.last: dict[str, Any] = {}
        self.begun = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.last = json.loads(line)
            self.begun.set()

    def kill_after(self, seconds: float) -> bool:
        """Whether it was still there to be killed."""
        self.begun.wait(60)
        time.sleep(seconds)
        alive = self._process.poll() is None
        self._process.kill()
        self._end()
        return alive

    def finish(self) -> None:
        code = self._process.wait(DEADLINE_SECONDS)
        self._end()
        if code:
            raise SystemExit(f"The app ended with {code}; last seen: {self.last}")

    def _end(self) -> None:
        self._process.wait()
        self._reader.join(10)


def attempts(data: Path) -> list[Attempt]:
    parts = Parts(profile(data), AtOnce())
    try:
        lines = parts.mocking.attempts()
        return [parts.mocking.attempt(line.id) for line in lines]
    finally:
        parts.close()


def snapshot(data: Path) -> Snapshot:
    """Everything kept of every answer, by attempt and position."""
    kept: Snapshot = {}
    for attempt in attempts(data):
        for answer in attempt.answers:
            text = answer.transcript.text if answer.transcript else ""
            sound = 0.0
            if answer.recording is not None:
                sound = on_disk(data / "recordings" / answer.recording.file)
            kept[attempt.id, answer.position] = Kept(text, len(answer.scores), sound)
    return kept


def on_disk(file: Path) -> float:
    """Seconds of sound in a recording, whatever its header says."""
    if not file.is_file():
        return 0.0
    return max(file.stat().st_size - HEADER_BYTES, 0) / 2 / wav.rate(file)


def losses(before: Snapshot, after: Snapshot, last: dict[str, Any]) -> list[str]:
    """What was there and is not, in words."""
    lost = [
        f"{key}: {name} went from {getattr(was, name)!r} to {getattr(after.get(key), name, None)!r}"
        for key, was in before.items()
        for name in ("transcript", "scores", "sound")
        if key not in after or _less(getattr(after[key], name), getattr(was, name))
    ]
    if last.get("phase") == "answering":
        key = (last["attempt"], last["position"])
        sound = after[key].sound if key in after else 0.0
        if sound < last["recorded"] - LOST_SECONDS:
            lost.append(f"{key}: {last['recorded']} s were recorded, {sound:.2f} s are there")
    return lost


def _less(now: Any, was: Any) -> bool:
    """A transcript is whole or not there; scores and sound only grow."""
    return now != was if isinstance(was, str) and was else now < was


def unfinished(data: Path, rounds: int) -> list[str]:
    """What a whole loop should have and this one has not."""
    found = attempts(data)
    faults = [] if len(found) == rounds else [f"{len(found)} attempts instead of {rounds}"]
    for attempt in found:
        for position in mains(attempt.state.questions):
            if attempt.state.answers[position] not in GIVEN:
                faults.append(f"attempt {attempt.id}: question {position + 1} is unanswered")
            elif not (attempt.answers[position].transcript or attempt.answers[position].recording):
                faults.append(f"attempt {attempt.id}: nothing of answer {position + 1} is kept")
    return faults


def killed(options: Namespace, folder: Path) -> dict[str, Any]:
    data, speech, runtime = folder / "data", folder / "answer.wav", folder / "runtime"
    runtime.mkdir(mode=0o700)
    draw = random.Random(options.seed)
    faults: list[str] = []
    moments: list[str] = []
    began = time.monotonic()
    with sound_card(runtime) as card:
        card.run("tpmdesk", "--data-dir", str(folder / "v"), "speak", ANSWER, "--out", str(speech))
        before: Snapshot = {}
        while len(moments) < options.kills:
            run = Run(card, data, speech, options.questions)
            if not run.kill_after(draw.uniform(EARLIEST, LATEST)):
                faults.append(f"the loop was over before kill {len(moments) + 1}")
                break
            after = snapshot(data)
            faults += losses(before, after, run.last)
            moments.append(f"{run.last.get('phase')} of attempt {run.last.get('attempt')}")
            before = after
            print(json.dumps({"kill": len(moments), "at": run.last, "faults": faults}), flush=True)
        Run(card, data, speech, options.questions).finish()
        faults += losses(before, snapshot(data), {})
        faults += unfinished(data, 8)
    return {
        "kills": len(moments),
        "at": moments,
        "faults": faults,
        "answers": len(snapshot(data)),
        "took_seconds": round(time.monotonic() - began),
    }


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--questions", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = killed(options, Path(folder))
    options.json.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))
    if result["faults"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
