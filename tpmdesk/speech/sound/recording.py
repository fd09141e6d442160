"""Records the microphone into a growing WAV: a timer carries samples from the device to disk."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QMicrophonePermission, Qt, QTimer

from tpmdesk.app.ports import MicrophoneListener
from tpmdesk.app.speaking import SpeechError
from tpmdesk.domain.soundcheck import SoundCheck
from tpmdesk.speech import wav
from tpmdesk.speech.decode import Resampler
from tpmdesk.speech.levels import Leveller
from tpmdesk.speech.samples import Shape
from tpmdesk.speech.sound import devices
from tpmdesk.speech.sound.capture import Capture

_logger = logging.getLogger(__name__)

RATE = 16_000
_DRAIN_MS = 50
_FORBIDDEN = "tpmdesk may not use the microphone. Allow it in the system's privacy settings."
_SAFE = "What you said until then is saved."


class QtMicrophone:
    """The port Microphone, on the thread that made it. `device` gives the id of the microphone to
    use, "" for the usual one; `silent_at` the monotonic time from which on the loudspeakers are
    silent: what is heard before is not recorded.

    Whatever goes wrong comes through `listener.lost`, never from within `start`; what was recorded
    until then is on disk.
    """

    def __init__(
        self, device: Callable[[], str] = str, silent_at: Callable[[], float] = float
    ) -> None:
        self._wanted = device
        self._silent_at = silent_at
        self._capture: Capture | None = None
        self._file: wav.GrowingWav | None = None
        self._listener: MicrophoneListener | None = None
        self._has_sound = False
        self._problem = ""
        self._fit(Shape(RATE), RATE)
        self._watch: Any = None
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_DRAIN_MS)
        self._timer.timeout.connect(self._drain)

    def start(self, file: Path, listener: MicrophoneListener, *, append: bool = False) -> None:
        self.stop()
        self._listener = listener
        self._problem = ""
        self._has_sound = False
        self._file = None
        try:
            # Opened before the device, so that `stop` knows what there is without one, too.
            self._file = wav.go_on(file) if append else None
            device = devices.microphone(self._wanted())
            form, shape = devices.negotiate(device, self._file.rate if self._file else RATE)
            self._file = self._file or wav.GrowingWav(file, shape.rate)
            self._fit(shape, self._file.rate)
            self._ask_then_open(device, form, shape)
        except (SpeechError, OSError) as error:
            self._problem = str(error)
        self._timer.start()

    def stop(self) -> float:
        """The seconds recorded; what the device still held is kept. Stopping again changes
        nothing."""
        listener, self._listener = self._listener, None
        if listener is not None:
            self._finish()
        return self._close()

    def _fit(self, shape: Shape, rate: int) -> None:
        self._check = SoundCheck()
        self._leveller = Leveller(shape.rate)
        self._resampler = Resampler(shape.rate, rate)

    def _ask_then_open(self, device: Any, form: Any, shape: Shape) -> None:
        app, permission = QCoreApplication.instance(), QMicrophonePermission()
        status = app.checkPermission(permission) if app else Qt.PermissionStatus.Granted
        if status is Qt.PermissionStatus.Denied:
            raise SpeechError(_FORBIDDEN)
        if app is None or status is Qt.PermissionStatus.Granted:
            self._open(device, form, shape)
            return
        asker = self._listener

        def answered(_: Any) -> None:
            allowed = app.checkPermission(permission) is Qt.PermissionStatus.Granted
            if self._listener is asker and allowed:
                self._open(device, form, shape)
            elif self._listener is asker:
                self._problem = _FORBIDDEN

        app.requestPermission(permission, app, answered)

    def _open(self, device: Any, form: Any, shape: Shape) -> None:
        if self._watch is None:
            self._watch = devices.multimedia().QMediaDevices()
            self._watch.audioInputsChanged.connect(self._devices_changed)
        self._capture = Capture(device, form, shape)

    def _drain(self) -> None:
        pcm = self._take()
        self._problem = self._problem or self._device_problem()
        if self._problem:
            self._lose()
        elif pcm:
            self._tell(pcm)

    def _take(self) -> bytes:
        """Carry over what came since; the samples, as the device gave them."""
        pcm = self._capture.read() if self._capture else b""
        if not pcm or time.monotonic() < self._silent_at():
            return b""
        self._keep(self._resampler.feed(pcm))
        return pcm

    def _keep(self, pcm: bytes) -> None:
        if not pcm or self._file is None:
            return
        try:
            self._file.append(pcm)
        except OSError as error:
            problem = f"The recording cannot be written any further: {error.strerror}. Make room."
            self._problem = self._problem or problem

    def _tell(self, pcm: bytes) -> None:
        # Whoever hears of something may stop at once.
        if self._listener and not self._has_sound:
            self._has_sound = True
            self._listener.sound_arrived()
        if self._listener and self._file:
            self._listener.level(wav.peak(pcm), self._file.seconds)
        for level in self._leveller.feed(pcm):
            before, self._check = self._check, self._check.hear(level)
            if self._listener and self._check.trouble is not before.trouble:
                self._listener.trouble(self._check.trouble)

    def _device_problem(self) -> str:
        what = self._capture.problem() if self._capture else ""
        return self._words(what) if what else ""

    def _devices_changed(self) -> None:
        if self._listener and self._capture and not devices.is_there(self._capture.device_id):
            self._problem = self._problem or self._words("was unplugged")

    def _words(self, what: str) -> str:
        """What happened, what is safe, what to do."""
        assert self._capture is not None
        name = f"The microphone “{self._capture.name}”"
        if self._file is None or not self._file.seconds:
            return f"{name} {what}. Check that it is plugged in and not muted."
        other = devices.next_microphone(self._wanted(), self._capture.device_id)
        advice = f"Go on with “{other}”" if other else "Plug in a microphone and go on"
        return f"{name} {what}. {_SAFE} {advice}, or finish with what there is."

    def _lose(self) -> None:
        listener, self._listener = self._listener, None
        self._finish()
        self._close()
        if listener is not None:
            listener.lost(self._problem)

    def _finish(self) -> None:
        """Keep what the device and the resampler still hold."""
        if self._capture and self._file:
            self._take()
            self._keep(self._resampler.finish())

    def _close(self) -> float:
        self._timer.stop()
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.close()
        if self._file is None:
            return 0.0
        try:
            self._file.close()
        except OSError:
            # The samples are there; the next start puts the header right.
            _logger.exception("the recording could not be closed")
        return self._file.seconds
