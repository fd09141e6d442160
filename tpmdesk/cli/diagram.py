"""`diagram`: read a system or a dependency map, draw it, and work out its critical path."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import Any

from tpmdesk.cli.command import Command, CommandError, Desk
from tpmdesk.cli.files import existing, read_text
from tpmdesk.domain.diagram import Diagram, DiagramError, NodeKind, read
from tpmdesk.domain.diagram.schedule import CycleError, Plan, critical_path, slip

_MOST_BYTES = 256 * 1024
_PICTURES = (".svg", ".png")


def diagram(desk: Desk, options: Namespace) -> dict[str, Any]:
    """Read a diagram from a file; draw it where that is asked for."""
    made = _read(options.file)
    slips = _slip_wish(options.slip, made) if options.slip else None
    result: dict[str, Any] = {
        "title": made.title,
        "nodes": len(made.nodes),
        "edges": len(made.edges),
        "boundaries": len(made.boundaries),
        "plan": _plan(made, slips) if options.critical_path or slips else None,
        "picture": None,
    }
    if options.picture:
        if options.picture.suffix.lower() not in _PICTURES:
            raise CommandError(f"{options.picture}: a picture ends in .svg or .png.")
        try:
            desk.draw_diagram(made, options.picture, dark=options.dark)
        except OSError as problem:
            raise CommandError(f"{options.picture} was not written: {problem}") from problem
        result["picture"] = str(options.picture)
    return result


def _read(file: Path) -> Diagram:
    if existing(file).stat().st_size > _MOST_BYTES:
        raise CommandError(f"{file} is larger than {_MOST_BYTES // 1024} kB; cut it into parts.")
    try:
        made = read(read_text(file))
    except DiagramError as problem:
        raise CommandError(f"{file} cannot be drawn.\n{problem}") from problem
    if not made.nodes:
        raise CommandError(f'{file} holds no part. Write one, such as: service shop "Shop"')
    return made


def _slip_wish(wish: tuple[str, float], made: Diagram) -> tuple[str, float]:
    item, _ = wish
    if item not in made.ids or not any(node.id == item for node in made.nodes):
        there = ", ".join(node.id for node in made.nodes)
        raise CommandError(f"There is no item {item!r} in the diagram. There are: {there}.")
    return wish


def _plan(made: Diagram, slips: tuple[str, float] | None) -> dict[str, Any]:
    try:
        plan = critical_path(made)
    except CycleError as ring:
        raise CommandError(str(ring)) from ring
    result = {
        "days": plan.days,
        "critical_path": list(next(iter(plan.paths), ())),
        "items": [_item(node.id, node.title, plan) for node in made.nodes],
        "undated": [node.id for node in made.nodes if _undated(node.kind, node.days)],
        "slip": None,
    }
    if slips:
        found = slip(made, *slips)
        result["slip"] = {
            "item": found.item,
            "days": found.days,
            "end_moves": found.finish_moves,
            "moved": {each: by for each, by in found.moved.items() if by > 0},
        }
    return result


def _undated(kind: NodeKind, days: float | None) -> bool:
    return kind is NodeKind.WORK and days is None


def _item(node: str, title: str, plan: Plan) -> dict[str, Any]:
    timing = plan.timings[node]
    return {
        "id": node,
        "title": title,
        "starts": timing.starts,
        "ends": timing.ends,
        "slack": timing.slack,
    }


def _words(result: dict[str, Any]) -> str:
    parts = ", ".join(f"{result[name]} {name}" for name in ("nodes", "edges", "boundaries"))
    lines = [f"{result['title']}: {parts}." if result["title"] else f"{parts}."]
    if result["plan"]:
        lines += _plan_words(result["plan"])
    if result["picture"]:
        lines.append(f"Drawn: {result['picture']}")
    return "\n".join(lines)


def _plan_words(plan: dict[str, Any]) -> list[str]:
    titles = {item["id"]: item["title"] for item in plan["items"]}
    path = " → ".join(titles[each] for each in plan["critical_path"])
    lines = [f"{plan['days']:g} days. Critical path: {path}"]
    width = max(map(len, titles.values()))
    for item in sorted(plan["items"], key=lambda each: (each["starts"], each["ends"])):
        slack = "critical" if item["slack"] == 0 else f"slack {item['slack']:g}"
        span = f"day {item['starts']:g} to {item['ends']:g}"
        lines.append(f"  {item['title']:<{width}}  {span:<16} {slack}")
    if plan["undated"]:
        lines.append(f"Without days, so counted as none: {', '.join(plan['undated'])}")
    if slipped := plan["slip"]:
        lines.append(
            f"If {titles[slipped['item']]} takes {slipped['days']:g} days longer, "
            f"the end moves by {slipped['end_moves']:g}."
        )
        lines += [f"  {titles[each]}: {by:g} later" for each, by in slipped["moved"].items()]
    return lines


def _wish(text: str) -> tuple[str, float]:
    item, _, days = text.partition("=")
    try:
        return item.strip(), float(days)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not like bank=15") from None


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the diagram as text")
    parser.add_argument("--critical-path", action="store_true", help="tell dates and slack")
    parser.add_argument(
        "--slip", type=_wish, metavar="ITEM=DAYS", help="tell what follows if an item is late"
    )
    parser.add_argument("--picture", type=Path, metavar="OUT", help="draw it as .svg or .png")
    parser.add_argument("--dark", action="store_true", help="in dark colours")


COMMANDS: tuple[Command, ...] = (
    Command("diagram", "read, draw and plan a diagram", diagram, _words, _arguments),
)
