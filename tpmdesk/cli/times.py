"""Times as the command line reads and writes them."""

from __future__ import annotations

from datetime import UTC, datetime

from tpmdesk.cli.command import CommandError


def read_time(text: str, where: str) -> datetime:
    """An ISO 8601 time as UTC; one without an offset is UTC already. `where` begins the error."""
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise CommandError(
            f"{where}: {text!r} is no time. Write it as 2026-03-31T18:30:00Z."
        ) from None


def write_time(moment: datetime | None) -> str | None:
    """ISO 8601 with its offset."""
    return None if moment is None else moment.isoformat()
