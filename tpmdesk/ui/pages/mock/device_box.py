"""A list of microphones or loudspeakers, of which one is used."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from tpmdesk.app.speaking import SoundDevice

_WIDTH = 440


class DeviceBox(QComboBox):
    """The system's own device first, then each by name; a device may come and go meanwhile."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._devices: tuple[SoundDevice, ...] = ()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaximumWidth(_WIDTH)

    @property
    def in_use(self) -> SoundDevice | None:
        """The device that is used: the chosen one, else the system's own, else any."""
        chosen = self.currentData()
        named = [device for device in self._devices if device.id == chosen]
        usual = [device for device in self._devices if device.default]
        return next(iter([*named, *usual, *self._devices]), None)

    def show_devices(self, devices: Sequence[SoundDevice], chosen: str) -> bool:
        """List these. False when they are listed already."""
        if self.count() and tuple(devices) == self._devices:
            self._choose(chosen)
            return False
        self._devices = tuple(devices)
        self.clear()
        self.addItem(self._first_words(), "")
        for device in devices:
            self.addItem(device.name, device.id)
        self.setEnabled(bool(devices))
        self._choose(chosen)
        return True

    def _choose(self, chosen: str) -> None:
        self.setCurrentIndex(max(self.findData(chosen), 0))

    def _first_words(self) -> str:
        if not self._devices:
            return self.tr("None found")
        usual = next((device.name for device in self._devices if device.default), "")
        words = self.tr("System default: {name}") if usual else self.tr("System default")
        return words.format(name=usual)
