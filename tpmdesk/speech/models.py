"""The store of recognizer models: added from a folder or a zip, or downloaded."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tpmdesk.app.speaking import ModelInfo, Progress, SpeechError, never
from tpmdesk.speech.download import Source, fetch
from tpmdesk.speech.unpacking import Limits, copy_folder, is_model, model_root, unpack_zip

CATALOGUE: Mapping[str, Source] = {
    "vosk-model-small-en-us-0.15": Source(
        "https://alphacephei.com/vosk/models/vosk-model-small-en-us-0.15.zip",
        41_205_931,
        "30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498",
    ),
}
_STAGING = ".adding-"
_LANGUAGE = re.compile(r"vosk-model-(?:small-|spk-|tts-)?([a-z]{2,3}(?:-[a-z]{2})?)(?=-|$)")
_SPARE_BYTES = 100 << 20


@dataclass(frozen=True, slots=True)
class VoskModel:
    """A model in the store; `language` is "" when its name does not tell."""

    name: str
    language: str
    path: Path

    @property
    def is_english(self) -> bool:
        return self.language.split("-")[0] == "en"


def language_of(name: str) -> str:
    """The language in the name of a Vosk model: "en-us" for vosk-model-small-en-us-0.15."""
    match = _LANGUAGE.match(name.lower())
    return match[1] if match else ""


class ModelStore:
    """The models in one folder. A model appears there whole or not at all."""

    def __init__(
        self,
        root: Path,
        catalogue: Mapping[str, Source] = CATALOGUE,
        limits: Limits = Limits(),  # noqa: B008  frozen
    ) -> None:
        self._root = root
        self._catalogue = catalogue
        self._limits = limits

    def installed(self) -> list[VoskModel]:
        """The models added, English ones first, then by name."""
        if not self._root.is_dir():
            return []
        folders = (path for path in self._root.iterdir() if not path.name.startswith("."))
        models = [VoskModel(p.name, language_of(p.name), p) for p in folders if is_model(p)]
        return sorted(models, key=lambda model: (not model.is_english, model.name))

    def models(self) -> list[ModelInfo]:
        """The models added, then those that can be downloaded."""
        installed = self.installed()
        names = {model.name for model in installed}
        offered = [name for name in self._catalogue if name not in names]
        return [_info(model) for model in installed] + [self._offer(name) for name in offered]

    def add(self, source: Path) -> ModelInfo:
        """Take in a model's folder or zip. Raises SpeechError."""
        try:
            with self._staging() as staging:
                self._bring(source, staging)
                found = model_root(staging, source)
                name = found.name if found != staging else _plain_name(source)
                return self._keep(found, name)
        except OSError as error:
            raise SpeechError(f"{source} cannot be added: {error}. Nothing was added.") from error

    def download(
        self, name: str, progress: Progress, cancelled: Callable[[], bool] = never
    ) -> ModelInfo | None:
        """Fetch a model of the catalogue; None when cancelled. A later call goes on from there."""
        source = self._catalogue.get(name)
        if source is None:
            offered = ", ".join(self._catalogue)
            raise SpeechError(f"There is no model {name!r} to download. There is: {offered}.")
        self._root.mkdir(parents=True, exist_ok=True)
        part = self._root / f".{name}.zip.part"
        if not fetch(source, part, progress, cancelled):
            return None
        with self._staging() as staging:
            unpack_zip(part, staging, self._limits)
            info = self._keep(model_root(staging, part), name)
        part.unlink()
        return info

    def remove(self, name: str) -> None:
        """Raises SpeechError when there is no such model."""
        model = next((model for model in self.installed() if model.name == name), None)
        if model is None:
            raise SpeechError(f"There is no model {name!r} here. See the list of models.")
        with self._staging() as staging:
            model.path.rename(staging / name)

    def _offer(self, name: str) -> ModelInfo:
        size = self._catalogue[name].bytes
        return ModelInfo(name, language_of(name), size, installed=False, detail="Can be downloaded")

    def _bring(self, source: Path, staging: Path) -> None:
        if source.is_dir():
            copy_folder(source, staging, self._limits)
        elif source.is_file():
            self._expect_room(source)
            unpack_zip(source, staging, self._limits)
        else:
            raise SpeechError(f"There is no folder or zip file at {source}.")

    def _expect_room(self, archive: Path) -> None:
        free = shutil.disk_usage(self._root).free
        if free < archive.stat().st_size + _SPARE_BYTES:
            raise SpeechError(f"The disk that holds {self._root} is full. Make room and try again.")

    def _keep(self, found: Path, name: str) -> ModelInfo:
        target = self._root / name
        if target.exists():
            raise SpeechError(f"There is a model {name!r} already. Remove it first to replace it.")
        found.rename(target)
        return _info(VoskModel(name, language_of(name), target))

    @contextmanager
    def _staging(self) -> Iterator[Path]:
        self._root.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=self._root))
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _plain_name(source: Path) -> str:
    return source.resolve().name.removesuffix(".zip").lstrip(".") or "model"


def _info(model: VoskModel) -> ModelInfo:
    size = sum(path.stat().st_size for path in model.path.rglob("*") if path.is_file())
    return ModelInfo(model.name, model.language, size, installed=True, detail=str(model.path))
