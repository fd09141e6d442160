"""Decks in and out of the profile: which reader or writer a file needs, a look before, the deed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from tpmdesk.app.packfile import PackFile, PackImports
from tpmdesk.app.transfer import (
    ColumnGuess,
    ColumnMapping,
    Deck,
    DeckReader,
    DeckWriter,
    ExportReport,
    ExportWish,
    ForeignModel,
    ForeignNote,
    ImportPreview,
    ImportReport,
    MediaFile,
    MediaRow,
    OpenDeck,
    Progress,
    Skipped,
    TransferError,
    no_progress,
)
from tpmdesk.app.undisturbed import undisturbed
from tpmdesk.domain.cards import CardId, Face, NoteStep, NoteText
from tpmdesk.domain.medianames import renamed

GuessColumns = Callable[[Path, str], ColumnGuess]
FindCards = Callable[[str], Sequence[CardId]]


@dataclass(frozen=True, slots=True)
class Arrival:
    """Media files now in the profile: rows for those that are new, and other names for those
    whose name was taken."""

    rows: tuple[MediaRow, ...] = ()
    names: Mapping[str, str] | None = None


class MediaStore(Protocol):
    """The profile's pictures and sounds."""

    def arriving(self, reader: DeckReader, progress: Progress) -> AbstractContextManager[Arrival]:
        """The files of an import, in their folder; gone again if what follows fails."""
        ...

    def unknown(self, files: Sequence[MediaFile]) -> int:
        """How many of the files seem to be new."""
        ...

    def unused(self) -> list[MediaFile]:
        """Files that no note names, not even a deleted one."""
        ...


class TransferStore(Protocol):
    """Notes and cards with their history, as they pass in and out."""

    def preview(self, reader: DeckReader, progress: Progress) -> ImportPreview: ...

    def take_in(
        self, reader: DeckReader, label: str, media: Sequence[MediaRow], progress: Progress
    ) -> ImportReport:
        """One transaction and one undo step. Raises TransferError and Cancelled, and then
        nothing has changed."""
        ...

    def deck(
        self, cards: Sequence[CardId] | None, deck: str, *, history: bool, media: bool
    ) -> AbstractContextManager[Deck]:
        """Those of the cards (None: of all cards) that are in the deck, "" for any, or in one
        below it. Raises NotFoundError."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A reader with the name of its file, and other names for its media."""

    name: str
    inner: DeckReader
    names: Mapping[str, str] | None = None

    @property
    def notes_count(self) -> int:
        return self.inner.notes_count

    @property
    def models(self) -> Sequence[ForeignModel]:
        return self.inner.models

    @property
    def skipped(self) -> Sequence[Skipped]:
        return self.inner.skipped

    def notes(self) -> Iterator[ForeignNote]:
        names = self.names
        if not names:
            return self.inner.notes()
        return (_with_names(note, names) for note in self.inner.notes())

    def media(self) -> Sequence[MediaFile]:
        return self.inner.media()

    def media_bytes(self, name: str) -> bytes:
        return self.inner.media_bytes(name)

    def close(self) -> None:
        self.inner.close()


@dataclass(frozen=True, slots=True)
class Formats:
    """Readers and writers by the suffix of a file, in lower case with its dot.

    `by_content` tells the suffix that a file's first bytes speak for, whatever its name; those in
    `by_name` are believed.
    """

    readers: Mapping[str, OpenDeck]
    writers: Mapping[str, DeckWriter]
    guess: GuessColumns
    with_history: frozenset[str] = frozenset()
    by_content: Callable[[bytes], str] = lambda _head: ""
    by_name: frozenset[str] = frozenset()


class Transferring:
    """The use cases of importing and exporting. Everything raises TransferError.

    `before` makes a backup; it is told before what, in words.
    """

    def __init__(
        self,
        store: TransferStore,
        media: MediaStore,
        packs: PackImports,
        formats: Formats,
        find: FindCards,
        before: Callable[[str], object],
    ) -> None:
        self._store = store
        self._media = media
        self._packs = packs
        self._formats = formats
        self._find = find
        self._before = before

    def guess(self, file: Path, delimiter: str = "") -> ColumnGuess:
        """How the columns of a CSV or TSV file seem to be meant."""
        _existing(file)
        return self._formats.guess(file, delimiter)

    def open(self, file: Path, mapping: ColumnMapping | None = None) -> Opened:
        """Open a file for import; whoever opens it closes it."""
        head = _existing(file)
        suffix = file.suffix.lower()
        if suffix not in self._formats.by_name:
            suffix = self._formats.by_content(head) or suffix
        reader = self._formats.readers.get(suffix)
        if reader is None:
            known = ", ".join(self._formats.readers)
            raise TransferError(
                f"{file}: no kind of deck that can be imported. Choose a file that ends in {known}."
            )
        return Opened(_shown(file.name), reader(file, mapping))

    def preview(self, reader: DeckReader, progress: Progress = no_progress) -> ImportPreview:
        """What `run` would do; nothing is changed."""
        pack = _pack_of(reader)
        if pack:
            return self._packs.preview(pack)
        with undisturbed():
            found = self._store.preview(reader, progress)
        media = self._media.unknown(reader.media())
        return replace(found, report=replace(found.report, media=media))

    def run(self, reader: DeckReader, progress: Progress = no_progress) -> ImportReport:
        """Import, as one undo step. Raises Cancelled too; nothing is changed then."""
        name = reader.name if isinstance(reader, Opened) else ""
        label = f"Import: {name}" if name else "Import"
        self._before(f"an import of {name}" if name else "an import")
        pack = _pack_of(reader)
        if pack:
            return self._packs.run(pack, label)
        with undisturbed(), self._media.arriving(reader, progress) as arrival:
            named = Opened(name, reader, arrival.names)
            report = self._store.take_in(named, label, arrival.rows, progress)
        return replace(report, media=len(arrival.rows))

    def unused_media(self) -> list[MediaFile]:
        """Pictures and sounds that no note names, not even a deleted one."""
        return self._media.unused()

    def export(self, wish: ExportWish, progress: Progress = no_progress) -> ExportReport:
        """Write a file, in the format of its suffix. The file is there when it is whole."""
        suffix = wish.file.suffix.lower()
        writer = self._formats.writers.get(suffix)
        if writer is None:
            known = ", ".join(self._formats.writers)
            raise TransferError(
                f"{wish.file}: no kind of file that can be written. Let its name end in {known}."
            )
        if not wish.file.parent.is_dir():
            raise TransferError(f"There is no folder {wish.file.parent}. Choose another.")
        cards = self._find(wish.query) if wish.query.strip() else None
        history = wish.history and suffix in self._formats.with_history
        with (
            undisturbed(),
            self._store.deck(cards, wish.deck, history=history, media=wish.media) as deck,
            _written(wish.file) as unfinished,
        ):
            return writer(unfinished, deck._replace(form=wish.form), progress)


def _pack_of(reader: DeckReader) -> PackFile | None:
    inner = reader.inner if isinstance(reader, Opened) else reader
    return inner if isinstance(inner, PackFile) else None


def _shown(name: str) -> str:
    """The name of a file as text, which it need not be everywhere."""
    return name.encode(errors="replace").decode()


def _existing(file: Path) -> bytes:
    """The file's first bytes."""
    try:
        with file.open("rb") as opened:
            return opened.read(64)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise TransferError(f"{file} cannot be read ({reason}). Check its name.") from error


@contextmanager
def _written(file: Path) -> Iterator[Path]:
    """A file of the same suffix beside the target, which takes its place once it is whole."""
    try:
        with tempfile.TemporaryDirectory(prefix=".tpmdesk-", dir=file.parent) as folder:
            unfinished = Path(folder) / f"export{file.suffix}"
            yield unfinished
            unfinished.replace(file)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise TransferError(
            f"{file} cannot be written ({reason}). Choose another folder, or free some space."
        ) from error


def _with_names(note: ForeignNote, names: Mapping[str, str]) -> ForeignNote:
    text = _renamed(note.text, names)
    return note if text == note.text else note._replace(text=text, original=None)


def _renamed(text: NoteText, names: Mapping[str, str]) -> NoteText:
    return replace(
        text,
        front=renamed(text.front, names),
        back=renamed(text.back, names),
        extra=renamed(text.extra, names),
        mnemonic=renamed(text.mnemonic, names),
        steps=tuple(NoteStep(step.name, renamed(step.meaning, names)) for step in text.steps),
        sides=tuple(_renamed_side(side, names) for side in text.sides),
    )


def _renamed_side(side: Face, names: Mapping[str, str]) -> Face:
    return replace(side, front=renamed(side.front, names), back=renamed(side.back, names))
