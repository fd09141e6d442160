"""From starting the program to a first card that can be answered, and the memory it then takes.

    python -m tests.benchmarks.startup --json OUT [--runs 7]

Each run is a new process on a profile that has been opened before: the real window, on the display
given or else on Qt's offscreen platform. It presses Space on Today and stops the clock when the
first card has been painted. Memory is the proportional set size (PSS) of the process and its
children a second later, read from Linux's /proc.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from statistics import median
from typing import Any

_SETTLED = 1.0

_RUN = f"""
import json, sys, time
from pathlib import Path
from tpmdesk.bootstrap.paths import profile
from tpmdesk.bootstrap.window import Desktop
from tpmdesk.ui.application import make_application
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtCore import QEvent, Qt

app = make_application(["tpmdesk"])
desktop = Desktop(app, profile(Path(sys.argv[1])))
QTimer.singleShot(0, desktop.later)
desktop.window.show()
while not desktop.window.windowHandle().isExposed():
    app.processEvents()
desktop.window.repaint()
window = time.monotonic()
space = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
app.sendEvent(desktop.window.page, space)
app.processEvents()
desktop.window.repaint()
assert desktop.window.page.view is not None, "no card was shown"
print(json.dumps({{"window": window, "card": time.monotonic()}}), flush=True)
QTimer.singleShot({int(_SETTLED * 1000)}, lambda: print("settled", flush=True))
QTimer.singleShot(10_000, app.quit)
app.exec()
desktop.close()
"""


def measure(data: Path) -> dict[str, float]:
    """One start; seconds and megabytes."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-c", _RUN, str(data)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        shown = json.loads(process.stdout.readline())
        process.stdout.readline()
        return {
            "window_s": round(shown["window"] - began, 3),
            "first_card_s": round(shown["card"] - began, 3),
            "pss_mb": round(sum(map(_pss, _tree(process.pid))) / 1024, 1),
        }
    finally:
        process.kill()
        process.wait()


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in _tree(int(child)))]


def _pss(pid: int) -> int:
    """Kilobytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _report(runs: list[dict[str, float]]) -> dict[str, Any]:
    medians = {key: median(run[key] for run in runs) for key in runs[0]}
    return {
        "platform": os.environ["QT_QPA_PLATFORM"],
        "median": medians,
        "load_average": round(os.getloadavg()[0], 2),
        "runs": runs,
    }


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if "DISPLAY" in os.environ else "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "tpmdesk", "--data-dir", folder, "due"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        measure(Path(folder))
        report = _report([measure(Path(folder)) for _ in range(options.runs)])
    options.json.write_text(json.dumps(report, indent=2) + "\n")
    print(json.dumps(report["median"]))


if __name__ == "__main__":
    main()
