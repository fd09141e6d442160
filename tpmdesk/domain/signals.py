"""What makes a sentence sound like a signal to go back: a measure, a limit, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from tpmdesk.domain.language import Token, stems, word_set

_NUMBERS = word_set(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty "
    "fifty sixty seventy eighty ninety hundred thousand percent half twice double doubles doubled "
    "doubling dozen single any triple quarter"
)
_LIMITS = stems(
    "if when should over above more below under beyond past exceed exceeds pass climb drop rise "
    "worse cross threshold alarm alert trigger signal limit cue tripwire moment soon against "
    "normal normally baseline versus than same drift"
)
_WAY_BACK = stems(
    "back off revert undo undone stop halt abort drop cancel pull switch truncate empty flip roll "
    "rollback kill disable detach restore toggle flag out down pause wipe throw shut remove delete "
    "deactivate purge clear skip reload rebuild rerun again reverse former previous home away "
    "unwind suspend redo withdraw retract drain"
)


def signs(tokens: Sequence[Token]) -> int:
    """How many of the three kinds are heard, 0 to 3."""
    spoken = {token.stem for token in tokens}
    measured = any(token.raw in _NUMBERS or token.raw[0].isdigit() for token in tokens)
    return measured + bool(spoken & _LIMITS) + bool(spoken & _WAY_BACK)
