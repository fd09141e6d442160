"""What is wrong with the sound, in words that say what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tpmdesk.domain.soundcheck import SoundTrouble

translate = QCoreApplication.translate


def trouble_words(trouble: SoundTrouble) -> str:
    """In mid-answer: one sentence about what is heard, one about what helps."""
    match trouble:
        case SoundTrouble.SILENT:
            return translate(
                "Trouble",
                "Nothing is heard. Is the microphone muted, or is it another one that you speak "
                "into? Pause to choose one.",
            )
        case SoundTrouble.FAINT:
            return translate(
                "Trouble",
                "You are hardly heard. This may be the wrong microphone, or it is far away. Pause "
                "to choose another one.",
            )
        case SoundTrouble.CLIPPING:
            return translate(
                "Trouble", "The sound is too loud and is cut off. Move back from the microphone."
            )


def check_words(trouble: SoundTrouble) -> str:
    """The same before a round, where the microphones are listed and nothing is to be paused."""
    match trouble:
        case SoundTrouble.SILENT:
            return translate(
                "Trouble",
                "Nothing is heard. Is the microphone muted, or is it another one that you speak "
                "into? Choose it in the list.",
            )
        case SoundTrouble.FAINT:
            return translate(
                "Trouble",
                "You are hardly heard. Move closer, or choose another microphone in the list.",
            )
        case SoundTrouble.CLIPPING:
            return translate(
                "Trouble",
                "The sound is too loud and is cut off. Move back from the microphone, or turn it "
                "down.",
            )
