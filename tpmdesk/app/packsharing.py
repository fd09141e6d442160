"""A pack as one file: to give away, and to take in from somebody else."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from tpmdesk.app.packs import ContentError, PackReader, PackStore
from tpmdesk.app.ports import Clock
from tpmdesk.domain.content import Pack

ENDING = ".tpmpack"
KEPT = "replaced"
"""The folder, among the packs, that holds what a new pack took the place of."""


class PackError(Exception):
    """A pack cannot be given away or taken in; the message says why, and what to do."""


class PackTakenError(PackError):
    """There is a pack of that name already, and nobody said that it may be replaced."""


class PackArchive(Protocol):
    """Text files of a pack in one file, by their names in it: relative, with "/" between."""

    def write(self, file: Path, contents: Mapping[str, bytes]) -> None:
        """Write it whole or not at all. Raises PackError."""
        ...

    def read(self, file: Path) -> dict[str, bytes]:
        """What it holds, within bounds, under names that stay in one folder. Raises PackError."""
        ...


FilesOf = Callable[[Path], Mapping[str, Sequence[Path]]]
"""The content files in a folder and below by the pack that each names."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A pack in a file that can be taken in.

    `replaces` says that there is one of that name; `same` that its files are just these.
    """

    file: Path
    pack: Pack
    contents: Mapping[str, bytes]
    replaces: bool
    same: bool


class PackSharing:
    """The packs in the person's folder, out of it and into it. Nothing here merges them."""

    def __init__(
        self,
        folder: Path,
        store: PackStore,
        read_packs: PackReader,
        files_of: FilesOf,
        archive: PackArchive,
        reserved: Callable[[], Collection[str]],
        clock: Clock,
    ) -> None:
        self._folder = folder
        self._store = store
        self._read = read_packs
        self._files_of = files_of
        self._archive = archive
        self._reserved = reserved
        self._clock = clock

    def packs(self) -> list[Pack]:
        """The packs in the folder, with what of them can be used."""
        if not self._folder.is_dir() or not any(self._folder.rglob("*.toml")):
            return []
        reserved = self._reserved()
        return [each for each in self._read([self._folder]).packs if each.id not in reserved]

    def share(self, pack: str, file: Path) -> Pack:
        """Write a pack as one file. Raises PackError, also where the pack holds mistakes."""
        files = self._files(pack)
        if not files:
            there = ", ".join(each.id for each in self.packs()) or "none yet"
            raise PackError(f"You have no pack named “{pack}”. There are: {there}.")
        read = self._read(files)
        if read.errors:
            raise PackError(
                f"The pack “{pack}” holds a mistake, so it was not shared. "
                f"{_first(read.errors, self._folder)} Mend it, then share again."
            )
        self._archive.write(file, self._contents(files))
        return read.packs[0]

    def look(self, file: Path) -> Offer:
        """What a file would bring. Raises PackError when it cannot be taken in at all."""
        contents = self._archive.read(file)
        with _unpacked(contents) as folder:
            read = self._read([folder])
            if read.errors:
                raise PackError(
                    f"“{file.name}” holds a mistake. {_first(read.errors, folder)} "
                    "Nothing was changed; ask whoever made it for a mended one."
                )
        pack = self._only(file, read.packs)
        own = self._files(pack.id)
        living = any(not each.retired for each in self._store.installed(pack.id))
        same = bool(own) and sorted(self._contents(own).values()) == sorted(contents.values())
        return Offer(file, pack, contents, bool(own) or living, same)

    def take(self, offer: Offer, *, replace: bool = False) -> Path | None:
        """Put the files of a pack into the folder; the file that keeps what was there before.

        Raises PackTakenError without `replace`, PackError when the disk does not let it; then
        nothing has changed.
        """
        if offer.replaces and not replace:
            raise PackTakenError(
                f"You have a pack named “{offer.pack.id}” already. Nothing was changed; say that "
                "it is to be replaced, or rename one of the two."
            )
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            kept = self._keep(offer.pack.id)
            with tempfile.TemporaryDirectory(dir=self._folder.parent, prefix=".pack-") as aside:
                self._swap(offer, Path(aside))
        except OSError as error:
            raise PackError(
                f"The pack could not be written: {error.strerror or error}. Nothing was changed."
            ) from error
        return kept

    def _only(self, file: Path, packs: Sequence[Pack]) -> Pack:
        if len(packs) != 1 or not packs[0].entries:
            what = "no pack" if not packs else "an empty pack" if len(packs) == 1 else "more packs"
            raise PackError(f"“{file.name}” holds {what}; expected one pack with an entry in it.")
        (pack,) = packs
        if pack.id in self._reserved():
            raise PackError(
                f"“{file.name}” holds a pack named “{pack.id}”, which ships with tpmdesk. Nothing "
                "was changed; ask whoever made it to give it another name."
            )
        return pack

    def _files(self, pack: str) -> Sequence[Path]:
        return self._files_of(self._folder).get(pack, ()) if self._folder.is_dir() else ()

    def _contents(self, files: Sequence[Path]) -> dict[str, bytes]:
        """By their names within the folder, without a folder that they all lie in."""
        names = [file.relative_to(self._folder) for file in files]
        if all(len(name.parts) > 1 for name in names) and len({n.parts[0] for n in names}) == 1:
            names = [name.relative_to(name.parts[0]) for name in names]
        try:
            pairs = zip(names, files, strict=True)
            return {name.as_posix(): file.read_bytes() for name, file in pairs}
        except OSError as error:
            raise PackError(f"The pack cannot be read: {error.strerror or error}.") from error

    def _keep(self, pack: str) -> Path | None:
        files = self._files(pack)
        if not files:
            return None
        (self._folder / KEPT).mkdir(exist_ok=True)
        stem = f"{pack} {self._clock().astimezone():%Y-%m-%d %H.%M.%S}"
        kept = _free(self._folder / KEPT, stem, ENDING)
        self._archive.write(kept, self._contents(files))
        return kept

    def _swap(self, offer: Offer, aside: Path) -> None:
        """The old files leave, the new ones come by one rename; where that fails, the old ones
        come back."""
        _write_all(aside / "new", offer.contents)
        moved: list[tuple[Path, Path]] = []
        try:
            for number, file in enumerate(self._files(offer.pack.id)):
                away = aside / f"old-{number}"
                file.rename(away)
                moved.append((file, away))
            (aside / "new").rename(self._place(offer.pack.id))
        except OSError:
            for file, away in moved:
                away.rename(file)
            raise

    def _place(self, pack: str) -> Path:
        """A folder of the pack's name, or near it, which is not there."""
        wanted = self._folder / pack
        if wanted.is_dir() and not any(each.is_file() for each in wanted.rglob("*")):
            shutil.rmtree(wanted)
        return _free(self._folder, pack)


@contextmanager
def _unpacked(contents: Mapping[str, bytes]) -> Iterator[Path]:
    """The files in a folder that is gone afterwards. Raises PackError."""
    with tempfile.TemporaryDirectory(prefix="tpmdesk-pack-") as name:
        try:
            _write_all(Path(name), contents)
        except OSError as error:
            reason = error.strerror or str(error)
            raise PackError(f"The pack cannot be unpacked: {reason}.") from error
        yield Path(name)


def _write_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    folder.mkdir(exist_ok=True)
    for name, body in contents.items():
        path = folder / PurePosixPath(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


def _free(folder: Path, stem: str, ending: str = "") -> Path:
    """A path of that name, or with a number, at which there is nothing."""
    path, number = folder / f"{stem}{ending}", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}{ending}", number + 1
    return path


def _first(errors: Sequence[ContentError], folder: Path) -> str:
    """The first mistake, by the file's name in the pack, and how many there are."""
    first = errors[0]
    path = Path(first.file)
    name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else first.file
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return f"{name}: {first.entry}: {first.message.rstrip('.')}{more}."
