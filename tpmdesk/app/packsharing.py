"""Sharing packs of the person's own: one file out, one file in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

SUFFIX = ".tpmpack"


class SharingError(Exception):
    """What cannot be shared or taken in; the message says what, where, and what to do."""


class TakenError(SharingError):
    """A pack of that name is there already; it is replaced only when that is asked for."""


@dataclass(frozen=True, slots=True)
class OwnPack:
    """A pack in the person's folder: its id, its title, and how many files it has."""

    id: str
    title: str
    files: int


class PackSharing(Protocol):
    """Writes packs to single files and takes them in from such files."""

    def own(self) -> list[OwnPack]:
        """The person's packs, by title."""
        ...

    def share(self, pack: str, file: Path) -> None:
        """Write a pack as one file, whole or not at all. Raises SharingError, OSError."""
        ...

    def add(self, file: Path, *, replace: bool = False) -> str:
        """Take in the pack of a file; its id. Raises SharingError (TakenError when it is there
        already), and leaves everything as it was then; OSError."""
        ...
