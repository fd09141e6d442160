"""A round on a real database: anything happens in any order, and the app is killed in between."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.fakes import (
    NOON,
    ROUND,
    FakeMicrophone,
    FakeSpeaker,
    FakeTime,
    FakeTranscriber,
    LaterBackground,
    MemoryContent,
    a_prompt,
    heard,
)
from tpmdesk.app.mock import Mocking, SittingManner
from tpmdesk.app.ports import Microphone, MicrophoneListener
from tpmdesk.domain.attempts import Attempt, AttemptId, Score
from tpmdesk.domain.content import FollowUp
from tpmdesk.domain.roundevents import (
    AnswerAgain,
    Begin,
    Continue,
    EndEarly,
    Next,
    Pause,
    ReadyToAnswer,
    Repeat,
    ShowHint,
    Skip,
    Stop,
    TypeInstead,
)
from tpmdesk.domain.roundstate import GIVEN, AnswerStatus, Phase
from tpmdesk.domain.transcript import TYPED
from tpmdesk.storage.attempts import SqlAttemptStore
from tpmdesk.storage.database import Database, open_database

PROMPTS = [
    a_prompt(slug, follow_ups=(FollowUp("What breaks?", "Failure"), FollowUp("And then?")))
    for slug in ("a", "b")
]
VAGUE = "It was a long story about many people who met and talked it over again. " * 4
CHOICES = (
    Begin, ReadyToAnswer, TypeInstead, Pause, Continue, Stop, Next, Skip, AnswerAgain, Repeat,
    ShowHint, EndEarly,
)  # fmt: skip
HAPPENINGS = (
    "spoken", "sound", "lost", "heard", "understood", "not understood", "worked off", "wait",
    "type", "score", "note", "plug", "close", "kill",
)  # fmt: skip
LIKELY = {
    Phase.BRIEFING: ("Begin",),
    Phase.ASKING: (*("ReadyToAnswer",) * 4, "TypeInstead", "spoken"),
    Phase.THINKING: ("ReadyToAnswer", "wait"),
    Phase.OPENING: (*("sound",) * 8, "lost", "kill"),
    Phase.ANSWERING: ("Stop", "Stop", "heard", "Pause", "lost", "kill"),
    Phase.TYPING: ("type", "type", "Stop", "Pause", "kill"),
    Phase.PAUSED: ("Continue", "Continue", "Stop", "plug", "kill"),
    Phase.TRANSCRIBING: ("understood", "worked off", "worked off", "kill", "not understood"),
    Phase.BLIND: ("score", "Next", "AnswerAgain"),
    Phase.SCORING: ("score", "Next", "AnswerAgain", "kill"),
    Phase.DEBRIEF: ("note",),
}
DEEDS = (*(choice.__name__ for choice in CHOICES), *HAPPENINGS)
EVENTS = {choice.__name__: choice for choice in CHOICES}


class GrowingMicrophone(FakeMicrophone):
    """A second of sound is a byte in the file: what a file holds is what was recorded."""

    def start(self, file: Path, listener: MicrophoneListener, *, append: bool = False) -> None:
        if self.broken:
            raise self.broken
        if not append:
            file.write_bytes(b"")
        self.file, self.listener, self.open = file, listener, True

    def grow(self) -> None:
        with self.file.open("ab") as sound:
            sound.write(b"s" * 5)

    def stop(self) -> float:
        was_open, self.open = self.open, False
        return seconds_of(self.file) if was_open else 0.0


def seconds_of(file: Path) -> float:
    return float(file.stat().st_size)


@dataclass
class Desk:
    """The program over one profile; `kill` ends it without a word, `start` begins anew."""

    database: Database
    folder: Path
    manner: SittingManner
    time: FakeTime = field(default_factory=FakeTime)
    attempt_id: AttemptId | None = None
    typed: str = ""

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        log: list[str] = []
        self.background = LaterBackground()
        self.speaker, self.transcriber = FakeSpeaker(log), FakeTranscriber(log)
        self.microphone = GrowingMicrophone(log)
        self.mocking = Mocking(
            MemoryContent(PROMPTS),
            SqlAttemptStore(self.database),
            self.folder,
            lambda: NOON,
            background=self.background,
            voice_activity=lambda file: [(0.0, 28.0)],
            repair=seconds_of,
            now=self.time,
        )
        microphone: Microphone = self.microphone
        sound = self.speaker, microphone, self.transcriber
        if self.attempt_id is None:
            plan = self.mocking.plan(ROUND.id, 2, prompts=["t/a", "t/b"])
            self.sitting = self.mocking.start(ROUND.id, plan, *sound, self.manner, nothing)
            self.attempt_id = self.sitting.attempt_id
        else:
            self.sitting = self.mocking.resume(self.attempt_id, *sound, nothing)

    def kept(self) -> Attempt:
        assert self.attempt_id is not None
        return self.mocking.attempt(self.attempt_id)

    def takes(self) -> int:
        with self.database.read() as connection:
            count = connection.exec_driver_sql("SELECT count(*) FROM recording")
            return int(count.scalar_one())

    def do(self, deed: str, number: int) -> None:
        self.time.seconds += 1.0 + number % 3
        if deed in EVENTS:
            self.sitting.send(EVENTS[deed](self.sitting.now()))
        else:
            getattr(self, f"_{deed.replace(' ', '_')}")(number)

    def _spoken(self, _: int) -> None:
        if self.speaker.done:
            self.speaker.finish()

    def _sound(self, _: int) -> None:
        if self.microphone.open and self.microphone.listener:
            self.microphone.grow()
            self.microphone.listener.sound_arrived()

    def _lost(self, _: int) -> None:
        if self.microphone.open and self.microphone.listener:
            self.microphone.listener.lost("The microphone went away.")

    def _heard(self, number: int) -> None:
        if self.microphone.open:
            self.microphone.grow()
        if self.transcriber.heard:
            self.transcriber.heard(heard(f"So far {number}"))

    def _understood(self, number: int) -> None:
        if self.transcriber.done:
            self.transcriber.done(heard(f"{VAGUE} {number}"), "")

    def _not_understood(self, _: int) -> None:
        if self.transcriber.done:
            self.transcriber.done(None, "It stopped.")

    def _worked_off(self, number: int) -> None:
        self._understood(number)
        self.background.work_off()

    def _wait(self, _: int) -> None:
        self.time.seconds += 60.0
        self.sitting.tick()

    def _type(self, number: int) -> None:
        if self.sitting.state.phase is Phase.TYPING:
            self.typed = f"{self.sitting.typed_text} {number}".strip()
            self.sitting.type_text(self.typed)

    def _score(self, number: int) -> None:
        if self.sitting.state.phase in (Phase.BLIND, Phase.SCORING):
            blind = self.sitting.state.phase is Phase.BLIND
            self.sitting.score(
                self.sitting.state.index, [Score("depth", 1 + number % 4, blind=blind)]
            )

    def _note(self, number: int) -> None:
        self.sitting.note(self.sitting.state.index, f"note {number}")

    def _plug(self, _: int) -> None:
        """In or out."""
        self.microphone.broken = None if self.microphone.broken else OSError("no device")

    def _close(self, _: int) -> None:
        self.sitting.close()
        self.start()

    def _kill(self, _: int) -> None:
        self.start()


def nothing() -> None:
    """Nobody watches."""


@contextmanager
def desk(manner: SittingManner) -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = open_database(folder / "t.db", folder / "backups", clock=lambda: NOON)
        try:
            yield Desk(database, folder / "recordings", manner)
        finally:
            database.close()


manners = st.builds(
    SittingManner,
    by_voice=st.sampled_from([True, True, True, False]),
    exam=st.booleans(),
    follow_ups=st.integers(0, 2),
)


@st.composite
def stories(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Long ones, evenly drawn: the short and the small would hardly come to an answer."""
    dice = Random(draw(st.integers(0, 2**32)))
    return [
        (dice.randrange(100), dice.randrange(1000))
        for _ in range(draw(st.sampled_from([60, 30, 10])))
    ]


def deed_of(phase: Phase, likely: int, number: int) -> str:
    deeds = LIKELY[phase] if likely < 88 else DEEDS
    return deeds[number % len(deeds)]


@settings(max_examples=60, deadline=None)
@given(manners, stories())
def test_nothing_that_was_kept_is_ever_lost(
    manner: SittingManner, story: list[tuple[int, int]]
) -> None:
    with desk(manner) as room:
        for likely, number in story:
            before, typed, takes = room.kept(), room.sitting.typed_text, room.takes()
            deed = deed_of(room.sitting.state.phase, likely, number)
            room.do(deed, number)
            after = room.kept()
            if deed != "type":
                assert_typed_words_stay(before, typed, after, room)
            if deed == "Continue" and before.state.paused is Phase.ANSWERING:
                assert room.takes() == takes
            assert_nothing_lost(before, after, again=room.sitting.state.phase)
            assert_in_order(room, room.kept())
            if deed in ("close", "kill"):
                assert_mended(room, after)


@settings(max_examples=40, deadline=None)
@given(manners, stories())
def test_from_anywhere_a_new_start_leads_to_the_end(
    manner: SittingManner, story: list[tuple[int, int]]
) -> None:
    with desk(manner) as room:
        for likely, number in story:
            room.do(deed_of(room.sitting.state.phase, likely, number), number)
        room.do("kill", 0)
        for _ in range(8 * 3 * 2 * 2):
            room.do(ONWARD[room.sitting.state.phase], 0)
        kept = room.kept()
        assert (kept.state.phase, kept.ended) == (Phase.DEBRIEF, NOON)
        for answer, status in zip(kept.answers, kept.state.answers, strict=True):
            if status is AnswerStatus.RECORDED:
                assert answer.recording is not None
                assert answer.recording.complete
            if status is AnswerStatus.TYPED:
                assert answer.transcript is not None


ONWARD = {
    **{phase: deeds[0] for phase, deeds in LIKELY.items()},
    Phase.TYPING: "Stop",
    Phase.PAUSED: "Continue",
    Phase.TRANSCRIBING: "worked off",
    Phase.BLIND: "Next",
    Phase.SCORING: "Next",
}


def places(before: Attempt, after: Attempt) -> list[int]:
    """Where each answer kept before stands now: questions asked back move those to come."""
    added = len(after.answers) - len(before.answers)
    return [at + added * (at > before.state.index) for at in range(len(before.answers))]


def assert_nothing_lost(before: Attempt, after: Attempt, again: Phase) -> None:
    for place, was in zip(places(before, after), before.answers, strict=True):
        now = after.answers[place]
        assert (now.prompt, now.text) == (was.prompt, was.text)
        assert was.recording is None or now.recording is not None
        assert was.transcript is None or now.transcript is not None
        assert was.assessment is None or now.assessment is not None
        assert not was.notes or now.notes
        # Levels go when another take of the answer begins, and at no other time.
        kinds = {(score.criterion, score.blind) for score in was.scores}
        taken_back = kinds - {(score.criterion, score.blind) for score in now.scores}
        assert not taken_back or again in (Phase.ANSWERING, Phase.TYPING)
        if was.recording and now.recording and was.recording.id == now.recording.id:
            assert now.recording.seconds >= was.recording.seconds
        status, stays = before.state.answers[was.position], after.state.answers[place]
        assert status not in GIVEN or stays in GIVEN


def assert_typed_words_stay(before: Attempt, typed: str, after: Attempt, room: Desk) -> None:
    if is_typing(before) and is_typing(after):
        # A second take of which nothing was typed comes back with the words of the first.
        assert room.sitting.typed_text == typed or not typed
    if is_typing(before) and after.state.phase is Phase.TRANSCRIBING:
        room.do("worked off", 0)
        transcript = room.kept().answers[before.state.index].transcript
        assert transcript is not None
        assert transcript.text == typed
    for place, was in zip(places(before, after), before.answers, strict=True):
        now = after.answers[place].transcript
        emptied = now is not None and now.recognizer == TYPED and not now.text
        assert not (emptied and was.transcript and was.transcript.text)


def is_typing(attempt: Attempt) -> bool:
    return Phase.TYPING in (attempt.state.phase, attempt.state.paused)


def assert_in_order(room: Desk, kept: Attempt) -> None:
    assert kept.state == room.sitting.state
    assert [answer.text for answer in kept.answers] == [
        question.text for question in kept.state.questions
    ]
    listening = kept.state.phase in (Phase.OPENING, Phase.ANSWERING)
    assert room.microphone.open == listening
    if kept.state.phase is Phase.TYPING and room.sitting.typed_text:
        transcript = kept.answers[kept.state.index].transcript
        assert transcript is not None
        assert transcript.text == room.sitting.typed_text


def assert_mended(room: Desk, kept: Attempt) -> None:
    assert SqlAttemptStore(room.database).incomplete_recordings() == []
    for answer in kept.answers:
        if answer.recording is not None and answer.recording.seconds:
            file = room.folder / answer.recording.file
            assert seconds_of(file) == answer.recording.seconds
