"""Packs of content as the use cases see them: what was read, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tpmdesk.domain.content import Entry, Pack
from tpmdesk.domain.merge import Installed, MergePlan


@dataclass(frozen=True, slots=True)
class ContentError:
    """One mistake: the file, the entry in it (kind, slug, line), and what was expected."""

    file: str
    entry: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.entry}: {self.message}"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The valid entries of every pack read, and every mistake in the others."""

    packs: tuple[Pack, ...]
    errors: tuple[ContentError, ...]


class PackReader(Protocol):
    """Reads packs from files and folders."""

    def __call__(self, paths: Sequence[Path]) -> ReadResult:
        """Never raises for what the files hold: mistakes come back as errors."""
        ...


class PackSource(Protocol):
    """A fixed place that packs come from, such as the content that ships with the program."""

    def hash(self) -> str:
        """Changes whenever what `read` returns may change; cheap."""
        ...

    def read(self) -> ReadResult: ...


class PackStore(Protocol):
    """What is installed of each pack, and the merging of more."""

    def holds(self, digest: str) -> bool:
        """Whether a pack with that hash is what was merged last."""
        ...

    def installed(self, pack: str) -> list[Installed]:
        """Every entry of the pack, retired ones too."""
        ...

    def merge(self, plan: MergePlan, digest: str, label: str = "") -> None:
        """Carry out the plan. With a label it is an undo step of that name; without, it is no
        step of the person's own, and `undo` does not take it back."""
        ...

    def entries(self) -> list[Entry]:
        """The living entries of every pack, those that others refer to first."""
        ...
