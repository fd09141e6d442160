"""A document made from Markdown that nobody vouches for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument, QTextFormat, QTextImageFormat

from tpmdesk.ui.widgets.media import MEDIA, picture
from tpmdesk.ui.widgets.typesetting import fragments

LONGEST = 20_000
_UNSEEN = "\u2060"  # Qt leaves out a picture that has no words
_GITHUB = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
_NO_HTML = QTextDocument.MarkdownFeature.MarkdownNoHTML


class SafeDocument(QTextDocument):
    """Takes no HTML, reads no file and asks no server.

    A picture is one of the folder `media`, read here within bounds; any other reference to one is
    replaced by its words. Text is cut at `LONGEST` characters.
    """

    def __init__(self, parent: QObject, media: Path | None) -> None:
        super().__init__(parent)
        self._media = media
        self._pictures: dict[str, QImage] = {}
        self.setUndoRedoEnabled(False)

    def show(self, markdown: str, width: int) -> None:
        """Take this text; pictures are at most `width` pixels wide."""
        text = markdown if len(markdown) <= LONGEST else markdown[:LONGEST] + "…"
        self._pictures.clear()
        self.setMarkdown(text.replace("![](", f"![{_UNSEEN}]("), _GITHUB | _NO_HTML)
        self._check_pictures(width)

    def loadResource(self, type_: int, name: QUrl | str) -> Any:
        """Always a picture: given nothing, Qt would go and look for a file itself."""
        del type_
        address = name.toString() if isinstance(name, QUrl) else name
        return self._pictures.get(address.removeprefix(MEDIA), _nothing())

    def _check_pictures(self, width: int) -> None:
        # Before anything is laid out, since laying out looks for files of that name.
        for position, shape in reversed(self._references()):
            cursor = QTextCursor(self)
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            self._put_picture(cursor, shape, width)

    def _references(self) -> list[tuple[int, QTextImageFormat]]:
        found = []
        block = self.begin()
        while block.isValid():
            for fragment in fragments(block):
                if fragment.charFormat().isImageFormat():
                    shape = fragment.charFormat().toImageFormat()
                    found += [(fragment.position() + n, shape) for n in range(fragment.length())]
            block = block.next()
        return found

    def _put_picture(self, cursor: QTextCursor, shape: QTextImageFormat, width: int) -> None:
        name = shape.name().removeprefix(MEDIA)
        found = None
        if self._media is not None and shape.name().startswith(MEDIA):
            found = self._pictures.get(name) or picture(self._media, name, width)
        if found is None:
            words = shape.stringProperty(QTextFormat.Property.ImageAltText).strip(_UNSEEN)
            cursor.insertText(_absent(words or name))
            return
        self._pictures[name] = found
        shape.setWidth(found.width())
        shape.setHeight(found.height())
        cursor.setCharFormat(shape)


def _nothing() -> QImage:
    empty = QImage(1, 1, QImage.Format.Format_ARGB32)
    empty.fill(0)
    return empty


def _absent(words: str) -> str:
    return QCoreApplication.translate("Media", "[picture: {name}]").format(name=words[:200])
