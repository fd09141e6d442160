from __future__ import annotations

import random
import socket
from array import array
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from tests.speech.clips import needs_librivox, transcripts, word_errors
from tpmdesk.domain.transcript import Word
from tpmdesk.speech import wav
from tpmdesk.speech.decode import decoded
from tpmdesk.speech.recognizers.whisper import Whisper, _said, _to_the_end, _words, model_dir

CLIPS = transcripts() if needs_librivox.args[0] is False else {}


@pytest.fixture(scope="module")
def whisper() -> Whisper:
    return Whisper(model_dir())


def hear(whisper: Whisper, pcm: bytes, rate: int = 16_000) -> Any:
    stream = whisper.stream(rate)
    for at in range(0, len(pcm), 32_000):
        stream.feed(pcm[at : at + 32_000])
    return stream.finish()


def text_of(utterances: Any) -> str:
    return " ".join(utterance.text for utterance in utterances)


@needs_librivox
def test_at_most_one_word_in_ten_of_human_speech_is_wrong(whisper: Whisper) -> None:
    counts = [
        word_errors(said, text_of(hear(whisper, b"".join(decoded(clip).blocks))))
        for clip, said in CLIPS.items()
    ]
    assert sum(errors for errors, _ in counts) / sum(words for _, words in counts) <= 0.10


@needs_librivox
def test_sentences_are_utterances_with_rising_times(whisper: Whisper) -> None:
    pcm = b"".join(wav.read_pcm(clip)[1] + bytes(48_000) for clip in CLIPS)
    utterances = hear(whisper, pcm)
    words = [word for utterance in utterances for word in utterance.words]
    starts = [word.start for word in words]
    assert starts == sorted(starts)
    assert words[-1].end <= len(pcm) / 32_000
    assert all(0 <= word.confidence <= 1 and word.text.strip() == word.text for word in words)
    assert len(utterances) >= len(CLIPS)
    assert word_errors(" ".join(CLIPS.values()), text_of(utterances))[0] <= 7


@needs_librivox
def test_words_come_before_the_end(whisper: Whisper) -> None:
    stream = whisper.stream(16_000)
    said = wav.read_pcm(next(iter(CLIPS)))[1]
    assert stream.feed(said + bytes(64_000))
    assert stream.utterances


@needs_librivox
def test_a_microphone_at_another_rate_is_understood(whisper: Whisper) -> None:
    clip, said = next(iter(CLIPS.items()))
    values = wav.samples(wav.read_pcm(clip)[1])
    thrice = wav.to_bytes(array("h", (value for value in values for _ in range(3))))
    utterances = hear(whisper, thrice, 48_000)
    assert word_errors(said, text_of(utterances))[0] <= 3
    assert utterances[-1].words[-1].end == pytest.approx(wav.seconds(clip), abs=1.0)


def test_silence_and_noise_give_no_words(whisper: Whisper) -> None:
    noise = random.Random(7)
    hiss = wav.to_bytes(array("h", (int(noise.gauss(0, 300)) for _ in range(16_000 * 10))))
    assert hear(whisper, bytes(32_000 * 20)) == ()
    assert hear(whisper, hiss) == ()


@needs_librivox
def test_nothing_asks_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    clip = next(iter(CLIPS))
    assert hear(Whisper(model_dir()), wav.read_pcm(clip)[1])


def part(text: str, start: float, sure: float) -> SimpleNamespace:
    return SimpleNamespace(word=text, start=start, end=start + 0.5, probability=sure)


def test_a_word_in_two_parts_is_one_word() -> None:
    heard = [part(" cold", 0.0, 0.9), part("-hearted", 0.5, 0.7), part(" man.", 1.0, 0.8)]
    assert _words(heard, 10.0) == [
        Word("cold-hearted", 10.0, 11.0, 0.7),
        Word("man.", 11.0, 11.5, 0.8),
    ]


def test_a_word_that_whisper_itself_doubts_was_not_said() -> None:
    assert not _said(SimpleNamespace(words=[part(" Okay.", 0.0, 0.005)]))
    assert not _said(SimpleNamespace(words=[]))
    assert _said(SimpleNamespace(words=[part(" So", 0.0, 0.1), part(" yes.", 0.5, 0.9)]))


class LoopingModel:
    """Says its hint over and over when it has one, as Whisper sometimes does."""

    def transcribe(self, sound: Any, hotwords: str | None = None, **_: Any) -> Any:
        said = [hotwords] * 90 if hotwords else ["we", "publish", "it"]
        words = [
            SimpleNamespace(word=f" {word}", start=0.1, end=0.2, probability=0.9) for word in said
        ]
        return [SimpleNamespace(words=words, compression_ratio=1.0)], None


@needs_librivox
def test_a_hint_said_over_and_over_is_heard_again_without_hints() -> None:
    stream = Whisper.stream(SimpleNamespace(_model=LoopingModel()), 16_000, ["rollback"])
    for clip in CLIPS:
        stream.feed(wav.read_pcm(clip)[1] + bytes(64_000))
    assert "rollback" not in text_of(stream.finish())


class HopefulModel:
    """Hears its hint, and hardly believes it; without a hint it hears another word."""

    def transcribe(self, sound: Any, hotwords: str | None = None, **_: Any) -> Any:
        said = part(f" {hotwords}", 0.0, 0.05) if hotwords else part(" cashing", 0.0, 0.9)
        words = [said, part(" checks", 0.5, 0.9)]
        return [SimpleNamespace(words=words, compression_ratio=1.0)], None


@needs_librivox
def test_a_short_hint_that_is_hardly_believed_is_not_taken() -> None:
    stream = Whisper.stream(SimpleNamespace(_model=HopefulModel()), 16_000, ["caching"])
    stream.feed(wav.read_pcm(next(iter(CLIPS)))[1] + bytes(64_000))
    heard = text_of(stream.finish())
    assert "cashing" in heard
    assert "caching" not in heard


def test_once_the_speech_has_ended_whisper_is_not_asked_for_more() -> None:
    def segments() -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(words=[part(" So", 0.0, 0.9)])
        yield SimpleNamespace(words=[part(" yes.", 3.0, 0.9)])
        raise AssertionError("more was asked for")

    assert len(_to_the_end(segments(), 4.0)) == 2
