"""A large deck that looks like years of study, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from tpmdesk.app.transfer import (
    ForeignCard,
    ForeignModel,
    ForeignNote,
    ForeignReview,
    MediaFile,
    Skipped,
)
from tpmdesk.domain.cards import CardState, Memory, NoteKind, NoteText, Rating
from tpmdesk.domain.scheduling import replay

COMMON_WORD = "program"  # on every card
RARE_WORD = "quorumlight"  # on every ten-thousandth
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DECKS = 20
_REVIEWS = 5
_HISTORIES = 400
_OVERDUE = 1.06  # of the interval has passed at most
_SYLLABLES = ("ro", "ca", "ne", "ti", "lo", "ver", "mi", "sta", "den", "pha", "gu", "ris", "ope")


class BigDeck:
    """A `DeckReader` of `cards` notes with a card each, and `media` pictures.

    With `reviewed` (a share in 0 to 1) that many cards have five reviews or a few more, the last
    one before `now`; about one in seventeen of them is overdue.
    """

    models: Sequence[ForeignModel] = ()
    skipped: Sequence[Skipped] = ()

    def __init__(
        self, cards: int, now: datetime, reviewed: float = 0.8, media: int = 0, seed: int = 1
    ) -> None:
        self.notes_count = cards
        self._now = now
        self._reviewed = reviewed
        self._media = media
        self._seed = seed
        self._held: list[ForeignNote] = []
        random = Random(seed)
        self._words = [
            "".join(random.choices(_SYLLABLES, k=random.randint(2, 4))) for _ in range(4000)
        ]
        self._weights = [1 / (rank + 2) for rank in range(len(self._words))]
        self._histories = [_history(random) for _ in range(_HISTORIES)]

    def hold(self) -> None:
        """Make every note now, so that making them takes no part in what is timed."""
        self._held = list(self.notes())

    def notes(self) -> Iterator[ForeignNote]:
        """All of them, anew or as they are held."""
        return iter(self._held) if self._held else self._made()

    def _made(self) -> Iterator[ForeignNote]:
        random = Random(self._seed)
        words = iter(())
        for number in range(self.notes_count):
            if number % 1000 == 0:
                words = iter(random.choices(self._words, self._weights, k=22 * 1000))
            yield self._note(number, [next(words) for _ in range(22)], random)

    def _note(self, number: int, words: list[str], random: Random) -> ForeignNote:
        rare = f" {RARE_WORD}" if number % 10_000 == 7 else ""
        front = f"{' '.join(words[:7])} {number} {COMMON_WORD}?"
        text = NoteText(
            NoteKind.BASIC, front, f"{' '.join(words[7:])}{rare}.", tags=(f"area-{number % 50}",)
        )
        deck = f"Area {number % _DECKS}"
        made = random.random() < self._reviewed
        card = self._reviewed_card(deck, random) if made else ForeignCard("forward", deck, Memory())
        return ForeignNote(f"bench-{number}", deck, text, (card._replace(position=number),))

    def _reviewed_card(self, deck: str, random: Random) -> ForeignCard:
        memory, log = random.choice(self._histories)
        assert memory.due is not None
        assert memory.last_review is not None
        away = (memory.due - memory.last_review) * random.uniform(0, _OVERDUE)
        shift = self._now - away - memory.last_review
        by = shift // timedelta(microseconds=1)
        moved = replace(memory, due=memory.due + shift, last_review=memory.last_review + shift)
        reviews = tuple(line._replace(at=line.at + by) for line in log)
        lapses = sum(line.rating == 1 and line.state_before == 2 for line in log)
        return ForeignCard("forward", deck, moved, len(log), lapses, reviews=reviews)

    def media(self) -> Sequence[MediaFile]:
        return [
            MediaFile(f"picture-{n}.png", len(self.media_bytes(f"picture-{n}.png")))
            for n in range(self._media)
        ]

    def media_bytes(self, name: str) -> bytes:
        """Sixty kilobytes that do not compress, as pictures do not."""
        return Random(name).randbytes(60_000)

    def close(self) -> None:
        """Nothing was unpacked."""


def _history(random: Random) -> tuple[Memory, tuple[ForeignReview, ...]]:
    """A memory after five reviews, each given about when it was due, and their log."""
    at = _EPOCH + timedelta(days=10_000, minutes=random.randrange(600))
    times: list[tuple[datetime, Rating]] = []
    memories: list[Memory] = []
    while len(times) < _REVIEWS or memories[-1].state is not CardState.REVIEW:
        rating = random.choices(list(Rating), (1, 1, 12, 2))[0]
        times.append((at, rating))
        memories = list(replay(times))
        due = memories[-1].due
        assert due is not None
        at = due + timedelta(minutes=random.randrange(1, 180))
    return memories[-1], tuple(_log(times, memories, random))


def _log(
    times: Sequence[tuple[datetime, Rating]], memories: Sequence[Memory], random: Random
) -> Iterator[ForeignReview]:
    before = Memory()
    for (at, rating), after in zip(times, memories, strict=True):
        yield ForeignReview(
            at=(at - _EPOCH) // timedelta(microseconds=1),
            kind=0,
            rating=int(rating),
            took=round(random.uniform(2, 20), 1),
            state_before=int(before.state),
            interval_before=_days(before.last_review, before.due),
            interval=_days(at, after.due),
        )
        before = after


def _days(start: datetime | None, end: datetime | None) -> float | None:
    return None if start is None or end is None else (end - start) / timedelta(days=1)
