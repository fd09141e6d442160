"""Pictures of diagrams without a window."""

from __future__ import annotations

import os
from pathlib import Path

from tpmdesk.domain.diagram import Diagram


def draw(diagram: Diagram, file: Path, *, dark: bool) -> None:
    """Draw with the window's own fonts and colours; needs no display. Raises OSError."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tpmdesk.bootstrap.paths import shipped
    from tpmdesk.ui.application import make_application
    from tpmdesk.ui.theme.fonts import load_fonts
    from tpmdesk.ui.theme.tokens import DARK, LIGHT
    from tpmdesk.ui.widgets.diagram_export import picture_of, save

    application = make_application(["tpmdesk"])
    load_fonts(shipped("resources") / "fonts")
    save(picture_of(diagram, DARK if dark else LIGHT), file)
    del application
