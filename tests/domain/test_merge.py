from __future__ import annotations

from dataclasses import dataclass, field, replace

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.cards import NoteKind, NoteText
from tpmdesk.domain.content import ContentNote, Deck, Entry, Pack, Provenance, entry_id
from tpmdesk.domain.merge import Installed, Key, MergePlan, Rename, key_of, plan_merge

SLUGS = st.sampled_from(["a", "b", "c", "d", "e", "f"])
TEXTS = st.sampled_from(["one", "two", "three"])
DECK = Deck(entry_id("p", "deck"), "Deck")


def note(slug: str, front: str = "one", was: tuple[str, ...] = ()) -> ContentNote:
    text = NoteText(NoteKind.BASIC, front, "back")
    return ContentNote(entry_id("p", slug), DECK.id, text, Provenance(was=was))


def pack(*notes: ContentNote) -> Pack:
    return Pack("p", "P", decks=(DECK,), notes=notes)


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """Packs as the reader lets them through: distinct slugs, and no living or shared `was`."""
    slugs = draw(st.lists(SLUGS, unique=True, max_size=5))
    former = draw(st.permutations(sorted(set("abcdef") - set(slugs))))
    notes = []
    for number, slug in enumerate(slugs):
        was = (former[number],) if number < len(former) and draw(st.booleans()) else ()
        notes.append(note(slug, draw(TEXTS), was))
    return pack(*notes)


@dataclass
class Shelf:
    """The simplest store that follows a plan: every entry has a number that it never loses."""

    items: dict[Key, tuple[int, Installed]] = field(default_factory=dict)
    count: int = 0

    @property
    def installed(self) -> list[Installed]:
        return [item for _, item in self.items.values()]

    @property
    def living(self) -> list[Entry]:
        return [item.entry for item in self.installed if not item.retired]

    def number(self, slug: str, kind: str = "card") -> int:
        return self.items[kind, slug][0]

    def merge(self, pack: Pack, *, complete: bool = True) -> MergePlan:
        plan = plan_merge(pack, self.installed, complete=complete)
        for rename in plan.renamed:
            self.items[rename.kind, rename.new] = self.items.pop((rename.kind, rename.old))
        for entry in plan.updated:
            self._change(key_of(entry), entry=entry)
        for key in plan.revived:
            self._change(key, retired=False)
        for entry in plan.added:
            assert key_of(entry) not in self.items
            self.count += 1
            self.items[key_of(entry)] = (self.count, Installed(entry))
        for key in plan.retired:
            self._change(key, retired=True)
        return plan

    def edit(self, slug: str, front: str) -> None:
        entry = self.items["card", slug][1].entry
        assert isinstance(entry, ContentNote)
        text = replace(entry.text, front=front)
        self._change(("card", slug), entry=replace(entry, text=text), edited=True)

    def _change(self, key: Key, **values: object) -> None:
        number, item = self.items[key]
        self.items[key] = (number, replace(item, **values))  # type: ignore[arg-type]


@given(st.lists(packs(), max_size=4), packs())
def test_merging_twice_changes_nothing_the_second_time(earlier: list[Pack], last: Pack) -> None:
    shelf = Shelf()
    for each in (*earlier, last):
        shelf.merge(each)
    plan = shelf.merge(last)
    assert plan.is_empty
    assert set(plan.unchanged) == {key_of(entry) for entry in last.entries}


@given(st.lists(packs(), max_size=4), packs())
def test_after_a_merge_the_living_entries_are_those_of_the_pack(
    earlier: list[Pack], last: Pack
) -> None:
    shelf = Shelf()
    for each in (*earlier, last):
        shelf.merge(each)
    assert {entry.id: entry for entry in shelf.living} == {e.id: e for e in last.entries}


@given(st.lists(packs(), min_size=1, max_size=5))
def test_no_entry_is_ever_lost(each: list[Pack]) -> None:
    shelf = Shelf()
    for one in each:
        shelf.merge(one)
    assert sorted(number for number, _ in shelf.items.values()) == list(range(1, shelf.count + 1))


@given(TEXTS, TEXTS)
def test_a_rename_keeps_the_entry_and_takes_the_new_text(before: str, after: str) -> None:
    shelf = Shelf()
    shelf.merge(pack(note("old", before)))
    number = shelf.number("old")
    plan = shelf.merge(pack(note("new", after, was=("old",))))
    assert plan.renamed == (Rename("card", "old", "new"),)
    assert (plan.added, plan.retired) == ((), ())
    assert shelf.number("new") == number


def test_a_rename_over_several_versions_finds_the_slug_that_is_installed() -> None:
    shelf = Shelf()
    shelf.merge(pack(note("second")))
    plan = shelf.merge(pack(note("third", was=("first", "second"))))
    assert plan.renamed == (Rename("card", "second", "third"),)


def test_of_two_former_slugs_the_living_one_is_renamed() -> None:
    shelf = Shelf()
    shelf.merge(pack(note("a"), note("b")))
    shelf.merge(pack(note("b")))
    plan = shelf.merge(pack(note("c", was=("a", "b"))))
    assert plan.renamed == (Rename("card", "b", "c"),)


def test_a_slug_that_is_installed_is_no_target_of_a_rename() -> None:
    shelf = Shelf()
    shelf.merge(pack(note("old"), note("new")))
    plan = shelf.merge(pack(note("new", was=("old",))))
    assert (plan.renamed, plan.retired) == ((), (("card", "old"),))


@given(TEXTS, TEXTS)
def test_an_entry_that_comes_back_is_revived_as_itself(before: str, after: str) -> None:
    shelf = Shelf()
    shelf.merge(pack(note("a", before)))
    number = shelf.number("a")
    assert shelf.merge(pack()).retired == (("card", "a"),)
    plan = shelf.merge(pack(note("a", after)))
    assert (plan.revived, plan.added) == ((("card", "a"),), ())
    assert shelf.number("a") == number


def test_the_same_slug_in_another_kind_is_another_entry() -> None:
    shelf = Shelf()
    plan = shelf.merge(pack(note("deck")))
    assert [key_of(entry) for entry in plan.added] == [("deck", "deck"), ("card", "deck")]


def test_an_edited_note_keeps_its_text_and_takes_the_rest() -> None:
    shelf = Shelf()
    shelf.merge(pack(note("a", "one")))
    shelf.edit("a", "mine")
    covered = replace(note("a", "two"), provenance=Provenance(covers=("voc-1",)))
    plan = shelf.merge(pack(covered))
    assert plan.kept == (("card", "a"),)
    (updated,) = plan.updated
    assert isinstance(updated, ContentNote)
    assert (updated.text.front, updated.provenance.covers) == ("mine", ("voc-1",))


def test_a_kept_note_is_not_changed_by_merging_again() -> None:
    shelf = Shelf()
    shelf.merge(pack(note("a", "one")))
    shelf.edit("a", "mine")
    plan = shelf.merge(pack(note("a", "two")))
    assert plan.is_empty
    assert (plan.kept, plan.unchanged) == ((("card", "a"),), (("deck", "deck"),))


def test_a_pack_known_to_lack_entries_retires_nothing() -> None:
    shelf = Shelf()
    shelf.merge(pack(note("a")))
    assert shelf.merge(pack(), complete=False).retired == ()
