"""The window: it knows where one can go, and nothing of what is done there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QByteArray, QMimeData, QSize, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from tpmdesk.ui.pages.page import (
    DRAW,
    IMPORT,
    LIBRARY,
    MOCK,
    PROGRESS,
    REVIEW,
    SETTINGS,
    STORIES,
    TODAY,
    WRITE,
    Page,
)
from tpmdesk.ui.sidebar import Place, Sidebar
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.undoing import LargeSteps, Step, Undoing
from tpmdesk.ui.widgets.toast import Toast

_DEFAULT_SIZE = QSize(1180, 780)
_SMALLEST = QSize(1000, 640)

PageFactories = Mapping[str, Callable[[], Page]]


Route = Callable[[str], tuple[str, str]]
"""The page that a file leads to, and what to do there."""


def to_import(file: str) -> tuple[str, str]:
    """A file is looked at for import."""
    return LIBRARY, f"{IMPORT}{file}"


def _nothing() -> str | None:
    """Does nothing again."""
    return None


class MainWindow(QMainWindow):
    """Pages are built when they are first visited.

    `factories` maps the names in `pages.page` to what builds each; `undo` takes back the last
    action and names it, `redo` does it again, and `large` tells what to do when that takes long.
    `dropped` tells where a file leads that is dropped on the window. `closing` carries the
    window's geometry as text, once, as it closes.
    """

    closing = Signal(str)

    def __init__(
        self,
        theme: Theme,
        factories: PageFactories,
        undo: Step,
        geometry: str = "",
        redo: Step = _nothing,
        large: LargeSteps | None = None,
        dropped: Route = to_import,
    ) -> None:
        super().__init__()
        self._route = dropped
        self._factories = factories
        self._undoing = self._undoing_of(undo, redo, large)
        self._closes_later = False
        self._pages: dict[str, Page] = {}
        self.setWindowTitle("tpmdesk")
        self.setMinimumSize(_SMALLEST)
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages")
        self._places = self._places_of(factories)
        self._sidebar = Sidebar(theme, self._places)
        self._sidebar.asked.connect(self.go)
        self._toast = Toast(self._lay_out())
        self._bind_keys()
        self._restore(geometry)
        self.setAcceptDrops(LIBRARY in factories)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        current = self._stack.currentWidget()
        return current if isinstance(current, Page) else None

    @property
    def sidebar(self) -> Sidebar:
        return self._sidebar

    @property
    def toast(self) -> Toast:
        return self._toast

    def go(self, name: str, what: str = "") -> None:
        """Show a page, unless the one shown wants to stay."""
        page = self.built(name)
        if self.page not in (None, page) and not self._may_leave():
            self._mark_current()
            return
        page.entered(what)
        self._stack.setCurrentWidget(page)
        self._sidebar.mark(name)
        self.setWindowTitle(f"{page.title} · tpmdesk" if page.title else "tpmdesk")
        page.setFocus()
        self._toast.raise_()

    def built(self, name: str) -> Page:
        """A page, built now if it was not visited before."""
        if name not in self._pages:
            page = self._factories[name]()
            page.go.connect(self.go)
            page.notice.connect(self.say)
            page.undo_asked.connect(self.undo)
            self._stack.addWidget(page)
            self._pages[name] = page
        return self._pages[name]

    def say(self, text: str) -> None:
        """Show a short notice."""
        self._toast.say(text)

    def refresh(self) -> None:
        """Data changed under the page that is shown."""
        if self.page is not None:
            self.page.entered()

    def undo(self) -> None:
        """Take back the last action and say what it was."""
        self._undoing.undo()

    def redo(self) -> None:
        """Do again what was undone last, and say what it was."""
        self._undoing.redo()

    def bring_forward(self) -> None:
        """Come to the front, out of the task bar if need be."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.page is None or not self.page.handle_key(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file may be dropped anywhere."""
        event.acceptProposedAction()
        self.go(*self._route(_dropped(event.mimeData())))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._undoing.busy or not self._may_leave():
            self._closes_later = self._undoing.busy
            event.ignore()
            return
        self.closing.emit(bytes(self.saveGeometry().toBase64().data()).decode())
        super().closeEvent(event)

    # Undo and redo

    def _undoing_of(self, undo: Step, redo: Step, large: LargeSteps | None) -> Undoing:
        made = Undoing(undo, redo, large)
        made.undone.connect(self._undone)
        made.redone.connect(self._redone)
        made.began.connect(self._wait)
        made.ended.connect(self._go_on)
        return made

    def _undone(self, what: str) -> None:
        words = self.tr("Undone: {what}") if what else self.tr("There is nothing to undo.")
        self.say(words.format(what=what))
        if what and self.page is not None:
            self.page.undone()

    def _redone(self, what: str) -> None:
        words = self.tr("Done again: {what}") if what else self.tr("There is nothing to redo.")
        self.say(words.format(what=what))
        if what and self.page is not None:
            self.page.redone()

    def _wait(self, words: str) -> None:
        """What the pages would write now had to wait, and the window with it."""
        self._stack.setEnabled(False)
        self._toast.say(words, stays=True)

    def _go_on(self) -> None:
        self._stack.setEnabled(True)
        self._toast.hide()
        if self._closes_later:
            self.close()
        elif self.page is not None:
            self.page.setFocus()

    def _places_of(self, names: Collection[str]) -> tuple[Place, ...]:
        """The pages that there are, each with the number that leads to it."""
        every = (
            (TODAY, self.tr("Today"), "sun"),
            (REVIEW, self.tr("Review"), "layers"),
            (MOCK, self.tr("Mock"), "mic"),
            (WRITE, self.tr("Write"), "feather"),
            (DRAW, self.tr("Draw"), "network"),
            (STORIES, self.tr("Stories"), "book-open"),
            (LIBRARY, self.tr("Library"), "library"),
            (PROGRESS, self.tr("Progress"), "chart-no-axes-column"),
            (SETTINGS, self.tr("Settings"), "settings"),
        )
        there = [each for each in every if each[0] in names]
        return tuple(Place(*each, f"Ctrl {n}") for n, each in enumerate(there, start=1))

    def _lay_out(self) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(body)
        return body

    def _bind_keys(self) -> None:
        for place in self._places:
            keys = QKeySequence(place.key.replace(" ", "+"))
            QShortcut(keys, self).activated.connect(lambda name=place.name: self.go(name))
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self.undo)
        for redo in ("Ctrl+Shift+Z", "Ctrl+Y"):
            QShortcut(QKeySequence(redo), self).activated.connect(self.redo)
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(self.close)

    def _may_leave(self) -> bool:
        return self.page is None or self.page.leave()

    def _mark_current(self) -> None:
        for name, page in self._pages.items():
            if page is self.page:
                self._sidebar.mark(name)

    def _restore(self, geometry: str) -> None:
        saved = QByteArray.fromBase64(QByteArray(geometry.encode()))
        if not (geometry and self.restoreGeometry(saved)):
            self.resize(_DEFAULT_SIZE)


def _dropped(data: QMimeData) -> str:
    """The path of the first file of this computer among what is dragged; "" when there is none."""
    return next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "")
