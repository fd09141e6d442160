"""Names with `*` for any text, as in `deck:Area*`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARENT = "::"
_LIKE_SIGNS = re.compile(r"([\\%_])")


@dataclass(frozen=True, slots=True)
class Wildcards:
    """A name, capitals or not, in which `*` stands for any text."""

    name: str

    def holds_or_is_above(self, name: str) -> bool:
        """Whether the name is meant, or lies below one that is."""
        text = ".*".join(map(re.escape, self.name.casefold().split("*")))
        return re.fullmatch(f"(?:{text})(?:{_PARENT}.*)?", name.casefold(), re.DOTALL) is not None

    @property
    def like(self) -> str:
        """For SQLite's LIKE with ESCAPE backslash."""
        return "%".join(_LIKE_SIGNS.sub(r"\\\1", part) for part in self.name.split("*"))
