"""`content check` and `content list`: the files that packs are made of, and what they brought."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tpmdesk.cli.command import Command, Desk
from tpmdesk.domain.content import KINDS, ContentNote, Entry, Prompt, kind_of
from tpmdesk.domain.excerpt import excerpt

_LISTED = tuple(kind for kind in KINDS if kind != "deck")
_BRIEF = ("id", "kind", "title", "deck", "covers", "origin")
_TITLE_LENGTH = 100


def content(desk: Desk, options: Namespace) -> Any:
    """Run the action asked for."""
    return check(desk, options.path) if options.action == "check" else listing(desk, options)


def check(desk: Desk, paths: list[Path]) -> dict[str, Any]:
    """What the packs in these files hold, and every mistake; the bundled content by default."""
    read = desk.read_packs(paths or [desk.content_dir])
    covers = {item for pack in read.packs for entry in pack.entries for item in _covers(entry)}
    return {
        "ok": not read.errors,
        "packs": [
            {"id": pack.id, "title": pack.title, "entries": pack.counts} for pack in read.packs
        ],
        "covers": sorted(covers),
        "errors": [asdict(error) for error in read.errors],
    }


def listing(desk: Desk, options: Namespace) -> list[dict[str, Any]]:
    """The entries in use; every text of them with `--full`."""
    kinds = (options.kind,) if options.kind else _LISTED
    entries = [entry for entry in desk.library.entries() if kind_of(entry) in kinds]
    return [_full(entry) if options.full else _brief(entry) for entry in entries]


def _brief(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "kind": kind_of(entry),
        "title": _title(entry),
        "deck": entry.deck if isinstance(entry, ContentNote) else None,
        "covers": list(_covers(entry)),
        "origin": entry.provenance.origin,
    }


def _full(entry: Entry) -> dict[str, Any]:
    fields = asdict(entry)
    fields |= fields.pop("provenance")
    if isinstance(entry, ContentNote):
        text = fields.pop("text")
        fields |= {"makes": text.pop("kind"), **text}
    return fields | _brief(entry)


def _title(entry: Entry) -> str:
    match entry:
        case ContentNote():
            return excerpt(entry.text.front, _TITLE_LENGTH)
        case Prompt():
            return excerpt(entry.text, _TITLE_LENGTH)
        case _:
            return entry.title


def _covers(entry: Entry) -> tuple[str, ...]:
    return entry.provenance.covers


def _words(result: Any) -> str:
    return _list_words(result) if isinstance(result, list) else _check_words(result)


def _check_words(result: dict[str, Any]) -> str:
    packs = [f"{pack['id']}: {_counted(pack['entries'])}." for pack in result["packs"]]
    errors = [f"{e['file']}: {e['entry']}: {e['message']}." for e in result["errors"]]
    found = len(errors)
    closing = f"{found} mistake{'s' if found > 1 else ''} to mend." if errors else "No mistakes."
    return "\n".join([*packs, *errors, closing])


def _counted(entries: dict[str, int]) -> str:
    counts = (f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in entries.items())
    return ", ".join(counts) or "no entry that can be used"


def _list_words(entries: list[dict[str, Any]]) -> str:
    if not entries:
        return "Nothing is installed of that kind."
    width = max(len(entry["id"]) for entry in entries)
    return "\n".join(
        f"{entry['kind']:<9}  {entry['id']:<{width}}  {entry['title']}" for entry in entries
    )


def _arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    checking = actions.add_parser("check", help="name every mistake in content files")
    checking.add_argument(
        "path", nargs="*", type=Path, metavar="PATH", help="files or folders; default: the bundled"
    )
    listed = actions.add_parser("list", help="list what is installed")
    listed.add_argument("--kind", choices=tuple(KINDS), help="only entries of this kind")
    listed.add_argument("--full", action="store_true", help="with every text")


COMMANDS: tuple[Command, ...] = (
    Command(
        "content", "check content files, or list what is installed", content, _words, _arguments
    ),
)
