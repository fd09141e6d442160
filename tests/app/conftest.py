from __future__ import annotations

from tests.storage.conftest import database, watch

__all__ = ["database", "watch"]
