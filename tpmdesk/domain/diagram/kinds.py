"""The words by which people name kinds of nodes and boundaries."""

from __future__ import annotations

from tpmdesk.domain.diagram.model import BoundaryKind, NodeKind

_NODE_WORDS = {
    NodeKind.SERVICE: "service svc api app server gateway frontend backend site",
    NodeKind.STORE: "store db database table bucket warehouse storage disk",
    NodeKind.QUEUE: "queue topic stream bus broker log",
    NodeKind.CACHE: "cache cdn",
    NodeKind.EXTERNAL: "external vendor provider partner thirdparty third-party saas",
    NodeKind.ACTOR: "actor user person client customer device",
    NodeKind.JOB: "job worker cron batch consumer task-runner scheduler",
    NodeKind.WORK: "work item task milestone",
}
_BOUNDARY_WORDS = {
    BoundaryKind.TRUST: "trust security network zone",
    BoundaryKind.CONSISTENCY: "consistency transaction transactional",
    BoundaryKind.TEAM: "team owner ownership org",
}

NODE_KINDS = {word: kind for kind, words in _NODE_WORDS.items() for word in words.split()}
"""Each word that may begin a node's line, and the kind that it stands for."""

BOUNDARY_KINDS = {word: kind for kind, words in _BOUNDARY_WORDS.items() for word in words.split()}
"""Each word that may follow `boundary`, and the kind that it stands for."""
