"""A person's own pack of content, imported: the merge that brings the bundled one, previewed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tpmdesk.app.packs import PackStore
from tpmdesk.app.transfer import (
    ForeignModel,
    ForeignNote,
    ImportPreview,
    ImportReport,
    MediaFile,
    Skipped,
)
from tpmdesk.domain.content import ContentNote, Deck, Entry, Pack
from tpmdesk.domain.excerpt import excerpt
from tpmdesk.domain.merge import MergePlan, key_of, plan_merge

_KEPT = Skipped("", "you changed this note, so your text stays")
_SAMPLES = 20


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file with one pack or a part of it, as a DeckReader."""

    pack: Pack
    digest: str
    skipped: Sequence[Skipped] = ()
    models: Sequence[ForeignModel] = ()

    @property
    def notes_count(self) -> int:
        return len(self.pack.notes)

    def notes(self) -> Iterator[ForeignNote]:
        titles = {deck.id: deck.title for deck in self.pack.decks}
        for note in self.pack.notes:
            yield ForeignNote("", titles.get(note.deck, self.pack.title), note.text)

    def media(self) -> Sequence[MediaFile]:
        return ()

    def media_bytes(self, name: str) -> bytes:
        raise KeyError(name)

    def close(self) -> None:
        """Nothing was unpacked."""


class PackImports:
    """Merges packs by their identity, as an undo step. What a file lacks is never retired, for it
    may be in another file of the pack."""

    def __init__(self, store: PackStore) -> None:
        self._store = store

    def preview(self, file: PackFile) -> ImportPreview:
        """What `run` would do."""
        plan = self._plan(file)
        changed = {entry.id for entry in (*plan.added, *plan.updated)}
        notes = zip(file.pack.notes, file.notes(), strict=True)
        samples = [note for entry, note in notes if entry.id in changed]
        return ImportPreview(_report(plan, file), tuple(samples[:_SAMPLES]))

    def run(self, file: PackFile, label: str) -> ImportReport:
        """Merge the pack, in one transaction."""
        plan = self._plan(file)
        if not plan.is_empty:
            self._store.merge(plan, file.digest, label)
        return _report(plan, file)

    def _plan(self, file: PackFile) -> MergePlan:
        return plan_merge(file.pack, self._store.installed(file.pack.id), complete=False)


def _report(plan: MergePlan, file: PackFile) -> ImportReport:
    changed = {key_of(entry) for entry in _cards(plan.updated)} | set(_cards_of(plan.revived))
    kept = set(plan.kept)
    notes = {key_of(entry): entry for entry in plan.order if isinstance(entry, ContentNote)}
    skipped = [_KEPT._replace(what=excerpt(notes[key].text.front)) for key in kept if key in notes]
    unchanged = sum(1 for key in _cards_of(plan.unchanged)) + len(kept - changed)
    return ImportReport(
        added=len(_cards(plan.added)),
        updated=len(changed),
        unchanged=unchanged,
        decks=tuple(deck.title for deck in file.pack.decks),
        skipped=(*file.skipped, *skipped),
    )


def _cards(entries: Sequence[Entry]) -> list[Entry]:
    """Everything but decks, which are no more than the place of the rest."""
    return [entry for entry in entries if not isinstance(entry, Deck)]


def _cards_of(keys: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [key for key in keys if key[0] != "deck"]
