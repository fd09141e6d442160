"""Loops: drawing one, sitting its rounds in their order, and coming back to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from tpmdesk.app.drawing import Lots
from tpmdesk.app.loopshapes import KeptLoop, Loop, LoopError, LoopLine, LoopStore, LoopWish, line_of
from tpmdesk.app.mock import Mocking, MockRound, SittingManner
from tpmdesk.app.ports import (
    AttemptLine,
    Clock,
    ContentStore,
    Microphone,
    Speaker,
    Transcriber,
)
from tpmdesk.domain.attempts import AttemptId, LoopId
from tpmdesk.domain.content import EntryId, Round
from tpmdesk.domain.looppresets import PRESETS, Preset, rounds_of
from tpmdesk.domain.loops import (
    LoopOrderError,
    LoopPlan,
    LoopState,
    PlannedRound,
    RoundStatus,
    begun,
    ended,
    fitting,
    new_loop,
    reconciled,
    skipped,
    spread,
    waits_for_another_day,
)
from tpmdesk.domain.promptmemory import Why

__all__ = ["Loop", "LoopError", "LoopLine", "LoopStore", "LoopWish", "Looping"]


class Looping:
    """Loops and how they are sat. `study_date` tells the study day that holds a moment."""

    def __init__(
        self,
        content: ContentStore,
        store: LoopStore,
        mocking: Mocking,
        clock: Clock,
        study_date: Callable[[datetime], date],
    ) -> None:
        self._content = content
        self._store = store
        self._mocking = mocking
        self._clock = clock
        self._study_date = study_date

    # Planning

    def presets(self) -> list[Preset]:
        """The shapes that the content has rounds for."""
        return [each for each in PRESETS if not each.is_loop or len(self.rounds_of(each)) > 1]

    def rounds_of(self, preset: Preset) -> list[EntryId]:
        """The rounds of a preset, in their order; none where the person chooses one."""
        return rounds_of(preset, self._content.rounds())

    def draw(self, wish: LoopWish, seed: int | None = None) -> LoopPlan:
        """Rounds and questions for a wish; nothing is saved.

        The same seed draws the same from the same content; without one, what is weak or long
        unseen is likelier. Raises LoopError, and NotFoundError for a round there is not.
        """
        preset = _preset(wish.preset)
        chosen = self._chosen(preset, wish)
        lots = self._mocking.lots(seed)
        days = spread(len(chosen), min(wish.days or preset.days, len(chosen)))
        if wish.prompts:
            planned = [self._named(chosen, wish, preset)]
        else:
            planned = [
                _planned(lots, each, wish, preset, day)
                for each, day in zip(chosen, days, strict=True)
            ]
        return LoopPlan(
            title=chosen[0].title if len(chosen) == 1 else preset.title,
            rounds=tuple(planned),
            exam=wish.exam,
            by_voice=wish.by_voice,
            follow_ups=wish.follow_ups,
            seed=lots.seed,
            break_minutes=preset.break_minutes,
            fresh=lots.fresh,
        )

    def whys(self, plan: LoopPlan) -> list[list[Why | None]]:
        """For each round what spoke for each of its questions; None where a fixed seed chose."""
        lots = self._mocking.lots(None if plan.fresh else plan.seed)
        return [
            [lots.why(self._content.round(each.round), question) for question in each.questions]
            for each in plan.rounds
        ]

    def _chosen(self, preset: Preset, wish: LoopWish) -> list[Round]:
        refs: Sequence[str] = wish.rounds or self.rounds_of(preset)
        if not refs:
            raise LoopError(f"Choose a round for the preset {preset.id}.")
        if len(refs) > 1 and not preset.is_loop:
            raise LoopError(f"The preset {preset.id} is one round; choose one.")
        found = [self._content.round(ref) for ref in refs]
        return sorted(found, key=lambda each: each.order) if preset.is_loop else found

    def _named(self, chosen: Sequence[Round], wish: LoopWish, preset: Preset) -> PlannedRound:
        """The one round with the questions that were named."""
        only, *others = chosen
        if others:
            raise LoopError("Questions can be named for one round only; choose one.")
        questions = self._mocking.plan(only.id, len(wish.prompts), prompts=wish.prompts)
        minutes = wish.minutes or preset.minutes
        return PlannedRound(EntryId(only.id), only.title, questions, minutes, 0)

    # Sitting

    def start(self, plan: LoopPlan) -> LoopId:
        """Save a new loop; its first round waits. Raises LoopError for a plan of one round, which
        is no loop: see `sit_alone`."""
        if len(plan.rounds) < 2:
            raise LoopError("One round alone is no loop; sit it by itself.")
        return self._store.begin(new_loop(plan), self._clock())

    def sit_alone(
        self,
        plan: LoopPlan,
        speaker: Speaker,
        microphone: Microphone,
        transcriber: Transcriber,
        changed: Callable[[], None],
    ) -> MockRound:
        """The one round of a plan, begun as an attempt of its own. Raises LoopError for more."""
        if len(plan.rounds) != 1:
            raise LoopError("This plan has several rounds; start it as a loop.")
        planned, manner = plan.rounds[0], _manner(plan, 0)
        return self._mocking.start(
            planned.round, planned.questions, speaker, microphone, transcriber, manner, changed
        )

    def begin_round(
        self,
        loop_id: LoopId,
        speaker: Speaker,
        microphone: Microphone,
        transcriber: Transcriber,
        changed: Callable[[], None],
        *,
        early: bool = False,
        by_voice: bool | None = None,
    ) -> MockRound:
        """Begin the round that waits next. Its attempt is saved first: what the loop's own row
        does not know after a crash is told by it.

        Raises LoopError when none can begin now; `early` begins the next day's rounds today.
        `by_voice` sits this one round otherwise than the loop was planned.
        """
        loop = self.loop(loop_id)
        state = _allowed(begun, loop.state)
        if loop.another_day and not early:
            raise LoopError("The next round is planned for another day. You can begin it early.")
        place = state.statuses.index(RoundStatus.SITTING)
        planned = loop.state.plan.rounds[place]
        sitting = self._mocking.start(
            planned.round,
            planned.questions,
            speaker,
            microphone,
            transcriber,
            _manner(loop.state.plan, place, by_voice),
            changed,
            loop=(loop_id, place),
        )
        self._store.save(loop_id, state, None)
        return sitting

    def round_over(self, loop_id: LoopId) -> Loop:
        """To be called when the attempt at a round has ended; the loop as it stands then."""
        return self.loop(loop_id)

    def skip_round(self, loop_id: LoopId) -> Loop:
        """Leave out the next round, or leave the one under way with what was answered kept.

        Raises LoopError when the loop is over.
        """
        loop = self.loop(loop_id)
        if loop.under_way is not None:
            self._mocking.discard(loop.under_way.id)
        else:
            self._store.save(loop_id, _allowed(skipped, loop.state), None)
        return self.loop(loop_id)

    def end(self, loop_id: LoopId) -> Loop:
        """End the loop here; everything answered is kept. Ending it again changes nothing."""
        loop = self.loop(loop_id)
        if loop.under_way is not None:
            self._mocking.discard(loop.under_way.id)
        if loop.ended is None:
            self._store.save(loop_id, ended(loop.state), self._clock())
        return self.loop(loop_id)

    # Looking

    def loop(self, loop_id: LoopId) -> Loop:
        """One loop whole, as its attempts tell it. Raises NotFoundError."""
        return self._whole(self._store.loop(loop_id))

    def loops(self) -> list[LoopLine]:
        """All loops, newest first."""
        lines: dict[LoopId, list[AttemptLine]] = {}
        for line in reversed(self._mocking.attempts()):
            if line.loop is not None:
                lines.setdefault(line.loop, []).append(line)
        return [line_of(self._stand(kept, lines.get(kept.id, ()))) for kept in self._store.loops()]

    def unfinished(self) -> Loop | None:
        """The newest loop that can be gone on with, its round under way if there is one."""
        going = (self._whole(kept) for kept in self._store.loops() if kept.ended is None)
        return next((loop for loop in going if loop.ended is None), None)

    def loop_of(self, attempt_id: AttemptId) -> Loop | None:
        """The loop that an attempt is part of, if any. Raises NotFoundError."""
        part_of = self._mocking.attempt(attempt_id).loop
        return None if part_of is None else self.loop(part_of)

    def _whole(self, kept: KeptLoop) -> Loop:
        return self._stand(kept, self._store.attempts(kept.id))

    def _stand(self, kept: KeptLoop, attempts: Iterable[AttemptLine]) -> Loop:
        """How a loop stands, told by its attempts."""
        lines = {each.loop_position: each for each in attempts if each.loop_position is not None}
        kept = self._caught_up(kept, lines)
        another_day = self._waits(kept.state, lines)
        return Loop(
            kept.id,
            kept.title,
            kept.state,
            kept.started,
            kept.ended,
            tuple(lines.get(place) for place in range(len(kept.state.statuses))),
            None if another_day else self._break_ends(kept.state, lines),
            another_day,
        )

    def _waits(self, state: LoopState, lines: Mapping[int, AttemptLine]) -> bool:
        begun_last = max((line.started for line in lines.values()), default=None)
        sat = None if begun_last is None else self._study_date(begun_last)
        return waits_for_another_day(state, sat, self._study_date(self._clock()))

    def _caught_up(self, kept: KeptLoop, lines: Mapping[int, AttemptLine]) -> KeptLoop:
        """What the attempts tell, saved where the loop's own row does not say it yet."""
        if kept.ended is not None:
            return kept
        over = {place: line.ended is not None for place, line in lines.items()}
        state = reconciled(kept.state, over)
        finished = self._clock() if state.is_over else None
        if (state, finished) != (kept.state, None):
            self._store.save(kept.id, state, finished)
        return replace(kept, state=state, ended=finished)

    def _break_ends(self, state: LoopState, lines: Mapping[int, AttemptLine]) -> datetime | None:
        if not state.is_break:
            return None
        last = max(line.ended for line in lines.values() if line.ended is not None)
        ends = last + timedelta(minutes=state.plan.break_minutes)
        return ends if ends > self._clock() else None


def _preset(wanted: str) -> Preset:
    for preset in PRESETS:
        if preset.id == wanted:
            return preset
    known = ", ".join(each.id for each in PRESETS)
    raise LoopError(f"There is no preset {wanted}; there are {known}.")


def _planned(lots: Lots, chosen: Round, wish: LoopWish, preset: Preset, day: int) -> PlannedRound:
    minutes = wish.minutes or preset.minutes or chosen.minutes
    drawn = lots.draw(chosen)
    if not drawn:
        raise LoopError(f"The round {chosen.title} has no question left to ask.")
    questions = tuple(each.question for each in drawn)
    count = wish.questions or preset.questions or fitting(minutes, questions, wish.follow_ups)
    lots.keep(questions[:count])
    return PlannedRound(EntryId(chosen.id), chosen.title, questions[:count], minutes, day)


def _manner(plan: LoopPlan, place: int, by_voice: bool | None = None) -> SittingManner:
    aloud = plan.by_voice if by_voice is None else by_voice
    return SittingManner(aloud, plan.exam, plan.follow_ups, plan.rounds[place].minutes)


def _allowed(change: Callable[[LoopState], LoopState], state: LoopState) -> LoopState:
    try:
        return change(state)
    except LoopOrderError as error:
        raise LoopError(str(error)) from error
