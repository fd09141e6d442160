"""A deck that was read whole, as a DeckReader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tpmdesk.app.transfer import ForeignModel, ForeignNote, MediaFile, Skipped


@dataclass(frozen=True, slots=True)
class ListedNotes:
    """Notes without media."""

    listed: Sequence[ForeignNote]
    skipped: Sequence[Skipped] = ()
    models: Sequence[ForeignModel] = ()

    @property
    def notes_count(self) -> int:
        return len(self.listed)

    def notes(self) -> Iterator[ForeignNote]:
        return iter(self.listed)

    def media(self) -> Sequence[MediaFile]:
        return ()

    def media_bytes(self, name: str) -> bytes:
        raise KeyError(name)

    def close(self) -> None:
        """Nothing was unpacked."""
