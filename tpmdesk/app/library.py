"""The library: what there is to study and to practise, and the merging of what ships with it."""

from __future__ import annotations

from dataclasses import dataclass, fields

from tpmdesk.app.packs import ContentError, PackSource, PackStore
from tpmdesk.app.ports import ContentStore, DeckLine
from tpmdesk.domain.content import (
    DiagramEntry,
    Document,
    Entry,
    EntryId,
    Framework,
    Prompt,
    Round,
    Rubric,
    Scenario,
    kind_of,
)
from tpmdesk.domain.merge import MergePlan, plan_merge


@dataclass(frozen=True, slots=True)
class MergeSummary:
    """How many entries a merge changed, and the mistakes of those it could not take.

    `kept` counts notes whose text the person has changed, and which stay as they are.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    renamed: int = 0
    retired: int = 0
    revived: int = 0
    kept: int = 0
    errors: tuple[ContentError, ...] = ()


class Library:
    """The use cases of content: looking it up, listing it, and keeping it up to date."""

    def __init__(self, content: ContentStore, packs: PackStore, bundled: PackSource) -> None:
        self._content = content
        self._packs = packs
        self._bundled = bundled

    # Looking up: see ContentStore for what a reference may be

    def decks(self) -> list[DeckLine]:
        return self._content.decks()

    def rounds(self) -> list[Round]:
        """In the order of a loop."""
        return self._content.rounds()

    def round(self, ref: str) -> Round:
        return self._content.round(ref)

    def prompts(self, round_id: EntryId) -> list[Prompt]:
        return self._content.prompts(round_id)

    def prompt(self, ref: str) -> Prompt:
        return self._content.prompt(ref)

    def rubric(self, ref: str) -> Rubric:
        return self._content.rubric(ref)

    def frameworks(self) -> list[Framework]:
        return self._content.frameworks()

    def framework(self, ref: str) -> Framework:
        return self._content.framework(ref)

    def scenarios(self) -> list[Scenario]:
        """What briefs can be written from."""
        return self._content.scenarios()

    def documents(self) -> list[Document]:
        """What can be critiqued or skimmed."""
        return self._content.documents()

    def diagrams(self) -> list[DiagramEntry]:
        """Systems and dependency maps."""
        return self._content.diagrams()

    def entries(self, kind: str | None = None) -> list[Entry]:
        """Every entry in use, or those of one kind."""
        return [e for e in self._packs.entries() if kind is None or kind_of(e) == kind]

    # Merging

    def merge_bundled(self, *, again: bool = False) -> MergeSummary | None:
        """Bring the content that ships with the program up to date; None when it already is.

        Where files hold mistakes the sound entries are merged all the same, the mistakes come
        back in the summary, and nothing is retired, since what is missing may be mistaken. With
        `again` the files are read although they are what was merged last.
        """
        digest = self._bundled.hash()
        if not again and self._packs.holds(digest):
            return None
        read = self._bundled.read()
        plans = []
        for pack in read.packs:
            installed = self._packs.installed(pack.id)
            plan = plan_merge(pack, installed, complete=not read.errors)
            self._packs.merge(plan, digest)
            plans.append(plan)
        return _summary(plans, read.errors)


def _summary(plans: list[MergePlan], errors: tuple[ContentError, ...]) -> MergeSummary:
    names = [field.name for field in fields(MergeSummary) if field.name != "errors"]
    counts = {name: sum(len(getattr(plan, name)) for plan in plans) for name in names}
    return MergeSummary(**counts, errors=errors)
