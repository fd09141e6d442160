"""Recognition: which engine writes down what is said, and its models."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from tpmdesk.app.settings import SettingsDesk
from tpmdesk.app.speaking import ModelInfo, RecognizerInfo, Recognizers
from tpmdesk.ui.pages.settings.model_row import ModelRow
from tpmdesk.ui.pages.settings.section import Section
from tpmdesk.ui.pages.settings.sound import SpeechParts
from tpmdesk.ui.tasks import Tasks
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.buttons import Button
from tpmdesk.ui.widgets.controls import Segmented
from tpmdesk.ui.widgets.surfaces import Label, beside, clear, stacked


@dataclass(frozen=True, slots=True)
class _Known:
    recognizers: list[RecognizerInfo]
    chosen: str
    models: list[ModelInfo]


class RecognitionSection(Section):
    """Reads everything beside the window's thread, after the page is seen."""

    def __init__(
        self, settings: SettingsDesk, theme: Theme, parts: SpeechParts, background: Tasks
    ) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Recognition"))
        self._theme = theme
        self._parts = parts
        self._background = background
        self._service: Recognizers | None = None
        self._wanted = ""
        self.status = Label(self.tr("Looking for recognizers."), wrap=True)
        self.status_detail = Label("", "caption", wrap=True)
        self.engine = self._engine_choice()
        self.add_folder = Button(theme, self.tr("Add a folder"), icon="folder-open")
        self.add_zip = Button(theme, self.tr("Add a zip"), icon="archive")
        self.models = stacked()
        self._lay_out()
        self.engine.chosen.connect(self._choose)
        self.add_folder.clicked.connect(self._ask_folder)
        self.add_zip.clicked.connect(self._ask_zip)

    def load(self, *, download: str = "") -> None:
        """Find out what there is, beside the window's thread; then begin to download a model."""
        self._wanted = download or self._wanted
        self._background.run(self._look, self._show, self._show_problem)

    def _download_wanted(self) -> None:
        for row in self._rows():
            if row.model.name == self._wanted:
                row.begin()
        self._wanted = ""

    def _look(self) -> _Known:
        service = self._parts.recognizers()
        self._service = service
        return _Known(service.recognizers(), service.chosen(), service.models())

    def _show(self, known: _Known) -> None:
        info = next((r for r in known.recognizers if r.id == known.chosen), None)
        if info is None:
            self.status.setText(self.tr("No recognizer is ready. Answers can still be typed."))
        else:
            self._show_status(info)
        self._show_models(known.models)
        self._download_wanted()

    def _show_status(self, info: RecognizerInfo) -> None:
        when = self.tr("after each pause")
        if info.streams:
            when = self.tr("while you speak")
        words = self.tr("In use: {name}. It writes down what you say {when}.")
        self.status.setText(words.format(name=_NAMES.get(info.id, info.id), when=when))
        self.status_detail.setText(info.detail)

    def _show_models(self, models: list[ModelInfo]) -> None:
        if any(row.busy for row in self._rows()):
            return
        clear(self.models)
        for model in models:
            row = ModelRow(self._theme, model, self._background, self._need_service)
            row.changed.connect(self._models_changed)
            row.notice.connect(self.notice)
            self.models.addWidget(row)

    def _rows(self) -> list[ModelRow]:
        items = (self.models.itemAt(n) for n in range(self.models.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, ModelRow)]

    def _need_service(self) -> Recognizers:
        if self._service is None:
            self._service = self._parts.recognizers()
        return self._service

    def _show_problem(self, problem: Exception) -> None:
        self.status.setText(str(problem))

    def _choose(self, recognizer: str) -> None:
        self.save(recognizer=recognizer)
        self.load()

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder of a Vosk model"))
        self.take_in(name)

    def _ask_zip(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Zip of a Vosk model"), "", self.tr("Zip files (*.zip)")
        )
        self.take_in(name)

    def take_in(self, name: str) -> None:
        """Add the model in that folder or zip; "" for none."""
        if not name:
            return
        self.status_detail.setText(self.tr("Taking in {name}.").format(name=Path(name).name))
        self._background.run(
            lambda: self._need_service().add(Path(name)), self._added, self._not_added
        )

    def _added(self, model: ModelInfo) -> None:
        self.notice.emit(self.tr("Added {name}.").format(name=model.name))
        self._models_changed()

    def _models_changed(self) -> None:
        self.changed.emit("models")
        self.load()

    def _not_added(self, problem: Exception) -> None:
        self.status_detail.setText(str(problem))

    def _engine_choice(self) -> Segmented:
        words = {"auto": self.tr("Automatic"), "whisper": "Whisper", "vosk": "Vosk"}
        return Segmented(self.tr("Recognizer"), words, self._settings.current.recognizer)

    def _lay_out(self) -> None:
        status = QWidget()
        status.setLayout(stacked(self.status, self.status_detail, spacing=2))
        status.setContentsMargins(0, Space.M, 0, Space.M)
        self.add_whole(status)
        self.add(
            self.tr("Recognizer"),
            self.tr("Automatic takes Vosk once you have added a model, and Whisper until then."),
            self.engine,
        )
        models = QWidget()
        models.setLayout(self.models)
        self.add_whole(models)
        both = QWidget()
        both.setLayout(beside(self.add_folder, self.add_zip))
        self.add(
            self.tr("Vosk model of your own"),
            self.tr("A folder or zip you have downloaded. It is copied into your data folder."),
            both,
        )


_NAMES = {"whisper": "Whisper", "vosk": "Vosk"}
