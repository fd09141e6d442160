"""Every page of the real window, small, in both themes: each control named, no word cut off."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

from tests.ui.access import clipped, nameless, settle
from tpmdesk.app.unattended import AtOnce
from tpmdesk.bootstrap.parts import Parts
from tpmdesk.bootstrap.paths import profile
from tpmdesk.bootstrap.window import Desktop
from tpmdesk.domain.cards import Rating
from tpmdesk.ui.pages import page as names
from tpmdesk.ui.pages.library.acts import Act
from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.tokens import Size, Space

SMALL = (1024, 700)
NAMES = (names.TODAY, names.REVIEW, names.MOCK, names.LIBRARY, names.PROGRESS, names.SETTINGS)


def _welcome(desktop: Desktop) -> None:
    desktop.parts.settings.change(welcomed=False)
    desktop.window.go(names.TODAY)


def _today(desktop: Desktop) -> None:
    desktop.parts.settings.change(welcomed=True)
    desktop.window.go(names.TODAY)
    desktop.window.page.show_offer("41 MB")


def _front(desktop: Desktop) -> None:
    desktop.window.go(names.REVIEW)


def _back(desktop: Desktop) -> None:
    _front(desktop)
    desktop.window.page.stage.show_answer()


def _editor(desktop: Desktop) -> None:
    _front(desktop)
    desktop.window.page.edit()


def _end(desktop: Desktop) -> None:
    _front(desktop)
    desktop.parts.settings.change(new_per_day=0)
    desktop.window.refresh()


def _mock(desktop: Desktop) -> None:
    desktop.window.go(names.MOCK)


def _library(desktop: Desktop) -> None:
    desktop.window.go(names.LIBRARY)


def _library_editor(desktop: Desktop) -> None:
    _library(desktop)
    desktop.window.page.edit()


def _library_new(desktop: Desktop) -> None:
    _library(desktop)
    desktop.window.page.new_card()


def _library_many(desktop: Desktop) -> None:
    _library(desktop)
    desktop.window.page.table.selectAll()


def _library_replace(desktop: Desktop) -> None:
    _library(desktop)
    desktop.window.page.commands.do(Act.REPLACE)


def _library_due(desktop: Desktop) -> None:
    _library(desktop)
    desktop.window.page.commands.do(Act.DUE)


def _library_info(desktop: Desktop) -> None:
    _library(desktop)
    desktop.window.page.commands.do(Act.INFO)


def _progress(desktop: Desktop) -> None:
    card = desktop.parts.reviewing.next().card
    desktop.parts.reviewing.answer(card.id, Rating.GOOD, 4.0)
    desktop.window.go(names.PROGRESS)


def _no_progress(desktop: Desktop) -> None:
    desktop.window.go(names.PROGRESS)


def _settings(desktop: Desktop) -> None:
    desktop.window.go(names.SETTINGS)


IN_LIBRARY = (
    _library_editor,
    _library_new,
    _library_many,
    _library_replace,
    _library_due,
    _library_info,
)
VIEWS = (
    _welcome,
    _today,
    _front,
    _back,
    _editor,
    _end,
    _mock,
    _library,
    *IN_LIBRARY,
    _progress,
    _no_progress,
    _settings,
)


@pytest.fixture(scope="session")
def merged(tmp_path_factory):
    """A profile that holds the bundled content."""
    folder = tmp_path_factory.mktemp("merged")
    parts = Parts(profile(folder), AtOnce())
    parts.library.merge_bundled()
    parts.database.close()
    return folder


@pytest.fixture
def desktop(qapp, merged, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(merged, data)
    opened = Desktop(qapp, profile(data))
    opened.window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    opened.window.resize(*SMALL)
    opened.window.show()
    yield opened
    opened.window.close()
    opened.close()
    opened.window.deleteLater()
    opened.theme.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _open(desktop: Desktop, qtbot, view, scheme: str) -> None:
    desktop.theme.choose(scheme)
    view(desktop)
    if view in (_library, *IN_LIBRARY):
        page = desktop.window.page
        qtbot.waitUntil(lambda: page.table.current() is not None)
        view(desktop)
        if view is _library_info:
            qtbot.waitUntil(page.sheets.info.isVisible)
    if view is _settings:
        page = desktop.window.page
        loaded = (page.recognition.models, page.voice.voice, page.devices.microphone)
        qtbot.waitUntil(lambda: all(part.count() for part in loaded), timeout=20_000)
    settle()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__.strip("_"))
def test_each_control_has_a_name_and_no_word_is_cut_off(desktop, qtbot, view, scheme):
    _open(desktop, qtbot, view, scheme)
    assert nameless(desktop.window) == []
    assert clipped(desktop.window) == []


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__.strip("_"))
def test_tab_reaches_every_button_that_takes_it(desktop, qtbot, view):
    _open(desktop, qtbot, view, "light")
    reached, widget = set(), desktop.window.page
    while widget not in reached:
        reached.add(widget)
        widget = widget.nextInFocusChain()
    buttons = [b for b in desktop.window.findChildren(QAbstractButton) if b.isVisible()]
    wanting = {b for b in buttons if b.focusPolicy() & Qt.FocusPolicy.TabFocus}
    assert len(wanting) >= len(NAMES)
    assert wanting <= reached


def test_every_bundled_deck_is_named_whole_in_a_large_window(desktop, qtbot):
    desktop.window.resize(1920, 1080)
    _open(desktop, qtbot, _library, "light")
    page = desktop.window.page
    qtbot.waitUntil(lambda: bool(page.known.decks))
    titles = [
        QFontMetrics(font(Size.SMALL)).horizontalAdvance(deck.title.rpartition("::")[2])
        for deck in page.known.decks
    ]
    around = QFontMetrics(font(Size.SMALL)).horizontalAdvance("999") + 4 * Space.L + Space.M
    assert page.tree.viewport().width() >= max(titles) + around


def test_words_with_too_little_room_are_found(qtbot):
    root = QWidget()
    qtbot.addWidget(root)
    label = QLabel("Rather a lot of words for this", root)
    label.setFixedWidth(40)
    root.show()
    assert len(clipped(root)) == 1


def test_a_button_that_sticks_out_of_its_holder_is_found(qtbot):
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(100, 60)
    button = QPushButton("Suspend", root)
    button.move(60, 0)
    root.show()
    assert len(clipped(root)) == 1


def test_a_control_without_a_name_is_found(qtbot):
    root = QWidget()
    qtbot.addWidget(root)
    QPushButton("", root)
    root.show()
    assert len(nameless(root)) == 1
