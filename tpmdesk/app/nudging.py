"""A round feeds the cards: what an answer lacked brings the cards about it forward."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple, Protocol

from tpmdesk.app.ports import Clock, ContentStore, NotFoundError
from tpmdesk.domain.attempts import Answer, AnswerId, Attempt
from tpmdesk.domain.cards import CardId, CardState, Memory, NoteKind, NoteText
from tpmdesk.domain.content import Framework, Prompt, Rubric
from tpmdesk.domain.nudges import Lack, LackKind, NudgeCard, best, is_vocabulary, lacks


class Pull(NamedTuple):
    """A card to be brought forward: to the head of the new cards when `after` is None, else to
    the memory `after`."""

    card_id: CardId
    reason: str
    before: Memory
    after: Memory | None


class NudgeStore(Protocol):
    """Cards by what they are about, and why some were brought forward."""

    def covering(self, covers: Sequence[str]) -> list[NudgeCard]:
        """The cards in use whose notes cover one of these inventory ids."""
        ...

    def naming(self, words: str) -> list[NudgeCard]:
        """The cards in use whose front holds all these words."""
        ...

    def memories(self, cards: Iterable[CardId]) -> Mapping[CardId, Memory]:
        """What is known of these cards now, of those that are still in use."""
        ...

    def pull(self, label: str, pulls: Sequence[Pull], answer: AnswerId) -> None:
        """Bring cards forward and keep why, as one undo step."""
        ...

    def reasons(self, card: CardId, since: datetime | None) -> list[str]:
        """Why the card was brought forward after that time, newest first."""
        ...

    def pulled(self, answer: AnswerId) -> frozenset[CardId]:
        """The cards that were brought forward because of that answer."""
        ...


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What an answer lacked, and what could be done: cards to bring forward, or where there is
    none, a card to write (`draft`). `taken` when its cards were brought forward already."""

    lack: Lack
    cards: tuple[NudgeCard, ...] = ()
    draft: NoteText | None = None
    taken: bool = False


class Nudging:
    """Suggests cards after an answer. Nothing changes until a suggestion is taken."""

    def __init__(self, content: ContentStore, store: NudgeStore, clock: Clock) -> None:
        self._content = content
        self._store = store
        self._clock = clock

    def suggestions(self, attempt: Attempt, position: int) -> tuple[Suggestion, ...]:
        """What would help after that answer, and what was done about it already; empty for a good
        one, or when the cards about what was lacking wait anyway."""
        answer = attempt.answers[position]
        pulled = self._store.pulled(answer.id)
        found = (self._suggestion(lack, pulled) for lack in self._lacks(attempt, answer))
        seen: set[CardId] = set()
        return tuple(fresh for each in found if each and (fresh := _fresh(each, seen)))

    def take(self, reasons: Mapping[Suggestion, str], answer: AnswerId) -> int:
        """Bring the cards of these suggestions forward as one undo step; how many. The reason is
        kept with each card.

        A card that was answered since the suggestion keeps what it has learned, and one that waits
        by now stays as it is.
        """
        wanted = {card.id: reason for each, reason in reasons.items() for card in each.cards}
        pulls = self._pulls(wanted, self._store.pulled(answer))
        if pulls:
            names = ", ".join(each.lack.what for each in reasons)
            self._store.pull(f"Bring forward: {names}", pulls, answer)
        return len(pulls)

    def reasons(self, card: CardId, since: datetime | None) -> list[str]:
        """Why the card was brought forward since its last answer, newest first."""
        return self._store.reasons(card, since)

    def _pulls(self, wanted: Mapping[CardId, str], pulled: frozenset[CardId]) -> list[Pull]:
        now = self._clock()
        memories = self._store.memories(wanted)
        return [
            _pull(card, reason, memories[card], now)
            for card, reason in wanted.items()
            if card in memories and card not in pulled and not _waits(memories[card], now)
        ]

    def _lacks(self, attempt: Attempt, answer: Answer) -> tuple[Lack, ...]:
        prompt = self._prompt(answer.prompt)
        rubric = self._rubric(attempt.round)
        framework = self._framework(answer.assessment.framework if answer.assessment else "")
        scores = answer.scored() or answer.scored(blind=True)
        return lacks(prompt, framework, rubric, answer.assessment, answer.transcript, scores)

    def _suggestion(self, lack: Lack, pulled: frozenset[CardId]) -> Suggestion | None:
        about = self._store.covering(lack.covers) if lack.covers else self._store.naming(lack.words)
        cards = best(lack, about)
        waiting = self._clock()
        later = tuple(
            card for card in cards if card.id in pulled or not _waits(card.memory, waiting)
        )
        if later:
            return Suggestion(lack, later, taken=all(card.id in pulled for card in later))
        if cards or lack.kind is not LackKind.TERM or not is_vocabulary(lack.what):
            return None
        return Suggestion(lack, draft=_draft(lack.what))

    def _prompt(self, ref: str) -> Prompt | None:
        try:
            return self._content.prompt(ref)
        except NotFoundError:
            return None

    def _rubric(self, round_ref: str) -> Rubric | None:
        try:
            return self._content.rubric(self._content.round(round_ref).rubric)
        except NotFoundError:
            return None

    def _framework(self, ref: str) -> Framework | None:
        try:
            return self._content.framework(ref) if ref else None
        except NotFoundError:
            return None


def _fresh(suggestion: Suggestion, seen: set[CardId]) -> Suggestion | None:
    """The suggestion without cards that an earlier one names; None when nothing is left of it."""
    cards = tuple(card for card in suggestion.cards if card.id not in seen)
    seen.update(card.id for card in cards)
    return replace(suggestion, cards=cards) if cards or suggestion.draft else None


def _waits(memory: Memory, now: datetime) -> bool:
    """Whether the card comes up anyway: it is due, or being learned."""
    if memory.state in (CardState.LEARNING, CardState.RELEARNING):
        return True
    return memory.state is CardState.REVIEW and memory.due is not None and memory.due <= now


def _pull(card: CardId, reason: str, memory: Memory, now: datetime) -> Pull:
    new = memory.state is CardState.NEW
    return Pull(card, reason, memory, None if new else replace(memory, due=now))


def _draft(term: str) -> NoteText:
    front = f"**{term[:1].upper()}{term[1:]}**: what is it, and where would you use it?"
    return NoteText(NoteKind.BASIC, front, "")
