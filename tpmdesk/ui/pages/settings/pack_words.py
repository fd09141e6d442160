"""What is in a pack, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tpmdesk.domain.content import Pack
from tpmdesk.ui.words import counted, joined

translate = QCoreApplication.translate


def contents_of(pack: Pack) -> str:
    """How much of each kind it holds: "1 deck, 12 cards and 2 questions"."""
    return joined(
        [counted(n, *words) for kind, words in _kinds().items() if (n := pack.counts.get(kind, 0))]
    ) or translate("Packs", "nothing that can be used")


def _kinds() -> dict[str, tuple[str, str]]:
    return {
        "deck": (translate("Packs", "{n} deck"), translate("Packs", "{n} decks")),
        "card": (translate("Packs", "{n} card"), translate("Packs", "{n} cards")),
        "framework": (translate("Packs", "{n} framework"), translate("Packs", "{n} frameworks")),
        "rubric": (translate("Packs", "{n} rubric"), translate("Packs", "{n} rubrics")),
        "round": (translate("Packs", "{n} round"), translate("Packs", "{n} rounds")),
        "prompt": (translate("Packs", "{n} question"), translate("Packs", "{n} questions")),
        "scenario": (translate("Packs", "{n} scenario"), translate("Packs", "{n} scenarios")),
        "document": (translate("Packs", "{n} document"), translate("Packs", "{n} documents")),
        "diagram": (translate("Packs", "{n} diagram"), translate("Packs", "{n} diagrams")),
    }
