from __future__ import annotations

import sys

import pytest

from tpmdesk.app.fitting import FitUnavailableError
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.domain.scheduling import check, within_bounds
from tpmdesk.fitting.rust import fit


def test_a_fit_has_the_parameters_of_fsrs_6():
    histories = [
        [(0, 3), (1, 3 if n % 4 else 1), (3, 3), (8, 1 if n % 5 else 3)] for n in range(500)
    ]
    found = fit(histories)
    assert len(found) == 21
    check(DeckOptions(parameters=within_bounds(found)))


def test_who_remembers_more_gets_longer_intervals():
    weak = fit([[(0, 3), (5, 1 if n % 2 else 3)] for n in range(800)])
    strong = fit([[(0, 3), (5, 1 if n % 20 == 0 else 3)] for n in range(800)])
    assert strong[2] > weak[2]  # the stability after a first answer of Good


def test_without_the_package_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    with pytest.raises(FitUnavailableError, match=r"tpmdesk\[fit\]"):
        fit([])
