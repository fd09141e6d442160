"""Finding the one entry that a person or a script means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.content import Entry, entry_id, slug_of
from tpmdesk.domain.merge import Installed

_FEW = 15


def look_up(kind: str, ref: str, entries: Iterable[Installed]) -> Entry:
    """The entry with that id, slug, former slug or covered inventory id, in this order.

    Retired entries are found by their id only, for what was saved when they were in use.
    Raises NotFoundError, which names what there is.
    """
    every = list(entries)
    living = [item.entry for item in every if not item.retired]
    for matches in _WAYS:
        found = [entry for entry in living if matches(entry, ref)]
        if found:
            return _only(kind, ref, found)
    for item in every:
        if item.entry.id == ref:
            return item.entry
    raise NotFoundError(_absent(kind, ref, living))


def _has_former_slug(entry: Entry, ref: str) -> bool:
    pack = entry.id.partition("/")[0]
    return any(ref in (old, entry_id(pack, old)) for old in entry.provenance.was)


_WAYS: Sequence[Callable[[Entry, str], bool]] = (
    lambda entry, ref: entry.id == ref,
    lambda entry, ref: slug_of(entry.id) == ref,
    _has_former_slug,
    lambda entry, ref: ref in entry.provenance.covers,
)


def _only(kind: str, ref: str, found: Sequence[Entry]) -> Entry:
    if len(found) == 1:
        return found[0]
    raise NotFoundError(f"{ref!r} could mean several {kind}s. Give one of: {_ids(found)}.")


def _absent(kind: str, ref: str, living: Sequence[Entry]) -> str:
    if not living:
        return f"There is no {kind} {ref!r}, and no {kind} is installed."
    names = ", ".join(slug_of(entry.id) for entry in living[:_FEW])
    more = ", …" if len(living) > _FEW else ""
    return f"There is no {kind} {ref!r}. {kind.capitalize()}s: {names}{more}."


def _ids(found: Iterable[Entry]) -> str:
    return ", ".join(entry.id for entry in found)
