"""Brings a model's folder or zip onto the disk without trusting it."""

from __future__ import annotations

import shutil
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tpmdesk.app.speaking import SpeechError

_BLOCK = 1 << 20
_LAYOUTS = (
    ("am/final.mdl", "conf/mfcc.conf", "graph/"),
    ("final.mdl", "mfcc.conf", ""),
)
_GRAPHS = ("HCLG.fst", "HCLr.fst")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a model may hold at most, in files and in bytes."""

    files: int = 5_000
    bytes: int = 8 << 30


def unpack_zip(archive: Path, into: Path, limits: Limits) -> None:
    """Unpack plain files only. Raises SpeechError at the first entry that is not one."""
    try:
        with zipfile.ZipFile(archive) as opened:
            left = limits.bytes
            for entry in _plain_entries(opened, archive, limits):
                left -= _unpack_entry(opened, entry, into, left)
                if left < 0:
                    raise _too_large(archive, limits)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise SpeechError(f"{archive} is damaged or not a zip file. Download it again.") from error


def _plain_entries(
    opened: zipfile.ZipFile, archive: Path, limits: Limits
) -> Iterator[zipfile.ZipInfo]:
    entries = [entry for entry in opened.infolist() if not entry.is_dir()]
    if len(entries) > limits.files or sum(entry.file_size for entry in entries) > limits.bytes:
        raise _too_large(archive, limits)
    for entry in entries:
        if not _is_safe(entry):
            raise SpeechError(
                f"{archive} holds {entry.filename!r}, which does not belong in a model. "
                "Nothing was added."
            )
        yield entry


def _is_safe(entry: zipfile.ZipInfo) -> bool:
    """A plain file that lies inside the folder it is unpacked into."""
    name = PurePosixPath(entry.filename)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    inside = not name.is_absolute() and ".." not in name.parts and bool(name.parts)
    odd = "\\" in entry.filename or ":" in entry.filename
    return inside and not odd and kind in {0, stat.S_IFREG}


def _unpack_entry(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, into: Path, most: int) -> int:
    """The bytes really written, which the entry's header need not tell truly."""
    target = into / PurePosixPath(entry.filename)
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with opened.open(entry) as packed, target.open("xb") as file:
        while written <= most and (block := packed.read(_BLOCK)):
            written += file.write(block)
    return written


def copy_folder(folder: Path, into: Path, limits: Limits) -> None:
    """Copy a model's folder. Raises SpeechError when it is too large or holds links."""
    size = 0
    for files, path in enumerate(folder.rglob("*"), start=1):
        size += path.lstat().st_size
        if path.is_symlink():
            raise SpeechError(f"{path} is a link. Give a folder that holds the files themselves.")
        if files > limits.files or size > limits.bytes:
            raise _too_large(folder, limits)
    shutil.copytree(folder, into, dirs_exist_ok=True)


def model_root(folder: Path, source: Path) -> Path:
    """The folder that holds the Vosk model: the one given, or the only folder in it."""
    if is_model(folder):
        return folder
    inner = [path for path in folder.iterdir() if path.is_dir() and is_model(path)]
    if len(inner) != 1:
        raise SpeechError(
            f"{source} is not a Vosk model: there should be am, conf and graph folders in it. "
            "Give the folder or zip as the Vosk project offers it."
        )
    return inner[0]


def is_model(folder: Path) -> bool:
    """Whether the folder is laid out as a Vosk model."""
    return any(
        (folder / acoustic).is_file()
        and (folder / features).is_file()
        and any((folder / f"{graph}{name}").is_file() for name in _GRAPHS)
        for acoustic, features, graph in _LAYOUTS
    )


def _too_large(source: Path, limits: Limits) -> SpeechError:
    return SpeechError(
        f"{source} is too large for a model: more than {limits.files:,} files or "
        f"{limits.bytes >> 20:,} MB. Nothing was added."
    )
