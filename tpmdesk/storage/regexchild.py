"""The child process that runs a regular expression of the person's over many texts.

Some expressions take longer than the age of the world on a short text, and nothing can stop one
within a process. A child can be ended. It reads one JSON object and writes one.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Which texts the pattern is found in; or, with `put`, the texts after replacing."""
    flags = re.MULTILINE | (0 if asked["match_case"] else re.IGNORECASE)
    try:
        pattern = re.compile(asked["pattern"], flags)
        if asked["put"] is None:
            return {"found": [pattern.search(text) is not None for text in asked["texts"]]}
        return {"texts": [pattern.sub(asked["put"], text) for text in asked["texts"]]}
    except (re.error, IndexError, OverflowError, RecursionError) as error:
        return {"problem": str(error)}


def main() -> int:
    """Answer what standard input asks."""
    asked = json.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(answer(asked)).encode())
    return 0
