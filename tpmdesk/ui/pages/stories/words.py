"""What the parts and themes of stories are called, and what their gaps mean."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tpmdesk.domain.stories import BankGap, Lack, Part, StoryGap, Theme

translate = QCoreApplication.translate


def part_name(part: Part) -> str:
    """The heading of a part."""
    match part:
        case Part.SITUATION:
            return translate("stories", "Situation")
        case Part.TASK:
            return translate("stories", "Task")
        case Part.ACTION:
            return translate("stories", "Action")
        case Part.RESULT:
            return translate("stories", "Result")
        case Part.MECHANISM:
            return translate("stories", "The mechanism you run since")
        case Part.NUMBERS:
            return translate("stories", "Numbers to have ready")


def part_hint(part: Part) -> str:
    """What belongs there."""
    match part:
        case Part.SITUATION:
            return translate(
                "stories", "Which system, how large, what was at stake. Two sentences."
            )
        case Part.TASK:
            return translate("stories", "What was yours to bring about, and by when.")
        case Part.ACTION:
            return translate("stories", "What you decided and did, against which alternative.")
        case Part.RESULT:
            return translate("stories", "What came of it, in figures, also where it was not good.")
        case Part.MECHANISM:
            return translate(
                "stories", "A review, a gate, a template: when it runs, and what it has caught."
            )
        case Part.NUMBERS:
            return translate("stories", "Teams, months, requests a second, money, error rates.")


def theme_name(theme: Theme) -> str:
    """A theme, as a box to tick."""
    match theme:
        case Theme.FAILURE:
            return translate("stories", "A failure")
        case Theme.PUSHBACK:
            return translate("stories", "Pushing back on a leader")
        case Theme.CHANGE:
            return translate("stories", "Changing course")
        case Theme.TRUST:
            return translate("stories", "Winning trust")
        case Theme.COMPLEX:
            return translate("stories", "Most complex program")
        case Theme.DISAGREEMENT:
            return translate("stories", "A disagreement")
        case Theme.INCIDENT:
            return translate("stories", "A release that went wrong")


def story_gap_words(gap: StoryGap) -> str:
    """What one story lacks, in a sentence."""
    match gap.lack:
        case Lack.FIGURE:
            return translate("stories", "No figure says how large the result was.")
        case Lack.VAGUE:
            return translate(
                "stories",
                "The mechanism is vague: say what it is and when it runs, or what it checks.",
            )
        case Lack.PROMPT:
            return translate("stories", "It answers no question yet.")
        case Lack.PART:
            name = part_name(gap.part or Part.SITUATION)
            return translate(
                "stories",
                "Nothing under \N{LEFT DOUBLE QUOTATION MARK}{part}"
                "\N{RIGHT DOUBLE QUOTATION MARK} yet.",
            ).format(part=name)


def bank_gap_words(gap: BankGap) -> str:
    """What all stories together lack, in a sentence."""
    name = theme_name(gap.theme)
    if gap.has_story:
        words = translate("stories", "{theme}: no story ends on a specific mechanism")
    else:
        words = translate("stories", "{theme}: no story yet")
    return words.format(theme=name)
