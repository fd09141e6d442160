"""The child processes that speech engines live in, and how to start one.

An engine never runs in the window's process: it may crash, hold the interpreter, or carry a
licence of its own. Commands and answers are JSON, one a line.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

CHILD_FLAG = "--child"
_ROOT = Path(__file__).parents[2]
_STDOUT, _STDERR = 1, 2
# -P keeps the folder one stands in off the path, so the package's own folder is added by hand.
_BOOT = (
    "import sys; sys.path.append(sys.argv[1]); from tpmdesk.speech.child import main; "
    "sys.exit(main(sys.argv[2:]))"
)


def child_command(name: str, *args: str) -> list[str]:
    """The command line that starts a child: "recognition" or "voice"."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG, name, *args]
    return [sys.executable, "-P", "-c", _BOOT, str(_ROOT), name, *args]


def main(argv: Sequence[str]) -> int:
    """Be the child that `child_command` names; its exit code."""
    name, *args = argv
    # Each child loads its own engine only.
    if name == "recognition":
        from tpmdesk.speech import recognition_child  # noqa: PLC0415

        return recognition_child.main(args)
    if name == "voice":
        from tpmdesk.speech import voice_child  # noqa: PLC0415

        return voice_child.main(args)
    print(f"There is no child process {name!r}.", file=sys.stderr)  # noqa: T201
    return 2


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
