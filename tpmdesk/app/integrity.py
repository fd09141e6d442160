"""Whether a profile's data is sound, and mending what can safely be mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tpmdesk.app.ports import StoreError
from tpmdesk.app.transfer import Progress, no_progress


class DamagedError(StoreError):
    """The database cannot be read. Going back to a backup is what is left to do. `finding` is what
    was found, without the advice."""

    def __init__(self, message: str, finding: str = "") -> None:
        super().__init__(message)
        self.finding = finding or message


class Fault(StrEnum):
    """The kinds of problem there are."""

    DAMAGED = "damaged"
    STRUCTURE = "structure"
    INDEX = "index"
    SEARCH = "search"
    ORPHANS = "orphans"
    RULE = "rule"
    FILE = "file"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it should be. `remedy` says what the person can do about it, and
    `repairable` whether the program can; `subject` is what it is about, a file or a rule."""

    fault: Fault
    message: str
    remedy: str
    repairable: bool = False
    subject: str = ""


class Examiner(Protocol):
    """Looks at a profile. Nothing it does holds up whoever writes."""

    def quick(self) -> list[Problem]:
        """What can be found in about a second, at each start."""
        ...

    def thorough(self, progress: Progress, *, every_byte: bool) -> list[Problem]:
        """Everything; with `every_byte` also what the files and backups hold."""
        ...


class Mender(Protocol):
    """Mends what is repairable, after a backup."""

    def mend(self, problems: Sequence[Problem]) -> None: ...


class Checking:
    """Finds problems, and mends those that can be. A mender is only asked for when one is needed,
    since it needs a database that can be opened."""

    def __init__(self, examiner: Examiner, mender: Callable[[], Mender]) -> None:
        self._examiner = examiner
        self._mender = mender

    def quick(self) -> list[Problem]:
        return self._examiner.quick()

    def thorough(
        self, progress: Progress = no_progress, *, every_byte: bool = False
    ) -> list[Problem]:
        return self._examiner.thorough(progress, every_byte=every_byte)

    def repair(self, progress: Progress = no_progress) -> tuple[int, list[Problem]]:
        """Mend what can be; how many problems went, and those that are left."""
        found = self.thorough(progress)
        repairable = [problem for problem in found if problem.repairable]
        if not repairable:
            return 0, found
        self._mender().mend(repairable)
        left = self.thorough(progress)
        return len(found) - len(left), left
