"""One window a profile: the second start calls the first one forward."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_WAIT_MS = 1500


class SingleInstance(QObject):
    """`called` is emitted in the first instance when another was started on its profile."""

    called = Signal()

    def __init__(self, profile: Path) -> None:
        super().__init__()
        profile.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(profile / "tpmdesk.lock"))
        self._lock.setStaleLockTime(0)
        self._name = "tpmdesk-" + sha256(str(profile.resolve()).encode()).hexdigest()[:16]
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Whether this is the first instance. A lock whose process is gone does not count."""
        return self._lock.tryLock(0)

    def listen(self) -> None:
        """Hear the call of later instances. Not needed before the window is shown."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415  not needed for the first card

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        self._server.newConnection.connect(self._answer)

    def call_first(self) -> str:
        """Bring the first instance's window forward; the sentence to print."""
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415  only a second start needs it

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_WAIT_MS):
            socket.disconnectFromServer()
            return self.tr("tpmdesk is already open with this data; its window comes forward.")
        return self.tr(
            "tpmdesk is already running with this data, but its window did not answer. "
            "Close it, then start again."
        )

    def release(self) -> None:
        """Let the next instance be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _answer(self) -> None:
        if self._server is None:
            return
        caller = self._server.nextPendingConnection()
        caller.disconnected.connect(caller.deleteLater)
        self.called.emit()
