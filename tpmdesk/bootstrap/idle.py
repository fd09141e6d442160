"""Work for idle moments: small steps between events, so that later first visits are quick."""

from __future__ import annotations

import gc
import importlib
import logging
from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain

from PySide6.QtCore import QObject, QTimer

_FIRST_MS = 1_500
_GAP_MS = 60
_PAUSE_MS = 20_000
_YOUNG, _MIDDLE, _OLD = 1_000, 20, 500  # as for gc.set_threshold
_MODULES = (  # with parts of the large ones before them, so that no step takes long
    "tpmdesk.ui.pages.review",
    "tpmdesk.ui.widgets.note_editor",
    "tpmdesk.ui.pages.review.sheets",
    "tpmdesk.ui.transfer.desk",
    "tpmdesk.ui.pages.library.page",
    "tpmdesk.app.statistics",
    "tpmdesk.ui.pages.progress.panels",
    "tpmdesk.ui.pages.progress.page",
    "tpmdesk.ui.pages.settings.decks",
    "tpmdesk.ui.pages.settings.page",
    "tpmdesk.app.looping",
    "tpmdesk.ui.pages.mock.replay",
    "tpmdesk.ui.pages.mock.review",
    "tpmdesk.ui.pages.mock.stage",
    "tpmdesk.ui.pages.mock.choose",
    "tpmdesk.ui.pages.mock.page",
    "tpmdesk.domain.brief",
    "tpmdesk.ui.pages.writing.page",
    "tpmdesk.ui.widgets.diagram_pad",
    "tpmdesk.ui.pages.drawing.page",
    "tpmdesk.ui.pages.stories.page",
    "tpmdesk.speech.transcriber",
    "tpmdesk.bootstrap.sound",
    "PySide6.QtMultimedia",
    "av",
)
_log = logging.getLogger(__name__)


class Idle(QObject):
    """Takes one step at a time; stops with its parent."""

    def __init__(self, steps: Iterable[Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = iter(steps)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take)
        self._timer.start(_FIRST_MS)

    def _take(self) -> None:
        step = next(self._steps, None)
        if step is None:
            return
        try:
            step()
        except ImportError:
            # What is missing is told where it is needed, with what to install.
            _log.info("a module could not be loaded ahead", exc_info=True)
        self._timer.start(_GAP_MS)


def load_pages(parent: QObject, building: Iterable[Callable[[], object]] = ()) -> Idle:
    """Import what pages need that have not been visited yet; then take the steps of `building`.

    The collector is calmed before, so that none of the steps waits for it, and after.
    """
    imports = (partial(importlib.import_module, name) for name in _MODULES)
    return Idle(chain([_calm_collector], imports, building, [_calm_collector]), parent)


def _calm_collector() -> None:
    """The collector of garbage stops every thread while it looks through all there is: let it
    leave out what was loaded, which stays, and look at the rest less often than it would."""
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


class Settling(QObject):
    """Now and then, when something was written, lets the database settle; stops with its parent."""

    def __init__(
        self, writes: Callable[[], int], settle: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._writes = writes
        self._settle = settle
        self._settled = 0
        timer = QTimer(self)
        timer.timeout.connect(self.tick)
        timer.start(_PAUSE_MS)

    def tick(self) -> None:
        writes = self._writes()
        if writes != self._settled:
            self._settled = writes
            self._settle()
