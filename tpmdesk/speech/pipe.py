"""What crosses the pipe between the app and a child process: JSON, a message a line."""

from __future__ import annotations

import json
import os
from typing import Any, BinaryIO

_STDOUT, _STDERR = 1, 2


class Answers:
    """The way back to the parent. From then on whatever a library prints goes to standard error,
    the prints of C libraries too."""

    def __init__(self) -> None:
        self._pipe: BinaryIO = os.fdopen(os.dup(_STDOUT), "wb", buffering=0)
        os.dup2(_STDERR, _STDOUT)

    def send(self, message: dict[str, Any]) -> None:
        self._pipe.write(line(message))


def line(message: dict[str, Any]) -> bytes:
    """A message as it crosses the pipe."""
    return json.dumps(message, ensure_ascii=False).encode() + b"\n"


class Lines:
    """Puts together messages that arrive in pieces."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[dict[str, Any]]:
        *whole, self._rest = (self._rest + data).split(b"\n")
        return [json.loads(text) for text in whole if text.strip()]
