"""What changes when a pack is merged into what is installed of it.

An entry is the same entry while its pack, kind and slug are; a rename says so by `was`. Nothing is
ever deleted: an entry that vanished from its pack is retired, and revived should it come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tpmdesk.domain.content import ContentNote, Entry, Pack, kind_of, slug_of
from tpmdesk.domain.deckoptions import LEECH_TAG

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Installed:
    """An entry as it is installed. `edited` notes carry the person's own text."""

    entry: Entry
    retired: bool = False
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Rename:
    """A new slug for an entry of that kind, which stays the same entry."""

    kind: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What to do, in this order: rename, revive, update, add, retire.

    A renamed entry may be revived and updated too. `unchanged` and `kept` ask for nothing; `kept`
    are notes whose text the person changed, and which the pack words otherwise. `order` holds all
    of the pack's entries, for their positions.
    """

    pack: str
    title: str
    order: tuple[Entry, ...]
    added: tuple[Entry, ...] = ()
    updated: tuple[Entry, ...] = ()
    unchanged: tuple[Key, ...] = ()
    renamed: tuple[Rename, ...] = ()
    retired: tuple[Key, ...] = ()
    revived: tuple[Key, ...] = ()
    kept: tuple[Key, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no entry changes."""
        return not (self.added or self.updated or self.renamed or self.retired or self.revived)


def key_of(entry: Entry) -> Key:
    """What identifies an entry within its pack."""
    return kind_of(entry), slug_of(entry.id)


def plan_merge(pack: Pack, installed: Iterable[Installed], *, complete: bool = True) -> MergePlan:
    """Compare a pack with what is installed of it.

    With `complete` False the pack is known to lack some of its entries, and nothing is retired.
    """
    before = {key_of(item.entry): item for item in installed}
    wanted = {key_of(entry): entry for entry in pack.entries}
    renames = _renames(wanted, before)
    origin = {key: renames.get(key, key) for key in wanted}
    held = {key: before[old] for key, old in origin.items() if old in before}
    merged = {key: _merged(wanted[key], item) for key, item in held.items()}
    left = before.keys() - origin.values()
    return MergePlan(
        pack.id,
        pack.title,
        order=pack.entries,
        added=tuple(entry for key, entry in wanted.items() if key not in held),
        updated=tuple(merged[key] for key, item in held.items() if merged[key] != item.entry),
        unchanged=tuple(
            key
            for key, item in held.items()
            if merged[key] == item.entry and not item.retired and merged[key] == wanted[key]
        ),
        renamed=tuple(Rename(kind, renames[kind, new][1], new) for kind, new in renames),
        retired=tuple(sorted(key for key in left if complete and not before[key].retired)),
        revived=tuple(key for key, item in held.items() if item.retired),
        kept=tuple(key for key in held if merged[key] != wanted[key]),
    )


def _merged(wanted: Entry, item: Installed) -> Entry:
    """The entry as it will be installed: an edited note keeps its text and takes the rest; any
    other takes the text, and stays marked as a leech."""
    if not (isinstance(wanted, ContentNote) and isinstance(item.entry, ContentNote)):
        return wanted
    held = item.entry.text
    if item.edited:
        return replace(wanted, text=held)
    if LEECH_TAG not in held.tags or LEECH_TAG in wanted.text.tags:
        return wanted
    marked = replace(wanted.text, tags=(*wanted.text.tags, LEECH_TAG))
    return replace(wanted, text=marked)


def _renames(wanted: Mapping[Key, Entry], before: Mapping[Key, Installed]) -> dict[Key, Key]:
    """New key to old key. A slug that is installed already is never the target of a rename."""
    found: dict[Key, Key] = {}
    for (kind, slug), entry in wanted.items():
        if (kind, slug) in before:
            continue
        former = [(kind, old) for old in entry.provenance.was]
        free = [k for k in former if k in before and k not in wanted and k not in found.values()]
        if free:
            found[kind, slug] = min(free, key=lambda key: before[key].retired)
    return found
