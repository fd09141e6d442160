"""tpmdesk's own packs, TOML files as those that the bundled content is made of."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tpmdesk.app.packfile import PackFile
from tpmdesk.app.packs import PackReader
from tpmdesk.app.transfer import ColumnMapping, DeckReader, OpenDeck, Skipped, TransferError
from tpmdesk.exchange.textfile import read_bytes


def pack_opener(read_packs: PackReader) -> OpenDeck:
    """Opens packs with the reader given, which finds every mistake in them."""

    def open_pack(file: Path, _mapping: ColumnMapping | None) -> DeckReader:
        read = read_packs([file])
        entries = [pack for pack in read.packs if pack.entries]
        if not entries:
            why = str(read.errors[0]) if read.errors else f"{file}: there is no entry in it"
            raise TransferError(f"{why}. Nothing can be imported; mend the file, then try again.")
        skipped = tuple(Skipped(error.entry, error.message) for error in read.errors)
        return PackFile(entries[0], hashlib.sha256(read_bytes(file)).hexdigest(), skipped)

    return open_pack
