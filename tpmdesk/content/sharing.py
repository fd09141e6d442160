"""Packs as single files: a zip of the pack's text files, or, for one file, that file itself."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Collection
from pathlib import Path, PurePosixPath

from tpmdesk.app.packsharing import OwnPack, SharingError, TakenError
from tpmdesk.content.documents import Document, read_document
from tpmdesk.content.files import MAX_BYTES, MAX_FILES, content_files
from tpmdesk.content.reader import read_packs

_MOST_TOLD = 5
_OLD = ".replaced"


class FolderSharing:
    """Fulfils `PackSharing` for one folder. `reserved` names the packs that ship."""

    def __init__(self, folder: Path, reserved: Callable[[], Collection[str]]) -> None:
        self._folder = folder
        self._reserved = reserved

    def own(self) -> list[OwnPack]:
        """By title; a file that belongs to no pack counts for none."""
        titles: dict[str, str] = {}
        counts: dict[str, int] = {}
        for document in self._documents():
            titles[document.pack] = document.title or titles.get(document.pack, "")
            counts[document.pack] = counts.get(document.pack, 0) + 1
        packs = [OwnPack(each, titles[each] or each, count) for each, count in counts.items()]
        return sorted(packs, key=lambda pack: pack.title.casefold())

    def share(self, pack: str, file: Path) -> None:
        files = [Path(each.file) for each in self._documents() if each.pack == pack]
        if not files:
            raise SharingError(f"There is no pack {pack!r} in {self._folder}.")
        part = file.with_name(f"{file.name}.part")
        try:
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                for each in files:
                    archive.write(each, each.relative_to(self._folder).as_posix())
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)

    def add(self, file: Path, *, replace: bool = False) -> str:
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".adding-", dir=self._folder.parent) as room:
            unpacked = Path(room) / "pack"
            unpacked.mkdir()
            _unpack(file, unpacked)
            pack = self._sound_pack(file, unpacked)
            old = [Path(each.file) for each in self._documents() if each.pack == pack]
            if old and not replace:
                raise TakenError(f"You have a pack {pack!r} already. Replace it, or keep yours.")
            self._put(pack, unpacked, old)
        return pack

    def _documents(self) -> list[Document]:
        if not self._folder.is_dir():
            return []
        found = (read_document(each) for each in content_files(self._folder))
        return [document for document in found if document.pack]

    def _sound_pack(self, file: Path, folder: Path) -> str:
        read = read_packs([folder])
        if read.errors:
            told = [str(each).replace(f"{folder}/", "") for each in read.errors[:_MOST_TOLD]]
            raise SharingError("\n".join([f"{file.name} has mistakes; nothing was added.", *told]))
        if len(read.packs) != 1:
            raise SharingError(
                f"{file.name} holds {len(read.packs)} packs; one at a time is added."
            )
        pack = read.packs[0].id
        if pack in self._reserved():
            raise SharingError(f"The pack {pack!r} ships with tpmdesk and cannot be replaced.")
        return pack

    def _put(self, pack: str, unpacked: Path, old: list[Path]) -> None:
        """The old files stay beside the new ones, under a name that is not read."""
        for each in old:
            each.replace(each.with_name(each.name + _OLD))
        target = self._folder / pack
        if target.exists():
            shutil.move(target, _free(self._folder / f"{pack}{_OLD}"))
        unpacked.replace(target)


def _free(path: Path) -> Path:
    """The path, or one with a number that nothing has."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free


def _unpack(file: Path, folder: Path) -> None:
    """The text files of a shared pack. Raises SharingError for what is none."""
    if file.suffix.lower() == ".toml":
        shutil.copyfile(file, folder / file.name)
        return
    try:
        with zipfile.ZipFile(file) as archive:
            for entry in _sound_entries(file, archive):
                place = folder / PurePosixPath(entry.filename)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(archive.read(entry))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as problem:
        raise SharingError(f"{file.name} is no shared pack, or is damaged.") from problem


def _sound_entries(file: Path, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if not entries or len(entries) > MAX_FILES:
        raise SharingError(f"{file.name} holds {len(entries)} files; a pack has 1 to {MAX_FILES}.")
    if sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise SharingError(f"{file.name} is larger than {MAX_BYTES // 1_000_000} MB unpacked.")
    for entry in entries:
        name = PurePosixPath(entry.filename)
        if name.is_absolute() or ".." in name.parts or name.suffix.lower() != ".toml":
            raise SharingError(f"{file.name} holds {entry.filename!r}, which is no text of a pack.")
    return entries
