"""The media of a package: which members of the zip they are, and what they are called."""

from __future__ import annotations

import json
import unicodedata
from typing import NamedTuple

from tpmdesk.app.transfer import MediaFile, Skipped
from tpmdesk.exchange.anki import wire
from tpmdesk.exchange.anki.archive import Archive
from tpmdesk.exchange.html import media_link

LIST = "media"
_MOST_NAMED = 20


class Member(NamedTuple):
    """A member of the zip that is a medium, and its name in the deck."""

    member: str
    name: str
    size: int


class Media:
    """The media that a package lists, under safe names."""

    def __init__(self, archive: Archive, *, packed: bool) -> None:
        self._archive = archive
        self._packed = packed
        self.skipped: list[Skipped] = []
        self._members: dict[str, Member] = {}
        for each in self._listed():
            self._take(each)

    def files(self) -> list[MediaFile]:
        return [MediaFile(name, each.size) for name, each in self._members.items()]

    def read(self, name: str) -> bytes:
        """Raises TransferError, for a name that is not among `files` too."""
        each = self._members.get(name)
        if each is None:
            raise self._archive.error(f"it has no file “{name}”")
        return self._archive.read(each.member, self._archive.limits.medium, packed=self._packed)

    def _take(self, each: Member) -> None:
        name = media_link(each.name.replace("%", "%25"))
        if name is None:
            why = "its name would lead out of the folder for media"
        elif name in self._members:
            why = "another file has that name"
        elif not self._archive.has(each.member):
            why = "the file is missing in the package"
        else:
            self._members[name] = each
            return
        if len(self.skipped) < _MOST_NAMED:
            self.skipped.append(Skipped(_printable(each.name), why))

    def _listed(self) -> list[Member]:
        if not self._archive.has(LIST):
            return []
        raw = self._archive.read(LIST, self._archive.limits.listing, packed=self._packed)
        try:
            found = _from_message(raw) if self._packed else _from_json(raw, self._archive)
        except (ValueError, RecursionError, TypeError):
            self.skipped.append(Skipped("All pictures and sounds", "the list of them is damaged"))
            return []
        return found[: self._archive.limits.members]


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in name[:100])


def _from_json(raw: bytes, archive: Archive) -> list[Member]:
    found = json.loads(raw or b"{}")
    if not isinstance(found, dict):
        raise TypeError("no object")
    return [
        Member(member, unicodedata.normalize("NFC", name), archive.size(member))
        for member, name in found.items()
        if isinstance(name, str) and member.isdecimal()
    ]


def _from_message(raw: bytes) -> list[Member]:
    """Anki's MediaEntries: each entry's place is its member's name, unless the entry says."""
    found = []
    for place, entry in enumerate(wire.several(wire.read(raw), 1)):
        fields = wire.read(entry)
        member = wire.number(fields, 255) if 255 in fields else place
        name = unicodedata.normalize("NFC", wire.text(fields, 1))
        found.append(Member(str(member), name, max(0, wire.number(fields, 2))))
    return found
