"""A real profile in a temporary folder, and the theme that the pages wear."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.storage.samples import CANARY, RISKS, ROLLBACK, add_deck, add_note
from tpmdesk.app.browsing import Browsing
from tpmdesk.app.ports import DeckLine
from tpmdesk.app.review import Reviewing
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.domain.content import EntryId, Round
from tpmdesk.storage.browsing import SqlSearchStore
from tpmdesk.storage.bulkcards import SqlCardBulk
from tpmdesk.storage.bulknotes import SqlNoteBulk
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.content import SqlContentStore
from tpmdesk.storage.database import open_database
from tpmdesk.storage.newnotes import SqlNoteStore
from tpmdesk.storage.regexes import Regexes
from tpmdesk.storage.settings import SqlSettingsStore
from tpmdesk.ui.tasks import Tasks
from tpmdesk.ui.theme.theme import Theme

RESOURCES = Path(__file__).parents[2] / "resources"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Desk:
    """The use cases over a real database, with a clock that goes when told."""

    def __init__(self, folder: Path) -> None:
        self.now = NOON
        self.database = open_database(folder / "tpmdesk.db", folder / "backups", clock=self.clock)
        self.settings = SettingsDesk(SqlSettingsStore(self.database))
        self.reviewing = Reviewing(SqlCardStore(self.database), self.settings, self.clock, UTC)
        self.content = SqlContentStore(self.database)
        regexes = Regexes()
        self.browsing = Browsing(
            SqlSearchStore(self.database, regexes),
            SqlCardBulk(self.database),
            SqlNoteBulk(self.database, regexes),
            SqlNoteStore(self.database),
            self.settings,
            self.clock,
            UTC,
        )

    def clock(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)

    def fill(self) -> None:
        """Two decks, three notes, six cards."""
        add_deck(self.database)
        add_deck(self.database, "frameworks", 1)
        for position, (note, deck) in enumerate(((CANARY, 1), (ROLLBACK, 1), (RISKS, 2))):
            add_note(self.database, note, deck, position)

    def decks(self) -> list[DeckLine]:
        return self.content.decks()


class Rounds:
    """What the pages read of mock rounds, as a test sets it."""

    def __init__(self) -> None:
        self.lines = []
        self.cut = None
        self.offered = [
            Round(EntryId("core/architecture"), "Architecture", "Trade-offs.", EntryId("core/r")),
            Round(EntryId("core/coordination"), "Coordination", "Teams.", EntryId("core/r")),
        ]

    def rounds(self):
        return self.offered

    def attempts(self):
        return self.lines

    def unfinished(self):
        return self.cut


@pytest.fixture(autouse=True)
def _nothing_piles_up():
    """Without a running event loop nothing is deleted, and every theme change would dress it."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def empty_desk(tmp_path):
    opened = Desk(tmp_path / "profile")
    opened.settings.change(welcomed=True, interview_date=date(2026, 3, 30))
    yield opened
    opened.database.close()


@pytest.fixture
def desk(empty_desk):
    empty_desk.fill()
    return empty_desk


@pytest.fixture
def rounds() -> Rounds:
    return Rounds()


@pytest.fixture(scope="session")
def worn_theme(qapp) -> Theme:
    return Theme(qapp, RESOURCES, "light")


@pytest.fixture
def theme(worn_theme) -> Theme:
    worn_theme.choose("light")
    return worn_theme


@pytest.fixture
def tasks(qapp):
    runner = Tasks()
    yield runner
    runner.close()
