from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.ui.pages.mock.bench import Bench
from tpmdesk.ui.theme.theme import Theme

RESOURCES = Path(__file__).parents[4] / "resources"


@pytest.fixture(scope="session")
def theme(qapp):
    return Theme(qapp, RESOURCES, "light")


@pytest.fixture
def bench_kind():
    """What kind of bench is made."""
    return Bench


@pytest.fixture
def bench(qtbot, theme, tmp_path, bench_kind):
    made = bench_kind(qtbot, theme, tmp_path)
    yield made
    made.close()
    # Without a running event loop nothing is deleted, and every theme change would restyle it all.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
