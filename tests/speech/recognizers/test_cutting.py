from __future__ import annotations

import math
from array import array

from hypothesis import given
from hypothesis import strategies as st

from tests.speech.clips import needs_librivox, transcripts
from tpmdesk.domain.transcript import Word
from tpmdesk.speech import wav
from tpmdesk.speech.recognizers.cutting import Cutter, Cutting, Piece, part

RATE = 16_000
SECOND = 2 * RATE
CLIPS = list(transcripts()) if needs_librivox.args[0] is False else []


def cut(pcm: bytes, step: int, rules: Cutting | None = None) -> list[Piece]:
    cutter = Cutter(RATE, rules or Cutting())
    pieces: list[Piece] = []
    for at in range(0, len(pcm), step):
        pieces += cutter.feed(pcm[at : at + step])
    return pieces + cutter.finish()


def buzz(seconds: float) -> bytes:
    """A voiced sound without any pause."""
    count = int(RATE * seconds)
    waves = (
        int(6_000 * sum(math.sin(2 * math.pi * 140 * k * n / RATE) / k for k in range(1, 12)))
        for n in range(count)
    )
    return wav.to_bytes(array("h", waves))


def test_silence_yields_no_piece() -> None:
    assert cut(bytes(60 * SECOND), SECOND) == []


@needs_librivox
def test_pieces_hold_the_stream_at_their_places() -> None:
    pcm = b"".join(bytes(SECOND * 2) + wav.read_pcm(clip)[1] for clip in CLIPS)
    pieces = cut(pcm, SECOND)
    assert len(pieces) >= len(CLIPS)
    for piece in pieces:
        at = round(piece.start * RATE) * 2
        assert pcm[at : at + len(piece.pcm)] == piece.pcm
    ends = [piece.start + len(piece.pcm) / SECOND for piece in pieces]
    assert all(end <= after.start + 1e-6 for end, after in zip(ends, pieces[1:], strict=False))


@needs_librivox
def test_cuts_do_not_depend_on_how_the_stream_arrives() -> None:
    pcm = b"".join(wav.read_pcm(clip)[1] + bytes(SECOND) for clip in CLIPS)
    assert cut(pcm, 3_200) == cut(pcm, 32_000) == cut(pcm, len(pcm))


def test_speech_without_a_pause_is_cut_and_nothing_is_lost() -> None:
    pcm = buzz(26)
    pieces = cut(pcm, SECOND)
    assert len(pieces) == 2
    assert all(len(piece.pcm) <= 20.2 * SECOND for piece in pieces)
    assert b"".join(piece.pcm for piece in pieces) == pcm[-sum(len(p.pcm) for p in pieces) :]


def test_a_forced_cut_falls_where_it_is_quiet() -> None:
    loud = buzz(8)
    hush = wav.to_bytes(array("h", (value // 20 for value in wav.samples(buzz(0.2)))))
    pieces = cut(loud + hush + loud, SECOND, Cutting(longest=12, quiet_search=6))
    boundary = pieces[0].start + len(pieces[0].pcm) / SECOND
    assert 8.0 <= boundary <= 8.2


@given(
    starts=st.lists(st.floats(0, 100), max_size=20).map(sorted),
    moments=st.lists(st.floats(0, 100), max_size=6).map(sorted),
)
def test_parting_keeps_every_word_in_order(starts: list[float], moments: list[float]) -> None:
    words = [Word(str(n), start, start) for n, start in enumerate(starts)]
    utterances = part(words, moments)
    assert [word for utterance in utterances for word in utterance.words] == words
    assert len(utterances) <= len(moments) + 1


def test_words_are_parted_at_a_pause() -> None:
    words = [Word("a", 0.0, 0.5), Word("b", 0.6, 1.0), Word("c", 3.0, 3.5)]
    assert [utterance.text for utterance in part(words, [2.0])] == ["a b", "c"]
