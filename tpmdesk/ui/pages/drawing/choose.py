"""What can be done on the Draw page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tpmdesk.ui.pages.drawing.cells import MAP, OWN, PAST, RECALL, RISKS
from tpmdesk.ui.pages.exercise_choice import Tab

translate = QCoreApplication.translate


def tabs() -> tuple[Tab, ...]:
    """The kinds of exercises, in their order."""
    return (
        Tab(
            RISKS,
            translate("drawing", "Find the risks"),
            translate(
                "drawing",
                "Ten minutes. Click where a risk lies, name it and what follows from it, the worst "
                "first. Then see which of the planted ones you found.",
            ),
            translate("drawing", "Start the ten minutes"),
        ),
        Tab(
            RECALL,
            translate("drawing", "From memory"),
            translate(
                "drawing",
                "Look at a system, hide it, and draw it again on a blank page. You see what you "
                "left out. Explain it aloud while you draw.",
            ),
            translate("drawing", "Show the system"),
        ),
        Tab(
            MAP,
            translate("drawing", "Dependency map"),
            translate(
                "drawing",
                "Draw who waits for whom, with teams and days. The critical path is worked out as "
                "you write, and you can see what slips when an item slips.",
            ),
            translate("drawing", "Draw the map"),
        ),
        Tab(
            OWN,
            translate("drawing", "Your systems"),
            translate(
                "drawing",
                "The systems you know well, so that you can draw and defend them in any interview.",
            ),
            translate("drawing", "Open"),
        ),
        Tab(PAST, translate("drawing", "Past drawings"), "", translate("drawing", "Open")),
    )
