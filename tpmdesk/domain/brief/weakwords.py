"""The phrases with which writers take back what they say, each a regular expression."""

from __future__ import annotations

import re

_WERE = r"(?:was|were|has been|have been|is being|are being|will be)"
_THOUGHT = (
    r"(?:believed|hoped|felt|thought|considered|expected|understood|assumed|anticipated|suggested|"
    r"noted|said|recogni[sz]ed|acknowledged|decided|agreed|recommended|proposed|found|determined|"
    r"requested|planned|estimated|envisaged|intended)"
)
_TROUBLES = (
    r"(?:issues?|concerns?|delays?|problems?|questions?|challenges|difficulties|gaps|lessons|"
    r"improvements|mistakes|options|alternatives|learnings)"
)
_CHANCE = r"(?:possibly|perhaps|potentially|hopefully|maybe|probably)"
_MODAL = r"(?:might|may|could|should|would|will|can)"
_MADE = r"(?:decision|mistake|effort|progress|attempt|choice|change|improvement)s?"

_NOBODY_THINKS = (
    rf"(?:it (?:is|was|has been)|it's) (?:\w+ )?{_THOUGHT}",
    r"(?:is|are|was|were) (?:believed|thought|hoped|felt|anticipated|perceived|understood) "
    r"(?:to|that)",
    r"(?:is|are|was|were) generally (?:considered|believed|felt|seen)",
)
_NOBODY_DID = (
    rf"{_TROUBLES} {_WERE} (?:\w+ly )?(?:\w+ed|found|made|taken|given|seen|met|sought|drawn)",
    rf"{_MADE} {_WERE} (?:\w+ )?made",
    r"(?:work|efforts?) (?:is|are) being (?:done|made)",
)
_DOUBLE_HEDGES = (
    rf"{_MODAL} (?:{_CHANCE}|conceivably|theoretically|arguably|eventually)",
    rf"{_CHANCE} (?:{_MODAL}|be able)",
    r"(?:possibly|perhaps|maybe) \w+ (?:may|might|could)",
)
_HOPES = (
    r"(?:we|i|the team) (?:\w+ )?(?:hope|trust|would hope|are hopeful|am hopeful|are hoping|feel|"
    r"tend to)(?: to| that| this| we| it| the)?",
    r"hope(?:s|fully) to",
    r"hopefully|perhaps|maybe|possibly",
    r"cautiously (?:optimistic|confident)",
    r"if all goes well|all being well|fingers crossed|we(?:'d| would) like to think",
)
_EVASIONS = (
    r"(?:would|might|could) be (?:good|nice|helpful|useful|appreciated|desirable|beneficial|"
    r"advisable|possible|worth)",
    r"it (?:seems|appears|would seem|would appear|looks like)",
    r"it (?:is|may be|might be) (?:possible|likely|unclear)",
    r"there is a (?:chance|possibility)|(?:in|with) (?:a|any) position to",
    r"some sort of|in due course|at some point|more or less|to some extent",
    r"as far as we (?:know|can tell)",
)
_SOFT_WORDS = (
    r"probably|presumably|somewhat|fairly|arguably|potentially|seemingly|apparently|supposedly",
    r"rather(?! than)|a (?:bit|little)|generally|ideally|roughly speaking|a number of",
    r"(?:we|i) (?:think|believe|guess|suspect|suppose|assume)|(?:is|are) expected to",
    r"(?:seems?|appears?|tends?) to|seems? likely|might be able",
    r"should be (?:fine|ok|okay|good|able)|(?:try|trying|aim|aiming|strive|endeavou?r) to",
    r"not (?:entirely |quite |fully )?(?:sure|certain)|in (?:general|principle|theory)",
    r"where possible|as appropriate|going forward",
)


def _any_of(*groups: tuple[str, ...]) -> re.Pattern[str]:
    phrases = "|".join(phrase for group in groups for phrase in group)
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


HEAVY = _any_of(_NOBODY_THINKS, _NOBODY_DID, _DOUBLE_HEDGES, _HOPES, _EVASIONS)
"""A sentence that stands on one of these commits to nothing, or hides who acts."""

SOFT = _any_of(_SOFT_WORDS)
"""One of these on a page is let pass; a habit of them is not."""
