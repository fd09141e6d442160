"""Deck options as JSON."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import msgspec

from tpmdesk.domain import scheduling
from tpmdesk.domain.deckoptions import DEFAULTS, DeckOptions

_DECODER = msgspec.json.Decoder(DeckOptions)


@lru_cache(maxsize=256)
def read_options(text: str) -> DeckOptions:
    """The options in the column; defaults where another version wrote what cannot be used."""
    try:
        options = _DECODER.decode(text)
    except msgspec.MsgspecError:
        return DEFAULTS
    try:
        scheduling.check(options)
    except ValueError:
        return replace(options, parameters=())
    return options


def write_options(options: DeckOptions) -> str:
    """What the column holds."""
    return msgspec.json.encode(options).decode()
