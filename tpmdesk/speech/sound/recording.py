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
from tpmdesk.speech import wav
from tpmdesk.speech.samples import Shape, to_mono
from tpmdesk.speech.sound import devices

_logger = logging.getLogger(__name__)

RATE = 16_000
_DRAIN_MS = 50
_BUFFER_SECONDS = 2
_OPENING_SECONDS = 8.0
# A sound server hides an unplugged microphone for a while behind silence without samples.
_STALL_SECONDS = 1.5
_FORBIDDEN = "tpmdesk may not use the microphone. Allow it in the system's privacy settings."


class QtMicrophone:
    """The port Microphone, on the thread that made it. `device` gives the id of the microphone to
    use, "" for the usual one.

    Whatever goes wrong comes through `listener.lost`, never from within `start`; what was recorded
    until then is on disk.
    """

    def __init__(self, device: Callable[[], str] = str) -> None:
        self._wanted = device
        self._device_id = ""
        self._source: Any = None
        self._pipe: Any = None
        self._shape = Shape(RATE)
        self._file: wav.GrowingWav | None = None
        self._listener: MicrophoneListener | None = None
        self._heard_at = 0.0
        self._has_sound = False
        self._problem = ""
        self._watch: Any = None
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_DRAIN_MS)
        self._timer.timeout.connect(self._drain)

    def start(self, file: Path, listener: MicrophoneListener) -> None:
        self.stop()
        self._listener = listener
        self._file = None
        self._problem = ""
        self._has_sound = False
        try:
            device = devices.microphone(self._wanted())
            form, self._shape = devices.negotiate(device, RATE)
            self._file = wav.GrowingWav(file, self._shape.rate)
            self._ask_then_open(device, form)
        except (SpeechError, OSError) as error:
            self._problem = str(error)
        self._timer.start()

    def stop(self) -> float:
        """The seconds recorded; what the device still held is kept. Stopping again changes
        nothing."""
        listener, self._listener = self._listener, None
        if listener is not None:
            self._problem = self._problem or self._keep(self._read())
        return self._close()

    def _ask_then_open(self, device: Any, form: Any) -> None:
        app, permission = QCoreApplication.instance(), QMicrophonePermission()
        status = app.checkPermission(permission) if app else Qt.PermissionStatus.Granted
        if status is Qt.PermissionStatus.Denied:
            raise SpeechError(_FORBIDDEN)
        if app is None or status is Qt.PermissionStatus.Granted:
            self._open(device, form)
            return
        asker = self._listener

        def answered(_: Any) -> None:
            allowed = app.checkPermission(permission) is Qt.PermissionStatus.Granted
            if self._listener is asker and allowed:
                self._open(device, form)
            elif self._listener is asker:
                self._problem = _FORBIDDEN

        app.requestPermission(permission, app, answered)

    def _open(self, device: Any, form: Any) -> None:
        module = devices.multimedia()
        self._device_id = devices.device_id(device)
        if self._watch is None:
            self._watch = module.QMediaDevices()
            self._watch.audioInputsChanged.connect(self._devices_changed)
        self._source = module.QAudioSource(device, form)
        size = self._shape.rate * self._shape.frame_bytes * _BUFFER_SECONDS
        self._source.setBufferSize(size)
        self._pipe = self._source.start()
        self._heard_at = time.monotonic()

    def _drain(self) -> None:
        pcm = b"" if self._problem else self._read()
        problem = self._problem or self._keep(pcm) or self._trouble()
        if problem:
            self._lose(problem)
        elif pcm and self._listener is not None and self._file is not None:
            if not self._has_sound:
                self._has_sound = True
                self._listener.sound_arrived()
            # Whoever hears of the first sound may stop at once.
            if self._listener is not None and self._file is not None:
                self._listener.level(wav.peak(pcm), self._file.seconds)

    def _read(self) -> bytes:
        if self._pipe is None:
            return b""
        available = int(self._pipe.bytesAvailable())
        data = bytes(self._pipe.read(available - available % self._shape.frame_bytes).data())
        return to_mono(data, self._shape)

    def _keep(self, pcm: bytes) -> str:
        """Write samples down; what went wrong, or ""."""
        if not pcm or self._file is None:
            return ""
        self._heard_at = time.monotonic()
        try:
            self._file.append(pcm)
        except OSError as error:
            return f"The recording cannot be written any further: {error.strerror}. Make room."
        return ""

    def _trouble(self) -> str:
        if self._source is None:  # the system is still asking for permission
            return ""
        if self._source.error() != devices.multimedia().QtAudio.Error.NoError:
            return "The microphone stopped working. What you said until then is saved."
        silent = time.monotonic() - self._heard_at
        if self._has_sound and silent > _STALL_SECONDS:
            return "The microphone was lost. What you said until then is saved."
        if not self._has_sound and silent > _OPENING_SECONDS:
            return "The microphone gives no sound. Check that it is plugged in and not muted."
        return ""

    def _devices_changed(self) -> None:
        present = {device.id for device in devices.microphones()}
        if self._listener is not None and self._device_id not in present:
            self._problem = "The microphone was unplugged. What you said until then is saved."

    def _lose(self, problem: str) -> None:
        listener, self._listener = self._listener, None
        self._close()
        if listener is not None:
            listener.lost(problem)

    def _close(self) -> float:
        self._timer.stop()
        source, self._source, self._pipe = self._source, None, None
        if source is not None:
            source.stop()
        if self._file is None:
            return 0.0
        try:
            self._file.close()
        except OSError:
            # The samples are there; the next start puts the header right.
            _logger.exception("the recording could not be closed")
        return self._file.seconds
