"""A mock round on a bench: every port a fake, one log of what happened in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tests.app.fakes import (
    NOON,
    ROUND,
    FakeMicrophone,
    FakeSpeaker,
    FakeTime,
    FakeTranscriber,
    LaterBackground,
    MemoryAttempts,
    MemoryContent,
    heard,
)
from tpmdesk.app.mock import Mocking, MockRound, SittingManner
from tpmdesk.domain.attempts import Answer
from tpmdesk.domain.roundevents import Begin, Continue, Next, ReadyToAnswer, Stop, TypeInstead
from tpmdesk.domain.roundstate import Phase
from tpmdesk.domain.transcript import Transcript

ANSWER = "The page gets a timeout and the client just retries forever."


@dataclass
class Studio:
    folder: Path
    content: MemoryContent = field(default_factory=MemoryContent)
    attempts: MemoryAttempts = field(default_factory=MemoryAttempts)
    background: LaterBackground = field(default_factory=LaterBackground)
    time: FakeTime = field(default_factory=FakeTime)
    speech: Sequence[tuple[float, float]] | Exception = ((0.5, 30.0),)
    repaired: dict[str, float] = field(default_factory=dict)
    moment: datetime = NOON
    drawn: int = 0

    def __post_init__(self) -> None:
        self.log = self.attempts.log
        self.speaker = FakeSpeaker(self.log)
        self.microphone = FakeMicrophone(self.log)
        self.transcriber = FakeTranscriber(self.log)
        self.mocking = Mocking(
            self.content,
            self.attempts,
            self.folder,
            lambda: self.moment,
            background=self.background,
            voice_activity=self._voice,
            repair=lambda file: self.repaired[file.name],
            now=self.time,
        )

    def start(
        self,
        questions: int = 2,
        *,
        by_voice: bool = True,
        follow_ups: int = 0,
        exam: bool = False,
    ) -> MockRound:
        plan = self.mocking.plan(ROUND.id, questions, seed=1)
        return self.mocking.start(
            ROUND.id,
            plan,
            self.speaker,
            self.microphone,
            self.transcriber,
            SittingManner(by_voice=by_voice, follow_ups=follow_ups, exam=exam),
            changed=self._changed,
        )

    def resume(self, sitting: MockRound) -> MockRound:
        return self.mocking.resume(
            sitting.attempt_id, self.speaker, self.microphone, self.transcriber, self._changed
        )

    def answering(
        self, questions: int = 2, *, follow_ups: int = 0, exam: bool = False
    ) -> MockRound:
        """A round in which the first answer is being recorded."""
        sitting = self.start(questions, follow_ups=follow_ups, exam=exam)
        sitting.send(Begin(sitting.now()))
        self.answer_now(sitting)
        return sitting

    def go_on(self, sitting: MockRound) -> None:
        """After a pause in mid-answer, until sound arrives again."""
        sitting.send(Continue(sitting.now()))
        assert self.microphone.listener
        self.microphone.listener.sound_arrived()

    def typing(self) -> MockRound:
        """A round in which the first answer is being typed."""
        sitting = self.start(by_voice=False)
        sitting.send(Begin(sitting.now()))
        sitting.send(TypeInstead(sitting.now()))
        return sitting

    def answer_now(self, sitting: MockRound) -> None:
        self.speaker.finish()
        sitting.send(ReadyToAnswer(sitting.now()))
        assert self.microphone.listener
        self.microphone.listener.sound_arrived()

    def blind(self, text: str = ANSWER) -> MockRound:
        """A round whose first answer is understood, and nothing of it shown."""
        sitting = self.answering()
        self.stop_and_understand(sitting, heard(text))
        return sitting

    def scoring(self, text: str = ANSWER) -> MockRound:
        """A round whose first answer is understood and lies open."""
        sitting = self.blind(text)
        sitting.send(Next(sitting.now()))
        return sitting

    def stop_and_understand(
        self, sitting: MockRound, transcript: Transcript | None, problem: str = ""
    ) -> None:
        sitting.send(Stop(sitting.now()))
        assert self.transcriber.done
        self.transcriber.done(transcript, problem)
        self.background.work_off()

    def next_question(self, sitting: MockRound) -> None:
        """From the blind score or the evidence to the question after."""
        while sitting.state.phase in (Phase.BLIND, Phase.SCORING):
            sitting.send(Next(sitting.now()))
        assert sitting.state.phase is Phase.ASKING

    def kept(self, sitting: MockRound, position: int = 0) -> Answer:
        return self.attempts.attempt(sitting.attempt_id).answers[position]

    def _voice(self, file: Path) -> Sequence[tuple[float, float]]:
        if isinstance(self.speech, Exception):
            raise self.speech
        return self.speech

    def _changed(self) -> None:
        self.drawn += 1
