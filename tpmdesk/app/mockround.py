"""A mock round under way: performs what the state machine asks for, and reports what happened."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from tpmdesk.app.hearing import PATIENCE, Hearing, Hearsay
from tpmdesk.app.ports import NotFoundError
from tpmdesk.app.recorder import Recorder
from tpmdesk.app.workroom import Sound, Workroom
from tpmdesk.domain.attempts import Answer, AttemptId, Score
from tpmdesk.domain.roundevents import (
    Effect,
    EndEarly,
    Event,
    Hush,
    Listen,
    QuestionSpoken,
    Save,
    Speak,
    Stop,
    StopListening,
    Tick,
    Transcribe,
    Transcribed,
)
from tpmdesk.domain.rounds import step
from tpmdesk.domain.roundstate import AnswerStatus, Phase, RoundState
from tpmdesk.domain.soundcheck import SoundTrouble
from tpmdesk.domain.transcript import TYPED, Transcript, typed

_logger = logging.getLogger(__name__)


class MockRound:
    """One sitting. Whoever draws it reads the attributes whenever `changed` is called."""

    def __init__(
        self,
        room: Workroom,
        sound: Sound,
        attempt_id: AttemptId,
        round_id: str,
        state: RoundState,
        changed: Callable[[], None],
    ) -> None:
        self.attempt_id = attempt_id
        self.state = state
        self._round = round_id
        self._room = room
        self._speaker = sound.speaker
        self._changed = changed
        self._recorder = Recorder(room, sound.microphone, attempt_id, self.send, self._draw)
        self._hearing = Hearing(room, sound.transcriber, attempt_id, self._understood, self._draw)
        self._events: deque[Event] = deque()
        self._busy = False
        self._closed = False
        self._asked = 0
        self._written = False
        if state.by_voice:
            self._hearing.warm_up()
        if _by_keyboard(state):
            self._restore(self.answer(state.index).transcript)

    # What the page draws

    @property
    def live(self) -> Transcript | None:
        """The words of the present answer, as far as they are known."""
        return self._hearing.live

    @property
    def typed_text(self) -> str:
        """What has been typed so far, line by line."""
        utterances = self.live.utterances if self.live else ()
        return "\n".join(utterance.text for utterance in utterances)

    @property
    def level(self) -> float:
        """The microphone's peak of the last moment, 0 to 1."""
        return self._recorder.level

    @property
    def trouble(self) -> SoundTrouble | None:
        """What is wrong with the sound that the microphone delivers, if anything."""
        return self._recorder.trouble

    @property
    def recorded(self) -> float:
        """Seconds recorded of the present answer."""
        return self._recorder.recorded

    def now(self) -> float:
        """Seconds of the clock by which `RoundState.since` and every event's `at` are told."""
        return self._room.now()

    def answer(self, position: int) -> Answer:
        """What is kept of that answer. Raises NotFoundError when there is no such question."""
        for answer in self._room.attempts.attempt(self.attempt_id).answers:
            if answer.position == position:
                return answer
        raise NotFoundError(f"The round has no question {position + 1}.")

    def recording_path(self, position: int) -> Path | None:
        """The sound file of that answer, or None when it was typed or never recorded."""
        return self._file_of(self.answer(position))

    # What the person does

    def send(self, event: Event) -> None:
        """Take in an event. One that comes while another is handled waits for its turn."""
        if self._closed:
            return
        self._events.append(event)
        if self._busy:
            return
        self._busy = True
        try:
            while self._events:
                self._advance(self._events.popleft())
        finally:
            self._busy = False
        self._draw()

    def tick(self) -> None:
        """Time went by: call this a few times a second."""
        if self._closed:
            return
        before = self.state
        self._hearing.check_patience()
        if step(before, Tick(self.now())) != (before, ()):
            self.send(Tick(self.now()))

    def type_text(self, text: str) -> None:
        """Save the whole typed answer as it stands; means nothing outside of TYPING."""
        if self._closed or self.state.phase is not Phase.TYPING:
            return
        if not self._written and not text.strip():
            return
        self._hearing.live = typed(text)
        self._room.attempts.save_transcript(
            self.attempt_id,
            self.state.index,
            self._hearing.live,
            self._room.clock(),
            rewrite=self._written,
        )
        self._written = True
        self._draw()

    def score(self, position: int, scores: Sequence[Score]) -> None:
        """Save the levels given for an answer, in place of those given in the same way before."""
        self._room.attempts.save_scores(self.attempt_id, position, scores)
        self._draw()

    def note(self, position: int, text: str) -> None:
        """Save the person's own notes on an answer."""
        self._room.attempts.save_notes(self.attempt_id, position, text)

    def hint(self) -> str:
        """The hint for the present question, "" when there is none. Send `ShowHint` with it."""
        prompt = self._room.prompt(self.state.question.prompt)
        return prompt.hint if prompt else ""

    def close(self) -> None:
        """Leave the round so that it can be resumed: all sound stops, nothing is called back."""
        if self._closed:
            return
        self._closed = True
        self._events.clear()
        self._hush()
        self._hearing.cancel()
        self._recorder.stop()

    # What the state machine asks for

    def _advance(self, event: Event) -> None:
        before = self.state
        self.state, effects = step(before, self._in_full(event))
        if (self.state.phase, self.state.index) != (before.phase, before.index):
            self._entered(self.state.phase, before.paused)
        for effect in effects:
            self._perform(effect)

    def _in_full(self, event: Event) -> Event:
        """Whether anything was typed is known here alone."""
        if isinstance(event, Stop | EndEarly) and not self._written:
            return replace(event, empty=True)
        return event

    def _entered(self, phase: Phase, paused: Phase | None) -> None:
        """A phase begins; after a pause it only goes on."""
        if paused is phase:
            return
        if phase in (Phase.ASKING, Phase.TYPING, Phase.DEBRIEF):
            self._hearing.begin_anew()
            self._written = False
        if phase in (Phase.ANSWERING, Phase.TYPING) and self.answer(self.state.main).scores:
            # A new take: the levels given to the one before do not fit it.
            self._room.attempts.clear_scores(self.attempt_id, self.state.main)

    def _perform(self, effect: Effect) -> None:
        match effect:
            case Save():
                self._save()
            case Speak(text):
                self._speak(text)
            case Hush():
                self._hush()
            case Listen(index, append):
                self._go_on_listening(index) if append else self._listen(index)
            case StopListening():
                self._recorder.stop()
            case Transcribe(index):
                self._hearing.understand(self._hearsay(index))

    def _save(self) -> None:
        self._room.attempts.save_state(self.attempt_id, self.state)
        if self.state.phase is Phase.DEBRIEF:
            self._room.attempts.finish(self.attempt_id, self._room.clock())

    def _speak(self, text: str) -> None:
        self._asked += 1
        try:
            self._speaker.say(text, partial(self._spoken, self._asked), self._round)
        except Exception as trouble:
            _logger.exception("the question was not read aloud")
            self._spoken(self._asked, f"The question could not be read aloud: {trouble}")

    def _spoken(self, asked: int, problem: str) -> None:
        if asked == self._asked:
            self.send(QuestionSpoken(self.now(), problem))

    def _hush(self) -> None:
        self._asked += 1
        try:
            self._speaker.stop()
        except Exception:
            _logger.exception("the voice did not stop")

    def _listen(self, index: int) -> None:
        file = self._recorder.start(index)
        if file:
            self._hearing.follow(file, self.state.questions[index].prompt)

    def _go_on_listening(self, index: int) -> None:
        """The words are followed as before; after a restart the whole take is heard at the end."""
        answer = self.answer(index)
        if answer.recording is None or self._file_of(answer) is None:
            self._listen(index)
        else:
            self._recorder.go_on(answer.recording)

    def _hearsay(self, index: int) -> Hearsay:
        answer = self.answer(index)
        prompt = self._room.prompt(answer.prompt)
        file = self._file_of(answer)
        seconds = answer.recording.seconds if answer.recording and file else 0.0
        return Hearsay(
            position=index,
            prompt=prompt,
            framework=self._room.framework_of(prompt),
            file=file,
            seconds=seconds,
            deadline=self.now() + PATIENCE + seconds,
            typed=self.state.answers[index] is AnswerStatus.TYPED,
            rewrite=self._written,
            stale=answer.transcript is not None,
        )

    def _restore(self, kept: Transcript | None) -> None:
        """What was typed before the app was closed."""
        if kept and kept.recognizer == TYPED:
            self._hearing.live, self._written = kept, True

    def _file_of(self, answer: Answer) -> Path | None:
        if answer.recording is None or self.state.answers[answer.position] is AnswerStatus.TYPED:
            return None
        file = self._room.recordings / answer.recording.file
        return file if file.is_file() else None

    def _understood(self, problem: str) -> None:
        found = self.answer(self.state.index).assessment
        asks = found.follow_ups if found and found.enough_speech else ()
        self.send(Transcribed(self.now(), problem, asks))

    def _draw(self) -> None:
        if not self._closed:
            self._changed()


def _by_keyboard(state: RoundState) -> bool:
    """Whether the answer under way is being typed, or was and is looked at now."""
    if state.phase is Phase.TRANSCRIBING:
        return state.answer is AnswerStatus.TYPED
    return Phase.TYPING in (state.phase, state.paused)
