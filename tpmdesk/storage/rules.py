"""What always holds in a sound database, beyond what its schema can say."""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """`broken` counts the rows that break it. `mend` is a statement that makes it hold again, ""
    where a person has to decide."""

    name: str
    broken: str
    message: str
    remedy: str
    mend: str = ""


REPAIR = "Repair it here, or with: tpmdesk check --repair. A backup is made first."
_RESTORE = "Restore a backup from before, or edit what is named."

RULES = (
    Rule(
        "retired notes have no living cards",
        "SELECT count(*) FROM card JOIN note ON note.id = card.note_id "
        "WHERE note.retired_at IS NOT NULL AND card.retired_at IS NULL",
        "{n} card(s) of deleted or retired notes would still be asked.",
        REPAIR,
        "UPDATE card SET retired_at = (SELECT retired_at FROM note WHERE note.id = note_id) "
        "WHERE retired_at IS NULL AND note_id IN (SELECT id FROM note WHERE retired_at NOT NULL)",
    ),
    Rule(
        "cards that were seen have a due time",
        "SELECT count(*) FROM card WHERE state <> 0 AND due IS NULL",
        "{n} card(s) have been seen but have no due time, so they are never asked.",
        REPAIR,
        "UPDATE card SET due = coalesce(last_review, 0) WHERE state <> 0 AND due IS NULL",
    ),
    Rule(
        "no undo step is left open",
        "SELECT count(*) FROM open_action",
        "The undo journal was left open, so undo could take back too much.",
        REPAIR,
        "DELETE FROM open_action",
    ),
    Rule(
        "deleted notes are retired",
        "SELECT count(*) FROM note WHERE deleted_at IS NOT NULL AND retired_at IS NULL",
        "{n} deleted note(s) are still in use.",
        REPAIR,
        "UPDATE note SET retired_at = deleted_at "
        "WHERE deleted_at IS NOT NULL AND retired_at IS NULL",
    ),
    Rule(
        "notes have cards",
        "SELECT count(*) FROM note WHERE retired_at IS NULL "
        "AND id NOT IN (SELECT note_id FROM card)",
        "{n} note(s) have no card at all, so they are never asked.",
        "Find them in the library and save them anew, which makes their cards.",
    ),
    Rule(
        "structured text can be read",
        "SELECT (SELECT count(*) FROM note WHERE NOT (json_valid(steps) AND json_valid(sides) "
        "AND json_valid(tags) AND json_valid(provenance))) "
        "+ (SELECT count(*) FROM deck WHERE NOT json_valid(options)) "
        "+ (SELECT count(*) FROM entry WHERE NOT json_valid(body)) "
        "+ (SELECT count(*) FROM setting WHERE NOT json_valid(value))",
        "{n} row(s) hold structured text that cannot be read.",
        _RESTORE,
    ),
)
QUICK = tuple(rule for rule in RULES[:4])
