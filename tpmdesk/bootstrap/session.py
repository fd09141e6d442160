"""One run of the window: opened, and opened again after going back to a backup."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tpmdesk.app.integrity import DamagedError
from tpmdesk.app.ports import StoreError
from tpmdesk.bootstrap.parts import Parts
from tpmdesk.bootstrap.paths import Profile, profile, shipped
from tpmdesk.bootstrap.window import Desktop
from tpmdesk.ui.application import make_application, tell_errors
from tpmdesk.ui.damaged_data import DamagedData
from tpmdesk.ui.errors import ErrorReporter
from tpmdesk.ui.restoring import Restoring
from tpmdesk.ui.single_instance import SingleInstance
from tpmdesk.ui.start_problem import StartProblem
from tpmdesk.ui.tasks import Tasks
from tpmdesk.ui.theme.theme import Theme

T = TypeVar("T")


class Session:
    """Holds the profile from the first window to the last."""

    def __init__(self, app: QApplication, home: Profile, instance: SingleInstance) -> None:
        self._app = app
        self._home = home
        self._instance = instance
        self._notice = ""

    def run(self) -> int:
        """The exit code, once the person leaves."""
        QTimer.singleShot(0, self._instance.listen)
        while True:
            code, wish = self._once()
            if wish is None:
                return code
            self._notice = self._restore(wish)

    def _once(self) -> tuple[int, Path | None]:
        """The exit code, and the backup to go back to if the person asked for that."""
        reporter = ErrorReporter(self._home.log)
        reporter.install()
        try:
            return self._window(reporter)
        except DamagedError as problem:
            print(problem, file=sys.stderr)
            return 1, self._ask(problem.finding)
        except StoreError as problem:
            return self._tell(str(problem)), None
        finally:
            reporter.uninstall()

    def _window(self, reporter: ErrorReporter) -> tuple[int, Path | None]:
        desktop = Desktop(self._app, self._home)
        panel = tell_errors(desktop.theme, desktop.window, reporter)
        self._instance.called.connect(desktop.window.bring_forward)
        QTimer.singleShot(0, desktop.later)
        desktop.window.show()
        if self._notice:
            desktop.window.say(self._notice)
        try:
            return self._app.exec(), desktop.restore_wish
        finally:
            self._instance.called.disconnect(desktop.window.bring_forward)
            del panel
            desktop.close()

    def _ask(self, message: str) -> Path | None:
        return self._with_tasks(lambda theme, tasks: self._choose(theme, message, tasks))

    def _choose(self, theme: Theme, message: str, tasks: Tasks) -> Path | None:
        backups = Parts(self._home, tasks).backups
        window = DamagedData(theme, message, backups, self._home.backups, tasks)
        window.show()
        self._app.exec()
        return window.chosen

    def _restore(self, file: Path) -> str:
        return self._with_tasks(lambda theme, tasks: self._go_back(theme, file, tasks)) or ""

    def _go_back(self, theme: Theme, file: Path, tasks: Tasks) -> str | None:
        backups = Parts(self._home, tasks).backups
        window = Restoring(theme, lambda progress: backups.restore(file, progress), tasks)
        window.show()
        self._app.exec()
        return window.summary()

    def _with_tasks(self, show: Callable[[Theme, Tasks], T | None]) -> T | None:
        tasks = Tasks()
        try:
            return show(Theme(self._app, shipped("resources")), tasks)
        finally:
            tasks.close()

    def _tell(self, message: str) -> int:
        print(message, file=sys.stderr)
        window = StartProblem(Theme(self._app, shipped("resources")), message)
        window.show()
        self._app.exec()
        return 1


def open_window(data_dir: Path | None) -> int:
    """Open the window and stay until it is closed; the exit code."""
    home = profile(data_dir)
    app = make_application(sys.argv[:1])
    instance = SingleInstance(home.root)
    if not instance.claim():
        print(instance.call_first(), file=sys.stderr)
        return 0
    try:
        return Session(app, home, instance).run()
    finally:
        instance.release()
