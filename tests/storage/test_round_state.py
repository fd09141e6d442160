"""What becomes of a round's state on its way through the database."""

from __future__ import annotations

import msgspec
from hypothesis import given

from tests.domain.histories import History, histories
from tpmdesk.domain.roundstate import RoundState
from tpmdesk.storage.notes import as_json


@given(histories())
def test_every_state_comes_back_as_it_was(history: History) -> None:
    for state in (history.start, *(moment.after for moment in history.moments)):
        assert msgspec.json.decode(as_json(state), type=RoundState) == state
