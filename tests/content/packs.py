"""Small packs to write to disk."""

from __future__ import annotations

from pathlib import Path

from tpmdesk.app.packs import ReadResult
from tpmdesk.content.reader import read_packs

TOP = 'schema = 1\npack = "mini"\ntitle = "Mini"\n'

DECK = """
[[deck]]
slug = "basics"
title = "Basics"
"""

FRAMEWORK = """
[[framework]]
slug = "walk"
title = "A walk"
use_for = "anything"
covers = ["fw-walk"]

[[framework.step]]
name = "Look"
meaning = "Say what is there."
asks = ["What is there?"]
cues = ["i see", "look* at"]

[[framework.step]]
name = "Decide"
meaning = "Choose."
"""

RUBRIC = """
[[rubric]]
slug = "talk"
title = "Talk"

[[rubric.criterion]]
slug = "clarity"
name = "Clarity"
question = "Was it clear?"
levels = [
  {score = 1, name = "None", anchor = "Lost."},
  {score = 2, name = "Some", anchor = "Partly followed."},
  {score = 3, name = "Good", anchor = "Followed."},
  {score = 4, name = "Strong", anchor = "Repeated by others."},
]
"""

ROUND = """
[[round]]
slug = "first"
title = "First round"
about = "What it checks."
rubric = "talk"
framework = "walk"
"""

PROMPT = """
[[prompt]]
slug = "tell"
round = "first"
text = "Tell me about a program."
covers = ["q-1"]
follow_ups = [{ask = "And then?", missing = "Decide"}, {ask = "Why?"}]
weak = {text = "Well.", why = "Says nothing."}
strong = {text = "First, I looked.", why = "Names what was seen."}
"""

CARDS = """
[[card]]
slug = "canary"
deck = "basics"
front = "What is a canary?"
back = "A small first release."
tags = ["release"]
was = ["canaries"]

[[card]]
slug = "walk-steps"
deck = "basics"
kind = "steps"
front = "The walk"
framework = "walk"
"""

WHOLE = TOP + DECK + FRAMEWORK + RUBRIC + ROUND + PROMPT + CARDS


def read(folder: Path, **files: str) -> ReadResult:
    """Write the texts as files of a folder, and read it."""
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return read_packs([folder])


def messages(result: ReadResult) -> list[str]:
    """Entry and message of each error."""
    return [f"{error.entry}: {error.message}" for error in result.errors]
