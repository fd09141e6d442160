from __future__ import annotations

import os
from pathlib import Path

import pytest

from tpmdesk.app.speaking import SpeechError
from tpmdesk.speech import wav
from tpmdesk.speech.voices import ChildVoices, VoiceCache, read_answer

TEXT = "Tell me about a program that you rescued."


@pytest.fixture
def voices(tmp_path: Path) -> ChildVoices:
    return ChildVoices(VoiceCache(tmp_path / "cache"))


def test_english_voices_come_first(voices: ChildVoices) -> None:
    found = voices.voices()
    languages = [voice.language.split("-")[0] for voice in found]
    english = languages.count("en")
    assert english >= 1
    assert languages[:english] == ["en"] * english
    assert all(voice.id and voice.name and voice.engine for voice in found)
    assert len({voice.id for voice in found}) == len(found)


def test_an_utterance_is_sound_of_a_fitting_length(voices: ChildVoices, tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    seconds = voices.synthesize(TEXT, "", 165, out)
    assert seconds == wav.seconds(out)
    assert 1.5 < seconds < 6
    assert max(wav.peaks(out, 10)) > 0.1


def test_a_faster_rate_is_shorter(voices: ChildVoices, tmp_path: Path) -> None:
    slow = voices.synthesize(TEXT, "", 120, tmp_path / "slow.wav")
    assert voices.synthesize(TEXT, "", 240, tmp_path / "fast.wav") < 0.75 * slow


def test_another_voice_sounds_different(voices: ChildVoices, tmp_path: Path) -> None:
    other = next(voice for voice in voices.voices() if voice.language == "de")
    voices.synthesize(TEXT, "", 165, tmp_path / "a.wav")
    voices.synthesize(TEXT, other.id, 165, tmp_path / "b.wav")
    assert (tmp_path / "a.wav").read_bytes() != (tmp_path / "b.wav").read_bytes()


def test_what_was_read_before_is_taken_from_the_cache(
    voices: ChildVoices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = voices.synthesize(TEXT, "", 165, tmp_path / "a.wav")
    monkeypatch.setattr("tpmdesk.speech.voices.child_command", lambda name: ["/nonexistent"])
    assert voices.synthesize(TEXT, "", 165, tmp_path / "b.wav") == first


def test_a_voice_that_is_not_there_is_named(voices: ChildVoices, tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="no voice 'nobody'"):
        voices.synthesize(TEXT, "nobody", 165, tmp_path / "a.wav")
    assert list((tmp_path / "cache").iterdir()) == []


def test_no_text_is_a_mistake(voices: ChildVoices, tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="nothing to read"):
        voices.synthesize(" \n", "", 165, tmp_path / "a.wav")


def test_a_place_that_cannot_be_written_is_named(voices: ChildVoices, tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match=r"nowhere/a\.wav"):
        voices.synthesize(TEXT, "", 165, tmp_path / "nowhere" / "a.wav")


def test_a_child_that_died_is_a_problem() -> None:
    with pytest.raises(SpeechError, match="ended without an answer"):
        read_answer(b"")


def test_the_cache_drops_what_was_unused_the_longest(tmp_path: Path) -> None:
    cache = VoiceCache(tmp_path, most_bytes=250)
    for age, text in enumerate(["newest", "newer", "old", "oldest"]):
        path = cache.path(text, "", 165)
        path.write_bytes(bytes(100))
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    cache.prune()
    left = [text for text in ("newest", "newer", "old", "oldest") if cache.find(text, "", 165)]
    assert left == ["newest", "newer"]


def test_the_cache_keeps_what_was_just_read_however_long(tmp_path: Path) -> None:
    cache = VoiceCache(tmp_path, most_bytes=10)
    cache.path("long", "", 165).write_bytes(bytes(100))
    cache.prune()
    assert cache.find("long", "", 165)


def test_the_cache_leaves_alone_what_another_process_is_writing(tmp_path: Path) -> None:
    cache = VoiceCache(tmp_path, most_bytes=10)
    cache.path("read", "", 165).write_bytes(bytes(100))
    part = tmp_path / ".half-1.wav"
    part.write_bytes(bytes(100))
    os.utime(part, (1, 1))
    cache.prune()
    assert part.exists()
