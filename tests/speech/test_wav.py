from __future__ import annotations

import struct
import wave
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.app.speaking import SpeechError
from tpmdesk.speech import wav

RATES = st.sampled_from([8_000, 16_000, 22_050, 44_100, 48_000])


def tone(count: int, height: int = 8_000) -> bytes:
    return struct.pack(f"<{count}h", *(height if n % 20 < 10 else -height for n in range(count)))


def recorded(path: Path, pieces: list[bytes], rate: int = 16_000) -> float:
    growing = wav.GrowingWav(path, rate)
    for piece in pieces:
        growing.append(piece)
    return growing.close()


def stereo(path: Path) -> Path:
    """A second of another program's sound."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8_000)
        file.writeframes(tone(16_000))
    return path


@given(pieces=st.lists(st.binary(max_size=400), max_size=20), rate=RATES)
def test_any_split_of_bytes_gives_the_same_wav(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes], rate: int
) -> None:
    path = tmp_path_factory.mktemp("wav") / "a.wav"
    whole = b"".join(pieces)
    whole = whole[: len(whole) - len(whole) % 2]
    seconds = recorded(path, pieces, rate)
    assert wav.read_pcm(path) == (rate, whole)
    assert seconds == wav.seconds(path) == len(whole) / 2 / rate
    with wave.open(str(path)) as file:
        assert file.readframes(file.getnframes()) == whole


@given(data=st.binary(max_size=3_000), rate=RATES, cut=st.integers(0, 3_100))
def test_a_crash_at_any_byte_leaves_all_whole_samples_before_it(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, rate: int, cut: int
) -> None:
    path = tmp_path_factory.mktemp("wav") / "a.wav"
    growing = wav.GrowingWav(path, rate)
    growing.append(data)
    path.write_bytes(path.read_bytes()[:cut])
    seconds = wav.repair(path)
    kept = data[: max(0, (min(cut, 44 + len(data)) - 44)) // 2 * 2]
    assert wav.read_pcm(path)[1] == kept
    assert seconds == wav.seconds(path)
    assert wav.repair(path) == seconds


@given(pieces=st.lists(st.binary(max_size=300), max_size=12))
def test_a_follower_reads_every_sample_once_while_the_file_grows(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]
) -> None:
    path = tmp_path_factory.mktemp("wav") / "a.wav"
    reader = wav.GrowingReader(path)
    assert reader.read() == b""
    growing = wav.GrowingWav(path, 16_000)
    heard = b""
    for piece in pieces:
        growing.append(piece)
        heard += reader.read()
    growing.close()
    heard += reader.read()
    reader.close()
    assert heard == wav.read_pcm(path)[1]


@given(
    parts=st.lists(st.binary(max_size=3_000), min_size=1, max_size=6),
    cuts=st.lists(st.integers(0, 1_500), min_size=6, max_size=6),
    rate=RATES,
)
def test_a_recording_goes_on_after_each_crash_and_a_follower_just_reads_on(
    tmp_path_factory: pytest.TempPathFactory, parts: list[bytes], cuts: list[int], rate: int
) -> None:
    path = tmp_path_factory.mktemp("wav") / "a.wav"
    wav.GrowingWav(path, rate)
    reader, heard, said = wav.GrowingReader(path), b"", b""
    for part, cut in zip(parts, cuts, strict=False):
        growing = wav.go_on(path)
        assert growing is not None
        assert growing.rate == rate
        growing.append(part[:cut])
        heard += reader.read()
        growing.append(part[cut:])
        heard += reader.read()
        said += part[: len(part) - len(part) % 2]  # and then it crashes: nobody closes it
    seconds = wav.repair(path)
    assert wav.read_pcm(path) == (rate, said)
    assert heard == said
    assert seconds == len(said) / 2 / rate
    reader.close()


def test_going_on_counts_the_seconds_that_there_were(tmp_path: Path) -> None:
    recorded(tmp_path / "a.wav", [tone(8_000)], 8_000)
    growing = wav.go_on(tmp_path / "a.wav")
    assert growing is not None
    assert growing.seconds == 1.0
    growing.append(tone(8_000))
    assert wav.seconds(tmp_path / "a.wav") == 2.0
    assert growing.close() == 2.0


def test_there_is_nothing_to_go_on_with_before_the_header_is_whole(tmp_path: Path) -> None:
    assert wav.go_on(tmp_path / "a.wav") is None
    (tmp_path / "a.wav").write_bytes(b"RIFF")
    assert wav.go_on(tmp_path / "a.wav") is None


def test_a_backup_of_a_recording_does_not_grow_with_it_and_a_follower_reads_on(
    tmp_path: Path,
) -> None:
    path, backup = tmp_path / "a.wav", tmp_path / "backup"
    recorded(path, [tone(8_000)])
    backup.hardlink_to(path)
    kept = backup.read_bytes()
    reader = wav.GrowingReader(path)
    heard = reader.read()
    growing = wav.go_on(path)
    assert growing is not None
    growing.append(tone(400, 100))
    heard += reader.read()
    growing.close()
    assert backup.read_bytes() == kept
    assert heard == wav.read_pcm(path)[1] == tone(8_000) + tone(400, 100)


def test_going_on_leaves_another_programs_wav_alone(tmp_path: Path) -> None:
    path = stereo(tmp_path / "stereo.wav")
    before = path.read_bytes()
    with pytest.raises(SpeechError, match="Record to a new file"):
        wav.go_on(path)
    assert path.read_bytes() == before


def test_samples_are_on_disk_before_the_file_is_closed(tmp_path: Path) -> None:
    growing = wav.GrowingWav(tmp_path / "a.wav", 16_000)
    growing.append(tone(100))
    assert (tmp_path / "a.wav").read_bytes()[44:] == tone(100)
    growing.close()


def test_the_header_is_right_after_each_second_of_sound(tmp_path: Path) -> None:
    growing = wav.GrowingWav(tmp_path / "a.wav", 8_000)
    growing.append(tone(8_000))
    assert wav.seconds(tmp_path / "a.wav") == 1.0
    growing.close()


def test_repair_leaves_another_programs_wav_alone(tmp_path: Path) -> None:
    path = stereo(tmp_path / "stereo.wav")
    before = path.read_bytes()
    assert wav.repair(path) == 1.0
    assert path.read_bytes() == before


def test_repair_refuses_what_is_not_a_recording(tmp_path: Path) -> None:
    path = tmp_path / "notes.wav"
    path.write_text("Not a sound at all. " * 10)
    with pytest.raises(SpeechError, match=r"notes\.wav is not a WAV recording"):
        wav.repair(path)


def test_reading_starts_where_one_asks(tmp_path: Path) -> None:
    recorded(tmp_path / "a.wav", [tone(16_000), bytes(32_000)])
    assert b"".join(wav.blocks(tmp_path / "a.wav", 1.0)) == bytes(32_000)
    assert b"".join(wav.blocks(tmp_path / "a.wav", 99.0)) == b""


@given(buckets=st.integers(1, 300), count=st.integers(0, 20_000))
def test_peaks_are_as_many_as_asked_and_between_nought_and_one(
    tmp_path_factory: pytest.TempPathFactory, buckets: int, count: int
) -> None:
    path = tmp_path_factory.mktemp("wav") / "a.wav"
    recorded(path, [tone(count, 32_767)])
    peaks = wav.peaks(path, buckets)
    assert len(peaks) == buckets
    assert all(0.0 <= value <= 1.0 for value in peaks)
    assert max(peaks) > 0.99 or count == 0


def test_peaks_show_where_the_sound_is(tmp_path: Path) -> None:
    recorded(tmp_path / "a.wav", [bytes(64_000), tone(32_000, 16_384), bytes(64_000)])
    peaks = wav.peaks(tmp_path / "a.wav", 6)
    assert peaks == [0.0, 0.0, 0.5, 0.5, 0.0, 0.0]


def test_the_peak_of_no_samples_is_silence() -> None:
    assert wav.peak(b"") == 0.0
