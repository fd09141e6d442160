"""Where things lie: what ships with the program, and a profile's own data."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """The folder `name` ("content" or "resources") in a checkout, a wheel or a frozen build."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / name
    in_wheel = _PACKAGE / f"_{name}"
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / name


@dataclass(frozen=True, slots=True)
class Profile:
    """One person's data; every path lies under `root`."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "tpmdesk.db"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def recordings(self) -> Path:
        return self.root / "recordings"

    @property
    def models(self) -> Path:
        return self.root / "models"

    @property
    def media(self) -> Path:
        """Pictures and sounds of notes."""
        return self.root / "media"

    @property
    def packs(self) -> Path:
        """Packs of the person's own, merged as they are saved."""
        return self.root / "packs"

    @property
    def spoken(self) -> Path:
        """Sound files of questions read aloud; can be deleted at any time."""
        return self.root / "spoken"

    @property
    def log(self) -> Path:
        return self.root / "tpmdesk.log"


def profile(data_dir: Path | None) -> Profile:
    """The profile in `data_dir`, or the person's own; its folder is made when it is missing."""
    root = data_dir or user_data_path("tpmdesk", appauthor=False)
    root = root.expanduser().resolve()
    root.mkdir(parents=True, exist_ok=True)
    return Profile(root)
