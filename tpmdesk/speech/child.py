"""The child processes that speech engines live in, and how to start one.

An engine never runs in the window's process: it may crash, hold the interpreter, or carry a
licence of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

CHILD_FLAG = "--child"
_ROOT = Path(__file__).parents[2]
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
