"""Work for idle moments."""

from __future__ import annotations

from PySide6.QtCore import QObject

from tpmdesk.bootstrap.idle import Settling


class Data:
    def __init__(self) -> None:
        self.writes = 0
        self.settled = 0

    def settle(self) -> None:
        self.settled += 1


def test_data_settle_once_after_they_were_written(qapp) -> None:
    data, parent = Data(), QObject()
    settling = Settling(lambda: data.writes, data.settle, parent)
    settling.tick()
    assert data.settled == 0
    data.writes += 3
    settling.tick()
    settling.tick()
    assert data.settled == 1
    data.writes += 1
    settling.tick()
    assert data.settled == 2
