"""The command line, joined to the parts that its commands use."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from tpmdesk.app.backlog import Backlogs
from tpmdesk.app.browsing import Browsing
from tpmdesk.app.comparing import Comparing
from tpmdesk.app.decks import Decks
from tpmdesk.app.doctor import Look
from tpmdesk.app.integrity import Checking, DamagedError
from tpmdesk.app.library import Library
from tpmdesk.app.looping import Looping
from tpmdesk.app.mock import Mocking
from tpmdesk.app.packs import PackReader
from tpmdesk.app.rehearing import Rehearing
from tpmdesk.app.reporting import Reporting
from tpmdesk.app.review import Reviewing
from tpmdesk.app.statistics import Statistics
from tpmdesk.app.transferring import Transferring
from tpmdesk.app.unattended import AtOnce
from tpmdesk.bootstrap.looks import looks
from tpmdesk.bootstrap.parts import Parts
from tpmdesk.bootstrap.paths import Profile, profile
from tpmdesk.cli import (
    backups,
    brief,
    cards,
    compare,
    content,
    decks,
    diagram,
    doctor,
    loop,
    mock,
    progress,
    recordings,
    rehearing,
    report,
    search,
    speech,
    transfer,
)
from tpmdesk.cli.main import WRONG_USAGE, build_parser, queries_as_words, run, split_json_flag
from tpmdesk.content.reader import read_packs
from tpmdesk.domain.diagram import Diagram

COMMANDS = (
    *doctor.COMMANDS,
    *content.COMMANDS,
    *cards.COMMANDS,
    *decks.COMMANDS,
    *search.COMMANDS,
    *transfer.COMMANDS,
    *speech.COMMANDS,
    *mock.COMMANDS,
    *loop.COMMANDS,
    *report.COMMANDS,
    *compare.COMMANDS,
    *brief.COMMANDS,
    *diagram.COMMANDS,
    *progress.COMMANDS,
    *backups.COMMANDS,
    *recordings.COMMANDS,
    *rehearing.COMMANDS,
)


class CommandDesk(Parts):
    """Fulfils `cli.command.Desk`: what a command looks at has the bundled content in it."""

    def __init__(self, profile: Profile) -> None:
        super().__init__(profile, AtOnce())

    @property
    def data_dir(self) -> Path:
        return self.profile.root

    @property
    def looks(self) -> Sequence[Look]:
        return looks(self)

    @property
    def read_packs(self) -> PackReader:
        return read_packs

    def draw_diagram(self, diagram: Diagram, file: Path, *, dark: bool) -> None:
        from tpmdesk.bootstrap.pictures import draw

        draw(diagram, file, dark=dark)

    @cached_property
    def library(self) -> Library:
        library = super().library
        library.merge_bundled()
        return library

    @cached_property
    def reviewing(self) -> Reviewing:
        self.library  # noqa: B018  cards come with the content
        return super().reviewing

    @cached_property
    def decks(self) -> Decks:
        self.library  # noqa: B018  cards come with the content
        return super().decks

    @cached_property
    def backlogs(self) -> Backlogs:
        self.library  # noqa: B018  cards come with the content
        return super().backlogs

    @cached_property
    def browsing(self) -> Browsing:
        self.library  # noqa: B018  cards come with the content
        return super().browsing

    @cached_property
    def statistics(self) -> Statistics:
        self.library  # noqa: B018  cards come with the content
        return super().statistics

    @cached_property
    def transferring(self) -> Transferring:
        self.library  # noqa: B018  so that what a file has of the content is found
        return super().transferring

    @cached_property
    def checking(self) -> Checking:
        with suppress(DamagedError):  # finding that is what the check is for
            self.database  # noqa: B018  of an earlier version until it is opened
        return super().checking

    @cached_property
    def mocking(self) -> Mocking:
        self.library  # noqa: B018  so do prompts
        return super().mocking

    @cached_property
    def rehearing(self) -> Rehearing:
        self.library  # noqa: B018  so do prompts and frameworks
        return super().rehearing

    @cached_property
    def comparing(self) -> Comparing:
        self.library  # noqa: B018  so do prompts
        return super().comparing

    @cached_property
    def reporting(self) -> Reporting:
        self.library  # noqa: B018  so do rubrics
        return super().reporting

    @cached_property
    def looping(self) -> Looping:
        self.library  # noqa: B018  so do rounds
        return super().looping


def run_command(given: Sequence[str]) -> int:
    """Run the command that the arguments name; the exit code."""
    arguments, as_json = split_json_flag(given)
    parser = build_parser(COMMANDS)
    options = parser.parse_args(queries_as_words(arguments))
    chosen = next((command for command in COMMANDS if command.name == options.command), None)
    if chosen is None:
        parser.print_usage(sys.stderr)
        print("Name a command, or give none to open the window.", file=sys.stderr)
        return WRONG_USAGE
    desk = CommandDesk(profile(options.data_dir))
    try:
        return run(chosen, desk, options, as_json=as_json)
    finally:
        desk.close()
