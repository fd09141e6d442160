"""From starting the program to a first card that can be answered, and the memory it then takes.

    python tests/benchmarks/startup.py --json OUT [--runs N]

Each run is a new process on a profile that has been opened before. It shows the real window (on the
display given, else on Qt's offscreen platform), presses Space on Today, and stops the clock when
the first card has been painted. Memory is the proportional set size of the process and its children.
"""

from __future__ import annotations

_RUN = """
import sys, time
from pathlib import Path
from tpmdesk.bootstrap.paths import profile
from tpmdesk.bootstrap.window import Desktop, QTimer
from tpmdesk.ui.application import make_application
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
import psutil

started = float(sys.argv[1])
app = make_application(["tpmdesk"])
desktop = Desktop(app, profile(Path(sys.argv[2])))
QTimer.singleShot(0, desktop.later)
desktop.window.show()
QTest.qWaitForWindowExposed(desktop.window)
app.processEvents()
window_at = time.monotonic()
QTest.keyClick(desktop.window.page, Qt.Key.Key_Space)
app.processEvents()
card_at = time.monotonic()
assert desktop.window.page.stage.isVisible()
"""
