"""One microphone, open: its samples as they come, and whether more will come."""

from __future__ import annotations

import sys
import time
from typing import Any

from tpmdesk.speech.samples import Shape, to_mono
from tpmdesk.speech.sound import devices
from tpmdesk.speech.sound.pulse import SourceWatch

_BUFFER_SECONDS = 2
_OPENING_SECONDS = 8.0
# A sound server hides an unplugged microphone for a while behind no samples at all, and the list
# of devices may hold the last one for ever.
_STALL_SECONDS = 1.5


class Capture:
    """Opens a device in a form that `devices.negotiate` gave."""

    def __init__(self, device: Any, form: Any, shape: Shape) -> None:
        self.device_id = devices.device_id(device)
        self.name = str(device.description())
        self._shape = shape
        self._has_sound = False
        self._heard_at = time.monotonic()
        self._module = devices.multimedia()
        self._source = self._module.QAudioSource(device, form)
        self._source.setBufferSize(shape.rate * shape.frame_bytes * _BUFFER_SECONDS)
        self._pipe = self._source.start()
        self._watch = SourceWatch(self.device_id) if sys.platform == "linux" else None

    def read(self) -> bytes:
        """What came since, as 16-bit mono samples of the device's rate."""
        if self._pipe is None:
            return b""
        available = int(self._pipe.bytesAvailable())
        data = bytes(self._pipe.read(available - available % self._shape.frame_bytes).data())
        if data:
            self._has_sound = True
            self._heard_at = time.monotonic()
        return to_mono(data, self._shape)

    def problem(self) -> str:
        """What happened to the microphone, as the beginning of a sentence; "" when it is well."""
        if self._watch is not None and self._watch.gone:
            return "was unplugged"
        if self._source.error() != self._module.QtAudio.Error.NoError:
            return "stopped working"
        silent = time.monotonic() - self._heard_at
        if self._has_sound and silent > _STALL_SECONDS:
            return "gives no sound any more"
        if not self._has_sound and silent > _OPENING_SECONDS:
            return "gives no sound"
        return ""

    def close(self) -> None:
        self._pipe = None
        self._source.stop()
        if self._watch is not None:
            self._watch.close()
