"""How a pack is written, told in a pack: what a person finds in the folder before the first one."""

from __future__ import annotations

from pathlib import Path

NAME = "how to write a pack.txt"
TEXT = """\
# A pack is one text file, or several. Copy this one, give the copy a name that ends in
# .toml, and change what is below: each time you save it, tpmdesk takes it in. Mistakes
# are listed in Settings, "Your packs", with file and line.

schema = 1
pack = "my-team"      # any name of small letters and hyphens but "core", which ships
title = "My team"     # in one file of the pack

[[deck]]
slug = "services"     # a name for the app, never shown; keep it, and the history stays
title = "Our services"

[[card]]
slug = "ledger-owner"
deck = "services"
front = "Who is paged when the ledger lags, and at which lag?"
back = "The payments team, above **five minutes**."

# A question for mock rounds, asked in a round that the same pack describes:

[[rubric]]
slug = "my-scale"
title = "My scale"

[[rubric.criterion]]
slug = "clarity"
name = "Clarity"
question = "Could a stranger follow?"
levels = [
  {score = 1, name = "Not yet", anchor = "Nobody could follow."},
  {score = 2, name = "Developing", anchor = "Parts could be followed."},
  {score = 3, name = "Solid", anchor = "It could be followed from end to end."},
  {score = 4, name = "Strong", anchor = "It could be told again by those who heard it."},
]

[[round]]
slug = "my-round"
title = "My round"
about = "What my next interview is about."
rubric = "my-scale"

[[prompt]]
slug = "first-question"
round = "my-round"
text = "Tell me how you would move the ledger without losing an entry."
"""


def explain(folder: Path) -> None:
    """Put the example into a folder without a pack. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.rglob("*.toml")) and not (folder / NAME).exists():
        (folder / NAME).write_text(TEXT, encoding="utf-8")
