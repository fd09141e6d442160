"""Times and figures of a report in words."""

from __future__ import annotations

from datetime import datetime

from tpmdesk.domain.assessment import Delivery


def clock(seconds: float) -> str:
    """Minutes and seconds, "2:05"."""
    whole = max(int(seconds), 0)
    return f"{whole // 60}:{whole % 60:02d}"


def when(at: datetime) -> str:
    """The day and the hour where this computer is."""
    return f"{at.astimezone():%Y-%m-%d, %H:%M}"


def figures(delivery: Delivery) -> tuple[tuple[str, str], ...]:
    """The delivery as pairs of a name and a value."""
    return (
        ("Length", clock(delivery.seconds)),
        ("Pace", f"{delivery.words_per_minute:.0f} words a minute"),
        ("Pauses", f"{len(delivery.pauses)}, the longest {delivery.longest_pause:.1f} s"),
        ("Fillers", f"at least {len(delivery.fillers)}"),
        ("Hedges", f"{len(delivery.hedges)}"),
    )
