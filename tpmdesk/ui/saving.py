"""Saving a text as a file that the person names: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QIODevice, QSaveFile
from PySide6.QtWidgets import QFileDialog, QWidget

translate = QCoreApplication.translate


def save_text(parent: QWidget, name: str, kinds: str, text: str) -> str:
    """Ask where, and save; what to say of it afterwards, "" when nothing was chosen.

    `name` is suggested, with the ending that a name without one is given too; `kinds` are Qt's
    words for a kind of file: "Markdown (*.md)".
    """
    suggestion = str(Path.home() / (_plain(name)))
    file, _ = QFileDialog.getSaveFileName(parent, translate("Saving", "Save"), suggestion, kinds)
    if not file:
        return ""
    target = QSaveFile(with_ending(file, Path(name).suffix))
    data = text.encode("utf-8")
    if not target.open(QIODevice.OpenModeFlag.WriteOnly) or target.write(data) != len(data):
        return _failed(target)
    if not target.commit():
        return _failed(target)
    return translate("Saving", "Saved: {name}").format(name=Path(target.fileName()).name)


def _failed(target: QSaveFile) -> str:
    return translate(
        "Saving", "Not saved: {problem}. Nothing was changed; choose another place."
    ).format(problem=target.errorString().rstrip("."))


def with_ending(file: str, ending: str) -> str:
    """A chosen name, with the ending where it has none.

    Nobody was asked about a file that is there under the longer name: it stays untouched.
    """
    longer = Path(f"{file}{ending}")
    return file if Path(file).suffix or longer.exists() else str(longer)


def _plain(name: str) -> str:
    """A title as a file's name: without what some systems forbid."""
    return "".join(" " if letter in '\\/:*?"<>|' else letter for letter in name).strip()
