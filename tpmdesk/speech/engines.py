"""The recognizers of this computer: which there are, which one is in use, each loaded once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tpmdesk.app.speaking import ModelInfo, Progress, RecognizerInfo, SpeechError, never
from tpmdesk.domain.assessment import Pause
from tpmdesk.domain.transcript import Transcript
from tpmdesk.speech import vad, wav
from tpmdesk.speech.decode import decoded
from tpmdesk.speech.models import ModelStore, VoskModel
from tpmdesk.speech.recognizers import Recognizer, whisper
from tpmdesk.speech.recognizers.vosk import Vosk
from tpmdesk.speech.recognizers.whisper import Whisper
from tpmdesk.speech.wav import SAMPLE_BYTES

AUTO = "auto"
WHISPER = "whisper"
VOSK = "vosk"


class Engines:
    """Finds and loads recognizers. "vosk" is the first Vosk model, an English one if there is
    one; further models are "vosk:NAME"."""

    def __init__(self, store: ModelStore) -> None:
        self._store = store
        self._loaded: dict[Path, Recognizer] = {}

    def infos(self) -> list[RecognizerInfo]:
        return [_whisper_info(), *self._vosk_infos()]

    def choose(self, setting: str) -> str:
        """The recognizer that a setting means: "auto" is Vosk once there is a model for it."""
        if setting != AUTO:
            return setting
        models = self._store.installed()
        usable = models and (models[0].is_english or len(models) == 1)
        return VOSK if usable else WHISPER

    def live(self, final: str) -> str | None:
        """A recognizer to show words while the person speaks, beside one that cannot."""
        models = self._store.installed()
        return VOSK if final == WHISPER and models and models[0].is_english else None

    def load(self, recognizer: str) -> Recognizer:
        """Raises SpeechError when there is no such recognizer or it cannot be loaded."""
        path = self._path(recognizer)
        if path not in self._loaded:
            self._loaded[path] = Whisper(path) if recognizer == WHISPER else Vosk(path)
        return self._loaded[path]

    def _path(self, recognizer: str) -> Path:
        if recognizer == WHISPER:
            return whisper.model_dir()
        return self._vosk_model(recognizer).path

    def _vosk_model(self, recognizer: str) -> VoskModel:
        models = self._store.installed()
        if recognizer == VOSK and models:
            return models[0]
        named = [model for model in models if f"{VOSK}:{model.name}" == recognizer]
        if named:
            return named[0]
        if recognizer.split(":", maxsplit=1)[0] == VOSK:
            raise SpeechError(f"{_no_model(recognizer)} Add or download one, or use Whisper.")
        raise SpeechError(f"There is no recognizer {recognizer!r}. There are whisper and vosk.")

    def _vosk_infos(self) -> list[RecognizerInfo]:
        models = self._store.installed()
        if not models:
            detail = "Needs a Vosk model: add a folder or zip, or download one"
            return [RecognizerInfo(VOSK, ready=False, model="", streams=True, detail=detail)]
        ids = [VOSK, *(f"{VOSK}:{model.name}" for model in models[1:])]
        return [_vosk_info(name, model) for name, model in zip(ids, models, strict=True)]


def _no_model(recognizer: str) -> str:
    name = recognizer.partition(":")[2]
    return f"There is no Vosk model {name!r} here." if name else "Vosk has no model yet."


def _whisper_info() -> RecognizerInfo:
    ready, detail = True, f"{whisper.MODEL}, English; comes with the app and works offline"
    try:
        whisper.model_dir()
    except SpeechError as error:
        ready, detail = False, str(error)
    return RecognizerInfo(
        WHISPER, ready, whisper.MODEL, streams=False, detail=detail, language=whisper.LANGUAGE
    )


def _vosk_info(name: str, model: VoskModel) -> RecognizerInfo:
    detail = f"{model.name}, language {model.language or 'unknown'}; shows words as you speak"
    return RecognizerInfo(
        name, ready=True, model=model.name, streams=True, detail=detail, language=model.language
    )


class Recognition:
    """The port Recognizers, in this process: for commands, which may wait.

    `setting` gives the recognizer that the person chose: "auto", "whisper" or "vosk".
    """

    def __init__(self, store: ModelStore, setting: Callable[[], str]) -> None:
        self._store = store
        self._setting = setting
        self._engines = Engines(store)

    def recognizers(self) -> list[RecognizerInfo]:
        return self._engines.infos()

    def chosen(self) -> str:
        return self._engines.choose(self._setting())

    def prepare(self, recognizer: str | None = None) -> str:
        name = self._engines.choose(recognizer or self._setting())
        self._engines.load(name)
        return name

    def transcribe(
        self, path: Path, recognizer: str | None = None, hints: Sequence[str] = ()
    ) -> Transcript:
        name = self._engines.choose(recognizer or self._setting())
        return transcribe(self._engines, path, name, hints)

    def seconds(self, path: Path) -> float:
        if path.is_file() and wav.is_plain(path):
            return wav.seconds(path)
        sound = decoded(path)
        return sum(len(block) for block in sound.blocks) / SAMPLE_BYTES / sound.rate

    def pauses(self, path: Path) -> tuple[Pause, ...]:
        return vad.pauses(decoded(path))

    def models(self) -> list[ModelInfo]:
        return self._store.models()

    def add(self, source: Path) -> ModelInfo:
        return self._store.add(source)

    def download(
        self, name: str, progress: Progress, cancelled: Callable[[], bool] = never
    ) -> ModelInfo | None:
        return self._store.download(name, progress, cancelled)

    def remove(self, name: str) -> None:
        self._store.remove(name)


def transcribe(
    engines: Engines,
    path: Path,
    recognizer: str,
    hints: Sequence[str] = (),
    cancelled: Callable[[], bool] = never,
) -> Transcript:
    """The words of a whole recording; what was heard so far when cancelled. Raises SpeechError."""
    sound = decoded(path)
    stream = engines.load(recognizer).stream(sound.rate, hints)
    for block in sound.blocks:
        if cancelled():
            return Transcript(stream.utterances, recognizer)
        stream.feed(block)
    return Transcript(stream.finish(), recognizer)
