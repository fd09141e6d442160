"""The doctor: looks at everything the app stands on, and says what to do about what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `needed` is False for what the app can do without."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """What a look found: what is there, or else what is wrong and what to do."""

    detail: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How to look at one thing; an exception counts as not well, with its message."""

    name: str
    look: Callable[[], Finding]
    remedy: str
    needed: bool = True


def examine(looks: Sequence[Look]) -> tuple[Check, ...]:
    """Look at everything in order; nothing that goes wrong keeps the rest from being looked at."""
    return tuple(_check(look) for look in looks)


def healthy(checks: Sequence[Check]) -> bool:
    """Whether all that is needed is well."""
    return all(check.ok for check in checks if check.needed)


def _check(look: Look) -> Check:
    try:
        finding = look.look()
    except Exception as error:  # noqa: BLE001  whatever is wrong is what we came to hear
        finding = Finding(str(error) or repr(error), look.remedy)
    return Check(look.name, not finding.remedy, finding.detail, finding.remedy, look.needed)
