"""Human speech for tests: LibriVox clips of Debian's pocketsphinx-testdata, with transcripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

LIBRIVOX = Path("/usr/share/pocketsphinx/test/data/librivox")

needs_librivox = pytest.mark.skipif(
    not LIBRIVOX.is_dir(), reason="no LibriVox clips: apt-get install pocketsphinx-testdata"
)


def transcripts() -> dict[Path, str]:
    """What is said in each clip."""
    lines = (LIBRIVOX / "transcription").read_text().splitlines()
    pattern = re.compile(r"(.*)\((\S+)\)\s*$")
    said = [match.groups() for line in lines if (match := pattern.match(line))]
    return {LIBRIVOX / f"{name}.wav": words for words, name in said}


def plain_words(text: str) -> list[str]:
    """Words for comparison: lower case, no markers of silence, no punctuation."""
    text = re.sub(r"</?s>|<sil>|\[[^]]*\]|\(\d+\)", " ", text.lower().replace("-", " "))
    return re.findall(r"[a-z0-9']+", text)


def word_errors(said: str, heard: str) -> tuple[int, int]:
    """The words wrong, missing and too many, and the words said."""
    reference, hypothesis = plain_words(said), plain_words(heard)
    row = list(range(len(hypothesis) + 1))
    for i, word in enumerate(reference, start=1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(hypothesis, start=1):
            best = min(diagonal + (word != other), row[j] + 1, row[j - 1] + 1)
            diagonal, row[j] = row[j], best
    return row[-1], len(reference)
