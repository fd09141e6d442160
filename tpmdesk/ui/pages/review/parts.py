"""What the Review page uses besides `Reviewing`, each of it optional."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tpmdesk.app.ports import DeckLine
from tpmdesk.domain.cards import CardId
from tpmdesk.ui.pages.review.sittings import Cram

if TYPE_CHECKING:
    from tpmdesk.app.browsestore import CardInfo


class Infos(Protocol):
    """What there is to know of a card, and of decks."""

    def info(self, card_id: CardId) -> CardInfo: ...

    def forgetting_curve(self, card_id: CardId) -> Sequence[tuple[datetime, float]]: ...

    def decks(self) -> list[DeckLine]: ...


@dataclass(frozen=True, slots=True)
class ReviewParts:
    """`media` is the folder of pictures and sounds; `cram` begins a run through what a search
    finds, and raises QueryError for one that cannot be read. `reasons` tells why a card was
    brought forward after that time, newest first."""

    media: Path | None = None
    infos: Callable[[], Infos] | None = None
    cram: Callable[[str], Cram] | None = None
    reasons: Callable[[CardId, datetime | None], Sequence[str]] | None = None


NO_PARTS = ReviewParts()
