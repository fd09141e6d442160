"""Ports in memory. They keep what they are told and do only what a test tells them to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain, zip_longest
from pathlib import Path
from typing import TypeVar

from tpmdesk.app.ports import (
    AttemptLine,
    DeckLine,
    Done,
    Heard,
    MicrophoneListener,
    NotFoundError,
)
from tpmdesk.domain.assessment import Assessment
from tpmdesk.domain.attempts import (
    Answer,
    AnswerId,
    Asked,
    Attempt,
    AttemptId,
    LoopId,
    Moment,
    MomentId,
    Recording,
    RecordingId,
    Score,
)
from tpmdesk.domain.content import (
    DiagramEntry,
    Document,
    EntryId,
    Framework,
    FrameworkStep,
    Prompt,
    Round,
    Rubric,
    Scenario,
)
from tpmdesk.domain.report import FriendScores
from tpmdesk.domain.roundstate import AnswerStatus, RoundState, mains
from tpmdesk.domain.rubric import mean_level
from tpmdesk.domain.transcript import Transcript, Utterance, Word

T = TypeVar("T")

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANSWERED = (AnswerStatus.RECORDED, AnswerStatus.TYPED)

WALK = Framework(
    EntryId("t/walk"),
    "A walk",
    "anything",
    (FrameworkStep("Failure", "What breaks.", cues=("timeout*", "retr*")),),
)
ROUND = Round(EntryId("t/first"), "First round", "About.", EntryId("t/talk"), WALK.id)
OTHER = Round(EntryId("t/other"), "Other round", "About.", EntryId("t/talk"), order=-1)


def a_prompt(slug: str, **more: object) -> Prompt:
    prompt = Prompt(EntryId(f"t/{slug}"), ROUND.id, f"Why {slug}?", terms=(slug,))
    return replace(prompt, **more)  # type: ignore[arg-type]


PROMPTS = tuple(a_prompt(slug) for slug in ("a", "b", "c", "d"))


def heard(text: str) -> Transcript:
    """A transcript of half a second a word."""
    words = (Word(word, n * 0.5, n * 0.5 + 0.4) for n, word in enumerate(text.split()))
    return Transcript((Utterance(tuple(words)),), "fake")


@dataclass
class MemoryContent:
    prompts_: Sequence[Prompt] = PROMPTS

    def decks(self) -> list[DeckLine]:
        return []

    def rounds(self) -> list[Round]:
        return [ROUND, OTHER]

    def round(self, ref: str) -> Round:
        return self._one(self.rounds(), ref)

    def prompts(self, round_id: EntryId) -> list[Prompt]:
        return [prompt for prompt in self.prompts_ if prompt.round == round_id]

    def prompt(self, ref: str) -> Prompt:
        return self._one(self.prompts_, ref)

    def rubric(self, ref: str) -> Rubric:
        raise NotFoundError(ref)

    def frameworks(self) -> list[Framework]:
        return [WALK]

    def framework(self, ref: str) -> Framework:
        return self._one([WALK], ref)

    def scenarios(self) -> list[Scenario]:
        return []

    def documents(self) -> list[Document]:
        return []

    def diagrams(self) -> list[DiagramEntry]:
        return []

    def _one(self, entries: Sequence[T], ref: str) -> T:
        for entry in entries:
            if entry.id == ref:  # type: ignore[attr-defined]
                return entry
        raise NotFoundError(ref)


@dataclass
class MemoryAttempts:
    """Keeps attempts, and in `log` the order in which things were written down."""

    kept: dict[AttemptId, Attempt] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    takes: dict[tuple[AttemptId, int], list[Recording]] = field(default_factory=dict)

    def begin(
        self,
        round_id: str,
        title: str,
        state: RoundState,
        at: datetime,
        *,
        loop: tuple[LoopId, int] | None = None,
    ) -> AttemptId:
        attempt_id = AttemptId(len(self.kept) + 1)
        answers = tuple(
            Answer(AnswerId(position), position, question.prompt, question.text)
            for position, question in enumerate(state.questions)
        )
        part_of, place = loop or (None, None)
        self.kept[attempt_id] = Attempt(
            attempt_id, round_id, title, at, None, state, answers, part_of, place
        )
        return attempt_id

    def save_state(self, attempt: AttemptId, state: RoundState) -> None:
        self.log.append(f"state {state.phase}")
        kept = self.kept[attempt]
        answers = tuple(
            replace(there, prompt=question.prompt, text=question.text)
            if there
            else Answer(AnswerId(position), position, question.prompt, question.text)
            for position, (question, there) in enumerate(zip_longest(state.questions, kept.answers))
        )
        self.kept[attempt] = replace(kept, state=state, answers=answers)

    def add_recording(self, attempt: AttemptId, position: int, at: datetime) -> Recording:
        self.log.append("add recording")
        number = sum(line == "add recording" for line in self.log)
        recording = Recording(RecordingId(number), f"{attempt}/{number}.wav", 0.0, complete=False)
        self.takes.setdefault((attempt, position), []).append(recording)
        self._choose_take(attempt, position)
        return recording

    def close_recording(self, recording: RecordingId, seconds: float) -> None:
        self.log.append(f"close recording {seconds:g}")
        self._change_recording(recording, seconds=seconds, complete=True)

    def reopen_recording(self, recording: RecordingId) -> None:
        self.log.append("reopen recording")
        self._change_recording(recording, complete=False)

    def rename_recording(self, recording: RecordingId, file: str) -> None:
        self._change_recording(recording, file=file)

    def wipe_recording(self, recording: RecordingId, at: datetime) -> None:
        self._change_recording(recording, wiped=True)

    def _change_recording(self, recording: RecordingId, **values: object) -> None:
        for (attempt, position), takes in self.takes.items():
            changed = [
                replace(take, **values) if take.id == recording else take  # type: ignore[arg-type]
                for take in takes
            ]
            self.takes[attempt, position] = changed
            self._choose_take(attempt, position)

    def _choose_take(self, attempt: AttemptId, position: int) -> None:
        """The last whole one, else the last."""
        takes = self.takes[attempt, position]
        whole = [take for take in takes if take.complete and take.seconds]
        self._change(attempt, position, recording=(whole or takes)[-1])

    def save_transcript(
        self,
        attempt: AttemptId,
        position: int,
        transcript: Transcript,
        at: datetime,
        *,
        rewrite: bool = False,
    ) -> None:
        self.log.append("rewrite transcript" if rewrite else "transcript")
        self._change(attempt, position, transcript=transcript)

    def save_assessment(
        self, attempt: AttemptId, position: int, assessment: Assessment, at: datetime
    ) -> None:
        self.log.append("assessment")
        self._change(attempt, position, assessment=assessment)

    def save_scores(self, attempt: AttemptId, position: int, scores: Sequence[Score]) -> None:
        given = {(score.blind, score.by) for score in scores} or {(False, "")}
        others = [
            score
            for score in self.kept[attempt].answers[position].scores
            if (score.blind, score.by) not in given
        ]
        self._change(attempt, position, scores=(*others, *scores))

    def clear_scores(self, attempt: AttemptId, position: int) -> None:
        self._change(attempt, position, scores=())

    def save_friend(self, attempt: AttemptId, friend: FriendScores) -> None:
        for answer in self.kept[attempt].answers:
            others = tuple(each for each in answer.scores if each.by != friend.by)
            given = friend.scores.get(answer.position, ())
            said = tuple(each for each in answer.moments if each.by != friend.by)
            self._change(attempt, answer.position, scores=(*others, *given), moments=said)
        for remark in friend.remarks:
            self.add_moment(attempt, remark.position, remark.at, remark.text, friend.by)

    def add_moment(
        self, attempt: AttemptId, position: int, at: float, text: str, by: str = ""
    ) -> MomentId:
        moments = [moment for kept in self.kept.values() for moment in _moments(kept)]
        moment_id = MomentId(len(moments) + 1)
        there = self.kept[attempt].answers[position].moments
        self._change(attempt, position, moments=(*there, Moment(moment_id, at, text, by)))
        return moment_id

    def edit_moment(self, moment: MomentId, text: str) -> None:
        self._change_moment(moment, lambda there: (replace(there, text=text),))

    def remove_moment(self, moment: MomentId) -> None:
        self._change_moment(moment, lambda there: ())

    def _change_moment(
        self, moment: MomentId, change: Callable[[Moment], tuple[Moment, ...]]
    ) -> None:
        for attempt in list(self.kept.values()):
            for answer in attempt.answers:
                changed = [change(at) if at.id == moment else (at,) for at in answer.moments]
                moments = tuple(chain.from_iterable(changed))
                self._change(attempt.id, answer.position, moments=moments)

    def save_notes(self, attempt: AttemptId, position: int, notes: str) -> None:
        self._change(attempt, position, notes=notes)

    def finish(self, attempt: AttemptId, at: datetime) -> None:
        self.kept[attempt] = replace(self.kept[attempt], ended=self.kept[attempt].ended or at)

    def attempt(self, attempt: AttemptId) -> Attempt:
        if attempt not in self.kept:
            raise NotFoundError(f"There is no attempt {attempt}.")
        return self.kept[attempt]

    def attempts(self) -> list[AttemptLine]:
        return [
            AttemptLine(
                kept.id,
                kept.round,
                kept.title,
                kept.started,
                kept.ended,
                sum(kept.state.answers[at] in ANSWERED for at in mains(kept.state.questions)),
                len(mains(kept.state.questions)),
                mean_level(score for answer in kept.answers for score in answer.scored()),
                kept.loop,
                kept.loop_position,
            )
            for kept in reversed(self.kept.values())
        ]

    def asking(self, prompt: str) -> list[AttemptId]:
        return [
            attempt.id
            for attempt in self.kept.values()
            if any(answer.prompt == prompt for answer in attempt.answers)
        ]

    def unfinished(self) -> Attempt | None:
        alone = [kept for kept in self.kept.values() if not kept.ended and kept.loop is None]
        return alone[-1] if alone else None

    def asked(self) -> list[Asked]:
        return [
            Asked(answer.prompt, kept.started, mean_level(answer.scored()))
            for kept in self.kept.values()
            for answer, status in zip(kept.answers, kept.state.answers, strict=True)
            if status is not AnswerStatus.PENDING
        ]

    def incomplete_recordings(self) -> list[Recording]:
        return [take for takes in self.takes.values() for take in takes if not take.complete]

    def _change(self, attempt: AttemptId, position: int, **values: object) -> None:
        kept = self.kept[attempt]
        answers = tuple(
            replace(answer, **values) if answer.position == position else answer  # type: ignore[arg-type]
            for answer in kept.answers
        )
        self.kept[attempt] = replace(kept, answers=answers)


def _moments(attempt: Attempt) -> list[Moment]:
    return [moment for answer in attempt.answers for moment in answer.moments]


@dataclass
class FakeSpeaker:
    """Says nothing until `finish`; raises `broken` when that is set."""

    log: list[str]
    broken: Exception | None = None
    done: Callable[[str], None] | None = None

    def say(self, text: str, done: Callable[[str], None], round_id: str = "") -> None:
        self.log.append(f"say {text}")
        if self.broken:
            raise self.broken
        self.done = done

    def finish(self, problem: str = "") -> None:
        assert self.done
        self.done(problem)

    def stop(self) -> None:
        self.log.append("hush")


@dataclass
class FakeMicrophone:
    """Makes a file with a few bytes in it, and records `seconds`."""

    log: list[str]
    seconds: float = 60.0
    broken: Exception | None = None
    listener: MicrophoneListener | None = None
    open: bool = False

    def start(self, file: Path, listener: MicrophoneListener, *, append: bool = False) -> None:
        self.log.append("microphone on again" if append else "microphone on")
        self.listener = listener
        if self.broken:
            raise self.broken
        if not append:
            file.write_bytes(b"RIFF")
        self.open = True

    def stop(self) -> float:
        self.log.append("microphone off")
        self.open = False
        return self.seconds


@dataclass
class FakeTranscriber:
    """Remembers whom to tell; a test tells what was heard."""

    log: list[str]
    broken: Exception | None = None
    heard: Heard | None = None
    done: Done | None = None
    hints: Sequence[str] = ()

    def warm_up(self) -> None:
        self.log.append("warm up")
        self._break()

    def follow(self, file: Path, hints: Sequence[str], heard: Heard) -> None:
        self.log.append("follow")
        self._break()
        self.heard, self.hints = heard, hints

    def finish(self, done: Done) -> None:
        self.log.append("finish")
        self.done = done

    def transcribe(self, file: Path, hints: Sequence[str], done: Done) -> None:
        self.log.append(f"transcribe {file.name}")
        self._break()
        self.done, self.hints = done, hints

    def cancel(self) -> None:
        self.log.append("cancel")

    def _break(self) -> None:
        if self.broken:
            raise self.broken


@dataclass
class LaterBackground:
    """Keeps work until a test calls `work_off`."""

    waiting: list[Callable[[], None]] = field(default_factory=list)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Callable[[], None]:
        def task() -> None:
            try:
                result = work()
            except Exception as trouble:
                failed(trouble)
            else:
                done(result)

        self.waiting.append(task)
        return lambda: self.waiting.remove(task) if task in self.waiting else None

    def work_off(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


@dataclass
class FakeTime:
    """A clock that stands still until it is told to go on."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds
