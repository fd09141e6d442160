"""Word error rate and real-time factor of a recognizer on human speech (LibriVox clips).

Needs Debian's pocketsphinx-testdata.

    python -m tests.benchmarks.recognition --json OUT [--recognizer whisper] [--models DIR]
"""

from __future__ import annotations

import json
import os
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from tests.speech.clips import transcripts, word_errors
from tpmdesk.speech import wav
from tpmdesk.speech.engines import Recognition
from tpmdesk.speech.models import ModelStore


def measure(recognition: Recognition, recognizer: str) -> dict[str, Any]:
    """Transcribe every clip once."""
    began = time.perf_counter()
    used = recognition.prepare(recognizer)
    load = time.perf_counter() - began
    clips = [_measure_clip(recognition, used, clip, said) for clip, said in transcripts().items()]
    sums = {key: sum(clip[key] for clip in clips) for key in ("errors", "words", "seconds", "took")}
    return {
        "recognizer": used,
        "word_error_rate": round(sums["errors"] / sums["words"], 4),
        "real_time_factor": round(sums["took"] / sums["seconds"], 4),
        "load_seconds": round(load, 3),
        "load_average": round(os.getloadavg()[0], 2),
        "clips": clips,
    }


def _measure_clip(recognition: Recognition, used: str, clip: Path, said: str) -> dict[str, Any]:
    began = time.perf_counter()
    text = recognition.transcribe(clip, used).text
    took = time.perf_counter() - began
    errors, words = word_errors(said, text)
    return {
        "clip": clip.name,
        "seconds": round(wav.seconds(clip), 3),
        "took": round(took, 3),
        "errors": errors,
        "words": words,
        "heard": text,
    }


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    parser.add_argument("--recognizer", default="whisper")
    parser.add_argument("--models", type=Path, default=Path("models"))
    options = parser.parse_args()
    recognition = Recognition(ModelStore(options.models), lambda: "auto")
    result = measure(recognition, options.recognizer)
    options.json.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps({key: value for key, value in result.items() if key != "clips"}))


if __name__ == "__main__":
    main()
