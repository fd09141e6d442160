"""The story bank: the person's programs, the questions they answer, and what is lacking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tpmdesk.app.ports import Clock, ContentStore
from tpmdesk.domain.content import EntryId, Prompt
from tpmdesk.domain.stories import (
    BankGap,
    KeptStory,
    Part,
    Story,
    StoryId,
    bank_gaps,
    unanswered,
)

ROUNDS = ("behavioral", "hiring-manager", "partner", "executive")  # where stories are told
_MOST = 10_000
_LONGEST_TITLE = 120


class StoryError(Exception):
    """A story cannot be kept as it is; the message says why and what to do."""


class StoryStore(Protocol):
    """Keeps stories. Every change is one transaction, and an undo step where it has a `label`."""

    def stories(self) -> list[KeptStory]:
        """The one edited last first."""
        ...

    def story(self, story: StoryId) -> Story:
        """Raises NotFoundError."""
        ...

    def add(self, label: str, story: Story, at: datetime) -> StoryId: ...

    def change(self, of: StoryId, story: Story, at: datetime) -> None:
        """Raises NotFoundError."""
        ...

    def remove(self, label: str, story: StoryId) -> None: ...


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a story may answer; `round` is the title of its round."""

    prompt: EntryId
    text: str
    round: str
    round_id: EntryId


class StoryBank:
    """Keeps stories and says what is lacking."""

    def __init__(self, store: StoryStore, content: ContentStore, clock: Clock) -> None:
        self._store = store
        self._content = content
        self._clock = clock

    def stories(self) -> list[KeptStory]:
        return self._store.stories()

    def story(self, story: StoryId) -> Story:
        """Raises NotFoundError."""
        return self._store.story(story)

    def add(self, story: Story) -> StoryId:
        """Raises StoryError."""
        _check(story)
        return self._store.add(f"Add the story {story.title}", story, self._clock())

    def change(self, of: StoryId, story: Story) -> None:
        """Keep it as it is written now, which is no undo step. Raises StoryError, and
        NotFoundError when it is gone."""
        _check(story)
        if self._store.story(of) != story:
            self._store.change(of, story, self._clock())

    def remove(self, story: StoryId) -> None:
        title = self._store.story(story).title
        self._store.remove(f"Delete the story {title}", story)

    def questions(self) -> list[Question]:
        """What stories are told in answer to, round by round."""
        return [
            _question(prompt, each.title)
            for each in self._content.rounds()
            if each.id.partition("/")[2] in ROUNDS
            for prompt in self._content.prompts(each.id)
        ]

    def gaps(self) -> tuple[BankGap, ...]:
        """What the bank lacks."""
        return bank_gaps(kept.story for kept in self._store.stories())

    def unanswered(self) -> list[Question]:
        """The behavioral questions that no story answers."""
        asked = [each for each in self.questions() if each.round_id.endswith("/behavioral")]
        stories = [kept.story for kept in self._store.stories()]
        left = set(unanswered(stories, [each.prompt for each in asked]))
        return [each for each in asked if each.prompt in left]

    def markdown(self) -> str:
        """Every story as one text, to print or to share."""
        return "\n\n".join(_markdown(kept.story) for kept in self._store.stories()) + "\n"


def _check(story: Story) -> None:
    title = story.title.strip()
    if not title:
        raise StoryError("A story needs a name. Write one in the first field, then save again.")
    if "\n" in title or len(title) > _LONGEST_TITLE:
        raise StoryError(
            f"The name is one line of at most {_LONGEST_TITLE} characters. Shorten it, then save "
            "again."
        )
    for part in Part:
        if len(story.part(part)) > _MOST:
            raise StoryError(
                f"The {part.value} has more than {_MOST} characters, too long to be told. Shorten "
                "it, then save again."
            )


def _question(prompt: Prompt, title: str) -> Question:
    return Question(prompt.id, prompt.text, title, prompt.round)


def _markdown(story: Story) -> str:
    parts: Sequence[str] = [
        f"**{part.value.capitalize()}**\n\n{story.part(part)}" for part in Part if story.part(part)
    ]
    return "\n\n".join([f"## {story.title.strip()}", *parts])
