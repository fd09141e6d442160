"""Markdown as calm prose in the tokens' sizes and colours."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import PROSE_CHARACTERS, Role, Size, Space, Weight

_LINE_HEIGHT = 150.0
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_HEADINGS = {1: Size.HEADING, 2: Size.HEADING}


class MarkdownView(QTextBrowser):
    """Shows Markdown, no wider than 68 characters and as high as its text.

    Nothing is fetched from anywhere and links do nothing. Text can be selected and copied; every
    other key goes on to the page.
    """

    def __init__(self, theme: Theme, name: str, size: int = Size.BODY) -> None:
        super().__init__()
        self._theme = theme
        self._size = size
        self._text = ""
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setMaximumWidth(prose_width(size))
        theme.changed.connect(self._render)

    @property
    def text(self) -> str:
        """The Markdown shown."""
        return self._text

    def show_text(self, text: str) -> None:
        self._text = text
        self._render()

    def loadResource(self, type_: int, name: QUrl | str) -> Any:
        del type_, name

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
        document = self.document()
        document.setDefaultFont(font(self._size))
        document.setIndentWidth(Space.XL)
        document.setMarkdown(self._text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        _Typesetter(self._theme, document, self._size).set_all()
        self._fit()

    def _fit(self) -> None:
        document = self.document()
        document.setTextWidth(self.viewport().width())
        height = round(document.size().height() + 0.5)
        if height != self.height():
            self.setFixedHeight(height)


def prose_width(size: int = Size.BODY) -> int:
    """The width of 68 average characters, in pixels."""
    return round(QFontMetricsF(font(size)).averageCharWidth() * PROSE_CHARACTERS)


class _Typesetter:
    """Gives a document that Qt made from Markdown our sizes, spaces and colours."""

    def __init__(self, theme: Theme, document: QTextDocument, size: int) -> None:
        self._theme = theme
        self._document = document
        self._size = size

    def set_all(self) -> None:
        # As one edit, so that Qt lays the text out once instead of at every change.
        edit = QTextCursor(self._document)
        edit.beginEditBlock()
        self._set_blocks()
        edit.endEditBlock()

    def _set_blocks(self) -> None:
        block = self._document.begin()
        while block.isValid():
            self._set_block(block)
            block = block.next()
        for frame in self._document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._set_table(frame)

    def _set_block(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        shape = block.blockFormat()
        in_table = cursor.currentTable() is not None
        shape.setLineHeight(100.0 if in_table else _LINE_HEIGHT, _PROPORTIONAL)
        shape.setTopMargin(0 if block.position() == 0 or in_table else self._above(block))
        shape.setBottomMargin(0 if in_table else Space.XS)
        if shape.hasProperty(QTextFormat.Property.BlockCodeFence):
            self._set_code_block(shape, block)
        cursor.setBlockFormat(shape)
        self._set_words(block)

    def _above(self, block: QTextBlock) -> int:
        if block.blockFormat().headingLevel():
            return int(Space.L)
        return int(Space.XS if block.textList() else Space.S)

    def _set_code_block(self, shape: QTextBlockFormat, block: QTextBlock) -> None:
        shape.setBackground(QBrush(self._theme.color(Role.RAISED)))
        shape.setLineHeight(100.0, _PROPORTIONAL)
        shape.setTopMargin(0 if _is_code(block.previous()) else Space.S)
        shape.setBottomMargin(0 if _is_code(block.next()) else Space.S)

    def _set_words(self, block: QTextBlock) -> None:
        heading = block.blockFormat().headingLevel()
        fragments = [(f.position(), f.length(), f.charFormat()) for f in _fragments(block)]
        for position, length, words in fragments:
            cursor = QTextCursor(self._document)
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self._dressed(words, heading))

    def _dressed(self, words: QTextCharFormat, heading: int) -> QTextCharFormat:
        if heading:
            face = font(_HEADINGS.get(heading, self._size), Weight.STRONG)
            words.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            words.setFont(face, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll)
        elif words.fontFixedPitch():
            words.setFontFamilies(["DejaVu Sans Mono", "Menlo", "Consolas", "monospace"])
            words.setProperty(QTextFormat.Property.FontPixelSize, self._size - 1)
            words.setBackground(QBrush(self._theme.color(Role.RAISED)))
        elif words.fontWeight() > QFont.Weight.Normal:
            words.setFontWeight(QFont.Weight.DemiBold)
        words.setForeground(QBrush(self._ink(words)))
        words.setFontUnderline(False)
        return words

    def _ink(self, words: QTextCharFormat) -> QColor:
        return self._theme.color(Role.ACCENT if words.isAnchor() else Role.TEXT)

    def _set_table(self, table: QTextTable) -> None:
        shape = table.format()
        shape.setBorder(1)
        shape.setBorderCollapse(True)
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBorderBrush(QBrush(self._theme.color(Role.BORDER)))
        shape.setCellPadding(Space.S)
        shape.setCellSpacing(0)
        shape.setTopMargin(Space.S)
        shape.setBottomMargin(Space.S)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(shape)


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)


def _fragments(block: QTextBlock) -> list[Any]:
    found = []
    step = block.begin()
    while not step.atEnd():
        found.append(step.fragment())
        step += 1
    return found
