"""A face in which every letter is as wide as any other."""

from __future__ import annotations

from tpmdesk.domain.diagram.layout import TextStyle

_SIZES = {TextStyle.TITLE: 15, TextStyle.NOTE: 13, TextStyle.LABEL: 13, TextStyle.CAPTION: 13}


def measure(text: str, style: TextStyle) -> tuple[float, float]:
    return len(text) * _SIZES[style] * 0.55, _SIZES[style] * 1.25
