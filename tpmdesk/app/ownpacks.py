"""Packs of the person's own: files in one folder of the profile, merged as they are saved."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from tpmdesk.app.library import Library, MergeSummary
from tpmdesk.app.packs import ContentError, PackSource, PackStore, ReadResult
from tpmdesk.app.ports import ContentStore


class GuardedSource:
    """A PackSource that leaves out what would take the place of the packs that ship with the
    program."""

    def __init__(self, source: PackSource, reserved: Callable[[], Collection[str]]) -> None:
        self._source = source
        self._reserved = reserved

    def hash(self) -> str:
        return self._source.hash()

    def read(self) -> ReadResult:
        read = self._source.read()
        taken = [pack.id for pack in read.packs if pack.id in self._reserved()]
        errors = tuple(
            ContentError(
                f"pack {pack}",
                "top of the file",
                "this pack ships with tpmdesk; give yours another name, like 'my-team'",
            )
            for pack in taken
        )
        kept = tuple(pack for pack in read.packs if pack.id not in taken)
        return ReadResult(kept, (*read.errors, *errors))


class OwnPacks:
    """The folder, and bringing what is installed of it up to date.

    An entry that leaves its file is retired, and its history stays. `mistakes` are those of the
    files as they were read last.
    """

    def __init__(
        self, folder: Path, content: ContentStore, packs: PackStore, source: PackSource
    ) -> None:
        self.folder = folder
        self._library = Library(content, packs, source)
        self._mistakes: tuple[ContentError, ...] = ()
        self._read = False

    @property
    def mistakes(self) -> tuple[ContentError, ...]:
        return self._mistakes

    def refresh(self) -> MergeSummary | None:
        """Merge what changed in the folder; None when nothing did. Makes the folder when it is
        missing. Raises OSError when it cannot be read."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not any(self.folder.rglob("*.toml")):
            self._mistakes = ()
            return None
        summary = self._library.merge_bundled(again=not self._read)
        self._read = True
        if summary is not None:
            self._mistakes = tuple(map(self._by_short_name, summary.errors))
            summary = replace(summary, errors=self._mistakes)
        return summary

    def _by_short_name(self, error: ContentError) -> ContentError:
        """The person knows the folder: what matters is the file in it."""
        file = Path(error.file)
        if not file.is_relative_to(self.folder):
            return error
        return replace(error, file=file.relative_to(self.folder).as_posix())
