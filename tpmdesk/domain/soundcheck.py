"""What may be wrong with a microphone's sound, told from its level alone."""

from __future__ import annotations

from enum import StrEnum


class SoundTrouble(StrEnum):
    """SILENT: nothing but digital silence; FAINT: too quiet to be this person speaking into this
    microphone; CLIPPING: so loud that peaks are cut off."""

    SILENT = "silent"
    FAINT = "faint"
    CLIPPING = "clipping"
