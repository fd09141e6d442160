"""The Qt application: its name, and its errors told in the window instead of lost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tpmdesk import __version__
from tpmdesk.ui.errors import ErrorReport, ErrorReporter
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.error_panel import ErrorPanel
from tpmdesk.ui.window import MainWindow

DESKTOP_FILE = "tpmdesk"


def make_application(argv: Sequence[str]) -> QApplication:
    """The one QApplication, named so that the desktop groups and labels its windows."""
    QCoreApplication.setApplicationName("tpmdesk")
    QCoreApplication.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName(DESKTOP_FILE)
    return QApplication(list(argv))


def tell_errors(theme: Theme, window: MainWindow, reporter: ErrorReporter) -> ErrorPanel:
    """Show what the reporter hears of in the window."""
    panel = ErrorPanel(theme, window, str(reporter.log_file))

    def show(report: ErrorReport) -> None:
        panel.show_error(report.summary, report.details)

    reporter.happened.connect(show)
    return panel
