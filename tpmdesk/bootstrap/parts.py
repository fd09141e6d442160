"""The parts that the window and the command line share, each built when it is first asked for."""

from __future__ import annotations

import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tpmdesk.app.backups import Backups
from tpmdesk.app.day import StudyDays
from tpmdesk.app.library import Library
from tpmdesk.app.ports import Background, Clock
from tpmdesk.app.review import Reviewing
from tpmdesk.app.roundbook import RoundBook
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.bootstrap.paths import Profile, shipped
from tpmdesk.content.source import FolderSource
from tpmdesk.storage.attempts import SqlAttemptStore
from tpmdesk.storage.cards import SqlCardStore
from tpmdesk.storage.content import SqlContentStore
from tpmdesk.storage.database import Database, open_database, utc_now
from tpmdesk.storage.openloops import has_open_loop
from tpmdesk.storage.settings import SqlSettingsStore

if TYPE_CHECKING:
    from tpmdesk.app.backlog import Backlogs
    from tpmdesk.app.browsing import Browsing
    from tpmdesk.app.comparing import Comparing
    from tpmdesk.app.cramming import Cramming
    from tpmdesk.app.decks import Decks
    from tpmdesk.app.drawing_room import DrawingRoom
    from tpmdesk.app.exercising import Exercising
    from tpmdesk.app.integrity import Checking, Mender
    from tpmdesk.app.keeping import Keeping
    from tpmdesk.app.looping import Looping
    from tpmdesk.app.loopshapes import Loop
    from tpmdesk.app.mock import Mocking
    from tpmdesk.app.nudging import Nudging
    from tpmdesk.app.ownpacks import OwnPacks
    from tpmdesk.app.packsharing import PackSharing
    from tpmdesk.app.rehearing import Rehearing
    from tpmdesk.app.reporting import Reporting
    from tpmdesk.app.statistics import Statistics
    from tpmdesk.app.storybank import StoryBank
    from tpmdesk.app.transfer import Progress
    from tpmdesk.app.transferring import Transferring
    from tpmdesk.app.trends import TrendStore
    from tpmdesk.app.writing import Writing
    from tpmdesk.meaning.reader import StepReader
    from tpmdesk.speech.engines import Recognition
    from tpmdesk.speech.models import ModelStore
    from tpmdesk.speech.voices import ChildVoices
    from tpmdesk.storage.backups.store import FileBackups


class Parts:
    """One profile's parts. `background` runs what must not hold up the caller.

    What the first card does not need is imported when it is first asked for.
    """

    def __init__(self, profile: Profile, background: Background, clock: Clock = utc_now) -> None:
        self.profile = profile
        self._background = background
        self._clock = clock

    def close(self) -> None:
        """Close the file, if it was opened."""
        if "database" in self.__dict__:
            self.database.close()

    @property
    def content_dir(self) -> Path:
        return shipped("content")

    @cached_property
    def database(self) -> Database:
        """Opened and brought up to date. Raises StoreError."""
        return open_database(self.profile.database, self.profile.backups, clock=self._clock)

    @cached_property
    def backup_store(self) -> FileBackups:
        from tpmdesk.storage.backups.store import FileBackups

        return FileBackups(self.profile.database, self.profile.backups)

    @cached_property
    def backups(self) -> Backups:
        """Needs no database that can be opened."""
        return Backups(self.backup_store, self._clock)

    def _before(self, what: str) -> object:
        """What makes backups is loaded for the first of them."""
        return self.backups.before(what)

    @cached_property
    def checking(self) -> Checking:
        from tpmdesk.app.integrity import Checking
        from tpmdesk.storage.integrity import FileExaminer

        return Checking(FileExaminer(self.backup_store.places), self._mender)

    def _mender(self) -> Mender:
        from tpmdesk.storage.repairs import ProfileMender

        return ProfileMender(self.database, self.backup_store.places, self.backup_store)

    @cached_property
    def settings(self) -> SettingsDesk:
        return SettingsDesk(SqlSettingsStore(self.database))

    @cached_property
    def content(self) -> SqlContentStore:
        return SqlContentStore(self.database)

    @cached_property
    def library(self) -> Library:
        return Library(self.content, self.content, FolderSource(self.content_dir))

    @cached_property
    def own_packs(self) -> OwnPacks:
        from tpmdesk.app.ownpacks import GuardedSource, OwnPacks

        folder = self.profile.packs
        source = GuardedSource(FolderSource(folder), lambda: _bundled_packs(self.content_dir))
        return OwnPacks(folder, self.content, self.content, source)

    @cached_property
    def sharing(self) -> PackSharing:
        from tpmdesk.app.packsharing import PackSharing
        from tpmdesk.content.reader import files_by_pack, read_packs
        from tpmdesk.exchange.packarchive import ZipPacks

        return PackSharing(
            self.profile.packs,
            self.content,
            read_packs,
            files_by_pack,
            ZipPacks(),
            lambda: _bundled_packs(self.content_dir),
            self._clock,
        )

    @cached_property
    def reviewing(self) -> Reviewing:
        return Reviewing(SqlCardStore(self.database), self.settings, self._clock)

    @cached_property
    def decks(self) -> Decks:
        from tpmdesk.app.decks import Decks
        from tpmdesk.fitting.rust import fit
        from tpmdesk.storage.decks import SqlDeckStore

        store = SqlDeckStore(self.database)
        return Decks(store, self.settings, self._clock, fit, before=self._before)

    @cached_property
    def backlogs(self) -> Backlogs:
        from tpmdesk.app.backlog import Backlogs
        from tpmdesk.storage.decks import SqlDeckStore

        store = SqlDeckStore(self.database)
        return Backlogs(store, self.settings, self._clock, before=self._before)

    @cached_property
    def writing(self) -> Writing:
        from tpmdesk.app.writing import Writing

        return Writing(self.exercising, self.content, self._clock)

    @cached_property
    def drawing_room(self) -> DrawingRoom:
        from tpmdesk.app.drawing_room import DrawingRoom
        from tpmdesk.storage.owndiagrams import SqlOwnDiagramStore

        own = SqlOwnDiagramStore(self.database)
        return DrawingRoom(self.exercising, own, self.content, self._clock)

    @cached_property
    def stories(self) -> StoryBank:
        from tpmdesk.app.storybank import StoryBank
        from tpmdesk.storage.stories import SqlStoryStore

        return StoryBank(SqlStoryStore(self.database), self.content, self._clock)

    @cached_property
    def exercising(self) -> Exercising:
        from tpmdesk.app.exercising import Exercising
        from tpmdesk.storage.exercises import SqlExerciseStore

        return Exercising(SqlExerciseStore(self.database), self._clock)

    def cram(self, query: str) -> Cramming:
        """A run through what the query finds. Raises QueryError."""
        from tpmdesk.app.cramming import Cramming

        return Cramming.of_query(SqlCardStore(self.database), self.browsing, query)

    @cached_property
    def browsing(self) -> Browsing:
        from tpmdesk.app.browsing import Browsing
        from tpmdesk.storage.browsing import SqlSearchStore
        from tpmdesk.storage.bulkcards import SqlCardBulk
        from tpmdesk.storage.bulknotes import SqlNoteBulk
        from tpmdesk.storage.newnotes import SqlNoteStore
        from tpmdesk.storage.regexes import Regexes

        regexes = Regexes()
        return Browsing(
            SqlSearchStore(self.database, regexes),
            SqlCardBulk(self.database),
            SqlNoteBulk(self.database, regexes),
            SqlNoteStore(self.database),
            self.settings,
            self._clock,
            before=self._before,
        )

    @cached_property
    def statistics(self) -> Statistics:
        from tpmdesk.app.statistics import Statistics
        from tpmdesk.storage.statistics import SqlStatisticsStore

        store = SqlStatisticsStore(self.database)
        return Statistics(store, self.settings, self._clock, self.browsing.find)

    @cached_property
    def transferring(self) -> Transferring:
        from tpmdesk.app.packfile import PackImports
        from tpmdesk.app.transferring import Transferring
        from tpmdesk.bootstrap.formats import formats
        from tpmdesk.storage.media import MediaFolder
        from tpmdesk.storage.transfer import SqlTransferStore

        return Transferring(
            SqlTransferStore(self.database, self.profile.media),
            MediaFolder(self.database, self.profile.media),
            PackImports(self.content),
            formats(),
            self.browsing.find,
            self._before,
        )

    @cached_property
    def roundbook(self) -> RoundBook:
        return RoundBook(self.content, SqlAttemptStore(self.database))

    @cached_property
    def mocking(self) -> Mocking:
        from tpmdesk.app.mock import Mocking

        return Mocking(
            self.content,
            SqlAttemptStore(self.database),
            self.profile.recordings,
            self._clock,
            background=self._background,
            voice_activity=_voice_activity,
            repair=_repair,
            read=self.step_reader,
        )

    @cached_property
    def step_reader(self) -> StepReader:
        from tpmdesk.meaning.reader import StepReader

        return StepReader(shipped("resources") / "coverage")

    @cached_property
    def keeping(self) -> Keeping:
        from tpmdesk.app.keeping import Keeping
        from tpmdesk.storage.recordings import SqlRecordingStore

        store = SqlRecordingStore(self.database)
        return Keeping(store, _archive, self.settings, self.profile.recordings, self._clock)

    @cached_property
    def rehearing(self) -> Rehearing:
        from tpmdesk.app.rehearing import Rehearing
        from tpmdesk.app.workroom import Workroom

        room = Workroom(
            self.content,
            SqlAttemptStore(self.database),
            self.profile.recordings,
            self._clock,
            self._background,
            _voice_activity,
            time.monotonic,
            self.step_reader,
        )
        return Rehearing(room, self.recognizers.chosen)

    @cached_property
    def reporting(self) -> Reporting:
        from tpmdesk.app.reporting import Reporting, ReportWriter
        from tpmdesk.exchange.report.friends import read_friend
        from tpmdesk.exchange.report.markdown import MarkdownWriter
        from tpmdesk.exchange.report.page import PageWriter
        from tpmdesk.speech.sending import encoded

        page = PageWriter(shipped("resources") / "report", encoded)
        writers: dict[str, ReportWriter] = {".html": page, ".md": MarkdownWriter(encoded)}
        store = SqlAttemptStore(self.database)
        return Reporting(self.content, store, self.profile.recordings, writers, read_friend)

    @cached_property
    def comparing(self) -> Comparing:
        from tpmdesk.app.comparing import Comparing

        store = SqlAttemptStore(self.database)
        return Comparing(self.content, store, self.profile.recordings)

    @cached_property
    def round_figures(self) -> TrendStore:
        from tpmdesk.storage.roundfigures import SqlTrendStore

        return SqlTrendStore(self.database)

    @cached_property
    def nudging(self) -> Nudging:
        from tpmdesk.app.nudging import Nudging
        from tpmdesk.storage.nudges import SqlNudgeStore

        return Nudging(self.content, SqlNudgeStore(self.database), self._clock)

    def unfinished_loop(self) -> Loop | None:
        """The loop that can be gone on with; what leads through loops is loaded only for one."""
        return self.looping.unfinished() if has_open_loop(self.database) else None

    @cached_property
    def looping(self) -> Looping:
        from tpmdesk.app.looping import Looping
        from tpmdesk.storage.loops import SqlLoopStore

        days, store = StudyDays(self.settings, self._clock), SqlLoopStore(self.database)
        return Looping(
            self.content,
            store,
            self.mocking,
            self._clock,
            study_date=lambda moment: days.day_of(moment).date,
        )

    @cached_property
    def voices(self) -> ChildVoices:
        from tpmdesk.speech.voices import ChildVoices, VoiceCache

        return ChildVoices(VoiceCache(self.profile.spoken))

    @cached_property
    def models(self) -> ModelStore:
        from tpmdesk.speech.models import ModelStore

        return ModelStore(self.profile.models)

    @cached_property
    def recognizers(self) -> Recognition:
        from tpmdesk.speech.engines import Recognition

        return Recognition(self.models, lambda: self.settings.current.recognizer)


def _voice_activity(path: Path) -> list[tuple[float, float]]:
    from tpmdesk.speech import vad

    return vad.voice_activity(path)


def _archive(source: Path, form: str, progress: Progress) -> Path:
    from tpmdesk.speech.archive import archive

    return archive(source, form, progress)


def _repair(path: Path) -> float:
    from tpmdesk.speech import wav

    return wav.repair(path)


def _bundled_packs(folder: Path) -> set[str]:
    """The ids of the packs that ship with the program: each has a folder of its name."""
    return {each.name for each in folder.iterdir() if each.is_dir()}
