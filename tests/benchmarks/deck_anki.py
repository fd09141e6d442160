"""The yardstick for `tests.benchmarks.deck`: the same deck in Anki, through the package `anki`.

    python -m tests.benchmarks.deck_anki --cards 100000 --json OUT [--runs 3]

The deck of `tests.benchmarks.deck` is written as a package, which Anki imports, with FSRS on and
the day's limits lifted; its decks lie below one, so that all are studied together. Each run is a
new process on a copy of that collection. Figures of the same name measure the same work, without
any window. What differs:

- Anki's file is locked for one program, and written at the `synchronous` that the report names (2
  is FULL).
- `answer_ms` of Anki leaves out the next card, which tpmdesk makes ready within it; with
  `next_after_answer_ms` added it is the same work. Anki keeps 30 steps of undo, `undo_ms` is over
  these.
- Anki's import and addition of notes write no statement to undo each with after a restart.
- Anki's `check_s` mends as well, and looks at no pictures; its `backup_s` holds no pictures, and
  all of the collection each time, so there is no first one.
- Packages are written in the layout that every Anki reads, as tpmdesk does.
"""

from __future__ import annotations

import json
import os
import platform
import tempfile
from argparse import ArgumentParser
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from anki.buildinfo import version

from tests.benchmarks import _anki_steps as steps
from tests.benchmarks._decks import BigDeck
from tests.benchmarks._figures import Figures, in_new_processes, medians, memory

_PICTURES = 100
_SINCE = timedelta(days=1.5)


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--on", type=Path, metavar="FOLDER", help="one run, on this collection")
    options = parser.parse_args()
    if options.on:
        options.json.write_text(json.dumps(_run(options.on, options.cards)))
        return
    report = _report(options.cards, options.runs)
    options.json.write_text(json.dumps(report, indent=2) + "\n")
    print(json.dumps(report["median"], indent=2))


def _report(cards: int, runs: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base"
        deck = BigDeck(cards, datetime.now(UTC) - _SINCE, media=_PICTURES)
        facts = steps.build(base, deck, Path(folder))
        found = in_new_processes("tests.benchmarks.deck_anki", base, runs, "--cards", str(cards))
    return {
        "median": medians(found),
        **facts,
        "anki": version,
        "python": platform.python_version(),
        "load_average": round(os.getloadavg()[0], 2),
        "runs": found,
    }


def _run(folder: Path, cards: int) -> Figures:
    """Every figure of one run: first what a day of study does, then what it seldom does."""
    figures: Figures = {"cards": cards}
    collection = steps.open_(folder, figures)
    for step in steps.DAILY:
        step(collection, figures)
    figures["rss_mb"] = memory("VmRSS:")
    for step in steps.SELDOM:
        step(collection, figures)
    collection.close()
    figures["peak_rss_mb"] = memory("VmHWM:")
    return figures


if __name__ == "__main__":
    main()
