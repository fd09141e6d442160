"""`backup`, `backups`, `restore` and `check`: keeping the data safe."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tpmdesk.app.backups import Backup, Counts, Preview
from tpmdesk.app.integrity import Problem
from tpmdesk.cli.command import Command, Desk

_MEGABYTE = 1_000_000


def backup(desk: Desk, options: Namespace) -> dict[str, Any]:
    """Make a backup: in the profile's own folder, or as one file in another."""
    desk.library  # noqa: B018  a new profile has something to back up once it was opened
    made = desk.backups.export(options.to) if options.to else desk.backups.make()
    return _facts(made)


def backups(desk: Desk, _options: Namespace) -> list[dict[str, Any]]:
    """All backups, newest first."""
    return [_facts(each) for each in desk.backups.all()]


def restore(desk: Desk, options: Namespace) -> dict[str, Any]:
    """Go back to a backup, or say what that would change."""
    file = desk.backups.find(options.file)
    if options.preview:
        return _preview_facts(desk.backups.preview(file))
    done = desk.backups.restore(file)
    return {
        "restored": str(done.backup.file),
        "made": done.backup.made.isoformat(),
        "safety": str(done.safety.file),
        "missing": list(done.missing),
    }


def check(desk: Desk, options: Namespace) -> dict[str, Any]:
    """Look at everything; with `--repair` mend what can be."""
    repaired = 0
    if options.repair:
        repaired, found = desk.checking.repair()
    else:
        found = desk.checking.thorough(every_byte=options.deep)
    problems = [_problem(each) for each in found]
    return {"ok": not found, "problems": problems, "repaired": repaired}


def _facts(made: Backup) -> dict[str, Any]:
    return {
        "file": str(made.file),
        "bytes": made.size,
        "made": made.made.isoformat(),
        "reason": made.reason.value,
        "before": made.what,
        "written": made.written,
        "readable": made.counts is not None,
        "holds": _counts(made.counts) if made.counts else None,
    }


def _counts(counts: Counts) -> dict[str, Any]:
    newest = counts.newest_review
    return asdict(counts) | {"newest_review": newest.isoformat() if newest else None}


def _preview_facts(seen: Preview) -> dict[str, Any]:
    return {
        "file": str(seen.backup.file),
        "made": seen.backup.made.isoformat(),
        "now": _counts(seen.now) if seen.now else None,
        "then": _counts(seen.then),
        "lost": asdict(seen.lost) if seen.lost is not None else None,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return asdict(problem) | {"fault": problem.fault.value}


# In words


def _backup_words(result: dict[str, Any]) -> str:
    return f"Backed up to {result['file']} ({result['bytes'] / _MEGABYTE:.1f} MB)."


def _backups_words(result: list[dict[str, Any]]) -> str:
    return "\n".join(map(_line, result)) or "There is no backup yet. `tpmdesk backup` makes one."


def _line(each: dict[str, Any]) -> str:
    why = f"before {each['before']}" if each["before"] else each["reason"]
    size = f"{each['bytes'] / _MEGABYTE:.1f} MB"
    name = Path(each["file"]).name
    return f"{each['made'][:19].replace('T', ' ')}  {size:>10}  {why:<24}  {name}"


def _restore_words(result: dict[str, Any]) -> str:
    if "then" in result:
        return _preview_words(result)
    lines = [
        f"Restored the backup of {result['made'][:19].replace('T', ' ')} UTC.",
        f"What was there before is in {result['safety']}.",
        *(f"Not whole in the backup, left as it was: {path}" for path in result["missing"]),
    ]
    return "\n".join(lines)


def _preview_words(result: dict[str, Any]) -> str:
    now, then = result["now"] or {}, result["then"]
    lines = [
        f"{key.replace('_', ' '):<14} {now.get(key, '?')!s:>26} -> {then[key]}" for key in then
    ]
    lost = [f"{n} {key.replace('_', ' ')}" for key, n in (result["lost"] or {}).items() if n]
    closing = f"Would be lost: {', '.join(lost)}." if lost else "Nothing would be lost."
    if result["lost"] is None:
        closing = "The present database cannot be read; its files would be kept aside."
    return "\n".join([*lines, closing, "Nothing was changed: this was a preview."])


def _check_words(result: dict[str, Any]) -> str:
    lines = [f"{each['message']}\n    {each['remedy']}" for each in result["problems"]]
    repaired = [f"Repaired: {result['repaired']}."] if result["repaired"] else []
    return "\n".join([*lines, *repaired, "All is well." if result["ok"] else "See above."])


# Arguments


def _to_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--to", type=Path, metavar="DIR", help="write one file with everything into DIR"
    )


def _restore_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a backup's file, or its name in `backups`")
    parser.add_argument(
        "--preview", action="store_true", help="say what would change, and change nothing"
    )


def _check_arguments(parser: ArgumentParser) -> None:
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--deep", action="store_true", help="also read every byte of media and backups"
    )
    how.add_argument(
        "--repair", action="store_true", help="mend what can safely be mended, after a backup"
    )


COMMANDS = (
    Command("backup", "make a backup of everything", backup, _backup_words, _to_argument),
    Command("backups", "list the backups", backups, _backups_words),
    Command("restore", "go back to a backup", restore, _restore_words, _restore_arguments),
    Command("check", "look whether the data is sound", check, _check_words, _check_arguments),
)
