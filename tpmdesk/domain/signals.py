"""What makes a sentence sound like a signal to go back: a measure, a limit, and the way back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Signs:
    """Whether a sentence has a measure, a limit, and a way back."""

    measure: bool
    limit: bool
    way_back: bool


def signs(tokens: Sequence[Token]) -> Signs:
    """The signs of a signal that are heard."""
    spoken = {token.stem for token in tokens}
    measured = any(token.raw in _NUMBERS or token.raw[0].isdigit() for token in tokens)
    return Signs(measured, bool(spoken & _LIMITS), bool(spoken & _WAY_BACK))


_ACTS = re.compile(
    r"\b(back|off|home|undo\w*|revert\w*|roll\w*|stop\w*|halt\w*|abort\w*|cancel\w*|pull\w*|"
    r"switch\w*|flip\w*|kill\w*|disabl\w*|detach\w*|deactivat\w*|unplug\w*|shut|paus\w*|"
    r"skip\w*|cut|drop|dropped|delet\w*|remov\w*|purg\w*|truncat\w*|empty|emptied|wip\w*|"
    r"throw\w*|out|away|reload\w*|rerun|redo|restor\w*|rebuil\w*|down|fix|repair|script|"
    r"runbook|reverse\w*|previous|withdraw\w*|take|again|flag|toggle|hold|less|fewer)\b"
)
_WHEN = re.compile(
    r"\b(if|when|should|over|above|more than|past|beyond|below|under|anything|any|trigger\w*|"
    r"signal|alarm|alert|threshold|limit|tripwire|stop sign|hits?|drifts?|climbs?|"
    r"drops by|reaches|crosses|exceeds?|worse|line at|second one|double|normally|normal's|"
    r"baseline|versus|times as many|at (two|three|four|five|ten|twenty|fifty|\w+ hundred)|"
    r"means|gets to|anything but|mismatch\w*|differ\w*)\b"
)
_HOW_MUCH = re.compile(
    r"\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|percent|half|"
    r"quarter|twice|double|dozen|single|any|zero|even|second|third|once)\b"
)
# A condition to go on, or a precaution: no reason to go back.
_ONWARD = re.compile(
    r"\b(until|before (we|i|that|it|the|anything)|sign(s|ed|ature)?( off| it)?|"
    r"next (office|shard|batch|step|store)|move on|go on|carry on to|"
    r"then (we|i) (let|go to|do the)|good when|has to be (zero|empty)|must be empty|"
    r"been zero|stays? at zero|zero for|clean for|without (remark|a|any)|as if nothing|"
    r"backs off whenever|throttl\w*|rehears\w*|how many hours|restored? (it )?in)\b"
)


def names_signal(text: str) -> bool:
    """Whether a sentence says at which measure something would be taken back.

    All three kinds of words have to be there, and the sentence must not be about going on.
    """
    said = text.lower().replace("’", "'")
    kinds = (_ACTS, _WHEN, _HOW_MUCH)
    return all(kind.search(said) for kind in kinds) and not _ONWARD.search(said)
