"""How long a person waits for the transcript after Stop, and whether the window stays awake.

Feeds human speech in real time into a growing recording, as the microphone does, while the
recognition child follows it; then Stop. Needs Linux and Debian's pocketsphinx-testdata.

    python -m tests.benchmarks.stop_to_transcript --json OUT [--seconds 120] [--recognizer whisper]
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer

from tests.speech.clips import transcripts, word_errors
from tpmdesk.domain.transcript import Transcript
from tpmdesk.speech import wav
from tpmdesk.speech.transcriber import QtTranscriber

RATE = 16_000
PAUSE_SECONDS = 0.7
FEED_MS = 50
BEAT_MS = 5


def answer(seconds: float) -> tuple[bytes, str]:
    """So many seconds of sentences with short pauses, whole sentences only, and what they say."""
    pcm, said = b"", []
    for sentence, words in _sentences():
        if len(pcm) + len(sentence) > seconds * RATE * 2:
            break
        pcm += sentence + bytes(int(PAUSE_SECONDS * RATE) * 2)
        said.append(words)
    return pcm, " ".join(said)


def _sentences() -> Iterator[tuple[bytes, str]]:
    for clip, words in cycle(transcripts().items()):
        yield wav.read_pcm(clip)[1], words


class Measurement:
    """One answer from its first sample to its transcript."""

    def __init__(self, options: Namespace, folder: Path) -> None:
        self._pcm, self._said = answer(options.seconds)
        self._growing = wav.GrowingWav(folder / "answer.wav", RATE)
        self._transcriber = QtTranscriber(options.models, lambda: options.recognizer)
        self._fed = 0
        self._began = self._stopped = time.perf_counter()
        self._last_beat = 0.0
        self._worst_gap = 0.0
        self._first_words = 0.0
        self.result: dict[str, Any] = {}
        self._feeder = self._timer(FEED_MS, self._feed)
        self._heart = self._timer(BEAT_MS, self._beat)
        self._transcriber.warm_up()
        self._transcriber.follow(folder / "answer.wav", (), self._heard)

    @staticmethod
    def _timer(interval: int, work: Any) -> QTimer:
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(work)
        timer.start(interval)
        return timer

    def _beat(self) -> None:
        now = time.perf_counter()
        if self._last_beat:
            self._worst_gap = max(self._worst_gap, now - self._last_beat - BEAT_MS / 1000)
        self._last_beat = now

    def _heard(self, _transcript: Transcript) -> None:
        self._first_words = self._first_words or time.perf_counter() - self._began

    def _feed(self) -> None:
        due = int((time.perf_counter() - self._began) * RATE) * 2
        self._growing.append(self._pcm[self._fed : due])
        self._fed = min(due, len(self._pcm))
        if self._fed == len(self._pcm):
            self._feeder.stop()
            self._growing.close()
            self._stopped = time.perf_counter()
            self._transcriber.finish(self._done)

    def _done(self, transcript: Transcript | None, problem: str) -> None:
        waited = time.perf_counter() - self._stopped
        self._heart.stop()
        if transcript is None:
            raise SystemExit(problem)
        errors, words = word_errors(self._said, transcript.text)
        self.result = {
            "recognizer": transcript.recognizer,
            "answer_seconds": round(len(self._pcm) / 2 / RATE, 1),
            "stop_to_transcript_seconds": round(waited, 3),
            "first_words_after_seconds": round(self._first_words, 2),
            "worst_gui_gap_ms": round(self._worst_gap * 1000, 1),
            "word_error_rate": round(errors / words, 4),
            **child_cost(self._transcriber.process_id),
            "load_average": round(os.getloadavg()[0], 2),
        }
        self._transcriber.close()
        QCoreApplication.quit()


def child_cost(process: int) -> dict[str, float]:
    """Processor seconds and peak resident megabytes of a process."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    status = Path(f"/proc/{process}/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return {
        "child_cpu_seconds": round(ticks / os.sysconf("SC_CLK_TCK"), 2),
        "child_peak_rss_mb": round(int(peak.split()[1]) / 1024, 1),
    }


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--recognizer", default="whisper")
    parser.add_argument("--models", type=Path, default=Path("models"))
    options = parser.parse_args()
    app = QCoreApplication([])
    with tempfile.TemporaryDirectory() as folder:
        measurement = Measurement(options, Path(folder))
        app.exec()
    options.json.write_text(json.dumps(measurement.result, indent=2) + "\n")
    print(json.dumps(measurement.result))


if __name__ == "__main__":
    main()
