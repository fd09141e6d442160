"""Whether this computer has a network, without sending anything over it."""

from __future__ import annotations

from PySide6.QtNetwork import QHostAddress, QNetworkInterface


def is_up() -> bool:
    """Whether some interface other than the loopback runs and has an address of its own."""
    return any(_is_connected(interface) for interface in QNetworkInterface.allInterfaces())


def _is_connected(interface: QNetworkInterface) -> bool:
    flags = interface.flags()
    running = QNetworkInterface.InterfaceFlag.IsRunning in flags
    loopback = QNetworkInterface.InterfaceFlag.IsLoopBack in flags
    return running and not loopback and any(map(_is_own, interface.addressEntries()))


def _is_own(entry: object) -> bool:
    address: QHostAddress = entry.ip()  # type: ignore[attr-defined]
    return not address.isLinkLocal() and not address.isLoopback()
