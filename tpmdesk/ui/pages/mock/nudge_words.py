"""What an answer lacked, in words: for the debrief, and for the card that it brought forward."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tpmdesk.domain.faces import step_number
from tpmdesk.domain.nudges import Lack, LackKind, NudgeCard

translate = QCoreApplication.translate

_LONGEST = 90


def lack_words(lack: Lack) -> str:
    """Why cards are suggested: "The step Failure was missing."."""
    return _told(
        lack,
        {
            LackKind.STEP: translate("Nudges", "The step “{what}” was missing."),
            LackKind.SIGNAL: translate("Nudges", "No rollback signal was named for {what}."),
            LackKind.TERM: translate("Nudges", "You did not use the term “{what}”."),
            LackKind.CRITERION: translate("Nudges", "You scored {level} for {what}."),
        }[lack.kind],
    )


def reason(lack: Lack, round_title: str) -> str:
    """What stands by a card that was brought forward, until it is answered."""
    words = {
        LackKind.STEP: translate("Nudges", "In “{round}” you left out the step “{what}”."),
        LackKind.SIGNAL: translate(
            "Nudges", "In “{round}” you named no rollback signal for {what}."
        ),
        LackKind.TERM: translate("Nudges", "In “{round}” you did not use the term “{what}”."),
        LackKind.CRITERION: translate("Nudges", "In “{round}” you scored {level} for {what}."),
    }[lack.kind]
    return _told(lack, words, round_title)


def card_words(card: NudgeCard) -> str:
    """A card in one line: "Failure (step 4 of 5)", or the beginning of its front."""
    number = step_number(card.template)
    if card.step and number:
        return translate("Nudges", "{step} (step {n} of {all})").format(
            step=card.step, n=number, all=len(card.steps)
        )
    front = " ".join(card.front.split())
    return front if len(front) <= _LONGEST else f"{front[:_LONGEST].rsplit(' ', 1)[0]}…"


def _told(lack: Lack, words: str, round_title: str = "") -> str:
    return words.format(what=lack.what, level=lack.level, round=round_title)
