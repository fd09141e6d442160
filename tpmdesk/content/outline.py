"""What a pack promises to cover: an id without an entry, and an id that nobody promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from tpmdesk.app.packs import ContentError
from tpmdesk.content.documents import Document, Draft

OUTLINE = "outline"


def outline_errors(documents: Sequence[Document]) -> list[ContentError]:
    """Nothing for a pack without an outline. A faulty entry is reported by itself, so it counts."""
    promised = {item: document.file for document in documents for item in document.outline}
    if not promised:
        return []
    claims = list(_claims(documents))
    covered = {item for _, item in claims}
    missing = [
        ContentError(file, OUTLINE, f"{item!r} is covered by no entry; name it in a covers")
        for item, file in promised.items()
        if item not in covered
    ]
    return missing + [
        draft.error(_unknown(item, promised)) for draft, item in claims if item not in promised
    ]


def _claims(documents: Sequence[Document]) -> Iterator[tuple[Draft, str]]:
    for document in documents:
        for draft in document.drafts:
            if draft.fits("covers"):
                yield from ((draft, item) for item in draft.entry.covers)


def _unknown(item: str, promised: Iterable[str]) -> str:
    said = f"covers: {item!r} is not in the pack's outline"
    close = get_close_matches(item, list(promised), n=1)
    return f"{said}; did you mean {close[0]!r}?" if close else said
