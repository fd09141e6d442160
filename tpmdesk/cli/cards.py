"""`due`, `answer`, `undo` and `schedule`: reviewing without the window."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from tpmdesk.app.review import CardView
from tpmdesk.cli.command import Command, CommandError, Desk
from tpmdesk.cli.history import Answer, read_history, read_rating
from tpmdesk.cli.ids import card_id
from tpmdesk.cli.times import read_time, write_time
from tpmdesk.domain.cards import Memory, Rating
from tpmdesk.domain.scheduling import replay


def due(desk: Desk, _options: Namespace) -> dict[str, Any]:
    """What is left today, and the card to answer now."""
    view = desk.reviewing.next()
    counts = view.counts if view else desk.reviewing.counts()
    return {
        "new": counts.new,
        "learning": counts.learning,
        "review": counts.review,
        "next": _next(view) if view else None,
    }


def _next(view: CardView) -> dict[str, Any]:
    card = view.card
    return {
        "id": str(card.id),
        "front": card.face.front,
        "back": card.face.back,
        "kind": card.kind.value,
        "deck": card.deck,
        "intervals": {
            rating.name.lower(): away.total_seconds() for rating, away in view.intervals.items()
        },
    }


def _due_words(result: Mapping[str, Any]) -> str:
    left = f"New {result['new']}, learning {result['learning']}, review {result['review']}."
    card = result["next"]
    if card is None:
        return f"{left}\nNo card to answer now."
    ways = ", ".join(f"{name} {_span(away)}" for name, away in card["intervals"].items())
    return f"{left}\n\nCard {card['id']}\n{card['front']}\n\nAnswer: {ways}."


def answer(desk: Desk, options: Namespace) -> dict[str, Any]:
    """Answer a card, now or at the time given."""
    at = read_time(options.at, "--at") if options.at else None
    rating = read_rating(options.rating, "answer")
    card = desk.reviewing.answer(card_id(options.card_id), rating, at=at)
    return {
        "id": str(card.id),
        "due": write_time(card.memory.due),
        "stability": card.memory.stability,
        "difficulty": card.memory.difficulty,
        "undo": desk.reviewing.undoable(),
    }


def _answer_words(result: Mapping[str, Any]) -> str:
    return f"{result['undo']}\nDue {result['due']}."


def undo(desk: Desk, _options: Namespace) -> dict[str, Any]:
    """Take back the last answer, edit, bury or suspend."""
    undone = desk.reviewing.undo()
    if undone is None:
        raise CommandError("There is nothing to undo.")
    return {"undone": undone}


def _undo_words(result: Mapping[str, Any]) -> str:
    return f"Undone. {result['undone']}"


def redo(desk: Desk, _options: Namespace) -> dict[str, Any]:
    """Do again what was undone last."""
    redone = desk.reviewing.redo()
    if redone is None:
        raise CommandError("There is nothing to redo.")
    return {"redone": redone}


def _redo_words(result: Mapping[str, Any]) -> str:
    return f"Done again. {result['redone']}"


def schedule(desk: Desk, options: Namespace) -> list[dict[str, Any]]:
    """What the scheduler makes of a history, in the order of the file."""
    retention = options.retention or desk.reviewing.retention
    answers = read_history(options.file)
    try:
        memories = _memories(answers, retention)
    except OverflowError:
        raise CommandError(f"{options.file}: a card falls due after the year 9999.") from None
    return [
        {
            "card_id": each.card_id,
            "at": write_time(each.at),
            "rating": int(each.rating),
            "stability": memory.stability,
            "difficulty": memory.difficulty,
            "due": write_time(memory.due),
        }
        for each, memory in zip(answers, memories, strict=True)
    ]


def _memories(answers: list[Answer], retention: float) -> list[Memory]:
    """The memory after each answer: every card's answers are taken by their times."""
    lines: dict[str, list[int]] = defaultdict(list)
    for line, each in enumerate(answers):
        lines[each.card_id].append(line)
    found: dict[int, Memory] = {}
    for of_card in lines.values():
        of_card.sort(key=lambda line: answers[line].at)
        history = [(answers[line].at, answers[line].rating) for line in of_card]
        found.update(zip(of_card, replay(history, retention), strict=True))
    return [found[line] for line in range(len(answers))]


def _schedule_words(result: list[dict[str, Any]]) -> str:
    lines = (
        f"{row['at']}  {row['card_id']}  {Rating(row['rating']).name.lower():<5}  "
        f"stability {row['stability']:.4f}  difficulty {row['difficulty']:.4f}  due {row['due']}"
        for row in result
    )
    return "\n".join(lines) or "The file holds no answers."


def _span(seconds: float) -> str:
    """An interval as it stands on a button: 10 min, 5 h, 12 d."""
    minutes, hours, days = (timedelta(**{unit: 1}) for unit in ("minutes", "hours", "days"))
    span = timedelta(seconds=seconds)
    if span < hours:
        return f"{span / minutes:.0f} min"
    return f"{span / hours:.0f} h" if span < days else f"{span / days:.0f} d"


def _answer_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("card_id", metavar="CARD_ID", help="an id that `due` or `search` gave")
    parser.add_argument("rating", metavar="RATING", help="again, hard, good or easy; or 1 to 4")
    parser.add_argument("--at", metavar="TIME", help="when, in ISO 8601; default: now")


def _schedule_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="REVIEWS.csv", help="card_id, at and rating")
    parser.add_argument(
        "--retention", type=_retention, metavar="P", help="desired; default: the profile's"
    )


def _retention(text: str) -> float:
    value = float(text)
    if not 0 < value < 1:
        raise ValueError
    return value


COMMANDS: tuple[Command, ...] = (
    Command("due", "show what is left today, and the next card", due, _due_words),
    Command("answer", "answer a card", answer, _answer_words, _answer_arguments),
    Command("undo", "take back the last answer or change", undo, _undo_words),
    Command("redo", "do again what was undone last", redo, _redo_words),
    Command(
        "schedule",
        "compute what the scheduler makes of a history, fuzz off; changes nothing",
        schedule,
        _schedule_words,
        _schedule_arguments,
    ),
)
