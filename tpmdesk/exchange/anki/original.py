"""How a file had a note and its cards, kept beside the note so that it can go back the same."""

from __future__ import annotations

import msgspec

NO_DUE = 0
LOG_BASE = 10


class OriginalCard(msgspec.Struct, array_like=True, omit_defaults=True):
    """A card's row as it was. It goes back so while the card has the same `due` (microseconds)
    and `reps`. `log` has a number for each line: its factor times ten, plus its type."""

    ord: int
    id: int
    due: int = NO_DUE
    reps: int = 0
    type: int = 0
    queue: int = 0
    position: int = 0
    ivl: int = 0
    factor: int = 0
    left: int = 0
    data: str = ""
    log: list[int] = []


class Original(msgspec.Struct, omit_defaults=True):
    """A note. Without `fields`, they follow from the note's text. `media` has the file's names
    of media that we had to call something else, by our names."""

    model: int
    fields: list[str] | None = None
    cards: list[OriginalCard] = []
    media: dict[str, str] = {}


_DECODER = msgspec.json.Decoder(Original)
_ENCODER = msgspec.json.Encoder()


def encode(original: Original) -> str:
    """As JSON."""
    return _ENCODER.encode(original).decode()


def decode(text: str | None) -> Original | None:
    """The original; None where there is none that can be used."""
    if not text:
        return None
    try:
        return _DECODER.decode(text)
    except (msgspec.MsgspecError, ValueError):
        return None
