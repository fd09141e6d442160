"""What can be done on the Write page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tpmdesk.ui.pages.exercise_choice import Tab

translate = QCoreApplication.translate
BRIEF, SKIM, CRITIQUE, PAST = "brief", "skim", "critique", "past"


def tabs() -> tuple[Tab, ...]:
    """The kinds of exercises, in their order."""
    return (
        Tab(
            BRIEF,
            translate("writing", "Write a brief"),
            translate(
                "writing",
                "One page, against the clock. Write the outcome first. What you type is kept "
                "every second; you can pause, close the window and come back.",
            ),
            translate("writing", "Start the clock"),
        ),
        Tab(
            SKIM,
            translate("writing", "60-second skim"),
            translate(
                "writing",
                "You see the brief for 60 seconds. Then it is hidden, and you tell the outcome, "
                "the status, the top risk and the decision it asks for.",
            ),
            translate("writing", "Show it for 60 seconds"),
        ),
        Tab(
            CRITIQUE,
            translate("writing", "Critique"),
            translate(
                "writing",
                "Name what is wrong, structure first: a structural problem earns two points, a "
                "surface edit one, and a surface edit before a structural problem costs one.",
            ),
            translate("writing", "Start the critique"),
        ),
        Tab(PAST, translate("writing", "Past pieces"), "", translate("writing", "Open")),
    )
