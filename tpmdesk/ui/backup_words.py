"""Backups in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from tpmdesk.app.backups import Backup, Counts, Lost, Reason
from tpmdesk.ui.words import cards, counted, joined, moment

_MEGABYTE = 1_000_000


def _tr(text: str) -> str:
    return QCoreApplication.translate("Backups", text)


def made(backup: Backup) -> str:
    """When: "Today at 09:12"."""
    words = moment(backup.made, datetime.now().astimezone())
    return words[:1].upper() + words[1:]


def why(backup: Backup) -> str:
    """For what reason it was made."""
    if backup.counts is None:
        return _tr("damaged data, kept as it was found")
    words = {
        Reason.ASKED: _tr("you asked for it"),
        Reason.DAILY: _tr("made each day"),
        Reason.BEFORE: _tr("before {what}"),
        Reason.MIGRATION: _tr("before {what}"),
        Reason.SAFETY: _tr("before {what}") if backup.what else _tr("before a restore"),
    }
    return words[backup.reason].format(what=backup.what)


def size(bytes_: int) -> str:
    """A size in the units that people know: "48 MB"."""
    decimals = 0 if bytes_ >= _MEGABYTE else 1
    return QLocale().formattedDataSize(bytes_, decimals, QLocale.DataSizeFormat.DataSizeSIFormat)


def holds(counts: Counts) -> str:
    """ "270 cards, 1,204 answers and 3 mock rounds. Last answer today at 08:55."."""
    parts = [cards(counts.cards), counted(counts.reviews, _tr("{n} answer"), _tr("{n} answers"))]
    if counts.attempts:
        parts.append(counted(counts.attempts, _tr("{n} mock round"), _tr("{n} mock rounds")))
    words = joined(parts) + "."
    if counts.newest_review is None:
        return words
    when = moment(counts.newest_review, datetime.now().astimezone())
    return _tr("{holds} Last answer {when}.").format(holds=words, when=when)


def lost(what: Lost) -> str:
    """What would be gone, in one sentence; "" for nothing."""
    kinds = (
        (what.reviews, _tr("{n} answer"), _tr("{n} answers")),
        (what.notes_added, _tr("{n} note you added"), _tr("{n} notes you added")),
        (what.notes_edited, _tr("{n} edited note"), _tr("{n} edited notes")),
        (what.attempts, _tr("{n} mock round"), _tr("{n} mock rounds")),
        (what.recordings, _tr("{n} recording"), _tr("{n} recordings")),
        (what.media, _tr("{n} picture or sound"), _tr("{n} pictures or sounds")),
    )
    return joined([counted(n, one, many) for n, one, many in kinds if n])
