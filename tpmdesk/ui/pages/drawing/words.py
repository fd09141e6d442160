"""What the exercises with diagrams are called, and how the text of a diagram is explained."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tpmdesk.domain.diagram.comparing import Matches, Recall
from tpmdesk.domain.exercises import ExerciseKind

translate = QCoreApplication.translate


def kind_name(kind: ExerciseKind) -> str:
    """An exercise, as the list of past ones calls it."""
    return {
        ExerciseKind.RISKS: translate("drawing", "Risks found"),
        ExerciseKind.RECALL: translate("drawing", "From memory"),
        ExerciseKind.MAP: translate("drawing", "Dependency map"),
    }.get(kind, kind.value)


def system_hint() -> str:
    """How a system is written."""
    return translate(
        "drawing",
        "One thing a line:\n\n"
        'actor shopper "Shopper"\n'
        'service checkout "Checkout"\n'
        'store orders "Orders" : Postgres\n'
        "shopper -> checkout : HTTPS\n"
        "checkout -> orders : SQL, sync\n\n"
        "Also queue, cache, external, job, and\n"
        'boundary team "Shop" {\n  …\n}',
    )


def map_hint() -> str:
    """How a dependency map is written."""
    return translate(
        "drawing",
        "One thing a line, the first before the second:\n\n"
        'work schema "Schema" team:data days:10\n'
        'work api "API" team:shop days:8\n'
        "schema -> api : contract v2",
    )


def recall_words(found: Recall) -> str:
    """How much of a model was drawn."""
    return translate("drawing", "{share} of it: {nodes}, {edges}, {boundaries}.").format(
        share=f"{found.share:.0%}",
        nodes=_of(found.nodes, translate("drawing", "{n} of {all} parts")),
        edges=_of(found.edges, translate("drawing", "{n} of {all} arrows")),
        boundaries=_of(found.boundaries, translate("drawing", "{n} of {all} boundaries")),
    )


def _of(found: Matches, words: str) -> str:
    n = len(found.found)
    return words.format(n=n, all=n + len(found.missing))
