from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from tpmdesk.app.undisturbed import undisturbed


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_cycles_are_not_looked_for_meanwhile_and_are_again_afterwards():
    with undisturbed():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_work_that_fails_leaves_nothing_switched_off():
    with pytest.raises(ValueError, match="no"), undisturbed():
        raise ValueError("no")
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off():
    gc.disable()
    with undisturbed():
        pass
    assert not gc.isenabled()
