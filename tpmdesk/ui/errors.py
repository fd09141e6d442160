"""What nobody foresaw: written to the log, and told calmly."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

_LOG_BYTES = 500_000
_OLD_LOGS = 2
_log = logging.getLogger("tpmdesk")


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """An error in one line, and its details for whoever mends it."""

    summary: str
    details: str


class ErrorReporter(QObject):
    """Emits `happened` with an `ErrorReport`, on the thread that made it."""

    happened = Signal(object)
    _caught = Signal(object)

    def __init__(self, log_file: Path) -> None:
        super().__init__()
        self.log_file = log_file
        self._caught.connect(self.happened, Qt.ConnectionType.QueuedConnection)
        self._before = (sys.excepthook, threading.excepthook)
        self._handler: logging.Handler | None = None

    def install(self) -> None:
        """Write the log from now on, and hear of every error that nobody caught."""
        self.log_file.parent.mkdir(parents=True, exist_ok=True)
        self._handler = RotatingFileHandler(
            self.log_file, maxBytes=_LOG_BYTES, backupCount=_OLD_LOGS, encoding="utf-8", delay=True
        )
        self._handler.setFormatter(
            logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")
        )
        logging.getLogger().addHandler(self._handler)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def uninstall(self) -> None:
        """Put everything back as it was."""
        sys.excepthook, threading.excepthook = self._before
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()

    def report(self, error: BaseException) -> None:
        """Log an error and tell of it. May be called from any thread."""
        details = "".join(traceback.format_exception(error))
        _log.error("%s", details)
        self._caught.emit(ErrorReport(f"{type(error).__name__}: {error}", details))

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.report(error.with_traceback(trace))

    def _uncaught_in_thread(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            self.report(hook.exc_value)
