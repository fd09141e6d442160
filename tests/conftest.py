"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is no failure: what has to be quick is measured by the benchmarks.
settings.register_profile("tpmdesk", deadline=None)
settings.load_profile("tpmdesk")
