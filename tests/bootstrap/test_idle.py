"""Work for idle moments."""

from __future__ import annotations

from PySide6.QtCore import QObject

from tpmdesk.bootstrap.idle import Idle, Settling


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


def test_idle_steps_are_taken_in_their_order_and_one_that_cannot_be_loaded_is_passed_over(
    qapp, qtbot
) -> None:
    taken, parent = [], QObject()

    def missing() -> None:
        raise ImportError

    idle = Idle([lambda: taken.append(1), missing, lambda: taken.append(2)], parent)
    for _ in range(4):
        idle._take()
    assert taken == [1, 2]
