"""Figures of a run, and runs in processes of their own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

Figures = dict[str, float]


@contextmanager
def timed(figures: Figures, name: str) -> Iterator[None]:
    """Seconds for a name that ends in `_s`, else milliseconds."""
    began = perf_counter()
    yield
    took = perf_counter() - began
    figures[name] = took if name.endswith("_s") else took * 1000


def spread(figures: Figures, name: str, seconds: Sequence[float]) -> None:
    figures[f"{name}_p50"] = median(seconds) * 1000
    figures[f"{name}_p99"] = quantiles(seconds, n=100)[98] * 1000


def each(times: int, call: Callable[[], object]) -> list[float]:
    """How many seconds each of the calls took."""
    taken = []
    for _ in range(times):
        began = perf_counter()
        call()
        taken.append(perf_counter() - began)
    return taken


def memory(name: str) -> float:
    """A line of Linux's /proc/self/status, in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return round(next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024, 1)


def medians(found: Sequence[Figures]) -> Figures:
    return {key: round(median(run[key] for run in found), 3) for key in found[0]}


def in_new_processes(module: str, base: Path, runs: int, *options: str) -> list[Figures]:
    """The figures of each run of `module`, on a copy of the folder `base`."""
    return [_in_new_process(module, base, base.with_name(f"run-{n}"), options) for n in range(runs)]


def _in_new_process(module: str, base: Path, folder: Path, options: Sequence[str]) -> Figures:
    shutil.copytree(base, folder)
    out = folder.with_suffix(".json")
    command = [sys.executable, "-m", module, *options]
    subprocess.run([*command, "--on", str(folder), "--json", str(out)], check=True)
    shutil.rmtree(folder)
    return dict(json.loads(out.read_text()))
