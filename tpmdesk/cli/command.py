"""What a command is, and what it may use."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from tpmdesk.app.backlog import Backlogs
from tpmdesk.app.backups import Backups
from tpmdesk.app.browsing import Browsing
from tpmdesk.app.comparing import Comparing
from tpmdesk.app.decks import Decks
from tpmdesk.app.doctor import Look
from tpmdesk.app.integrity import Checking
from tpmdesk.app.keeping import Keeping
from tpmdesk.app.library import Library
from tpmdesk.app.looping import Looping
from tpmdesk.app.mock import Mocking
from tpmdesk.app.ownpacks import OwnPacks
from tpmdesk.app.packs import PackReader
from tpmdesk.app.packsharing import PackSharing
from tpmdesk.app.rehearing import Rehearing
from tpmdesk.app.reporting import Reporting
from tpmdesk.app.review import Reviewing
from tpmdesk.app.speaking import Recognizers, Voices
from tpmdesk.app.statistics import Statistics
from tpmdesk.app.transferring import Transferring
from tpmdesk.app.trends import TrendStore
from tpmdesk.domain.diagram import Diagram


class CommandError(Exception):
    """Bad input or state. The message says what, where, and what to do; exit code 1."""


class Desk(Protocol):
    """The use cases, each built when a command first asks for it."""

    @property
    def data_dir(self) -> Path: ...

    @property
    def content_dir(self) -> Path: ...

    @property
    def looks(self) -> Sequence[Look]: ...

    @property
    def library(self) -> Library: ...

    @property
    def read_packs(self) -> PackReader: ...

    @property
    def own_packs(self) -> OwnPacks: ...

    @property
    def sharing(self) -> PackSharing: ...

    @property
    def reviewing(self) -> Reviewing: ...

    @property
    def decks(self) -> Decks: ...

    @property
    def backlogs(self) -> Backlogs: ...

    @property
    def browsing(self) -> Browsing: ...

    @property
    def statistics(self) -> Statistics: ...

    @property
    def transferring(self) -> Transferring: ...

    @property
    def mocking(self) -> Mocking: ...

    @property
    def looping(self) -> Looping: ...

    @property
    def rehearing(self) -> Rehearing: ...

    @property
    def comparing(self) -> Comparing: ...

    @property
    def round_figures(self) -> TrendStore: ...

    @property
    def reporting(self) -> Reporting: ...

    @property
    def keeping(self) -> Keeping: ...

    @property
    def backups(self) -> Backups: ...

    @property
    def checking(self) -> Checking: ...

    @property
    def voices(self) -> Voices: ...

    @property
    def recognizers(self) -> Recognizers: ...

    def draw_diagram(self, diagram: Diagram, file: Path, *, dark: bool) -> None:
        """Write it as a picture, .svg or .png by the file's name. Raises OSError."""
        ...


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `run` returns its result as JSON-like data; `words` says it to a person."""

    name: str
    help: str
    run: Callable[[Desk, Namespace], Any]
    words: Callable[[Any], str]
    arguments: Callable[[ArgumentParser], None] = lambda _parser: None
