"""Filler words in speech: those that always are, and those that are only in some places."""

from __future__ import annotations

from collections.abc import Sequence

from tpmdesk.domain.assessment import FillerUse
from tpmdesk.domain.language import word_set
from tpmdesk.domain.transcript import Word

_ALWAYS = word_set("um umm uhm uh uhh er erm hm hmm hmmm")
_JOINTS = word_set("and so but because or then well yeah okay ok")
_SUBJECTS = word_set("i we you they he she it there this that these those the")
_BE = word_set("is was are were it's that's be been")
_HEDGED = word_set("so really very just super about")
_KNOWING = word_set("do did don't didn't does if as let would to will should might could")
_KNOWN = word_set("what how why if where who when which that about the")
_KINDS = word_set(
    "a an the this that what which some any every each one same right another different no "
    "certain first second third other new best worst only of these those"
)


def filler_uses(words: Sequence[Word]) -> tuple[FillerUse, ...]:
    """Every filler, in order, each word counted in at most one. Untimed words start at 0.

    A rule sees only the neighbours, so it prefers to miss a filler over accusing a real word.
    """
    plain = [_plain(word.text) for word in words]
    uses: list[FillerUse] = []
    at, after_filler = 0, False
    while at < len(words):
        length = _filler_at(words, plain, at, after_filler)
        if length:
            uses.append(FillerUse(" ".join(plain[at : at + length]), words[at].start or 0.0))
        after_filler = length > 0
        at += length or 1
    return tuple(uses)


def _filler_at(words: Sequence[Word], plain: list[str], at: int, after_filler: bool) -> int:
    """How many words the filler at this place has; 0 when there is none."""
    before = plain[at - 1] if at else ""
    after = plain[at + 1] if at + 1 < len(plain) else ""
    beyond = plain[at + 2] if at + 2 < len(plain) else ""
    opens = at == 0 or _ends_clause(words[at - 1])
    match plain[at], after:
        case word, _ if word in _ALWAYS:
            return 1
        case "you", "know":
            return 0 if before in _KNOWING or (beyond in _KNOWN and not opens) else 2
        case "i", "mean":
            return 0 if before in ("what", "that", "which") or beyond in ("it", "that") else 2
        case "sort" | "kind", "of":
            return 0 if before in _KINDS else 2
        case "basically" | "actually", _:
            return int(opens or after_filler or before in _JOINTS or _ends_clause(words[at]))
        case "like", _:
            return int(after_filler or _is_idle_like(words[at], before, after, beyond))
        case _:
            return 0


def _is_idle_like(word: Word, before: str, after: str, beyond: str) -> bool:
    """ "It was, like, slow", "and like we had to", "it was like really slow"; not "like I said"."""
    if _ends_clause(word) or after in _ALWAYS or after == "like":
        return True
    if before in _JOINTS:
        return after in _SUBJECTS and beyond not in ("said", "mentioned", "say")
    return before in _BE and (after in _HEDGED or after.isdigit())


def _ends_clause(word: Word) -> bool:
    return word.text.endswith((",", ".", "?", "!", ";", ":", "…", "—"))


def _plain(text: str) -> str:
    return text.lower().replace("’", "'").strip(" ,.?!;:…—-\"“”()[]*'")
