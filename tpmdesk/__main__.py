"""From the command line to a window, a command, or a child process that drives a speech engine."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

_NO_DISPLAY = (
    "There is no display to open the window on. Start tpmdesk from a desktop session, "
    "or give it a virtual one: xvfb-run tpmdesk (from the Debian package xvfb)."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for; the exit code. Imports only what that needs."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--child", "regex"]:
        from tpmdesk.storage.regexchild import main as run_regex

        return run_regex()
    if given[:1] == ["--child"]:
        from tpmdesk.speech.child import main as be_child

        return be_child(given[1:])
    if _asks_for_window(given):
        return _open_window(Path(given[-1].removeprefix("--data-dir=")) if given else None)
    from tpmdesk.bootstrap.commands import run_command

    return run_command(given)


def _asks_for_window(given: Sequence[str]) -> bool:
    match given:
        case [] | ["--data-dir", _]:
            return True
        case [only]:
            return only.startswith("--data-dir=")
        case _:
            return False


def _open_window(data_dir: Path | None) -> int:
    if not _has_display():
        print(_NO_DISPLAY, file=sys.stderr)
        return 1
    from tpmdesk.bootstrap.session import open_window

    return open_window(data_dir)


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(v) for v in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
