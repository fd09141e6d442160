"""`decks`, `backlog` and `fit`: how cards are scheduled, without the window."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from tpmdesk.app.backlog import BacklogPlan
from tpmdesk.cli.command import Command, Desk
from tpmdesk.domain.content import EntryId
from tpmdesk.domain.deckoptions import DeckOptions

_DAYS = 7


def decks(desk: Desk, _options: Namespace) -> list[dict[str, Any]]:
    """Every deck with what is left of it today, and its options."""
    return [
        {**asdict(line), "options": _option_facts(desk.decks.options(line.id))}
        for line in desk.decks.summary()
    ]


def _option_facts(options: DeckOptions) -> dict[str, Any]:
    """The options; steps in seconds."""
    steps = {
        name: [step / timedelta(seconds=1) for step in getattr(options, name)]
        for name in ("learning_steps", "relearning_steps")
    }
    return {**asdict(options), **steps, "parameters": list(options.parameters)}


def _decks_words(result: list[dict[str, Any]]) -> str:
    lines = (
        f"{line['new']:>5} {line['learning']:>8} {line['review']:>7}  {line['title']}"
        f" ({line['id']})"
        for line in result
    )
    return "\n".join(["  new learning  review  deck", *lines])


def backlog(desk: Desk, options: Namespace) -> dict[str, Any]:
    """What spreading the overdue cards would do, and with --apply has done."""
    look = desk.backlogs.look()
    days = options.days or (look.days if look else _DAYS)
    plan = desk.backlogs.plan(days)
    spread = desk.backlogs.spread(days) if options.apply else 0
    return {**_plan_facts(plan), "fewest_days": look.days if look else 0, "spread": spread}


def _plan_facts(plan: BacklogPlan) -> dict[str, Any]:
    return {
        "overdue": plan.overdue,
        "fits": plan.fits,
        "days": [
            {"date": day.date.isoformat(), "due": day.due, "spread": day.spread}
            for day in plan.days
        ],
        "first": list(plan.first),
    }


def _backlog_words(result: Mapping[str, Any]) -> str:
    if not result["overdue"]:
        return "No card is overdue."
    lines = [
        f"{day['date']}  {day['due']:>5} due  + {day['spread']:>5} overdue"
        for day in result["days"]
    ]
    if not result["fits"]:
        lines.append("Some days get more than their limit. Take more days, or raise the limit.")
    lines.append(
        f"{result['spread']} cards spread. `undo` takes it back."
        if result["spread"]
        else "Nothing was changed. Add --apply to spread them like this."
    )
    return "\n".join(lines)


def fit(desk: Desk, options: Namespace) -> dict[str, Any]:
    """Fit parameters to the reviews, and use them if they win over the defaults."""
    deck = EntryId(options.deck) if options.deck else None
    result = desk.decks.fit(deck)
    taken = result.better and not options.dry_run
    if taken:
        desk.decks.take(deck, result)
    return {
        "reviews": result.reviews,
        "held_out": result.held_out,
        "default_loss": result.default_loss,
        "fitted_loss": result.fitted_loss,
        "better": result.better,
        "taken": taken,
        "parameters": list(result.parameters),
        "words": result.words,
    }


def _fit_words(result: Mapping[str, Any]) -> str:
    used = "They are in use now." if result["taken"] else "Nothing was changed."
    return f"{result['words']} {used}"


def _backlog_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--days", type=_days, metavar="N", help="over N days; default: the fewest that have room"
    )
    parser.add_argument("--apply", action="store_true", help="do it; without, it is only shown")


def _days(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError
    return value


def _fit_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--deck", metavar="ID", help="one deck's; default: all decks")
    parser.add_argument("--dry-run", action="store_true", help="compare, and change nothing")


COMMANDS: tuple[Command, ...] = (
    Command("decks", "list decks: what is left today, and their options", decks, _decks_words),
    Command(
        "backlog",
        "spread overdue cards over some days",
        backlog,
        _backlog_words,
        _backlog_arguments,
    ),
    Command(
        "fit",
        "fit the scheduler to your own reviews, if that predicts them better",
        fit,
        _fit_words,
        _fit_arguments,
    ),
)
