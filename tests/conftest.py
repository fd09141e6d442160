"""What holds for every test."""

from __future__ import annotations

import os

from hypothesis import settings

# A busy machine is no failure: what has to be quick is measured by the benchmarks.
settings.register_profile("tpmdesk", deadline=None)
settings.register_profile("fuzz", deadline=None, max_examples=5000)  # see `make fuzz`
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tpmdesk"))

# Windows are drawn in memory where nobody has said otherwise: tests need no display.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
