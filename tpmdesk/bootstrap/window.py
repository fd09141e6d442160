"""The window, joined to everything it shows. What the first screen does not need comes later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tpmdesk.app.backups import BackupError
from tpmdesk.app.integrity import Problem
from tpmdesk.app.library import MergeSummary
from tpmdesk.app.ports import StoreError
from tpmdesk.bootstrap.idle import Settling, load_pages
from tpmdesk.bootstrap.parts import Parts
from tpmdesk.bootstrap.paths import Profile, shipped
from tpmdesk.ui.pages import page as names
from tpmdesk.ui.pages.catching_up import CatchingUp
from tpmdesk.ui.pages.page import Page
from tpmdesk.ui.pages.today import LeftPiece, ModelOffer, TodayPage
from tpmdesk.ui.tasks import Tasks
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.undoing import LargeSteps
from tpmdesk.ui.window import MainWindow, to_import

if TYPE_CHECKING:
    from tpmdesk.app.settings import SettingsDesk
    from tpmdesk.bootstrap.packwatch import PackWatch
    from tpmdesk.bootstrap.sound import WindowSound
    from tpmdesk.ui.hearing_job import HearingJob
    from tpmdesk.ui.pages.settings.packs import PacksSection

_AHEAD = (names.WRITE, names.DRAW, names.STORIES)
_OFFERED_MODEL = "vosk-model-small-en-us-0.15"
_OFFERED_SIZE = "41 MB"
_CALM_MS = 1_000


class Desktop:
    """One running window. Made before the event loop runs; `close` after it has ended."""

    def __init__(self, app: QApplication, home: Profile) -> None:
        self.tasks = Tasks()
        self.parts = Parts(home, self.tasks)
        self.restore_wish: Path | None = None
        try:
            self._open(app)
        except StoreError:
            self.close()
            raise

    def _open(self, app: QApplication) -> None:
        settings = self.parts.settings
        self.theme = Theme(app, shipped("resources"), settings.current.appearance)
        factories = {
            names.TODAY: self._today,
            names.REVIEW: self._review,
            names.MOCK: self._mock,
            names.WRITE: self._write,
            names.DRAW: self._draw,
            names.STORIES: self._stories,
            names.LIBRARY: self._library,
            names.PROGRESS: self._progress,
            names.SETTINGS: self._settings,
        }
        reviewing, geometry = self.parts.reviewing, settings.current.window_geometry
        large = LargeSteps(self.tasks, reviewing.undo_weight, reviewing.redo_weight)
        self.window = MainWindow(
            self.theme, factories, reviewing.undo, geometry, reviewing.redo, large, _route
        )
        self.window.closing.connect(lambda geometry: settings.change(window_geometry=geometry))
        self.window.go(names.TODAY)

    @cached_property
    def sound(self) -> WindowSound:
        """Qt Multimedia takes a while to load and is first needed by Mock or Settings."""
        from tpmdesk.bootstrap.sound import WindowSound

        return WindowSound(self.parts.profile, self.parts.settings, lambda: self.parts.recognizers)

    @cached_property
    def pack_watch(self) -> PackWatch:
        """Takes in the person's own packs as they are saved."""
        from tpmdesk.bootstrap.packwatch import PackWatch

        watch = PackWatch(self.parts.own_packs, self.tasks, self.window)
        watch.merged.connect(self._own_merged)
        watch.failed.connect(self.window.say)
        return watch

    @cached_property
    def hearing(self) -> HearingJob:
        """What hears old recordings again, from page to page; a round stops it."""
        from tpmdesk.ui.hearing_job import HearingJob

        ear = self.sound.second_ear
        return HearingJob(lambda: self.parts.rehearing, ear, ear.close)

    def later(self) -> None:
        """What can wait until the first screen has been drawn."""
        run = self.tasks.run
        run(self.parts.library.merge_bundled, self._merged, self._unmerged)
        run(self._mend, _ignore, self._raise)
        QTimer.singleShot(_CALM_MS, self.window, self._when_calm)
        load_pages(self.window, self._building())
        Settling(lambda: self.parts.database.writes, self._settle, self.window)

    def _when_calm(self) -> None:
        """What would only get in the way of somebody who begins with the first card at once."""
        self.pack_watch.look()
        self.tasks.run(self._look_after, self._tell_trouble, self._tell)
        self.tasks.run(self._may_offer_model, self._offer_model, self._raise)

    def _building(self) -> Iterator[Callable[[], object]]:
        """The pages with most to build; the Mock page, in steps too small to be felt, first."""
        from tpmdesk.ui.pages.mock.page import MockPage

        yield lambda: self.window.built(names.MOCK)
        page = self.window.built(names.MOCK)
        if isinstance(page, MockPage):
            yield from page.steps_ahead()
        yield from (partial(self.window.built, name) for name in _AHEAD)

    def _settle(self) -> None:
        self.tasks.run(self.parts.database.settle, _ignore, self._raise)
        if self.parts.keeping.bounded:
            self.tasks.run(self.parts.keeping.tidy, _ignore, self._raise)

    def close(self) -> None:
        """End the children, join the workers, close the file."""
        if "sound" in self.__dict__:
            self.sound.close()
        self.tasks.close()
        self.parts.close()

    # Pages, each built on its first visit

    def _today(self) -> Page:
        offer = ModelOffer(
            accept=lambda: self.window.go(names.SETTINGS, f"download:{_OFFERED_MODEL}"),
            later=lambda: self._settle_offer("later"),
            never=lambda: self._settle_offer("no"),
        )
        parts = self.parts
        helper = CatchingUp(self.theme, lambda: parts.backlogs, self.tasks)
        return TodayPage(
            self.theme,
            parts.reviewing,
            parts.roundbook,
            parts.settings,
            offer,
            helper,
            parts.unfinished_loop,
            self._left_piece,
        )

    def _left_piece(self) -> LeftPiece | None:
        """What was begun on the Write or the Draw page; its parts are loaded only for it."""
        from tpmdesk.storage.openloops import open_exercise

        found = open_exercise(self.parts.database)
        return LeftPiece(*found) if found else None

    def _review(self) -> Page:
        from tpmdesk.ui.pages.review import ReviewPage, ReviewParts

        parts = self.parts
        media, reasons = parts.profile.media, parts.nudging.reasons
        more = ReviewParts(media, lambda: parts.browsing, parts.cram, reasons)
        return ReviewPage(self.theme, parts.reviewing, parts=more)

    def _mock(self) -> Page:
        from tpmdesk.ui.pages.mock.card_desk import CardParts
        from tpmdesk.ui.pages.mock.page import MockPage
        from tpmdesk.ui.pages.mock.past import PastParts

        parts = self.parts
        cards = CardParts(lambda: parts.nudging, lambda: parts.browsing, parts.profile.media)
        page = MockPage(
            self.theme,
            parts.mocking,
            parts.looping,
            parts.library,
            self.sound,
            parts.settings,
            self.tasks,
            cards,
            PastParts(lambda: parts.comparing, lambda: parts.reporting),
        )
        page.sitting.connect(self.hearing.give_way)
        return page

    def _write(self) -> Page:
        from tpmdesk.ui.pages.writing.page import WritingPage

        return WritingPage(self.theme, self.parts.writing)

    def _draw(self) -> Page:
        from tpmdesk.ui.pages.drawing.page import DrawingPage

        return DrawingPage(self.theme, self.parts.drawing_room)

    def _stories(self) -> Page:
        from tpmdesk.ui.pages.stories.page import StoriesPage

        return StoriesPage(self.theme, self.parts.stories)

    def _library(self) -> Page:
        from tpmdesk.ui.pages.library.page import LibraryPage

        parts = self.parts
        return LibraryPage(
            self.theme,
            parts.browsing,
            parts.transferring,
            parts.settings,
            self.tasks,
            parts.profile.media,
        )

    def _progress(self) -> Page:
        from tpmdesk.app.trends import trends
        from tpmdesk.ui.pages.progress.page import ProgressPage

        parts = self.parts
        return ProgressPage(
            self.theme,
            parts.statistics,
            parts.browsing,
            parts.mocking,
            self.tasks,
            lambda: trends(parts.round_figures),
        )

    def _settings(self) -> Page:
        from tpmdesk.ui.pages.settings.backups import Safekeeping
        from tpmdesk.ui.pages.settings.decks import DeckParts
        from tpmdesk.ui.pages.settings.page import SettingsPage
        from tpmdesk.ui.pages.settings.sound import SpeechParts

        parts = self.parts
        speech = SpeechParts(
            voices=parts.voices.voices,
            recognizers=lambda: parts.recognizers,
            say=self.sound.speaker.say,
            hush=self.sound.speaker.stop,
            microphones=lambda: list(self.sound.microphones()),
            loudspeakers=lambda: list(self.sound.loudspeakers()),
            rounds=lambda: [(each.id, each.title) for each in parts.library.rounds()],
        )
        keeping = Safekeeping(parts.backups, lambda: parts.checking, parts.profile.backups)
        page = SettingsPage(
            self.theme,
            parts.settings,
            speech,
            keeping,
            parts.profile.root,
            self.tasks,
            DeckParts(parts.library.decks, lambda: parts.decks),
            lambda: parts.keeping,
            self.hearing,
            self._packs_section,
        )
        page.restore_asked.connect(self._restore)
        page.repaired.connect(self.window.refresh)
        return page

    def _packs_section(self, settings: SettingsDesk, theme: Theme) -> PacksSection:
        from tpmdesk.ui.pages.settings.packs import PacksSection

        parts = self.parts
        section = PacksSection(
            settings,
            theme,
            parts.profile.packs,
            lambda: parts.own_packs.mistakes,
            lambda: parts.sharing,
            self.tasks,
        )
        section.taken.connect(self.pack_watch.look)
        return section

    # What came of the work that could wait

    def _merged(self, summary: MergeSummary | None) -> None:
        if summary is not None:
            self.window.refresh()
            if summary.errors:
                self.window.say(f"Some content was left out. First: {summary.errors[0]}")

    def _own_merged(self, summary: MergeSummary) -> None:
        """The person's own packs were read."""
        self.window.refresh()
        if summary.errors:
            count = len(summary.errors)
            self.window.say(
                f"Your packs: {count} mistake{'s' if count > 1 else ''}, listed in Settings. "
                f"First: {summary.errors[0]}"
            )
        elif summary.added or summary.updated or summary.retired or summary.revived:
            self.window.say(
                f"Your packs: {summary.added} added, {summary.updated} changed, "
                f"{summary.retired} taken out."
            )

    def _unmerged(self, problem: Exception) -> None:
        self.window.say(f"The content could not be brought up to date: {problem}")

    def _mend(self) -> None:
        """Recordings that were cut are mended at once: before a round begins to record, and before
        the day's backup, which keeps them whole."""
        if self.parts.roundbook.has_cut_recordings() and self.parts.mocking.mend():
            self.tasks.later(self.window.refresh)

    def _look_after(self) -> list[Problem]:
        self.parts.keeping.tidy()
        found = self.parts.checking.quick()
        if not found:
            self.parts.backups.daily()
        return found

    def _tell_trouble(self, found: list[Problem]) -> None:
        page = self.window.page
        if found and isinstance(page, TodayPage):
            page.trouble.tell(found[0].message, len(found) - 1)
        elif found:
            self.window.say(found[0].message)

    def _tell(self, problem: Exception) -> None:
        if not isinstance(problem, BackupError):
            raise problem
        self.window.say(str(problem))

    def _restore(self, file: Path) -> None:
        """The data can only be swapped while nobody has it open: `Session` sees to it then."""
        if self.window.close():
            self.restore_wish = file

    def _raise(self, problem: Exception) -> None:
        raise problem

    def _may_offer_model(self) -> bool:
        """Whether there is a network, no Vosk model yet, and no "no" to the offer."""
        if self.parts.settings.current.vosk_offer == "no":
            return False
        if any(model.installed for model in self.parts.models.models()):
            return False
        from tpmdesk.bootstrap.network import is_up

        return is_up()

    def _offer_model(self, wanted: bool) -> None:
        page = self.window.page
        if wanted and isinstance(page, TodayPage):
            page.show_offer(_OFFERED_SIZE)

    def _settle_offer(self, answer: str) -> None:
        self.parts.settings.change(vosk_offer=answer)


def _route(file: str) -> tuple[str, str]:
    """A friend's scores lead to their attempt, a pack in one file to Settings, any other file to
    import."""
    from tpmdesk.app.packsharing import ENDING
    from tpmdesk.exchange.report.friends import holds_scores

    if file.lower().endswith(ENDING):
        return names.SETTINGS, f"{names.PACK}{file}"
    return (names.MOCK, f"{names.FRIEND}{file}") if holds_scores(Path(file)) else to_import(file)


def _ignore(_result: object) -> None:
    """Work of which nothing comes."""
