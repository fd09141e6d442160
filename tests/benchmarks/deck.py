"""A large deck: opening, the queue, answers, search, statistics, exchange, checks and backups.

    python -m tests.benchmarks.deck --cards 100000 --json OUT [--runs 3] [--daily]

Builds a profile of that many cards, four fifths of them with five reviews or a few more, and a
hundred pictures. Each run is a new process on a copy of it, at SQLite's `synchronous=FULL`;
searches are the first call of their kind. The figures are medians over the runs; times are in
milliseconds (`_ms`) or seconds (`_s`), memory in megabytes: `rss_mb` after all that a day of study
does, `peak_rss_mb` the most of the whole run. With `--daily` a run ends there.
"""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import tempfile
from argparse import ArgumentParser
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.benchmarks import _deck_steps as steps
from tests.benchmarks._decks import BigDeck
from tests.benchmarks._figures import in_new_processes, medians, memory

_PICTURES = 100
_SINCE = timedelta(days=1.5)  # nothing was studied today, so that the day's limits are free


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--on", type=Path, metavar="PROFILE", help="one run, on this profile")
    parser.add_argument("--daily", action="store_true", help="only what a day of study does")
    options = parser.parse_args()
    if options.on:
        figures = _run(options.on, options.cards, daily=options.daily)
        options.json.write_text(json.dumps(figures))
        return
    report = _report(options.cards, options.runs, ["--daily"] if options.daily else [])
    options.json.write_text(json.dumps(report, indent=2) + "\n")
    print(json.dumps(report["median"], indent=2))


def _report(cards: int, runs: int, more: list[str]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base"
        _build(base, cards)
        size = (base / "tpmdesk.db").stat().st_size
        found = in_new_processes("tests.benchmarks.deck", base, runs, "--cards", str(cards), *more)
    return {
        "median": medians(found),
        "database_mb": round(size / 1e6, 1),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "load_average": round(os.getloadavg()[0], 2),
        "runs": found,
    }


def _build(profile: Path, cards: int) -> None:
    steps.build(profile, BigDeck(cards, datetime.now(UTC) - _SINCE, media=_PICTURES))


def _run(profile: Path, cards: int, *, daily: bool) -> dict[str, float]:
    """Every figure of one run: first what a day of study does, then what it seldom does."""
    figures: dict[str, float] = {"cards": cards}
    parts = steps.open_(profile, figures)
    for step in steps.DAILY:
        step(parts, figures)
    figures["rss_mb"] = memory("VmRSS:")
    for step in () if daily else steps.SELDOM:
        step(parts, figures)
    parts.database.close()
    figures["peak_rss_mb"] = memory("VmHWM:")
    return figures


if __name__ == "__main__":
    main()
