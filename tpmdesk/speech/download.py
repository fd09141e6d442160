"""Downloads one known file: resumed where it was cut, and believed only when its hash is right."""

from __future__ import annotations

import hashlib
import http.client
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from tpmdesk.app.speaking import Progress, SpeechError

_BLOCK = 65_536
_TIMEOUT_SECONDS = 20
_PARTIAL_CONTENT = 206
_RANGE_NOT_SATISFIABLE = 416


@dataclass(frozen=True, slots=True)
class Source:
    """Where a file is to be had, and how to know that it is the right one."""

    url: str
    bytes: int
    sha256: str


def fetch(source: Source, part: Path, progress: Progress, cancelled: Callable[[], bool]) -> bool:
    """Bring the file into `part`, going on from what is there; False when cancelled.

    Raises SpeechError when there is no network, the transfer is cut (what came is kept), or the
    file is not the right one (it is thrown away).
    """
    try:
        whole = _complete(part, source) or _transfer(source, part, progress, cancelled)
    except (OSError, http.client.HTTPException) as error:
        raise _unreachable(source, error) from error
    if whole:
        _check(source, part)
    return whole


def _complete(part: Path, source: Source) -> bool:
    return part.exists() and part.stat().st_size == source.bytes


def _transfer(
    source: Source, part: Path, progress: Progress, cancelled: Callable[[], bool]
) -> bool:
    done = part.stat().st_size if part.exists() else 0
    with _open(source, done if done < source.bytes else 0) as response:
        resumed = response.status == _PARTIAL_CONTENT
        done = done if resumed else 0
        with part.open("ab" if resumed else "wb") as file:
            while done < source.bytes:
                progress(done, source.bytes)
                if cancelled():
                    return False
                block = response.read(min(_BLOCK, source.bytes - done))
                if not block:
                    raise SpeechError(
                        f"The download from {_host(source)} was cut after {done:,} of "
                        f"{source.bytes:,} bytes. Try again: it goes on from there."
                    )
                file.write(block)
                done += len(block)
    progress(done, source.bytes)
    return True


def _open(source: Source, start: int) -> http.client.HTTPResponse:
    headers = {"Range": f"bytes={start}-"} if start else {}
    request = Request(source.url, headers=headers)  # noqa: S310  the catalogue's own addresses
    try:
        response: http.client.HTTPResponse = urlopen(request, timeout=_TIMEOUT_SECONDS)  # noqa: S310
    except HTTPError as error:
        if error.code != _RANGE_NOT_SATISFIABLE:
            raise
        error.close()
        return _open(source, 0)
    return response


def _check(source: Source, part: Path) -> None:
    with part.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != source.sha256:
        part.unlink()
        raise SpeechError(
            f"What came from {_host(source)} is not the expected file, and was thrown away. "
            "Try again later."
        )


def _unreachable(source: Source, error: Exception) -> SpeechError:
    reason = getattr(error, "reason", None) or error
    return SpeechError(
        f"{_host(source)} cannot be reached ({reason}). Check the network and try again; "
        "what came so far is kept."
    )


def _host(source: Source) -> str:
    return urlsplit(source.url).hostname or source.url
