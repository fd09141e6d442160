"""Lengths of time in words and figures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tpmdesk.ui.words import counted

translate = QCoreApplication.translate


def clock(seconds: float) -> str:
    """Minutes and seconds, "2:05"; parts of a second are dropped."""
    whole = max(int(seconds), 0)
    return f"{whole // 60}:{whole % 60:02d}"


def length(seconds: float) -> str:
    """A length in words: "40 seconds", "3 minutes", "2 min 30 s"."""
    whole = max(round(seconds), 0)
    minutes, rest = divmod(whole, 60)
    if not minutes:
        return counted(whole, translate("Times", "{n} second"), translate("Times", "{n} seconds"))
    if not rest:
        return counted(minutes, translate("Times", "{n} minute"), translate("Times", "{n} minutes"))
    return translate("Times", "{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)


def precise(seconds: float) -> str:
    """A short length with one decimal, "2.4 s"; whole seconds from ten on."""
    form = "{:.1f}" if seconds < 10 else "{:.0f}"
    return translate("Times", "{n} s").format(n=form.format(seconds))
