"""An answer and what follows from it, within the caller's transaction."""

from __future__ import annotations

from sqlalchemy import Connection

from tpmdesk.app.ports import AfterAnswer, NotFoundError, ReviewError
from tpmdesk.domain.cards import Card, CardId, Review
from tpmdesk.domain.deckoptions import LEECH_TAG
from tpmdesk.storage import cardrows, driver
from tpmdesk.storage.tables import Utc

# Tags are a JSON list of words.
_TAG_AS_LEECH = f"""UPDATE note SET tags = json_insert(tags, '$[#]', '{LEECH_TAG}')
WHERE id = (SELECT note_id FROM card WHERE id = ?)
  AND NOT EXISTS (SELECT 1 FROM json_each(note.tags) WHERE value = '{LEECH_TAG}')"""


def card(connection: Connection, card_id: int) -> Card:
    """Raises NotFoundError."""
    row = driver.one(connection, cardrows.CARD, (card_id,))
    if row is None:
        raise _absent(card_id)
    return cardrows.as_card(row)


def front(connection: Connection, card_id: CardId) -> str:
    """The front of the card's note, as one plain line. Raises NotFoundError."""
    row = driver.one(connection, cardrows.FRONT, (card_id,))
    if row is None:
        raise _absent(card_id)
    return str(row.plain)


def record(connection: Connection, review: Review, then: AfterAnswer) -> None:
    """Store the answer. Raises NotFoundError and ReviewError."""
    done = driver.run(connection, cardrows.REMEMBER, cardrows.memory_values(review))
    if not done.rowcount:
        raise _refusal(card(connection, review.card_id))
    driver.run(connection, cardrows.INSERT_REVIEW, cardrows.review_values(review))
    if then.siblings_until is not None:
        driver.run(
            connection,
            cardrows.BURY_SIBLINGS,
            {"card_id": review.card_id, "until": Utc.micros(then.siblings_until)},
        )
    if then.leech:
        driver.run(connection, _TAG_AS_LEECH, (review.card_id,))
    if then.suspend:
        driver.run(connection, "UPDATE card SET suspended = 1 WHERE id = ?", (review.card_id,))


def _refusal(found: Card) -> ReviewError:
    if found.suspended:
        return ReviewError(
            f"Card {found.id} is suspended, so it takes no answers. "
            "Resume it first, or go on with the next."
        )
    return ReviewError(
        f"Card {found.id} has been answered elsewhere since it was shown. "
        "That answer stands; go on with the next card."
    )


def _absent(card_id: int) -> NotFoundError:
    return NotFoundError(f"There is no card {card_id}. Search shows the cards there are.")
