"""Markdown as calm prose in the tokens' sizes and colours."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import PROSE_CHARACTERS, Size, Space
from tpmdesk.ui.widgets.links import follow
from tpmdesk.ui.widgets.safe_document import SafeDocument
from tpmdesk.ui.widgets.typesetting import Typesetter


class MarkdownView(QTextBrowser):
    """Shows Markdown, no wider than 68 characters and as high as its text.

    The text may come from anyone: HTML is shown as it is written, nothing is fetched, and a link
    is opened only after the person said so. Pictures and sounds come from the folder `media`
    alone. Text can be selected and copied; every other key goes on to the page.
    """

    def __init__(
        self, theme: Theme, name: str, size: int = Size.BODY, media: Path | None = None
    ) -> None:
        super().__init__()
        self._theme = theme
        self._size = size
        self._media = media
        self._text = ""
        self._document: SafeDocument | None = None
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.setMaximumWidth(prose_width(size))
        self.anchorClicked.connect(self._follow)
        theme.changed.connect(self._render)

    @property
    def text(self) -> str:
        """The Markdown shown."""
        return self._text

    def show_text(self, text: str) -> None:
        self._text = text
        self._render()

    def set_size(self, size: int) -> None:
        """The size of the text shown next, in pixels."""
        self._size = size
        self.setMaximumWidth(prose_width(size))

    def sizeHint(self) -> QSize:
        return QSize(self.maximumWidth(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        else:
            event.ignore()

    def _render(self) -> None:
        document = SafeDocument(self, self._media)
        document.setDefaultFont(font(self._size))
        document.setDocumentMargin(0)
        document.setIndentWidth(Space.XL)
        document.show(self._text, self.maximumWidth())
        Typesetter(self._theme, document, self._size).set_all()
        self.setDocument(document)
        if self._document is not None:
            self._document.deleteLater()
        self._document = document
        self._fit()

    def _follow(self, url: QUrl) -> None:
        follow(self, url, self._media)

    def _fit(self) -> None:
        document = self.document()
        document.setTextWidth(self.viewport().width())
        height = round(document.size().height() + 0.5)
        if height != self.height():
            self.setFixedHeight(height)


def prose_width(size: int = Size.BODY) -> int:
    """The width of 68 average characters, in pixels."""
    return round(QFontMetricsF(font(size)).averageCharWidth() * PROSE_CHARACTERS)
