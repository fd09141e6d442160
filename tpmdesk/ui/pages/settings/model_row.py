"""One recognizer's model: installed, to be had, or on its way."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpmdesk.app.speaking import ModelInfo, Recognizers
from tpmdesk.ui.tasks import Tasks
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button, Kind
from tpmdesk.ui.widgets.controls import ProgressLine
from tpmdesk.ui.widgets.surfaces import Label, beside, stacked

_MEGABYTE = 1_000_000


class ModelRow(QWidget):
    """Downloads with progress and a way out; removes what is installed."""

    changed = Signal()
    notice = Signal(str)

    def __init__(
        self,
        theme: Theme,
        model: ModelInfo,
        background: Tasks,
        service: Callable[[], Recognizers],
    ) -> None:
        super().__init__()
        self.model = model
        self._background = background
        self._service = service
        self._stop: threading.Event | None = None
        self.words = Label(self._describe(), "caption", wrap=True)
        self.progress = ProgressLine(theme, self.tr("Download"))
        self.progress.hide()
        self.action = Button(theme, "", Kind.SECONDARY)
        self.action.clicked.connect(self._act)
        name = stacked(Label(model.name, wrap=True), self.words, self.progress, spacing=Space.XS)
        line = beside(spacing=Space.XL)
        line.addLayout(name, 1)
        line.addWidget(self.action)
        line.setContentsMargins(0, Space.M, 0, Space.M)
        self.setLayout(line)
        self._name_action()

    @property
    def busy(self) -> bool:
        """Whether it is being downloaded."""
        return self._stop is not None

    def begin(self) -> None:
        """Download it; what was fetched before is kept."""
        if self.busy or self.model.installed:
            return
        stop = threading.Event()
        self._stop = stop
        self.progress.set_share(0.0)
        self.progress.show()
        self._name_action()
        self._background.run(
            lambda: self._service().download(self.model.name, self._progressed, stop.is_set),
            self._arrived,
            self._failed,
        )

    def _act(self) -> None:
        if self._stop is not None:
            self._stop.set()
            self.words.setText(self.tr("Stopping. What was fetched is kept."))
        elif self.model.installed:
            self._remove()
        else:
            self.begin()

    def _progressed(self, done: int, total: int) -> None:
        """Called on the worker's thread."""
        self._background.later(lambda: self._show_progress(done, total))

    def _show_progress(self, done: int, total: int) -> None:
        if self.busy:
            self.progress.set_share(done / max(1, total))
            self.words.setText(
                self.tr("{done} of {total} MB").format(
                    done=done // _MEGABYTE, total=max(done, total) // _MEGABYTE
                )
            )

    def _arrived(self, model: ModelInfo | None) -> None:
        self._settle()
        if model is not None:
            self.notice.emit(self.tr("{name} is ready.").format(name=model.name))
            self.changed.emit()

    def _failed(self, problem: Exception) -> None:
        self._settle()
        self.words.setText(str(problem))

    def _settle(self) -> None:
        self._stop = None
        self.progress.hide()
        self.words.setText(self._describe())
        self._name_action()

    def _remove(self) -> None:
        self.action.setEnabled(False)
        self._background.run(
            lambda: self._service().remove(self.model.name), self._removed, self._failed_to_remove
        )

    def _removed(self, _: None) -> None:
        self.notice.emit(self.tr("Removed {name}.").format(name=self.model.name))
        self.changed.emit()

    def _failed_to_remove(self, problem: Exception) -> None:
        self.action.setEnabled(True)
        self.words.setText(str(problem))

    def _describe(self) -> str:
        size = self.tr("{n} MB").format(n=round(self.model.bytes / _MEGABYTE))
        parts = [self.model.language, size if self.model.bytes else "", self.model.detail]
        return " · ".join(part for part in parts if part)

    def _name_action(self) -> None:
        if self.busy:
            words, icon = self.tr("Cancel"), "x"
        elif self.model.installed:
            words, icon = self.tr("Remove"), "trash-2"
        else:
            words, icon = self.tr("Download"), "download"
        self.action.set_text(words)
        self.action.set_icon(icon)
        self.action.setAccessibleName(f"{words} {self.model.name}")
