"""What the doctor looks at."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tpmdesk.app.doctor import Finding, Look
from tpmdesk.app.speaking import SoundDevice
from tpmdesk.bootstrap.parts import Parts
from tpmdesk.content.reader import read_packs
from tpmdesk.speech.sound import devices

_SPARE_BYTES = 500 << 20  # about four hours of recordings
_GIGABYTE = 1 << 30


def looks(parts: Parts) -> Sequence[Look]:
    """All that the app stands on, in the order a person would check it."""
    return (
        Look("data folder", lambda: _folder(parts.profile.root), "Allow writing there."),
        Look("disk space", lambda: _space(parts.profile.root), "Free some space."),
        Look("database", lambda: _database(parts), "Copy the data folder before anything else."),
        Look("content", lambda: _content(parts), "Install tpmdesk again."),
        Look("voices", lambda: _voices(parts), "Questions are shown all the same."),
        Look("recognizers", lambda: _recognizers(parts), "Install tpmdesk again."),
        Look("microphone", _microphone, "You can type your answers.", needed=False),
        Look("loudspeaker", _loudspeaker, "Questions are shown all the same.", needed=False),
    )


def _folder(root: Path) -> Finding:
    with tempfile.TemporaryFile(dir=root):
        return Finding(f"{root} can be written to")


def _space(root: Path) -> Finding:
    free = shutil.disk_usage(root).free
    low = free < _SPARE_BYTES
    remedy = "Free some space: a recording takes about 2 MB a minute." if low else ""
    return Finding(f"{free / _GIGABYTE:.1f} GB free", remedy)


def _database(parts: Parts) -> Finding:
    parts.database  # noqa: B018  brought up to date before it is looked at
    found = parts.checking.quick()
    if not found:
        return Finding(f"{parts.profile.database} is sound")
    return Finding(found[0].message, found[0].remedy)


def _content(parts: Parts) -> Finding:
    read = read_packs([parts.content_dir])
    if read.errors:
        remedy = f"First of {len(read.errors)}: {read.errors[0]}"
        return Finding("some content cannot be used", remedy)
    entries = sum(sum(pack.counts.values()) for pack in read.packs)
    return Finding(f"{entries} entries in {len(read.packs)} pack(s), all valid")


def _voices(parts: Parts) -> Finding:
    found = parts.voices.voices()
    if not found:
        return Finding("no voice was found", "Install a voice, or turn reading aloud off.")
    return Finding(f"{len(found)} voices, first {found[0].name}")


def _recognizers(parts: Parts) -> Finding:
    every = parts.recognizers.recognizers()
    ready = [info.id for info in every if info.ready]
    chosen = parts.recognizers.chosen()
    if chosen not in ready:
        return Finding(f"{chosen} is chosen but not ready", "Choose another in Settings.")
    return Finding(f"{chosen} is in use; ready: {', '.join(ready)}")


def _microphone() -> Finding:
    found = _listed(devices.microphones)
    if not found:
        return Finding("no microphone was found", "Connect one, or type your answers.")
    return Finding(", ".join(device.name for device in found))


def _loudspeaker() -> Finding:
    found = _listed(devices.loudspeakers)
    if not found:
        return Finding("no loudspeaker was found", "Connect one; questions are shown all the same.")
    return Finding(", ".join(device.name for device in found))


def _listed(find: Callable[[], list[SoundDevice]]) -> list[SoundDevice]:
    # Qt lists devices only where an application object exists. Importing it is slow, hence here.
    from PySide6.QtCore import QCoreApplication

    application = QCoreApplication.instance() or QCoreApplication([])
    found = find()
    del application
    return found
