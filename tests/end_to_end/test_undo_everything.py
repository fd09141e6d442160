"""Whatever is done to cards, as many undos lead back and as many redos lead there again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.end_to_end.desk import TEXTS, OpenDesk, Watch, build, copied, write_files
from tests.exchange.notes import NOTES
from tpmdesk.app.browsing import BulkError, Replacement
from tpmdesk.app.decks import OptionsError
from tpmdesk.app.fitting import FitResult
from tpmdesk.app.ports import NotFoundError, ReviewError
from tpmdesk.app.transfer import ExportWish, TransferError
from tpmdesk.domain.cards import CardId, Rating
from tpmdesk.domain.deckoptions import DeckOptions
from tpmdesk.exchange.listed import ListedNotes

REFUSALS = (NotFoundError, ReviewError, BulkError, OptionsError, TransferError)
WORDS = ("canary", "risk", "alph", "rollback", "short", "queue", "zzz")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
Dump = dict[str, list[tuple[Any, ...]]]

MANY = st.lists(st.integers(0, 60), min_size=1, max_size=10)
ONE = st.integers(0, 60)
ON = st.booleans()
FLAGS = st.integers(0, 7)
DAYS = st.integers(-3, 40)
TAGS = st.sampled_from(["short", "SHORT", "release", "release::back", "leech", "order", "a b"])
TITLES = st.sampled_from(["Releases", "Imported", "Imported::0", "Mine::New", "  x ", "Größe"])
TEXT = st.sampled_from(TEXTS)
OPTIONS = st.builds(
    DeckOptions,
    retention=st.sampled_from([None, 0.8, 0.95, 2.0]),
    learning_steps=st.sampled_from([(), (MINUTE,), (MINUTE, 10 * MINUTE)]),
    maximum_interval=st.sampled_from([1, 30, 36_500]),
    bury_siblings=ON,
    leech_after=st.integers(0, 2),
    leech_suspends=ON,
)
FITTED = st.floats(0.9, 1.1).map(
    lambda by: FitResult(tuple(by * each for each in PARAMETERS), 4000, 800, 0.4, 0.3)
)
PARAMETERS = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
FOREIGN = st.lists(
    st.builds(
        lambda note, guid, original: note._replace(guid=guid, original=original),
        NOTES,
        st.sampled_from(["", "a", "b"]),
        st.sampled_from([None, "{}", '{"model": 1, "fields": ["a"]}', "junk"]),
    ),
    max_size=3,
)


class Base(NamedTuple):
    """A closed profile, the clock after it, and files to import."""

    home: TemporaryDirectory[str]
    profile: Path
    watch: Watch
    files: list[Path]


@cache
def base() -> Base:
    home = TemporaryDirectory()
    profile, files = Path(home.name, "profile"), Path(home.name, "files")
    files.mkdir()
    profile.mkdir()
    return Base(home, profile, build(profile), write_files(files))


class Step(NamedTuple):
    """An undo step: its name, and every row before it and after it."""

    label: str
    before: Dump
    after: Dump


def attempt(deed: Callable[[], object]) -> object:
    """What it gives, or why it is refused."""
    try:
        return deed()
    except REFUSALS as refusal:
        return refusal


class UndoIsTheInverseOfEverything(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        made = base()
        watch = Watch()
        watch.now = made.watch.now
        self.desk = OpenDesk(copied(made.profile, Path(self.folder.name, "profile")), watch)
        self.files = made.files
        self.own = Path(self.folder.name, "own.json")
        self.now = self.desk.dump()
        self.older = self.desk.parts.reviewing.undoable()
        self.past: list[Step] = []
        self.future: list[Step] = []

    def done(self, deed: Callable[[], object]) -> None:
        """A deed is one step, and one that is refused is none and changes nothing."""
        self.desk.watch.forward(MINUTE)
        steps = self.desk.steps()
        refused = isinstance(attempt(deed), REFUSALS)
        before, self.now = self.now, self.desk.dump()
        made = self.desk.steps() - steps
        assert made <= (not refused)
        assert made or self.now == before
        if made:
            label = self.desk.parts.reviewing.undoable()
            assert label
            self.past.append(Step(label, before, self.now))
        if self.desk.parts.reviewing.redoable() is None:
            self.future.clear()

    def card(self, number: int) -> CardId:
        cards = self.desk.cards()
        return cards[number % len(cards)] if cards else CardId(number)

    def some(self, numbers: list[int]) -> list[CardId]:
        """Cards that there are, and a few that there may not be."""
        return [self.card(number) if number % 9 else CardId(number) for number in numbers]

    # Reviewing

    @rule(ratings=st.lists(st.sampled_from(Rating), min_size=1, max_size=4), again=ON)
    def study(self, ratings: list[Rating], again: bool) -> None:
        reviewing = self.desk.parts.reviewing
        for rating in ratings:
            view = reviewing.next(ahead_days=30 if again else 0)
            if view is not None:
                self.done(
                    lambda view=view, rating=rating: reviewing.answer(view.card.id, rating, 2.0)
                )

    @rule(which=ONE, rating=st.sampled_from(Rating))
    def answer(self, which: int, rating: Rating) -> None:
        card = self.card(which)
        self.done(lambda: self.desk.parts.reviewing.answer(card, rating, 1.0))

    @rule(which=ONE, deed=st.sampled_from(["bury", "unbury", "suspend", "resume", "forget"]))
    def put_aside(self, which: int, deed: str) -> None:
        card = self.card(which)
        self.done(lambda: getattr(self.desk.parts.reviewing, deed)(card))

    @rule(which=ONE, flag=FLAGS)
    def flag(self, which: int, flag: int) -> None:
        card = self.card(which)
        self.done(lambda: self.desk.parts.reviewing.flag(card, flag))

    @rule(which=ONE, days=DAYS)
    def set_due(self, which: int, days: int) -> None:
        card, day = self.card(which), self.day(days)
        self.done(lambda: self.desk.parts.reviewing.set_due(card, day))

    @rule(which=ONE, text=TEXT, reviewing=ON)
    def edit(self, which: int, text: Any, reviewing: bool) -> None:
        lines = self.desk.parts.browsing.lines([self.card(which)])
        for line in lines:
            parts = self.desk.parts
            edit = parts.reviewing.edit if reviewing else parts.browsing.edit
            self.done(lambda edit=edit, line=line: edit(line.note_id, text))

    # Browsing

    @rule(deck=ONE, text=TEXT, tags=st.lists(TAGS, max_size=2))
    def create(self, deck: int, text: Any, tags: list[str]) -> None:
        made = replace(text, tags=(*text.tags, *tags))
        self.done(lambda: self.desk.parts.browsing.create(self.desk.deck(deck), made))

    @rule(title=TITLES)
    def new_deck(self, title: str) -> None:
        self.done(lambda: self.desk.parts.browsing.new_deck(title))

    @rule(deck=ONE, title=TITLES)
    def rename_deck(self, deck: int, title: str) -> None:
        self.done(lambda: self.desk.parts.browsing.rename_deck(self.desk.deck(deck), title))

    @rule(which=MANY, deed=st.sampled_from(["bury", "unbury", "delete", "forget"]))
    def put_many_aside(self, which: list[int], deed: str) -> None:
        cards = self.some(which)
        self.done(lambda: getattr(self.desk.parts.browsing, deed)(cards))

    @rule(which=MANY, on=ON)
    def suspend_many(self, which: list[int], on: bool) -> None:
        cards = self.some(which)
        self.done(lambda: self.desk.parts.browsing.suspend(cards, on))

    @rule(which=MANY, flag=FLAGS)
    def flag_many(self, which: list[int], flag: int) -> None:
        cards = self.some(which)
        self.done(lambda: self.desk.parts.browsing.flag(cards, flag))

    @rule(which=MANY, deck=ONE)
    def move(self, which: list[int], deck: int) -> None:
        cards = self.some(which)
        self.done(lambda: self.desk.parts.browsing.move(cards, self.desk.deck(deck)))

    @rule(which=MANY)
    def forget_but_count(self, which: list[int]) -> None:
        cards = self.some(which)
        self.done(lambda: self.desk.parts.browsing.forget(cards, keep_counts=True))

    @rule(which=MANY, first=DAYS, more=st.integers(-1, 9))
    def set_many_due(self, which: list[int], first: int, more: int) -> None:
        cards = self.some(which)
        days = self.day(first), self.day(first + more)
        self.done(lambda: self.desk.parts.browsing.set_due(cards, *days))

    @rule(which=MANY, tags=st.lists(TAGS, min_size=1, max_size=2), add=ON)
    def tag(self, which: list[int], tags: list[str], add: bool) -> None:
        cards, browsing = self.some(which), self.desk.parts.browsing
        self.done(lambda: (browsing.add_tags if add else browsing.remove_tags)(cards, tags))

    @rule(old=TAGS, new=TAGS)
    def rename_tag(self, old: str, new: str) -> None:
        self.done(lambda: self.desk.parts.browsing.rename_tag(old, new))

    @rule(
        which=MANY,
        find=st.sampled_from(["canary", "c2", "a", "Rollback"]),
        put=st.sampled_from(["", "c1", "queue", "{{c4::alpha}}"]),
        match_case=ON,
    )
    def replace(self, which: list[int], find: str, put: str, match_case: bool) -> None:
        cards, wish = self.some(which), Replacement(find, put, match_case=match_case)
        self.done(lambda: self.desk.parts.browsing.replace(wish, cards))

    # Decks

    @rule(deck=ONE, options=OPTIONS)
    def change_options(self, deck: int, options: DeckOptions) -> None:
        self.done(lambda: self.desk.parts.decks.change(self.desk.deck(deck), options))

    @rule(deck=ONE)
    def reschedule(self, deck: int) -> None:
        self.done(lambda: self.desk.parts.decks.reschedule(self.desk.deck(deck)))

    @rule(deck=ONE, everywhere=ON, result=FITTED)
    def take_parameters(self, deck: int, everywhere: bool, result: FitResult) -> None:
        of = None if everywhere else self.desk.deck(deck)
        self.done(lambda: self.desk.parts.decks.take(of, result))

    @rule(days=st.integers(1, 5))
    def spread_the_backlog(self, days: int) -> None:
        self.done(lambda: self.desk.parts.backlogs.spread(days))

    # In and out

    @rule(number=ONE)
    def import_file(self, number: int) -> None:
        self.done(lambda: self.take_in(self.files[number % len(self.files)]))

    @rule()
    def export(self) -> None:
        self.desk.parts.transferring.export(ExportWish(self.own))

    @precondition(lambda self: self.own.exists())
    @rule()
    def import_what_was_exported(self) -> None:
        self.done(lambda: self.take_in(self.own))

    @rule(notes=FOREIGN)
    def import_anything(self, notes: list[Any]) -> None:
        self.done(lambda: self.desk.parts.transferring.run(ListedNotes(notes)))

    def take_in(self, file: Path) -> None:
        transferring = self.desk.parts.transferring
        reader = transferring.open(file)
        try:
            transferring.run(reader)
        finally:
            reader.close()

    # Time, undo, and the end

    def day(self, days: int) -> Any:
        return self.desk.parts.reviewing.today().date + timedelta(days=days)

    @rule(by=st.sampled_from([10 * MINUTE, DAY, 12 * DAY]))
    def wait(self, by: timedelta) -> None:
        self.desk.watch.forward(by)

    @rule()
    def reopen(self) -> None:
        self.desk.reopen()

    @precondition(lambda self: self.past)
    @rule(times=st.integers(1, 5))
    def undo(self, times: int) -> None:
        for _ in range(min(times, len(self.past))):
            self.undo_one()

    @precondition(lambda self: self.future)
    @rule(times=st.integers(1, 5))
    def redo(self, times: int) -> None:
        for _ in range(min(times, len(self.future))):
            self.redo_one()

    def undo_one(self) -> None:
        step = self.past.pop()
        assert self.desk.parts.reviewing.undoable() == step.label
        assert self.desk.parts.reviewing.undo() == step.label
        self.now = self.desk.dump()
        assert self.now == step.before
        self.future.append(step)

    def redo_one(self) -> None:
        step = self.future.pop()
        assert self.desk.parts.reviewing.redoable() == step.label
        assert self.desk.parts.reviewing.redo() == step.label
        self.now = self.desk.dump()
        assert self.now == step.after
        self.past.append(step)

    def teardown(self) -> None:
        if not hasattr(self, "past"):
            return
        try:
            self.there_and_back()
        finally:
            self.desk.parts.close()
            self.folder.cleanup()

    def there_and_back(self) -> None:
        while self.future:
            self.redo_one()
        self.is_sound()
        files = self.desk.media()
        while self.past:
            self.undo_one()
        assert self.desk.parts.reviewing.undoable() == self.older
        self.desk.reopen()
        while self.future:
            self.redo_one()
        assert self.desk.parts.reviewing.redo() is None
        assert self.desk.media() == files
        self.is_sound()

    def is_sound(self) -> None:
        assert self.desk.parts.checking.thorough() == []
        words = self.desk.words()
        for word in WORDS:
            holding = {
                card for card, held in words.items() if any(each.startswith(word) for each in held)
            }
            assert self.desk.found(word) == holding


TestUndoEverything = UndoIsTheInverseOfEverything.TestCase
TestUndoEverything.settings = settings(
    max_examples=settings.default.max_examples // 4, stateful_step_count=25, deadline=None
)
