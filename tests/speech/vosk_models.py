"""What a Vosk model looks like from outside, for tests that do not listen to it."""

from __future__ import annotations

import zipfile
from pathlib import Path

FILES = {"am/final.mdl": b"mdl" * 99, "conf/mfcc.conf": b"conf", "graph/HCLG.fst": b"fst"}


def folder(at: Path) -> Path:
    for name, data in FILES.items():
        (at / name).parent.mkdir(parents=True, exist_ok=True)
        (at / name).write_bytes(data)
    return at


def archive(at: Path, inside: str = "vosk-model-small-en-us-0.15/", **more: bytes) -> Path:
    with zipfile.ZipFile(at, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in FILES.items():
            packed.writestr(inside + name, data)
        for name, data in more.items():
            packed.writestr(name, data)
    return at
