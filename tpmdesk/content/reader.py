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
from tpmdesk.content.outline import outline_errors
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
    return ReadResult(tuple(packs), tuple(_by_place(errors)))


def files_by_pack(folder: Path) -> dict[str, list[Path]]:
    """The content files in a folder and below by the pack that each names at its top; a file
    whose top is wrong is of none."""
    files: dict[str, list[Path]] = defaultdict(list)
    for file in find_files([folder])[0]:
        if pack := read_document(file).pack:
            files[pack].append(file)
    return files


def _by_place(errors: Sequence[ContentError]) -> list[ContentError]:
    """All mistakes of an entry together, entries in the order in which they were met."""
    first: dict[tuple[str, str], int] = {}
    for number, error in enumerate(errors):
        first.setdefault((error.file, error.entry), number)
    return sorted(errors, key=lambda error: first[error.file, error.entry])


def _by_pack(documents: Iterable[Document]) -> dict[str, list[Document]]:
    packs: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if document.pack:
            packs[document.pack].append(document)
    return packs


def _assemble(pack: str, documents: Sequence[Document]) -> tuple[Pack, list[ContentError]]:
    title, errors = _title(pack, documents)
    every = [draft for document in documents for draft in document.drafts]
    named, repeated = _distinct(every)
    names = names_of(pack, named)
    wrong = [(draft, list(mistakes(draft, names))) for draft in every]
    errors += repeated
    errors += (draft.error(message) for draft, found in wrong for message in found)
    faulty = {draft.key for draft, found in wrong if found or draft.broken}
    kept = _without(faulty, names)
    errors += outline_errors(documents)
    return to_pack(title, names, (draft.entry for draft in kept)), errors


def _title(pack: str, documents: Sequence[Document]) -> tuple[str, list[ContentError]]:
    titled = [document for document in documents if document.title]
    if not titled:
        message = f"title is missing; one file of pack {pack!r} must give it"
        return pack, [ContentError(documents[0].file, _TOP, message)]
    first, *others = titled
    message = f"the pack has its title in {first.file} already; keep one of the two"
    return first.title, [ContentError(other.file, _TOP, message) for other in others]


def _distinct(every: Iterable[Draft]) -> tuple[dict[Key, Draft], list[ContentError]]:
    drafts: dict[Key, Draft] = {}
    errors: list[ContentError] = []
    for draft in (draft for draft in every if draft.fits("slug")):
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
            if all(target in kept for target in references(draft))
        }
        if len(sound) == len(kept):
            return list(sound.values())
        kept = sound
