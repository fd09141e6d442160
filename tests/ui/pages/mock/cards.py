"""Cards to be brought forward, in a test's hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tpmdesk.app.nudging import Suggestion
from tpmdesk.app.ports import DeckLine, ReviewError
from tpmdesk.domain.attempts import AnswerId, Attempt
from tpmdesk.domain.cards import CardId, CardState, Memory, NoteId, NoteKind, NoteText
from tpmdesk.domain.content import EntryId
from tpmdesk.domain.nudges import Lack, LackKind, NudgeCard

NEW = Memory(CardState.NEW, None, None, None, None, None)
STEP_CARD = NudgeCard(CardId(7), NoteId(1), "step-2", "Walk", ("Failure", "Owner"), (), NEW)
TERM_CARD = NudgeCard(CardId(8), NoteId(2), "forward", "What is a dead letter queue?", (), (), NEW)
OWNER = Suggestion(Lack(LackKind.STEP, "Owner"), (STEP_CARD,))
QUEUE = Suggestion(Lack(LackKind.TERM, "dead letter queue"), (TERM_CARD,))
DRAFT = Suggestion(
    Lack(LackKind.TERM, "error budget"), draft=NoteText(NoteKind.BASIC, "What is it?", "")
)


@dataclass
class FakeNudging:
    """Suggests what it is told to, until it is taken; `undo` takes that back."""

    found: tuple[Suggestion, ...] = ()
    taken: list[Mapping[Suggestion, str]] = field(default_factory=list)

    def suggestions(self, attempt: Attempt, position: int) -> tuple[Suggestion, ...]:
        done = {each.lack for taken in self.taken for each in taken}
        return tuple(replace(each, taken=each.lack in done) for each in self.found)

    def take(self, reasons: Mapping[Suggestion, str], answer: AnswerId) -> int:
        self.taken.append(dict(reasons))
        return sum(len(each.cards) for each in reasons)

    def undo(self) -> None:
        self.taken.pop()


@dataclass
class FakeNotes:
    """One deck, and the notes written into it."""

    written: list[tuple[EntryId, NoteText]] = field(default_factory=list)
    refuse: str = ""

    def decks(self) -> list[DeckLine]:
        return [DeckLine(EntryId("t/deck"), "Terms", "", 3, 1)]

    def new_deck(self, title: str) -> EntryId:
        return EntryId(title)

    def create(self, deck: EntryId, text: NoteText) -> NoteId:
        if self.refuse:
            raise ReviewError(self.refuse)
        self.written.append((deck, text))
        return NoteId(len(self.written))
