"""Our sizes, spaces and colours for a document that Qt made from Markdown."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
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

from tpmdesk.domain.cloze import CLOSE, OPEN
from tpmdesk.ui.theme.fonts import font
from tpmdesk.ui.theme.theme import Theme
from tpmdesk.ui.theme.tokens import Role, Size, Space, Weight

_LINE_HEIGHT = 150.0
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_HEADINGS = {1: Size.HEADING, 2: Size.HEADING}


class Typesetter:
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
        self._highlight()
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
        if shape.hasProperty(QTextFormat.Property.BlockQuoteLevel):
            _set_quotation(shape)
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
        stretches = [(f.position(), f.length(), f.charFormat()) for f in fragments(block)]
        for position, length, words in stretches:
            self._select(position, position + length).setCharFormat(self._dressed(words, heading))

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

    def _highlight(self) -> None:
        """Dress what lies between the invisible marks of a gap, and take the marks out."""
        text = self._document.toPlainText()
        if OPEN not in text:
            return
        look = QTextCharFormat()
        look.setForeground(QBrush(self._theme.color(Role.ACCENT)))
        look.setBackground(QBrush(self._theme.color(Role.ACCENT_SOFT)))
        for start in _places(text, OPEN):
            self._select(start + 1, max(start + 1, text.find(CLOSE, start))).mergeCharFormat(look)
        for at in sorted(_places(text, OPEN) + _places(text, CLOSE), reverse=True):
            self._select(at, at + 1).removeSelectedText()

    def _select(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self._document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

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


def _set_quotation(shape: QTextBlockFormat) -> None:
    level = shape.intProperty(QTextFormat.Property.BlockQuoteLevel)
    shape.setLeftMargin(Space.L * min(level, 4))
    shape.setRightMargin(0)


def _places(text: str, mark: str) -> list[int]:
    return [at for at, sign in enumerate(text) if sign == mark]


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)


def fragments(block: QTextBlock) -> list[Any]:
    """The stretches of a block that have one format each."""
    found = []
    step = block.begin()
    while not step.atEnd():
        found.append(step.fragment())
        step += 1
    return found
