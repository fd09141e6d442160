"""Finding content files and reading their text, within bounds and without raising."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tpmdesk.app.packs import ContentError

MAX_BYTES = 4_000_000
MAX_FILES = 1000
WHOLE_FILE = "whole file"


def content_files(folder: Path) -> list[Path]:
    """The TOML files in a folder and below, in the order in which they are read."""
    return sorted(path for path in folder.rglob("*.toml") if path.is_file())


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[ContentError]]:
    """The files that the paths name, each once, and what could not be found."""
    found: dict[Path, Path] = {}
    errors: list[ContentError] = []
    for path in paths:
        for item in _expand(path):
            if isinstance(item, ContentError):
                errors.append(item)
            else:
                found.setdefault(item.resolve(), item)
    return list(found.values()), errors


def _expand(path: Path) -> Iterator[Path | ContentError]:
    try:
        if path.is_file():
            yield path
            return
        files = content_files(path)
    except OSError as error:
        yield _unreadable(path, error)
        return
    except ValueError:
        yield ContentError(str(path), WHOLE_FILE, "this is not a possible name of a file")
        return
    if not path.exists():
        yield ContentError(str(path), WHOLE_FILE, "there is no such file or folder; check the path")
    elif not files:
        yield ContentError(str(path), WHOLE_FILE, "this holds no .toml file; expected at least one")
    elif len(files) > MAX_FILES:
        message = f"this holds {len(files)} .toml files; at most {MAX_FILES} are read at once"
        yield ContentError(str(path), WHOLE_FILE, message)
    else:
        yield from files


def read_text(path: Path) -> str | ContentError:
    """The text of a file, or what is wrong with it."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        return _unreadable(path, error)
    if len(raw) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1_000_000} MB; split it in several"
        return ContentError(str(path), WHOLE_FILE, message)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = "the file is not UTF-8 text; save it as UTF-8"
        return ContentError(str(path), f"line {line}", message)


def _unreadable(path: Path, error: OSError) -> ContentError:
    reason = error.strerror or "unknown reason"
    message = f"this cannot be read ({reason.lower()}); check its permissions"
    return ContentError(str(path), WHOLE_FILE, message)
