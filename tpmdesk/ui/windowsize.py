"""Small windows that are as high as their words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def fit_height(window: QWidget) -> None:
    """As high as its layout needs at its width: wrapped words take more lines than Qt expects."""
    layout = window.layout()
    if layout is not None:
        layout.activate()
        window.setFixedHeight(layout.totalHeightForWidth(window.width()))
