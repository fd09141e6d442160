"""The words that a recognizer should listen for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from tpmdesk.domain.content import EntryId, Prompt, Round


class Rounds(Protocol):
    """Where the rounds are known."""

    def rounds(self) -> Sequence[Round]: ...


def favoured(content: Rounds, prompt: Prompt | None) -> tuple[str, ...]:
    """The terms to favour in an answer, the likeliest first: those of its round, its own, then
    those of all other rounds, since people speak of what they know."""
    if prompt is None:
        return ()
    return _in_order(content.rounds(), prompt.round, prompt.terms)


def favoured_in_round(content: Rounds, round_id: EntryId) -> tuple[str, ...]:
    """The same, when the question is not known."""
    return _in_order(content.rounds(), round_id, ())


def _in_order(rounds: Iterable[Round], round_id: EntryId, own: Iterable[str]) -> tuple[str, ...]:
    here = [term for each in rounds if each.id == round_id for term in each.terms]
    elsewhere = {term for each in rounds for term in each.terms}
    # An engine favours the first ones most, and a single common word is the likeliest to be heard
    # where nobody said it.
    others = sorted(elsewhere, key=lambda term: (-len(term.split()), term))
    return _without_other_forms((*here, *own, *others))


def _without_other_forms(terms: Iterable[str]) -> tuple[str, ...]:
    """Each term once, in the form that came first: "failure modes", not "failure mode" too."""
    forms: dict[tuple[str, ...], str] = {}
    for term in terms:
        forms.setdefault(tuple(word.removesuffix("s") for word in term.lower().split()), term)
    return tuple(forms.values())
