"""Stories in the profile's database."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import delete, insert, select, update

from tpmdesk.app.ports import NotFoundError
from tpmdesk.domain.stories import KeptStory, Story, StoryId
from tpmdesk.storage.database import Database
from tpmdesk.storage.notes import as_json
from tpmdesk.storage.tables import story as table

_STORY = msgspec.json.Decoder(Story)


class SqlStoryStore:
    """A StoryStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stories(self) -> list[KeptStory]:
        newest = select(table).order_by(table.c.edited_at.desc(), table.c.id.desc())
        with self._database.read() as connection:
            return [
                KeptStory(StoryId(row.id), _STORY.decode(row.body))
                for row in connection.execute(newest)
            ]

    def story(self, story: StoryId) -> Story:
        with self._database.read() as connection:
            row = connection.execute(select(table.c.body).where(table.c.id == story)).first()
        if row is None:
            raise _unknown(story)
        return _STORY.decode(row.body)

    def add(self, label: str, story: Story, at: datetime) -> StoryId:
        row = insert(table).values(
            title=story.title, body=as_json(story), created_at=at, edited_at=at
        )
        with self._database.action(label) as connection:
            made = connection.execute(row).inserted_primary_key
        assert made is not None
        return StoryId(made[0])

    def change(self, of: StoryId, story: Story, at: datetime) -> None:
        changed = update(table).where(table.c.id == of)
        changed = changed.values(title=story.title, body=as_json(story), edited_at=at)
        with self._database.write() as connection:
            if not connection.execute(changed).rowcount:
                raise _unknown(of)

    def remove(self, label: str, story: StoryId) -> None:
        with self._database.action(label) as connection:
            connection.execute(delete(table).where(table.c.id == story))


def _unknown(story: StoryId) -> NotFoundError:
    return NotFoundError(f"There is no story {story} any more.")
