"""Says that something went wrong: what, what is safe, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, PrimaryButton
from tpmdesk.ui.widgets.surfaces import Label, Panel, beside, paint_scrim

_WIDTH = 560


class ErrorPanel(QWidget):
    """Covers `host` until it is put away. One error at a time: later ones are in the log only."""

    def __init__(self, theme: Theme, host: QWidget, log_file: str) -> None:
        super().__init__(host)
        self._host = host
        self._before: QWidget | None = None
        self.what = Label("", wrap=True)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("Details of the error"))
        self.details.setFixedHeight(132)
        self.go_on = PrimaryButton(theme, self.tr("Go on"), key="Esc")
        self.copy = Button(theme, self.tr("Copy details"), icon="copy")
        self._lay_out(log_file)
        self.go_on.clicked.connect(self._put_away)
        self.copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.details.toPlainText())
        )
        host.installEventFilter(self)
        self.hide()

    def show_error(self, summary: str, details: str) -> None:
        if self.isVisible():
            return
        self._before = self._host.focusWidget()
        self.what.setText(summary)
        self.details.setPlainText(details)
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        self.go_on.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._put_away()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_scrim(self)

    def _put_away(self) -> None:
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def _lay_out(self, log_file: str) -> None:
        panel = Panel(margin=Space.XL)
        panel.setFixedWidth(_WIDTH)
        panel.column.setSpacing(Space.M)
        safe = self.tr("What you answered and recorded so far is saved.")
        todo = self.tr(
            "You can go on. If it happens again, close tpmdesk and open it anew. "
            "The details are also in {file}."
        ).format(file=log_file)
        panel.column.addWidget(Label(self.tr("Something did not work"), "heading"))
        panel.column.addWidget(self.what)
        panel.column.addWidget(Label(safe, wrap=True))
        panel.column.addWidget(Label(todo, "muted", wrap=True))
        panel.column.addWidget(self.details)
        panel.column.addLayout(beside(self.go_on, self.copy, 1))
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(beside(1, panel, 1))
        column.addStretch(1)
