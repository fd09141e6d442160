"""How the library's window feels with many cards.

    python -m tests.benchmarks.library_window --cards 100000 [--profile DIR] [--json OUT]

A beat every 2 ms on the window's thread measures how long that thread was ever away: while
searches are typed letter by letter, while the list is paged and dragged through, sorted, and its
rows all chosen. A frame is one repaint of the list at another place, rows fetched included. The
profile is built anew, or read from DIR where one lies. Without a display, set
QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
import traceback
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import monotonic, perf_counter
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.benchmarks._decks import COMMON_WORD, RARE_WORD, BigDeck
from tpmdesk.app.unattended import AtOnce
from tpmdesk.bootstrap.parts import Parts
from tpmdesk.bootstrap.paths import Profile, profile
from tpmdesk.bootstrap.window import Desktop
from tpmdesk.ui.application import make_application
from tpmdesk.ui.pages import page as names
from tpmdesk.ui.pages.library.page import LibraryPage

_BEAT_MS = 2
_LONG = 0.05
_KEY_MS = 90  # between two letters: a quick typist
_SIZE = (1280, 800)
_QUERIES = (
    COMMON_WORD,
    RARE_WORD,
    "is:due -ro or tag:area-1",
    'deck:"Area 1" prop:ivl>21 lo',
    "added:7 rated:30:1",
)
_FRAMES = 400


class Beat:
    """How long the window's thread was away at worst; and, where that was long, at what."""

    def __init__(self) -> None:
        self.worst = 0.0
        self.blamed: list[str] = []
        self._last = perf_counter()
        self._running = True
        self._main = threading.get_ident()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_BEAT_MS)
        threading.Thread(target=self._watch, daemon=True).start()

    def begin(self) -> None:
        self.worst = 0.0
        self._last = perf_counter()

    def end(self) -> float:
        """Milliseconds of the longest gap since `begin`."""
        self._tick()
        return round(1000 * self.worst, 1)

    def stop(self) -> None:
        self._running = False
        self._timer.stop()

    def _tick(self) -> None:
        now = perf_counter()
        self.worst = max(self.worst, now - self._last)
        self._last = now

    def _watch(self) -> None:
        pause = threading.Event()
        while self._running:
            pause.wait(0.01)
            if perf_counter() - self._last > _LONG:
                frame = sys._current_frames().get(self._main)
                self.blamed.append("".join(traceback.format_stack(frame)[-3:]))
                pause.wait(0.1)


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.profile or Path(scratch)
        home = profile(folder)
        if not home.database.exists():
            _build(home, options.cards)
        app = make_application(sys.argv[:1])
        desktop = Desktop(app, home)
        try:
            figures = _measure(desktop)
        finally:
            desktop.window.close()
            desktop.close()
    print(json.dumps(figures, indent=2))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2), encoding="utf-8")


def _options() -> Any:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--profile", type=Path)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _build(home: Profile, cards: int) -> None:
    parts = Parts(home, AtOnce())
    parts.transferring.run(BigDeck(cards, datetime.now(UTC)), lambda _done, _total: None)
    parts.close()


def _measure(desktop: Desktop) -> dict[str, Any]:
    window = desktop.window
    window.resize(*_SIZE)
    window.show()
    started = perf_counter()
    window.go(names.LIBRARY)
    page = window.page
    assert isinstance(page, LibraryPage)
    _until(lambda: page.table.cards.rowCount() > 0)
    first = round(1000 * (perf_counter() - started))
    _wait(500)
    beat = Beat()
    figures: dict[str, Any] = {"cards": page.table.cards.rowCount(), "first_list_ms": first}
    figures |= {
        "typing_worst_gap_ms": _gap(beat, lambda: _type_all(page)),
        "paging_worst_gap_ms": _gap(beat, lambda: _page_through(page)),
        "dragging_worst_gap_ms": _gap(beat, lambda: _drag(page)),
        "sorting_worst_gap_ms": _gap(beat, lambda: _sort_all(page)),
        "choosing_all_worst_gap_ms": _gap(beat, lambda: _choose_all(page)),
    }
    figures |= _frames(page)
    beat.stop()
    figures["held_up_by"] = beat.blamed[:5]
    return figures


def _gap(beat: Beat, work: Callable[[], None]) -> float:
    _wait(300)
    beat.begin()
    work()
    return beat.end()


def _type_all(page: LibraryPage) -> None:
    for query in _QUERIES:
        for letter in query:
            QTest.keyClicks(page.search.field, letter)
            _wait(_KEY_MS)
        _wait(400)
        page.search.field.clear()
        _wait(400)


def _page_through(page: LibraryPage) -> None:
    page.table.choose_row(0)
    for _ in range(60):
        QTest.keyClick(page.table, Qt.Key.Key_PageDown)
        _wait(16)
    for _ in range(60):
        QTest.keyClick(page.table, Qt.Key.Key_Down)
        _wait(16)
    _wait(200)


def _drag(page: LibraryPage) -> None:
    bar = page.table.verticalScrollBar()
    random = Random(1)
    for _ in range(120):
        bar.setValue(random.randint(0, bar.maximum()))
        _wait(16)


def _sort_all(page: LibraryPage) -> None:
    header = page.table.horizontalHeader()
    for section in range(header.count()):
        header.sectionClicked.emit(section)
        _wait(600)


def _choose_all(page: LibraryPage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    _wait(400)


def _frames(page: LibraryPage) -> dict[str, float]:
    """Repaints while a wheel turns (three rows a step), and at places far apart."""
    bar, view = page.table.verticalScrollBar(), page.table.viewport()
    page.table.choose_row(0)
    _wait(200)
    near = [_frame(view.repaint, bar.setValue, n * 108) for n in range(_FRAMES)]
    random = Random(2)
    far = [_frame(view.repaint, bar.setValue, random.randint(0, bar.maximum())) for _ in near]
    return {
        "frame_p50_ms": round(median(near), 2),
        "frame_p99_ms": round(quantiles(near, n=100)[-1], 2),
        "far_frame_p50_ms": round(median(far), 2),
        "far_frame_p99_ms": round(quantiles(far, n=100)[-1], 2),
    }


def _frame(paint: Callable[[], None], scroll: Callable[[int], None], place: int) -> float:
    begun = perf_counter()
    scroll(place)
    paint()
    took = 1000 * (perf_counter() - begun)
    QApplication.processEvents()
    return took


def _wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _until(ready: Callable[[], bool], seconds: float = 30.0) -> None:
    end = monotonic() + seconds
    while not ready() and monotonic() < end:
        _wait(5)


if __name__ == "__main__":
    main()
