"""Settings: every change is saved at once."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.ui.pages.test_backups_section import safekeeping
from tpmdesk.app.settings import SettingsDesk
from tpmdesk.app.speaking import ModelInfo, RecognizerInfo, SoundDevice, SpeechError, Voice
from tpmdesk.storage.settings import SqlSettingsStore
from tpmdesk.ui.pages.settings.page import DOWNLOAD, SettingsPage
from tpmdesk.ui.pages.settings.sound import SpeechParts

SMALL = ModelInfo("vosk-small", "en-us", 41_205_931, installed=False)


class Recognition:
    """Two recognizers, and a catalogue of one model whose download waits to be let on."""

    def __init__(self):
        self.installed = False
        self.engine = "whisper"
        self.let_on = threading.Event()
        self.problem = ""

    def recognizers(self):
        return [
            RecognizerInfo("whisper", True, "tiny.en", False, "Whisper tiny.en, English."),
            RecognizerInfo("vosk", self.installed, "small", True, "Vosk small, English."),
        ]

    def chosen(self):
        return self.engine

    def models(self):
        return [ModelInfo(SMALL.name, SMALL.language, SMALL.bytes, self.installed)]

    def download(self, name, progress, cancelled):
        progress(20_000_000, SMALL.bytes)
        while not self.let_on.wait(0.005):
            if cancelled():
                return None
        if self.problem:
            raise SpeechError(self.problem)
        self.installed, self.engine = True, "vosk"
        return self.models()[0]

    def add(self, source):
        if not source.exists():
            raise SpeechError(f"There is no {source}. Choose another.")
        self.installed = True
        return self.models()[0]

    def remove(self, name):
        self.installed = False


class Speech:
    def __init__(self):
        self.recognition = Recognition()
        self.said = []
        self.done = None
        self.hushed = 0

    def parts(self):
        return SpeechParts(
            voices=lambda: [Voice("en", "Ada", "en-us", "espeak")],
            recognizers=lambda: self.recognition,
            say=self.say,
            hush=self.hush,
            microphones=lambda: [SoundDevice("m1", "Desk microphone", default=True)],
            loudspeakers=list,
        )

    def say(self, text, done, round_id=""):
        self.said.append(text)
        self.done = done

    def hush(self):
        self.hushed += 1


@pytest.fixture
def speech():
    made = Speech()
    yield made
    made.recognition.let_on.set()


@pytest.fixture
def page(qtbot, desk, theme, tasks, speech, tmp_path):
    made = SettingsPage(theme, desk.settings, speech.parts(), safekeeping(desk), tmp_path, tasks)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.entered()
    qtbot.waitUntil(lambda: made.voice.voice.count() > 0 and bool(_models(made)))
    yield made
    speech.recognition.let_on.set()


def _models(page):
    return page.recognition._rows()


def _stored(desk):
    """The settings as the next start reads them."""
    return SettingsDesk(SqlSettingsStore(desk.database)).current


def test_appearance_is_worn_and_saved(desk, page, theme):
    page.appearance.scheme.button("dark").click()
    assert theme.palette.name == "dark"
    assert _stored(desk).appearance == "dark"
    page.appearance.scheme.button("light").click()
    assert theme.palette.name == "light"


def test_limits_are_saved_as_they_are_typed(qtbot, desk, page):
    page.cards.new.selectAll()
    qtbot.keyClicks(page.cards.new, "7")
    qtbot.keyClick(page.cards.new, Qt.Key.Key_Return)
    assert _stored(desk).new_per_day == 7


@pytest.mark.parametrize(
    ("box", "value", "key", "kept"),
    [
        ("reviews", 50, "reviews_per_day", 50),
        ("retention", 85, "desired_retention", 0.85),
        ("rollover", 6, "rollover_hour", 6),
    ],
)
def test_each_number_is_saved_under_its_own_name(desk, page, box, value, key, kept):
    getattr(page.cards, box).setValue(value)
    assert getattr(_stored(desk), key) == pytest.approx(kept)


def test_the_interview_s_date_is_set_and_cleared(desk, page):
    page.interview.date.setDate(QDate(2026, 4, 9))
    assert _stored(desk).interview_date == date(2026, 4, 9)
    page.interview.clear.click()
    assert _stored(desk).interview_date is None
    page.interview.set.click()
    assert _stored(desk).interview_date is not None


def test_a_voice_is_chosen_by_name(desk, page):
    box = page.voice.voice
    assert [box.itemText(n) for n in range(box.count())] == ["The usual one", "Ada (en-us)"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert _stored(desk).voice == "en"


def test_pace_volume_and_reading_aloud_are_saved(desk, page):
    page.voice.rate.setValue(150)
    page.voice.volume.setValue(40)
    page.voice.aloud.click()
    stored = _stored(desk)
    assert (stored.speech_rate, stored.volume, stored.read_aloud) == (150, 0.4, False)


def test_try_it_speaks_until_it_is_done_or_stopped(page, speech):
    page.voice.try_it.click()
    assert len(speech.said) == 1
    assert page.voice.try_it.text() == "Stop"
    speech.done("")
    assert page.voice.try_it.text() == "Try it"
    page.voice.try_it.click()
    page.leave()
    assert speech.hushed == 1


def test_a_voice_that_fails_says_why(page, speech):
    page.voice.try_it.click()
    speech.done("No loudspeaker answered. Plug one in.")
    assert page.voice._try_row.caption.text() == "No loudspeaker answered. Plug one in."


def test_devices_are_listed_and_an_absent_one_is_said(qtbot, page):
    qtbot.waitUntil(lambda: page.devices.microphone.count() == 2)
    assert page.devices.microphone.itemText(0) == "Usual (Desk microphone)"
    assert "No loudspeaker found" in page.devices._loudspeaker_row.caption.text()


def test_a_device_that_is_unplugged_stays_chosen_and_is_said_so(qtbot, desk, page):
    desk.settings.change(microphone="gone")
    page.entered()
    qtbot.waitUntil(lambda: "gone" in page.devices.microphone.currentText())
    assert page.devices.microphone.currentData() == "gone"


def test_it_says_plainly_which_recognizer_is_in_use(page):
    assert page.recognition.status.text().startswith("In use: Whisper.")
    assert "after each pause" in page.recognition.status.text()


def test_the_choice_of_recognizer_is_saved(desk, page):
    page.recognition.engine.button("vosk").click()
    assert _stored(desk).recognizer == "vosk"


def test_a_download_shows_progress_and_ends_in_use(qtbot, page, speech):
    (row,) = _models(page)
    row.action.click()
    qtbot.waitUntil(lambda: row.words.text() == "20 of 41 MB")
    assert row.action.text() == "Cancel"
    speech.recognition.let_on.set()
    qtbot.waitUntil(lambda: page.recognition.status.text().startswith("In use: Vosk."))
    qtbot.waitUntil(lambda: _models(page)[0].action.text() == "Remove")


def test_a_download_can_be_cancelled(qtbot, page, speech):
    (row,) = _models(page)
    row.action.click()
    qtbot.waitUntil(lambda: row.words.text() == "20 of 41 MB")
    row.action.click()
    qtbot.waitUntil(lambda: not row.busy)
    assert not speech.recognition.installed
    assert row.action.text() == "Download"


def test_a_download_that_fails_says_why_and_can_be_tried_again(qtbot, page, speech):
    speech.recognition.problem = "The connection broke. What was fetched is kept; try again."
    speech.recognition.let_on.set()
    (row,) = _models(page)
    row.action.click()
    qtbot.waitUntil(lambda: row.words.text() == speech.recognition.problem)
    assert row.action.text() == "Download"


def test_entered_for_a_download_it_begins_at_once(qtbot, page):
    page.entered(DOWNLOAD + SMALL.name)
    qtbot.waitUntil(lambda: any(row.busy for row in _models(page)))


def test_a_model_is_removed(qtbot, page, speech):
    speech.recognition.installed = True
    page.entered()
    qtbot.waitUntil(lambda: _models(page)[0].action.text() == "Remove")
    _models(page)[0].action.click()
    qtbot.waitUntil(lambda: _models(page)[0].action.text() == "Download")
    assert not speech.recognition.installed


def test_a_model_that_cannot_be_taken_in_says_why(qtbot, page):
    page.recognition.take_in("/nowhere/model.zip")
    qtbot.waitUntil(lambda: "There is no" in page.recognition.status_detail.text())


def test_a_model_s_folder_is_taken_in(qtbot, page, speech, tmp_path):
    page.recognition.take_in(str(tmp_path))
    qtbot.waitUntil(lambda: speech.recognition.installed)


def test_the_data_folder_is_named(page, tmp_path):
    row = page.data.findChild(type(page.data.open), "").parent()
    assert str(tmp_path) in row.caption.text()


def test_scrolling_the_page_changes_no_value(page):
    box = page.cards.new
    before = box.value()
    box.clearFocus()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(box.mapToGlobal(QPoint(5, 5))),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert box.value() == before
