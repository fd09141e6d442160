"""`doctor`: is everything that the app stands on well?"""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from tpmdesk.app.doctor import examine, healthy
from tpmdesk.cli.command import Command, Desk


def doctor(desk: Desk, _options: Namespace) -> dict[str, Any]:
    """Every check, and whether all that is needed is well."""
    checks = examine(desk.looks)
    return {"ok": healthy(checks), "checks": [asdict(check) for check in checks]}


def _words(result: dict[str, Any]) -> str:
    lines = [_line(check) for check in result["checks"]]
    closing = "Ready." if result["ok"] else "Something that tpmdesk needs is not well: see above."
    return "\n".join([*lines, closing])


def _line(check: dict[str, Any]) -> str:
    mark = "ok  " if check["ok"] else ("FAIL" if check["needed"] else "none")
    remedy = f"\n      {check['remedy']}" if check["remedy"] else ""
    return f"{mark}  {check['name']}: {check['detail']}{remedy}"


COMMANDS = (
    Command("doctor", "look at everything tpmdesk needs, and say what is missing", doctor, _words),
)
