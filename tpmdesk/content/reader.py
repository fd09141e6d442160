"""Reads packs of content: every valid entry, and every mistake by file and entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from tpmdesk.app.packs import ContentError, ReadResult
from tpmdesk.content.checks import Names, mistakes, names_of, references
from tpmdesk.content.convert import to_pack
from tpmdesk.content.documents import Document, Draft, Key, read_document
from tpmdesk.content.files import find_files
from tpmdesk.domain.content import Pack

_TOP = "top of the file"


def read_packs(paths: Sequence[Path]) -> ReadResult:
    """Read files, and the `.toml` files of folders and what lies below them.

    Never raises for what is there or is not: everything wrong comes back as an error. An entry
    that refers to a faulty one is left out too, but only the faulty one is reported.
    """
    files, errors = find_files(paths)
    documents = [read_document(file) for file in files]
    errors += (error for document in documents for error in document.errors)
    packs: list[Pack] = []
    for pack, parts in _by_pack(documents).items():
        made, wrong = _assemble(pack, parts)
        packs.append(made)
        errors += wrong
    return ReadResult(tuple(packs), tuple(errors))


def _by_pack(documents: Iterable[Document]) -> dict[str, list[Document]]:
    packs: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if document.pack:
            packs[document.pack].append(document)
    return packs


def _assemble(pack: str, documents: Sequence[Document]) -> tuple[Pack, list[ContentError]]:
    title, errors = _title(pack, documents)
    drafts, repeated = _distinct(documents)
    broken = frozenset(key for document in documents for key in document.broken)
    names = names_of(pack, drafts, broken)
    wrong = {key: [d.error(text) for text in mistakes(d, names)] for key, d in drafts.items()}
    errors += repeated
    errors += (error for found in wrong.values() for error in found)
    faulty = {key for key, found in wrong.items() if found}
    kept = _without(faulty, names)
    return to_pack(title, names, (draft.entry for draft in kept)), errors


def _title(pack: str, documents: Sequence[Document]) -> tuple[str, list[ContentError]]:
    titled = [document for document in documents if document.title]
    if not titled:
        message = f"title is missing; one file of pack {pack!r} must give it"
        return pack, [ContentError(documents[0].file, _TOP, message)]
    first, *others = titled
    message = f"the pack has its title in {first.file} already; keep one of the two"
    return first.title, [ContentError(other.file, _TOP, message) for other in others]


def _distinct(documents: Iterable[Document]) -> tuple[dict[Key, Draft], list[ContentError]]:
    drafts: dict[Key, Draft] = {}
    errors: list[ContentError] = []
    for draft in (draft for document in documents for draft in document.drafts):
        first = drafts.setdefault(draft.key, draft)
        if first is not draft:
            errors.append(draft.error(f"the slug is taken by {first.label} in {first.file}"))
    return drafts, errors


def _without(faulty: set[Key], names: Names) -> list[Draft]:
    """The drafts that are sound, and refer to nothing that is faulty."""
    kept = {key: draft for key, draft in names.drafts.items() if key not in faulty}
    while True:
        sound = {
            key: draft
            for key, draft in kept.items()
            if all(target in kept for target in references(draft.entry))
        }
        if len(sound) == len(kept):
            return list(sound.values())
        kept = sound
