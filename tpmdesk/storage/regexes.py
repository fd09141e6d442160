"""Regular expressions of the person's, run where they can be stopped."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection

from tpmdesk.app.browsestore import BulkError

CHILD = "regex"
SECONDS = 10.0
_ROOT = Path(__file__).parents[2]
# -P keeps the folder one stands in off the path, so the package's own folder is added by hand.
_BOOT = (
    "import sys; sys.path.append(sys.argv[1]); from tpmdesk.storage.regexchild import main; "
    "sys.exit(main())"
)
_TEXTS = """SELECT id, front || char(10) || back || char(10) || rest FROM note_text
WHERE id IN (SELECT id FROM note WHERE retired_at IS NULL)"""


class Regexes:
    """Runs regular expressions in a child process, for at most so many seconds.

    Raises BulkError for one that cannot be read or takes too long.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds

    def matching_notes(self, connection: Connection, pattern: str) -> list[int]:
        """The notes with a text that the pattern is found in, capitals or not."""
        rows = connection.exec_driver_sql(_TEXTS).all()
        found = self._ask(pattern, None, [text for _, text in rows], match_case=False)["found"]
        return [row[0] for row, holds in zip(rows, found, strict=True) if holds]

    def replace(
        self, pattern: str, put: str, texts: Sequence[str], *, match_case: bool
    ) -> list[str]:
        """The texts after replacing each match; `put` may name groups."""
        return list(self._ask(pattern, put, list(texts), match_case=match_case)["texts"])

    def _ask(
        self, pattern: str, put: str | None, texts: list[str], *, match_case: bool
    ) -> dict[str, Any]:
        asked = {"pattern": pattern, "put": put, "texts": texts, "match_case": match_case}
        try:
            done = subprocess.run(
                _command(),
                input=msgspec.json.encode(asked),
                stdout=subprocess.PIPE,
                timeout=self._seconds,
                check=True,
            )
        except subprocess.TimeoutExpired:
            raise BulkError(
                f"The regular expression {pattern} took longer than {self._seconds:.0f} seconds, "
                "so it was stopped. Nothing was changed. Repeats within repeats, as in (a+)+, are "
                "slow; write it without."
            ) from None
        result: dict[str, Any] = msgspec.json.decode(done.stdout)
        if "problem" in result:
            raise BulkError(
                f"The regular expression {pattern} cannot be used ({result['problem']}). "
                "Nothing was changed. Correct it, or look for plain text."
            )
        return result


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--child", CHILD]
    return [sys.executable, "-P", "-c", _BOOT, str(_ROOT)]
