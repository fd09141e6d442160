"""Drawing the questions of a round: by a fixed seed, or by what is weak or long unseen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tpmdesk.app.ports import AttemptStore, Clock, ContentStore, NotFoundError
from tpmdesk.domain.attempts import Asked
from tpmdesk.domain.content import Prompt, Round
from tpmdesk.domain.promptmemory import PromptMemory, Why, draw, need, remember
from tpmdesk.domain.roundstate import Question


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question, and what spoke for it; None when a fixed seed chose it."""

    question: Question
    why: Why | None


class Lots:
    """Draws questions, none of them again that was kept.

    `fresh` draws are weighted by how much each question wants to be asked; otherwise the seed
    alone decides, whatever was asked before.
    """

    def __init__(
        self,
        content: ContentStore,
        attempts: AttemptStore,
        clock: Clock,
        seed: int,
        *,
        fresh: bool,
    ) -> None:
        self.seed = seed
        self.fresh = fresh
        self._content = content
        self._now: datetime = clock()
        self._history = _by_prompt(attempts.asked()) if fresh else {}
        self._kept: set[str] = set()

    def draw(self, chosen: Round, count: int | None = None) -> list[Drawn]:
        """Up to so many questions of a round, None for all; see `keep`."""
        prompts = self._content.prompts(chosen.id)
        pool = {prompt.id: prompt for prompt in prompts if prompt.id not in self._kept}
        known = self._known(chosen, list(pool))
        weights = {each: need(known[each], self._now) if self.fresh else 1.0 for each in pool}
        order = draw(weights, self.seed, len(pool) if count is None else count)
        return [Drawn(as_question(chosen, pool[each]), self._why(known[each])) for each in order]

    def keep(self, questions: Iterable[Question]) -> None:
        """These are asked, so that they are not drawn again."""
        self._kept.update(each.prompt for each in questions)

    def why(self, chosen: Round, question: Question) -> Why | None:
        """What speaks for a question of that round."""
        return self._why(self._known(chosen, [question.prompt])[question.prompt])

    def _why(self, known: PromptMemory) -> Why | None:
        return known.why(self._now) if self.fresh else None

    def _known(self, chosen: Round, prompts: Sequence[str]) -> dict[str, PromptMemory]:
        top = _top(self._content, chosen) if self.fresh else 0
        return {each: remember(self._history.get(each, ()), top) for each in prompts}


def as_question(chosen: Round, prompt: Prompt) -> Question:
    """The question that a prompt asks in that round."""
    return Question(
        prompt.id,
        prompt.text,
        prompt.think_seconds or chosen.think_seconds,
        prompt.answer_seconds or chosen.answer_seconds,
    )


def _top(content: ContentStore, chosen: Round) -> int:
    """The highest level of the round's rubric, 0 without one."""
    try:
        criteria = content.rubric(chosen.rubric).criteria
    except NotFoundError:
        return 0
    return max((level.score for each in criteria for level in each.levels), default=0)


def _by_prompt(history: Sequence[Asked]) -> dict[str, list[Asked]]:
    found: dict[str, list[Asked]] = {}
    for asked in history:
        found.setdefault(asked.prompt, []).append(asked)
    return found
