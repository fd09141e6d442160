"""A voice, a pace and a volume of its own for each round."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QSpinBox

from tpmdesk.app.settings import RoundVoice, SettingsDesk
from tpmdesk.app.speaking import Voice
from tpmdesk.ui.pages.settings.section import CONTROL_WIDTH, Section, number_box
from tpmdesk.ui.pages.settings.sound import SpeechParts, voice_options
from tpmdesk.ui.pages.settings.trying import TryButton
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.widgets.controls import Select

_AS_EVERYWHERE = RoundVoice()
_EVERYWHERE = "*"
"""Stands in the list of voices for the one of all rounds."""
_PACES = range(80, 401)
_EVERYWHERE_BOX = -5
"""Stands in a box, below all its values, for what is set for all rounds."""


class RoundVoiceSection(Section):
    """Who asks in one round, chosen at the top, where it differs from all others."""

    def __init__(self, settings: SettingsDesk, theme: Theme, parts: SpeechParts) -> None:
        super().__init__(settings)
        self.set_name(self.tr("Interviewer of a round"))
        self._parts = parts
        self._voices: list[Voice] = []
        self.round = Select(CONTROL_WIDTH)
        self.voice = Select(CONTROL_WIDTH)
        self.rate = self._box(_PACES.start - 1, _PACES.stop - 1, self.tr(" words/min"))
        self.volume = self._box(_EVERYWHERE_BOX, 100, self.tr(" %"))
        self.volume.setSingleStep(-_EVERYWHERE_BOX)
        self.try_it = TryButton(theme, parts.say, parts.hush, self.round.currentData)
        self._add_rows()
        self._connect()

    def load(self) -> None:
        """Read which rounds there are; the choice stays."""
        chosen = self.round.currentData()
        with QSignalBlocker(self.round):
            self.round.clear()
            for round_id, title in self._parts.rounds():
                self.round.addItem(title, round_id)
            self.round.setCurrentIndex(max(0, self.round.findData(chosen)))
        self._show_round()

    def show_voices(self, voices: list[Voice]) -> None:
        """The voices to choose from."""
        self._voices = voices
        self._show_round()

    def hush(self) -> None:
        """Stop the sample."""
        self.try_it.stop()

    def _box(self, least: int, most: int, suffix: str) -> QSpinBox:
        box = number_box(least, most, suffix, least)
        box.setSpecialValueText(self.tr("As in all rounds"))
        box.setMinimumWidth(CONTROL_WIDTH // 2)
        return box

    def _add_rows(self) -> None:
        self.add(
            self.tr("Round"),
            self.tr("Give interviewers different voices, as in a real loop."),
            self.round,
        )
        self.add(self.tr("Voice in this round"), "", self.voice)
        self.add(self.tr("Pace in this round"), "", self.rate)
        self.add(self.tr("Volume in this round"), "", self.volume)
        self._try_row = self.add(
            self.tr("Try this interviewer"),
            self.tr("Reads a sentence as in this round."),
            self.try_it,
        )

    def _connect(self) -> None:
        self.round.currentIndexChanged.connect(self._show_round)
        self.voice.activated.connect(self._keep_voice)
        self.rate.valueChanged.connect(
            lambda pace: self._keep(rate=pace if pace in _PACES else None)
        )
        self.volume.valueChanged.connect(
            lambda percent: self._keep(volume=percent / 100 if percent >= 0 else None)
        )
        self.try_it.ended.connect(self._tried)

    def _own(self) -> RoundVoice:
        voices = self._settings.current.round_voices
        return voices.get(self.round.currentData(), _AS_EVERYWHERE)

    def _show_round(self) -> None:
        own = self._own()
        options = [(_EVERYWHERE, self.tr("As in all rounds")), *voice_options(self, self._voices)]
        self.fill(self.voice, options, _EVERYWHERE if own.voice is None else own.voice)
        with QSignalBlocker(self.rate), QSignalBlocker(self.volume):
            self.rate.setValue(self.rate.minimum() if own.rate is None else own.rate)
            percent = _EVERYWHERE_BOX if own.volume is None else round(own.volume * 100)
            self.volume.setValue(percent)
        for control in (self.voice, self.rate, self.volume, self.try_it):
            control.setEnabled(self.round.count() > 0)

    def _keep_voice(self) -> None:
        voice = self.voice.currentData()
        self._keep(voice=None if voice == _EVERYWHERE else voice)

    def _keep(self, **changed: Any) -> None:
        voices = dict(self._settings.current.round_voices)
        own = replace(self._own(), **changed)
        voices[self.round.currentData()] = own
        self.save(
            round_voices={key: each for key, each in voices.items() if each != _AS_EVERYWHERE}
        )

    def _tried(self, problem: str) -> None:
        self._try_row.caption.setText(problem or self.tr("Reads a sentence as in this round."))
