"""The clock of a brief: whatever is pressed, it counts what ran, and what ran is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject

from tpmdesk.ui.pages.writing import timing
from tpmdesk.ui.pages.writing.timing import Timing

STEPS = st.lists(
    st.one_of(
        st.just("pause"),
        st.just("start"),
        st.just("touch"),
        st.floats(0.1, 90.0).map(lambda seconds: round(seconds, 1)),
    ),
    max_size=40,
)


class Desk:
    """A timing under a clock of our own; every second of it is a tick."""

    def __init__(self) -> None:
        self.now, self.kept = 100.0, 0.0
        self.parent = QObject()
        self.timing = Timing(self.parent, self._keep)

    def _keep(self) -> None:
        self.kept = self.timing.seconds

    def monotonic(self) -> float:
        return self.now

    def let_pass(self, seconds: float) -> None:
        end = self.now + seconds
        while self.now + 1 <= end:
            self.now += 1
            if self.timing.running:
                self.timing._tick()
        self.now = end


@pytest.mark.usefixtures("qapp")
@given(steps=STEPS)
def test_it_counts_what_ran_and_loses_at_most_ten_seconds(steps) -> None:
    desk, ran = Desk(), 0.0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timing.time, "monotonic", desk.monotonic)
        desk.timing.start(0.0)
        for step in steps:
            if step == "pause":
                desk.timing.touch()
                desk.timing.pause()
            elif step == "start" and not desk.timing.running:
                desk.timing.start(desk.timing.seconds)
            elif step == "touch":
                desk.timing.touch()
            elif isinstance(step, float):
                ran += step if desk.timing.running else 0.0
                desk.let_pass(step)
            assert desk.timing.seconds == pytest.approx(ran)
            assert ran - desk.kept < 11.0
