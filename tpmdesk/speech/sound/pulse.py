"""Hears from the sound server of Linux that a microphone was taken away.

With PulseAudio, Qt 6.11 tells of it only if it was the usual one; the server moves the recording to
another microphone meanwhile, so that the wrong room would be recorded.
"""

from __future__ import annotations

import importlib
import logging
import threading
from typing import Any

_logger = logging.getLogger(__name__)
_LISTEN_SECONDS = 5.0  # after which it looks whether it is wanted any more
_CLIENT = "tpmdesk microphone watch"


def sources() -> frozenset[str]:
    """The names of the microphones that the server has now, none where there is no server."""
    try:
        module = importlib.import_module("pulsectl")
        with module.Pulse(_CLIENT, connect=False) as pulse:
            pulse.connect()
            return frozenset(each.name for each in pulse.source_list())
    except Exception as error:  # noqa: BLE001  Qt's own list has to do then
        _logger.info("the sound server does not tell its microphones: %s", error)
        return frozenset()


class SourceWatch:
    """Watches the source of that name on a thread of its own until it is closed.

    Where there is no such server or no such source it sees nothing, and `gone` stays False.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._gone = threading.Event()
        self._over = threading.Event()
        self._pulse: Any = None
        self._thread = threading.Thread(target=self._run, name="microphone watch", daemon=True)
        self._thread.start()

    @property
    def gone(self) -> bool:
        """Whether the source was there and is not any more."""
        return self._gone.is_set()

    def close(self) -> None:
        """Stop watching; returns at once."""
        self._over.set()
        pulse = self._pulse
        if pulse is not None:
            pulse.event_listen_stop()

    def _run(self) -> None:
        try:
            module = importlib.import_module("pulsectl")
            with module.Pulse(_CLIENT, connect=False) as pulse:
                pulse.connect()
                self._watch(module, pulse)
        except Exception as error:  # noqa: BLE001  whatever the server does, recording goes on
            _logger.info("the microphone is watched by Qt alone: %s", error)
        finally:
            self._pulse = None

    def _watch(self, module: Any, pulse: Any) -> None:
        indexes = self._indexes(pulse)
        if not indexes:
            return

        def heard(event: Any) -> None:
            if event.t == module.PulseEventTypeEnum.remove and event.index in indexes:
                self._gone.set()
                raise module.PulseLoopStop

        pulse.event_mask_set(module.PulseEventMaskEnum.source)
        pulse.event_callback_set(heard)
        if self._indexes(pulse) != indexes:  # between the first look and the subscription
            self._gone.set()
        self._pulse = pulse
        while not (self._over.is_set() or self._gone.is_set()):
            pulse.event_listen(timeout=_LISTEN_SECONDS)

    def _indexes(self, pulse: Any) -> set[int]:
        return {each.index for each in pulse.source_list() if each.name == self._source}
