"""`content`: the files that packs are made of, what they brought, and packs as single files."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tpmdesk.app.packsharing import ENDING, PackError, PackTakenError
from tpmdesk.cli.command import Command, CommandError, Desk
from tpmdesk.cli.files import existing
from tpmdesk.domain.content import KINDS, ContentNote, Entry, Prompt, kind_of
from tpmdesk.domain.excerpt import excerpt

_LISTED = tuple(kind for kind in KINDS if kind != "deck")
_BRIEF = ("id", "kind", "title", "deck", "covers", "origin")
_TITLE_LENGTH = 100


def content(desk: Desk, options: Namespace) -> Any:
    """Run the action asked for."""
    match options.action:
        case "check":
            return check(desk, options.path)
        case "share":
            return share(desk, options)
        case "add":
            return add(desk, options)
        case _:
            return listing(desk, options)


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


def share(desk: Desk, options: Namespace) -> dict[str, Any]:
    """Write a pack of the person's own as one file."""
    file = options.file if options.file.suffix else options.file.with_suffix(ENDING)
    try:
        pack = desk.sharing.share(options.pack, file)
    except PackError as error:
        raise CommandError(str(error)) from error
    return {"pack": pack.id, "title": pack.title, "entries": pack.counts, "file": str(file)}


def add(desk: Desk, options: Namespace) -> dict[str, Any]:
    """Take in a pack that is one file."""
    try:
        offer = desk.sharing.look(existing(options.file))
        kept = None
        if not offer.same:
            kept = desk.sharing.take(offer, replace=options.replace)
            desk.own_packs.refresh()
    except PackTakenError as error:
        raise CommandError(f"{error} Add --replace to do that.") from error
    except PackError as error:
        raise CommandError(str(error)) from error
    return {
        "added": offer.pack.id,
        "title": offer.pack.title,
        "entries": offer.pack.counts,
        "changed": not offer.same,
        "kept": str(kept) if kept else None,
    }


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
    if isinstance(result, list):
        return _list_words(result)
    if "added" in result:
        return _add_words(result)
    if "file" in result:
        return f"{_told(result)}\nWritten to {result['file']}."
    return _check_words(result)


def _add_words(result: dict[str, Any]) -> str:
    if not result["changed"]:
        return f"{_told(result)}\nYou have it already, just as it is. Nothing was changed."
    kept = f" What was there before is kept in {result['kept']}." if result["kept"] else ""
    return f"{_told(result)}\nAdded.{kept}"


def _told(result: dict[str, Any]) -> str:
    return f"{result['title']}: {_counted(result['entries'])}."


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
    sharing = actions.add_parser("share", help="write a pack of yours as one file")
    sharing.add_argument("pack", metavar="PACK", help="its name, as its files have it")
    sharing.add_argument("file", type=Path, metavar="FILE", help="such as my-team.tpmpack")
    adding = actions.add_parser("add", help="add a pack that somebody shared")
    adding.add_argument("file", type=Path, metavar="FILE", help=".tpmpack, or one .toml")
    adding.add_argument("--replace", action="store_true", help="replace a pack of the same name")


COMMANDS: tuple[Command, ...] = (
    Command("content", "check, list, share or add packs of content", content, _words, _arguments),
)
