"""`loop`: whole interview loops without a window or a sound card."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from tpmdesk.app.looping import Loop, LoopLine, LoopWish
from tpmdesk.app.mock import MockRound
from tpmdesk.app.unattended import (
    DirectTranscriber,
    FileMicrophone,
    SilentSpeaker,
    sit_through,
)
from tpmdesk.cli.command import Command, CommandError, Desk
from tpmdesk.cli.facts import line_facts
from tpmdesk.cli.ids import loop_id
from tpmdesk.domain.attempts import LoopId
from tpmdesk.domain.looppresets import Preset
from tpmdesk.domain.loops import LoopPlan, PlannedRound
from tpmdesk.domain.promptmemory import Why

_MOST = 600


def loop(desk: Desk, options: Namespace) -> Any:
    """Do what the action says; none lists the loops."""
    match options.action:
        case "presets":
            return [_preset(desk, each) for each in desk.looping.presets()]
        case "draw":
            plan = desk.looping.draw(_wish(options), options.seed)
            return _plan(plan, desk.looping.whys(plan))
        case "show":
            return _loop(desk.looping.loop(loop_id(options.id)))
        case "skip":
            return _loop(desk.looping.skip_round(loop_id(options.id)))
        case "end":
            return _loop(desk.looping.end(loop_id(options.id)))
        case "sit":
            return _sit(desk, options)
        case _:
            return [_line(each) for each in desk.looping.loops()]


def _wish(options: Namespace) -> LoopWish:
    return LoopWish(
        preset=options.preset,
        rounds=tuple(options.rounds),
        minutes=options.minutes,
        questions=options.questions,
        days=options.days,
        exam=options.exam,
        follow_ups=options.follow_ups,
    )


# Sitting with files for a microphone


def _sit(desk: Desk, options: Namespace) -> dict[str, Any]:
    """A loop sat to its end, or to the end of its day; or one round, which is no loop."""
    microphone = _microphone(desk, options.answers_dir)
    if options.loop is not None:
        return _sit_loop(desk, loop_id(options.loop), microphone, early=options.early)
    plan = desk.looping.draw(_wish(options), options.seed)
    if len(plan.rounds) > 1:
        return _sit_loop(desk, desk.looping.start(plan), microphone, early=options.early)
    sound = SilentSpeaker(), microphone, DirectTranscriber(desk.recognizers)
    sitting = desk.looping.sit_alone(plan, *sound, _nothing)
    sit_through(sitting)
    return {"attempt": str(sitting.attempt_id), **_plan(plan, desk.looping.whys(plan))}


def _sit_loop(
    desk: Desk, loop_id: LoopId, microphone: FileMicrophone, *, early: bool
) -> dict[str, Any]:
    standing = desk.looping.loop(loop_id)
    while standing.ended is None and (early or not standing.another_day):
        sit_through(_round(desk, standing, microphone, early=early))
        standing = desk.looping.round_over(loop_id)
    return _loop(standing)


def _round(desk: Desk, standing: Loop, microphone: FileMicrophone, *, early: bool) -> MockRound:
    """The round that was left, or else the next."""
    sound = SilentSpeaker(), microphone, DirectTranscriber(desk.recognizers)
    if standing.under_way is not None:
        return desk.mocking.resume(standing.under_way.id, *sound, _nothing)
    return desk.looping.begin_round(standing.id, *sound, _nothing, early=early)


def _microphone(desk: Desk, folder: Path) -> FileMicrophone:
    if not folder.is_dir():
        raise CommandError(f"There is no folder {folder}. Name one that holds WAV files.")
    files = sorted(folder.glob("*.wav"))
    if not files:
        raise CommandError(f"{folder} holds no file that ends in .wav. Record an answer into it.")
    seconds = [desk.recognizers.seconds(file) for file in files]
    return FileMicrophone(files, seconds, over_again=True)


# As JSON


def _preset(desk: Desk, preset: Preset) -> dict[str, Any]:
    return {
        "id": preset.id,
        "title": preset.title,
        "about": preset.about,
        "loop": preset.is_loop,
        "rounds": list(desk.looping.rounds_of(preset)),
        "minutes": preset.minutes or None,
        "questions": preset.questions or None,
        "days": preset.days,
        "break_minutes": preset.break_minutes,
    }


def _plan(plan: LoopPlan, whys: list[list[Why | None]]) -> dict[str, Any]:
    return {
        "title": plan.title,
        "seed": plan.seed,
        "fresh": plan.fresh,
        "exam": plan.exam,
        "follow_ups": plan.follow_ups,
        "break_minutes": plan.break_minutes,
        "rounds": [
            {**_planned(each), "questions": _questions(each, of_round)}
            for each, of_round in zip(plan.rounds, whys, strict=True)
        ],
    }


def _planned(planned: PlannedRound) -> dict[str, Any]:
    return {
        "round": planned.round,
        "title": planned.title,
        "minutes": planned.minutes,
        "day": planned.day,
    }


def _questions(planned: PlannedRound, whys: list[Why | None]) -> list[dict[str, Any]]:
    return [
        {
            "prompt": question.prompt,
            "question": question.text,
            "think_seconds": question.think_seconds,
            "answer_seconds": question.answer_seconds,
            "why": None if why is None else str(why),
        }
        for question, why in zip(planned.questions, whys, strict=True)
    ]


def _loop(found: Loop) -> dict[str, Any]:
    rounds = zip(found.state.plan.rounds, found.state.statuses, found.attempts, strict=True)
    return {
        "id": str(found.id),
        "title": found.title,
        "started": found.started.isoformat(),
        "ended": found.ended.isoformat() if found.ended else None,
        "seed": found.state.plan.seed,
        "next": found.state.next_round,
        "break_ends": found.break_ends.isoformat() if found.break_ends else None,
        "another_day": found.another_day,
        "rounds": [
            {
                **_planned(planned),
                "status": status.value,
                "prompts": [question.prompt for question in planned.questions],
                "attempt": line_facts(attempt) if attempt else None,
            }
            for planned, status, attempt in rounds
        ],
    }


def _line(line: LoopLine) -> dict[str, Any]:
    return {
        "id": str(line.id),
        "title": line.title,
        "started": line.started.isoformat(),
        "ended": line.ended.isoformat() if line.ended else None,
        "rounds": line.rounds,
        "done": line.done,
        "mean_level": line.mean_level,
    }


# In words


def _words(result: Any) -> str:
    if isinstance(result, list):
        return "\n".join(map(_line_words, result)) or "No loops yet."
    saved = f"Attempt {result['attempt']} is saved." if "attempt" in result else ""
    name = f"{result['title']}, loop {result['id']}" if "id" in result else result["title"]
    lines = [saved, name, *map(_round_words, result["rounds"]), _closing(result)]
    return "\n".join(line for line in lines if line)


def _line_words(line: dict[str, Any]) -> str:
    if "about" in line:
        return f"{line['id']:<12} {line['about']}"
    ended = "" if line["ended"] else ", not ended"
    done = f"{line['done']} of {line['rounds']} rounds done"
    return f"{line['id']}  {line['started']}  {line['title']}: {done}{ended}"


def _round_words(planned: dict[str, Any]) -> str:
    about = f"{planned['title']}, {planned['minutes']} min"
    if "status" in planned:
        return f"  {planned['status']:<8} {about}"
    asked = (f"    {each['question']}{_because(each)}" for each in planned["questions"])
    return "\n".join([f"  {about}", *asked])


def _because(question: dict[str, Any]) -> str:
    return f" ({question['why']})" if question["why"] else ""


def _closing(result: dict[str, Any]) -> str:
    if result.get("another_day"):
        return "The next round is planned for another day; --early begins it today."
    return ""


# Arguments


def _arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("list", help="the loops you sat, newest first")
    actions.add_parser("presets", help="the shapes of practice there are")
    draw = actions.add_parser("draw", help="draw a loop and show it; nothing is saved")
    draw.add_argument("--preset", required=True, metavar="ID", help="one of `loop presets`")
    _wish_arguments(draw)
    for action, about in (
        ("show", "show one whole"),
        ("skip", "leave out its next round, or leave the one under way"),
        ("end", "end it here; what was answered is kept"),
    ):
        actions.add_parser(action, help=about).add_argument("id", metavar="ID")
    sit = actions.add_parser("sit", help="sit a loop with recordings for answers")
    which = sit.add_mutually_exclusive_group(required=True)
    which.add_argument("--preset", metavar="ID", help="a new one, of that preset")
    which.add_argument("--loop", metavar="ID", help="go on with that loop")
    sit.add_argument(
        "--answers-dir",
        required=True,
        type=Path,
        metavar="DIR",
        help="its WAV files are the answers, by name, and again from the first after the last",
    )
    sit.add_argument(
        "--early", action="store_true", help="begin rounds that are planned for another day"
    )
    _wish_arguments(sit)


def _wish_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--rounds", nargs="+", default=(), metavar="ID", help="these rounds")
    parser.add_argument("--minutes", type=_count, default=0, help="of each round")
    parser.add_argument("--questions", type=_count, default=0, help="in each round")
    parser.add_argument("--days", type=_count, default=0, help="to spread the rounds over")
    parser.add_argument("--follow-ups", type=int, choices=range(4), default=0, help="at most")
    parser.add_argument("--exam", action="store_true", help="no pause, no hint, one take")
    parser.add_argument("--seed", type=int, metavar="N", help="draw the same questions again")


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= _MOST:
        raise ValueError(text)
    return number


def _nothing() -> None:
    """Nobody watches."""


COMMANDS = (Command("loop", "draw, sit and look at whole loops", loop, _words, _arguments),)
