"""Qt Multimedia and the devices it knows.

It is imported on first use: where the sound server's library is missing the import fails, and
the window must open all the same.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from typing import Any

from tpmdesk.app.speaking import SoundDevice, SpeechError
from tpmdesk.speech.samples import Kind, Shape
from tpmdesk.speech.sound import pulse


def multimedia() -> Any:
    """The module QtMultimedia. Raises SpeechError with what to install."""
    try:
        return importlib.import_module("PySide6.QtMultimedia")
    except ImportError as error:
        raise SpeechError(
            f"Sound needs a library that is not installed ({error}). On Debian and Ubuntu: "
            "apt-get install libpulse0, then start tpmdesk again."
        ) from error


def microphones() -> list[SoundDevice]:
    """The microphones of this computer. Raises SpeechError."""
    devices = multimedia().QMediaDevices
    return _listed(_inputs(), devices.defaultAudioInput())


def _inputs() -> list[Any]:
    """The microphones there are. Qt keeps one that was taken away in its list until the next
    change, unless it was the usual one; the sound server knows better, where the names are its."""
    listed = list(multimedia().QMediaDevices.audioInputs())
    known = pulse.sources() if sys.platform == "linux" else frozenset()
    return [device for device in listed if device_id(device) in known] or listed


def loudspeakers() -> list[SoundDevice]:
    """The loudspeakers of this computer. Raises SpeechError."""
    devices = multimedia().QMediaDevices
    return _listed(devices.audioOutputs(), devices.defaultAudioOutput())


def watch(changed: Callable[[], None]) -> Callable[[], None]:
    """Tell of every device that is plugged in or taken away, until the function that is returned
    is called. Raises SpeechError.

    With PulseAudio, Qt 6.11 hears of one taken away only with the next change, unless it was the
    usual one.
    """
    watcher = multimedia().QMediaDevices()
    watcher.audioInputsChanged.connect(changed)
    watcher.audioOutputsChanged.connect(changed)

    def end() -> None:
        watcher.audioInputsChanged.disconnect(changed)
        watcher.audioOutputsChanged.disconnect(changed)

    return end


def _listed(devices: list[Any], default: Any) -> list[SoundDevice]:
    usual = device_id(default)
    ids = [device_id(device) for device in devices]
    return [
        SoundDevice(name, device.description(), default=name == usual)
        for name, device in zip(ids, devices, strict=True)
    ]


def device_id(device: Any) -> str:
    """The id of a QAudioDevice as it is kept in the settings."""
    return bytes(device.id()).decode(errors="replace")


def microphone(wanted: str) -> Any:
    """The microphone with that id, else the usual one. Raises SpeechError when there is none."""
    devices = multimedia().QMediaDevices
    found = _find(_inputs(), devices.defaultAudioInput(), wanted)
    if found is None:
        raise SpeechError("No microphone was found. Plug one in, or type your answer.")
    return found


def is_there(microphone_id: str) -> bool:
    """Whether that microphone is plugged in now."""
    return any(device.id == microphone_id for device in microphones())


def next_microphone(wanted: str, lost: str) -> str:
    """The name of the microphone that takes over when one is lost, "" when there is none."""
    devices = multimedia().QMediaDevices
    left = [device for device in _inputs() if device_id(device) != lost]
    usual = devices.defaultAudioInput()
    usual = usual if usual in left else multimedia().QAudioDevice()
    found = _find(left, usual, wanted)
    return "" if found is None else str(found.description())


def loudspeaker(wanted: str) -> Any:
    """The loudspeaker with that id, else the usual one. Raises SpeechError when there is none."""
    devices = multimedia().QMediaDevices
    found = _find(devices.audioOutputs(), devices.defaultAudioOutput(), wanted)
    if found is None:
        raise SpeechError("No loudspeaker was found, so nothing is read aloud.")
    return found


def _find(devices: list[Any], default: Any, wanted: str) -> Any:
    named = [device for device in devices if wanted and device_id(device) == wanted]
    usual = [] if default.isNull() else [default]
    return next(iter([*named, *usual, *devices]), None)


def negotiate(device: Any, rate: int) -> tuple[Any, Shape]:
    """16-bit mono at `rate` where the device can, else the device's own format."""
    module = multimedia()
    plain = module.QAudioFormat()
    plain.setSampleRate(rate)
    plain.setChannelCount(1)
    plain.setSampleFormat(module.QAudioFormat.SampleFormat.Int16)
    return (plain, _shape(module, plain)) if device.isFormatSupported(plain) else preferred(device)


def preferred(device: Any) -> tuple[Any, Shape]:
    """The device's own format. Raises SpeechError when it is none that can be used."""
    form = device.preferredFormat()
    return form, _shape(multimedia(), form)


def _shape(module: Any, form: Any) -> Shape:
    formats = module.QAudioFormat.SampleFormat
    kinds = {
        formats.UInt8: Kind.UINT8,
        formats.Int16: Kind.INT16,
        formats.Int32: Kind.INT32,
        formats.Float: Kind.FLOAT,
    }
    kind = kinds.get(form.sampleFormat())
    if kind is None or form.sampleRate() <= 0:
        raise SpeechError("The sound device offers no format that can be used. Choose another one.")
    return Shape(form.sampleRate(), form.channelCount(), kind)
