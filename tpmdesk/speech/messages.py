"""Transcripts as they cross the pipe between processes."""

from __future__ import annotations

from typing import Any

from tpmdesk.domain.transcript import Transcript, Utterance, Word


def to_data(transcript: Transcript) -> dict[str, Any]:
    """JSON-like data."""
    return {
        "recognizer": transcript.recognizer,
        "utterances": [
            [[word.text, word.start, word.end, word.confidence] for word in utterance.words]
            for utterance in transcript.utterances
        ],
    }


def from_data(data: dict[str, Any]) -> Transcript:
    """The transcript that `to_data` made the data of."""
    utterances = (
        Utterance(tuple(Word(text, start, end, sure) for text, start, end, sure in words))
        for words in data["utterances"]
    )
    return Transcript(tuple(utterances), data["recognizer"])
