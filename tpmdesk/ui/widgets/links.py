"""What a click on a link of a card does: a sound is played, an address is asked about first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from tpmdesk.ui.widgets.media import MEDIA, media_file

_SCHEMES = ("http", "https", "mailto")
_SOUNDS = (".mp3", ".ogg", ".oga", ".opus", ".wav", ".flac", ".m4a", ".aac")


def follow(view: QWidget, url: QUrl, media: Path | None) -> None:
    """Do what the link asks for, if it may be done at all."""
    address = url.toString()
    if address.startswith(MEDIA):
        file = media_file(media, address.removeprefix(MEDIA)) if media else None
        if file is not None and file.suffix.lower() in _SOUNDS:
            _play(view, file)
    elif url.scheme().lower() in _SCHEMES and _agreed(view, url):
        QDesktopServices.openUrl(url)


def _agreed(view: QWidget, url: QUrl) -> bool:
    """Show where the link leads, and ask."""
    tr = QCoreApplication.translate
    box = QMessageBox(view.window())
    box.setWindowTitle("tpmdesk")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("Links", "Open this address in your browser?"))
    box.setInformativeText(url.toDisplayString()[:300])
    leave = box.addButton(tr("Links", "Stay here"), QMessageBox.ButtonRole.RejectRole)
    open_ = box.addButton(tr("Links", "Open"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(leave)
    box.exec()
    return box.clickedButton() is open_


def _play(view: QWidget, file: Path) -> None:
    # Qt Multimedia takes a while to load, and few cards have a sound.
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer  # noqa: PLC0415

    player = view.findChild(QMediaPlayer)
    if player is None:
        player = QMediaPlayer(view)
        player.setAudioOutput(QAudioOutput(player))
    player.setSource(QUrl.fromLocalFile(str(file)))
    player.play()
