"""`search`: cards found by a query, without the window."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import Any

from tpmdesk.app.browsing import QueryError, Sort
from tpmdesk.cli.command import Command, CommandError, Desk
from tpmdesk.cli.times import write_time

_ALL_SHOWN = 50
_HELP = (
    'words or how they begin; "a phrase"; -without; or; (…); deck:, tag:, is:, kind:, flag:, '
    "prop:ivl>21, rated:7, added:7, edited:7, introduced:7, front:, back:, nid:, cid:, re:"
)


def search(desk: Desk, options: Namespace) -> dict[str, Any]:
    """The cards that the query finds, in the order of their decks, and how many in all."""
    query = " ".join(options.query).strip()
    try:
        found = desk.browsing.find(query, Sort())
    except QueryError as error:
        raise CommandError(f"{error.message}\n{_marked(query, error)}") from None
    return {
        "count": len(found),
        "cards": [
            {
                "id": str(line.id),
                "front": line.front,
                "deck": line.deck,
                "due": write_time(line.due),
            }
            for line in desk.browsing.lines(found[: options.limit])
        ],
    }


def _marked(query: str, error: QueryError) -> str:
    """The query, and below it a mark at the part that is meant."""
    return f"{query}\n{' ' * error.start}{'^' * max(1, error.end - error.start)}"


def _words(result: Mapping[str, Any]) -> str:
    if not result["cards"]:
        return f"{result['count']} cards."
    lines = [f"{card['id']:>6}  {card['deck']}  {card['front']}" for card in result["cards"]]
    return "\n".join([*lines, f"{len(lines)} of {result['count']} cards."])


def _arguments(parser: ArgumentParser) -> None:
    # A lone word that begins with "-" needs a lone -- before the query; -tag:x does not.
    parser.add_argument("query", nargs="+", metavar="QUERY", help=_HELP.replace("%", "%%"))
    parser.add_argument("--limit", type=_limit, default=_ALL_SHOWN, metavar="N", help="at most N")


def _limit(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError
    return value


COMMANDS: tuple[Command, ...] = (
    Command("search", "find cards by a query", search, _words, _arguments),
)
