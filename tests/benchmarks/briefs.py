"""How often the reader of briefs is right: precision and recall of each defect on labelled briefs.

`train` was looked at while the reader was made; `test` never was before it was read. The others are
briefs by other hands: `others` and `last` were written between, `fresh`, `hands` and `later` were
labelled before the reader saw them and looked at afterwards. Of each brief, only whether it has the
defect is judged.

    python -m tests.benchmarks.briefs [--json OUT]
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.domain.brief.labelled import SETS, Labelled, labelled
from tpmdesk.domain.brief import DefectCode, read_brief


def figures(briefs: Sequence[Labelled]) -> dict[str, dict[str, float]]:
    """Precision and recall by code; with nothing found or nothing there, 1."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for brief in briefs:
        codes = {defect.code.value for defect in read_brief(brief.text).defects}
        right.update(codes & brief.defects)
        found.update(codes)
        there.update(brief.defects)
    return {
        code.value: {
            "precision": right[code] / found[code] if found[code] else 1.0,
            "recall": right[code] / there[code] if there[code] else 1.0,
            "briefs": there[code],
        }
        for code in DefectCode
    }


def milliseconds(briefs: Sequence[Labelled]) -> dict[str, float]:
    """How long the reading of one brief takes."""
    taken = []
    for turn in range(5):
        for brief in briefs:
            text = f"{brief.text}\nTurn {turn}"
            began = perf_counter()
            read_brief(text)
            taken.append((perf_counter() - began) * 1000)
    return {"median": median(taken), "longest": max(taken)}


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="OUT")
    options = parser.parse_args()
    sets = {half: labelled(half) for half in SETS}
    results = {half: figures(briefs) for half, briefs in sets.items()}
    for half, rows in results.items():
        print(f"\n{half}, {len(sets[half])} briefs\n{'':34}precision   recall   briefs")
        for code, row in rows.items():
            print(f"{code:34}{row['precision']:9.2f}{row['recall']:9.2f}{row['briefs']:9.0f}")
    times = milliseconds(sets["train"])
    print(f"\nA brief: {times['median']:.1f} ms, at most {times['longest']:.1f} ms")
    if options.json:
        options.json.write_text(json.dumps({**results, "milliseconds": times}, indent=2) + "\n")


if __name__ == "__main__":
    main()
