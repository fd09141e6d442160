"""What may be wrong with a microphone's sound, told from its level alone.

Levels are shares of full scale, in 0 to 1. Nobody speaks all the time: once a voice was heard, a
quiet room is a pause to think, and only samples that are all zero mean that the microphone is off.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

BLOCK_SECONDS = 0.05
"""A good length for the blocks: that of a short syllable."""

CUT_OFF = 0.999
"""Samples at or above this have most likely been cut off."""

_ZERO = 1.5 / 32_768
_FLOOR = 2e-4  # -74 dB: a microphone that is on hears more than this in the quietest room
_FLOOR_LEFT = 4e-4
_FAINT = 0.01  # -40 dB: a voice near its own microphone is 10 to 40 dB louder
_VOICE = 0.02
_SAID_AFTER = 1.8  # with the time to draw it, within two seconds
_SILENT_WITH_GATE = 10.0
_GATE_SECONDS = 0.3
_FAINT_WITHOUT_SPEECH = 6.0
_VOICE_SECONDS = 0.15
_SPEECH_RISE = 2.5  # 8 dB: what syllables rise above the gaps between them; noise stays level
_SPEECH_SHARE = 0.15
_MANY_CUT = 0.003
_CUT_BLOCKS = 3
_CUT_WITHIN = 2.0
_CLEAN_SECONDS = 3.0
_LEAST_BETWEEN = 1.0


class SoundTrouble(StrEnum):
    """SILENT: nothing but digital silence; FAINT: too quiet to be this person speaking into this
    microphone; CLIPPING: so loud that peaks are cut off."""

    SILENT = "silent"
    FAINT = "faint"
    CLIPPING = "clipping"


@dataclass(frozen=True, slots=True)
class Level:
    """How loud a moment was. `cut` is the share of its samples that were cut off."""

    seconds: float
    peak: float
    rms: float
    cut: float = 0.0


@dataclass(frozen=True, slots=True)
class SoundCheck:
    """What was heard so far; `trouble` is what to tell the person, None when all is well.

    Two changes of `trouble` lie at least a second apart.
    """

    trouble: SoundTrouble | None = None
    _heard: float = 0.0
    _changed: float = -_LEAST_BETWEEN
    _zeros: float = 0.0
    _nothing: float = 0.0
    _sound: float = 0.0
    _voice: float = 0.0
    _gated: bool = False
    _cut_at: tuple[float, ...] = ()
    _clean: float = 0.0
    _recent: tuple[Level, ...] = ()

    @property
    def has_voice(self) -> bool:
        """Whether somebody was heard as loud as one speaks."""
        return self._voice >= _VOICE_SECONDS - 1e-9

    def hear(self, level: Level) -> SoundCheck:
        """The check after one more moment."""
        heard = self._heard + level.seconds
        after = replace(
            self,
            _heard=heard,
            _zeros=self._zeros + level.seconds if level.peak <= _ZERO else 0.0,
            _nothing=self._nothing + level.seconds if level.peak <= _FLOOR else 0.0,
            _sound=self._sound_after(level),
            _voice=self._voice + level.seconds * (level.peak >= _VOICE),
            _gated=self._gated or self._gate_opens(level),
            _cut_at=self._cuts_after(level, heard),
            _clean=self._clean_after(level),
            _recent=() if self.has_voice else _last_seconds((*self._recent, level)),
        )
        found = after.found
        if found == self.trouble or heard - self._changed < _LEAST_BETWEEN:
            return after
        return replace(after, trouble=found, _changed=heard)

    def _sound_after(self, level: Level) -> float:
        """How long there has been sound again."""
        return self._sound + level.seconds if level.peak > _FLOOR_LEFT else 0.0

    def _gate_opens(self, level: Level) -> bool:
        """Some systems turn every pause into zeros; one knows when the voice comes back."""
        return self.has_voice and level.peak >= _VOICE and self._zeros >= _GATE_SECONDS

    def _cuts_after(self, level: Level, heard: float) -> tuple[float, ...]:
        cuts = (*self._cut_at, heard) if level.cut >= _MANY_CUT else self._cut_at
        return tuple(at for at in cuts if heard - at < _CUT_WITHIN)

    def _clean_after(self, level: Level) -> float:
        """How much was spoken since something was cut off."""
        if level.cut >= _MANY_CUT:
            return 0.0
        return self._clean + level.seconds * (level.peak >= _VOICE)

    @property
    def found(self) -> SoundTrouble | None:
        """What is wrong at this moment; `trouble` is slower to change."""
        if self._is_cut:
            return SoundTrouble.CLIPPING
        if self._is_silent:
            return SoundTrouble.SILENT
        return SoundTrouble.FAINT if self._is_faint else None

    @property
    def _is_cut(self) -> bool:
        if self.trouble is SoundTrouble.CLIPPING:
            return self._clean < _CLEAN_SECONDS
        return len(self._cut_at) >= _CUT_BLOCKS

    @property
    def _is_silent(self) -> bool:
        if self.trouble is SoundTrouble.SILENT:
            return self._sound < _VOICE_SECONDS
        if not self.has_voice:
            return self._nothing >= _SAID_AFTER
        return self._zeros >= (_SILENT_WITH_GATE if self._gated else _SAID_AFTER)

    @property
    def _is_faint(self) -> bool:
        if self.has_voice or self._heard < _SAID_AFTER:
            return False
        loudest = max(level.peak for level in self._recent)
        if self.trouble is not SoundTrouble.FAINT and loudest >= _FAINT:
            return False
        return (
            self.trouble is SoundTrouble.FAINT
            or self._heard >= _FAINT_WITHOUT_SPEECH
            or _rises_and_falls(self._recent)
        )


def _last_seconds(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    """The moments that make up the last two seconds or so."""
    total = math.fsum(level.seconds for level in levels)
    first = 0
    while first < len(levels) - 1 and total - levels[first].seconds >= _SAID_AFTER:
        total -= levels[first].seconds
        first += 1
    return levels[first:]


def _rises_and_falls(levels: tuple[Level, ...]) -> bool:
    """Whether there is something of the ups and downs of speech, however quiet."""
    ordered = sorted(level.rms for level in levels)
    gap = max(ordered[len(ordered) // 4], _ZERO / 4)
    high = [level.rms for level in levels if level.rms >= gap * _SPEECH_RISE]
    return len(high) >= max(3, len(levels) * _SPEECH_SHARE)
