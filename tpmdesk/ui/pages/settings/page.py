"""Settings: one column of sections, each change saved at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from tpmdesk.app.keeping import Keeping
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.ui.hearing_job import HearingJob
from tpmdesk.ui.pages.page import DECK, PACK, Page
from tpmdesk.ui.pages.settings.about import AboutSection, DataSection
from tpmdesk.ui.pages.settings.backups import BackupsSection, Safekeeping
from tpmdesk.ui.pages.settings.decks import DeckParts, DecksSection
from tpmdesk.ui.pages.settings.delivery import DeliverySection
from tpmdesk.ui.pages.settings.general import AppearanceSection, CardsSection, InterviewSection
from tpmdesk.ui.pages.settings.hearing_again import HearingAgainSection
from tpmdesk.ui.pages.settings.order import OrderSection
from tpmdesk.ui.pages.settings.packs import PacksSection
from tpmdesk.ui.pages.settings.recognition import RecognitionSection
from tpmdesk.ui.pages.settings.recordings import RecordingsSection
from tpmdesk.ui.pages.settings.round_voices import RoundVoiceSection
from tpmdesk.ui.pages.settings.sound import DevicesSection, SpeechParts, VoiceSection
from tpmdesk.ui.tasks import Tasks
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Space
from tpmdesk.ui.widgets.surfaces import Scroll, Title

RECOGNITION = "recognition"
BACKUPS = "backups"
DOWNLOAD = "download:"


class SettingsPage(Page):
    """`setting_changed` names each setting as it changes ("models" when a model was added).

    Entered with `RECOGNITION` it scrolls there; with `DOWNLOAD` + a model's name it also begins
    to download it. With `BACKUPS` it scrolls to the backups and checks the data, with `PACK` and a
    file it takes in a pack. `restore_asked` names a backup to go back to; `repaired` means that
    the data changed under the window.
    """

    setting_changed = Signal(str)
    restore_asked = Signal(Path)
    repaired = Signal()

    def __init__(
        self,
        theme: Theme,
        settings: SettingsDesk,
        speech: SpeechParts,
        safekeeping: Safekeeping,
        data_dir: Path,
        background: Tasks,
        decks: DeckParts | None = None,
        keeping: Callable[[], Keeping] | None = None,
        hearing: HearingJob | None = None,
        packs: Callable[[SettingsDesk, Theme], PacksSection] | None = None,
    ) -> None:
        super().__init__()
        self.title = self.tr("Settings")
        self.appearance = AppearanceSection(settings, theme)
        self.cards = CardsSection(settings)
        self.order = OrderSection(settings, theme)
        self.decks = None
        if decks is not None:
            self.decks = DecksSection(settings, theme, decks, background, self)
        self.interview = InterviewSection(settings, theme)
        self.voice = VoiceSection(settings, theme, speech, background)
        self.round_voice = RoundVoiceSection(settings, theme, speech)
        self.devices = DevicesSection(settings, speech)
        self.recognition = RecognitionSection(settings, theme, speech, background)
        self.hearing = None
        if hearing is not None:
            self.hearing = HearingAgainSection(settings, theme, hearing, background)
        self.delivery = DeliverySection(settings, theme)
        self.recordings = None
        if keeping is not None:
            self.recordings = RecordingsSection(settings, theme, keeping, background)
        self.backups = BackupsSection(settings, theme, safekeeping, background)
        self.data = DataSection(settings, theme, data_dir)
        self.about = AboutSection(settings, theme)
        self.packs = None if packs is None else packs(settings, theme)
        self._scroll = Scroll()
        self._lay_out()

    def entered(self, what: str = "") -> None:
        if self.decks is not None:
            self.decks.load()
        self.round_voice.load()
        self.voice.load()
        self.devices.load()
        self.recognition.load(download=what.removeprefix(DOWNLOAD) if DOWNLOAD in what else "")
        for section in (self.hearing, self.recordings, self.packs):
            if section is not None:
                section.load()
        self.backups.load(check=what == BACKUPS)
        if what.startswith(DECK):
            self._show_deck(what.removeprefix(DECK))
        elif what.startswith(PACK):
            self._take_pack(Path(what.removeprefix(PACK)))
        elif what:
            place = self.backups if what == BACKUPS else self.recognition
            self._scroll.ensureWidgetVisible(place, 0, Space.XL)

    def _take_pack(self, file: Path) -> None:
        if self.packs is not None:
            self._scroll.ensureWidgetVisible(self.packs, 0, Space.XL)
            self.packs.bring_in(file)

    def _show_deck(self, deck: str) -> None:
        if self.decks is not None:
            self._scroll.ensureWidgetVisible(self.decks, 0, Space.XL)
            self.decks.show_deck(deck)

    def leave(self) -> bool:
        self.voice.hush()
        self.round_voice.hush()
        return True

    def _lay_out(self) -> None:
        self.voice.voices_found.connect(self.round_voice.show_voices)
        self.backups.restore_asked.connect(self.restore_asked)
        self.backups.repaired.connect(self.repaired)
        self._scroll.column.setSpacing(Space.XXL)
        self._scroll.column.addWidget(Title(self.title))
        if self.hearing is not None:
            self.recognition.changed.connect(self.hearing.load)
        own = (self.decks,) if self.decks is not None else ()
        kept = (self.recordings,) if self.recordings is not None else ()
        packs = (self.packs,) if self.packs is not None else ()
        heard = (self.hearing,) if self.hearing is not None else ()
        for section in (
            self.appearance,
            self.cards,
            *own,
            self.order,
            self.interview,
            self.voice,
            self.round_voice,
            self.devices,
            self.recognition,
            *heard,
            self.delivery,
            *kept,
            self.backups,
            *packs,
            self.data,
            self.about,
        ):
            section.notice.connect(self.notice)
            section.changed.connect(self.setting_changed)
            self._scroll.column.addWidget(section)
        self._scroll.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
