"""Mock rounds: which there are, which questions to ask, beginning one and coming back to it."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tpmdesk.app.correcting import Correcting
from tpmdesk.app.drawing import Drawn, Lots, as_question
from tpmdesk.app.mockround import MockRound
from tpmdesk.app.ports import (
    AttemptStore,
    Background,
    Clock,
    ContentStore,
    Microphone,
    NotFoundError,
    Speaker,
    Transcriber,
    VoiceActivity,
)
from tpmdesk.app.roundbook import RoundBook
from tpmdesk.app.speaking import SpeechError
from tpmdesk.app.workroom import Sound, Workroom
from tpmdesk.domain.assess import StepReader, assess
from tpmdesk.domain.assessment import Assessment
from tpmdesk.domain.attempts import AttemptId, LoopId, MomentId, Recording, Score
from tpmdesk.domain.content import Prompt, Round
from tpmdesk.domain.coverage import cover
from tpmdesk.domain.roundevents import Resume
from tpmdesk.domain.rounds import leave
from tpmdesk.domain.roundstate import Question, new_round
from tpmdesk.domain.transcript import TYPED, Transcript

__all__ = ["MockRound", "Mocking", "SittingManner"]

_logger = logging.getLogger(__name__)
_SEEDS = 1_000_000


def _any_seed() -> int:
    return secrets.randbelow(_SEEDS)


@dataclass(frozen=True, slots=True)
class SittingManner:
    """How a round is sat: aloud or typed, as an exam or as practice, how many questions at most
    the interviewer asks back after each answer, and the round's own time (0: without limit)."""

    by_voice: bool = True
    exam: bool = False
    follow_ups: int = 0
    minutes: int = 0


class Mocking(RoundBook):
    """Rounds, and sitting them.

    `recordings` is the folder of the sound files. `repair` makes a cut recording playable and
    returns its seconds. `now` counts seconds and never goes back. `fresh_seed` gives the seed of
    each draw that has none.
    """

    def __init__(
        self,
        content: ContentStore,
        attempts: AttemptStore,
        recordings: Path,
        clock: Clock,
        *,
        background: Background,
        voice_activity: VoiceActivity,
        repair: Callable[[Path], float],
        now: Callable[[], float] = time.monotonic,
        fresh_seed: Callable[[], int] = _any_seed,
        read: StepReader = cover,
    ) -> None:
        super().__init__(content, attempts)
        self._room = Workroom(
            content, attempts, recordings, clock, background, voice_activity, now, read
        )
        self._repair = repair
        self._fresh_seed = fresh_seed

    def recording_path(self, recording: Recording) -> Path:
        """Where the sound file of a recording lies."""
        return self._room.recordings / recording.file

    def plan(
        self,
        round_id: str,
        questions: int,
        seed: int | None = None,
        prompts: Sequence[str] | None = None,
    ) -> tuple[Question, ...]:
        """Up to so many questions of a round.

        The same seed draws the same questions from the same content; without one, those answered
        weakly, not asked for long or never asked are likelier. `prompts` names the questions
        outright. Raises NotFoundError.
        """
        if prompts is None:
            return tuple(each.question for each in self.draw(round_id, questions, seed))
        chosen = self._room.content.round(round_id)
        return tuple(as_question(chosen, self._prompt_of(chosen, ref)) for ref in prompts)

    def draw(self, round_id: str, questions: int, seed: int | None = None) -> list[Drawn]:
        """As `plan`, each question with what spoke for it. Raises NotFoundError."""
        return self.lots(seed).draw(self._room.content.round(round_id), questions)

    def lots(self, seed: int | None = None) -> Lots:
        """What draws questions for several rounds, none of them twice."""
        fresh = seed is None
        drawn_with = self._fresh_seed() if seed is None else seed
        room = self._room
        return Lots(room.content, room.attempts, room.clock, drawn_with, fresh=fresh)

    def start(
        self,
        round_id: str,
        questions: Sequence[Question],
        speaker: Speaker,
        microphone: Microphone,
        transcriber: Transcriber,
        manner: SittingManner,
        changed: Callable[[], None],
        loop: tuple[LoopId, int] | None = None,
    ) -> MockRound:
        """A new attempt, saved, with its briefing before the person. Send `Begin` to go on.

        `loop` is the loop that it belongs to, and its place in it.
        """
        chosen = self._room.content.round(round_id)
        state = new_round(
            tuple(questions),
            by_voice=manner.by_voice,
            exam=manner.exam,
            follow_ups=manner.follow_ups,
            limit=manner.minutes * 60,
        )
        attempt_id = self._room.attempts.begin(
            chosen.id, chosen.title, state, self._room.clock(), loop=loop
        )
        sound = Sound(speaker, microphone, transcriber)
        return MockRound(self._room, sound, attempt_id, chosen.id, state, changed)

    def resume(
        self,
        attempt_id: AttemptId,
        speaker: Speaker,
        microphone: Microphone,
        transcriber: Transcriber,
        changed: Callable[[], None],
    ) -> MockRound:
        """Go on where the attempt was left: a cut answer is transcribed, a question asked again."""
        self.mend()
        attempt = self.attempt(attempt_id)
        sound = Sound(speaker, microphone, transcriber)
        state = attempt.state
        under_way = attempt.answers[state.index].recording
        sitting = MockRound(self._room, sound, attempt_id, attempt.round, state, changed)
        sitting.send(Resume(sitting.now(), under_way.seconds if under_way else 0.0))
        return sitting

    def discard(self, attempt_id: AttemptId) -> None:
        """Do not go on with an attempt; what was answered is kept."""
        attempt = self.attempt(attempt_id)
        kept = attempt.answers[attempt.state.index].transcript
        state = leave(attempt.state, empty=kept is None or kept.recognizer != TYPED)
        self._room.attempts.save_state(attempt_id, state)
        self._room.attempts.finish(attempt_id, self._room.clock())

    def assess(
        self,
        transcript: Transcript,
        *,
        prompt: str | None = None,
        framework: str | None = None,
        file: Path | None = None,
        seconds: float = 0.0,
        seed: int | None = None,
    ) -> Assessment:
        """Assess an answer outside of any round, by its prompt or by a framework alone.

        `file` is its recording, if there is one, of so many `seconds`; `seed` chooses among the
        questions back. Raises NotFoundError.
        """
        content = self._room.content
        asked = content.prompt(prompt) if prompt else None
        way = content.framework(framework) if framework else self._room.framework_of(asked)
        speech = self._room.speech(file)
        return assess(asked, way, transcript, speech, seconds, read=self._room.read, seed=seed)

    def score(self, attempt_id: AttemptId, position: int, scores: Sequence[Score]) -> None:
        """Save the levels given for an answer of an attempt that is over."""
        self._room.attempts.save_scores(attempt_id, position, scores)

    def note(self, attempt_id: AttemptId, position: int, text: str) -> None:
        """Save the person's own notes on an answer of an attempt that is over."""
        self._room.attempts.save_notes(attempt_id, position, text)

    def correct(
        self,
        attempt_id: AttemptId,
        position: int,
        transcript: Transcript,
        assessed: Callable[[], None],
    ) -> None:
        """Keep a transcript that was mended by hand, and assess the answer anew; `assessed` is
        called once that is kept, unless the words have changed again by then."""
        Correcting(self._room).correct(attempt_id, position, transcript, assessed)

    def remark(self, attempt_id: AttemptId, position: int, at: float, text: str) -> MomentId:
        """Keep the person's remark at that second of an answer."""
        return self._room.attempts.add_moment(attempt_id, position, at, text)

    def reword(self, moment: MomentId, text: str) -> None:
        """Change a remark; one without words is taken out."""
        if text.strip():
            self._room.attempts.edit_moment(moment, text)
        else:
            self._room.attempts.remove_moment(moment)

    def mend(self) -> int:
        """Make every cut recording playable; how many there were. Not while a round runs."""
        cut = self._room.attempts.incomplete_recordings()
        for recording in cut:
            self._mend(recording)
        return len(cut)

    def _mend(self, recording: Recording) -> None:
        file = self.recording_path(recording)
        try:
            seconds = self._repair(file) if file.is_file() else 0.0
        except (OSError, SpeechError):
            _logger.exception("the recording %s could not be repaired", file)
            return
        self._room.attempts.close_recording(recording.id, seconds)

    def _prompt_of(self, chosen: Round, ref: str) -> Prompt:
        prompt = self._room.content.prompt(ref)
        if prompt.round != chosen.id:
            raise NotFoundError(
                f"The prompt {prompt.id} belongs to the round {prompt.round}, not to {chosen.id}."
            )
        return prompt
