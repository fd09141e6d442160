"""The status of a brief: whether there is one, and whether it is one word."""

from __future__ import annotations

import re

_COLOURS = {
    "green": "green", "yellow": "yellow", "amber": "yellow", "orange": "yellow", "red": "red",
    "🟢": "green", "✅": "green", "💚": "green", "🟡": "yellow", "🟠": "yellow", "💛": "yellow",
    "⚠": "yellow", "🔴": "red", "❌": "red", "🛑": "red",
}  # fmt: skip
_WORD = r"(?:green|yellow|amber|orange|red)"
_SIGN = r"[🟢✅💚🟡🟠💛⚠🔴❌🛑]"
_COLOUR = re.compile(rf"{_SIGN}|\b{_WORD}\b", re.IGNORECASE)
_NO_COLOUR = re.compile(
    r"\b(?:red (?:team|tape|flags?|lines?|zone)|green ?(?:light|field)\w*|blue[-/ ]green)\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"^(?:the|our|this|overall|current|currently|status|rag|health|rating|colou?r|program|"
    r"programme|"
    r"project|we|we're|re|i|are|is|am|it|it's|s|remains?|stays?|still|now|today|at|rate|rated|as|"
    r"stands?|call|would|in|on|right|moment|officially|firmly|solidly|back|to|of|this|week|month|"
    r"\d+|reports?|reporting|and|large|circle)$",
    re.IGNORECASE,
)
_SOFTENED = re.compile(
    r"^(?:, ?(?=but (?:with|some|a few)|though|albeit|with (?:some|a few)))?[\s/|→>-]*"
    r"(?:-?ish\b|or\b|but\b|though\b|albeit\b|leaning\b|trending\b|turning\b|bordering\b|moving\b|"
    r"going\b|"
    r"heading\b|soon\b|almost\b|for now\b|at the moment\b|in (?:most|parts)\b|\(?mostly\b|light\b|"
    r"with (?:some|a few|minor|caveats?|concerns?|risks?|reservations?)\b)",
    re.IGNORECASE,
)
_OF_ANOTHER_TIME = re.compile(
    r"\b(?:was|were|been|from|last|previous(?:ly)?|than|until|before|after|not|(?:path|way|road|"
    r"return|back|plan) to)(?: \w+){0,2} ?[\"'(]?$",
    re.IGNORECASE,
)
_HEALTH_BEFORE = re.compile(
    rf"^\W*(?:on track|on schedule|off track|at risk)\s*[-–—:/(\[]+\s*(?={_SIGN}|{_WORD}\b)",
    re.IGNORECASE,
)
"""The health in words, which a colour behind it makes one word: "On track (Green)"."""
_OF_THE_WHOLE = re.compile(
    r"^\W*(?:the |our |this )?(?:[\w'-]+ ){0,4}(?:program(?:me)?|project|migration|rollout|move|"
    r"relaunch|launch|effort) (?:is|stays|remains|stands at)\b",
    re.IGNORECASE,
)
"""What a sentence of status speaks of: "The instant payments program is"."""
_REASON = re.compile(
    r"\b(?:because|since|due|as (?:we|the)|while|until)\b|\s\(|[.;\n]|\s[-–—]+\s|—|:\s"
)
_ONE_OTHER_WORD = re.compile(
    r"^\W*(?:done|complete|completed|closed|paused|blocked|delayed|cancelled)\b\W*"
    r"(?:$|[.,;:(–—-]|because)",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\b(?:we|program(?:me)?|project|it|overall|status|rating|health|migration|rollout|launch|work|"
    r"effort|i|team|everything|this|confidence|schedule)(?:'s|'re| is| are| am| stays?| remains?| "
    r"stands?| goes| went| turned| reports?| call| rate| (?:it|this|us|myself))*"
    rf"(?: \w+){{0,3}}? ?(?:at |as |it )?[\"*]?\b{_WORD}\b|^\W*{_WORD}\s*(?:[.,:;(–—-]|because|"
    rf"since)|"
    rf"[(\[]\s*{_WORD}\s*[)\]]",
    re.IGNORECASE,
)
_LETTER = re.compile(r"^[GARY](?=\s*(?:$|[.,;:(–—]|-\s))")
"""How registers of risks and boards write a colour."""
_NAMED = re.compile(
    rf"^(?P<who>[A-Z][\w' -]{{0,30}}?) (?:is|are|stays?|remains?|turned|turns|went|goes) "
    rf"(?:now |still |currently |firmly |at |to )?(?P<said>{_WORD}\b(?=\W*(?:$|[.,;:(–—]|-\s|"
    rf"because|since|as|this|for|and|until|again|today|with|due)).*)",
    re.IGNORECASE | re.DOTALL,
)
"""The program by its name: "Foxtrot is red, since …"."""
_HEALTH = re.compile(
    r"\b(?:we|program(?:me)?|project|it|overall|things|everything|work|delivery)\b[\w' ]{0,20}\b"
    r"(?:on track|off track|at risk|on schedule|behind schedule|in good shape|looking good)\b",
    re.IGNORECASE,
)


def is_status_sentence(text: str) -> bool:
    """Whether a sentence tells the health of the whole, without a label saying so."""
    opening = re.match(rf"^[\[( ]*{_SIGN}", text)
    return bool(opening or _NAMED.match(text) or _PROSE.search(text) or _HEALTH.search(text))


def is_one_word(text: str) -> bool:
    """Whether a status begins with one word of green, yellow and red; a reason may follow it."""
    plain = text.replace("*", " ").replace("\ufe0f", "").strip(" [](){}\"'`")
    clean = _OF_THE_WHOLE.sub("", _HEALTH_BEFORE.sub("", _NO_COLOUR.sub("", plain)))
    if _LETTER.match(plain) and not _COLOUR.search(plain):
        return True
    named = _NAMED.match(clean)
    clean = named["said"] if named else clean
    found = list(_COLOUR.finditer(clean))
    if not found or not _begins_with(clean, found[0]):
        return bool(_ONE_OTHER_WORD.match(clean))
    end = _end_of_first(clean, found)
    return not (_SOFTENED.match(clean[end:]) or _has_another(clean, found))


def _begins_with(text: str, first: re.Match[str]) -> bool:
    """Whether only words that say nothing stand before the colour."""
    before = text[: first.start()]
    return not re.search(r"[.;]", before) and all(
        _FILLER.match(word) for word in re.findall(r"[\w']+", before)
    )


def _end_of_first(text: str, found: list[re.Match[str]]) -> int:
    """Where the first colour ends; a sign and its word ("🟡 Yellow") are one."""
    end = found[0].end()
    for other in found[1:]:
        if re.search(r"\w", text[end : other.start()]) or _named(other) != _named(found[0]):
            break
        end = other.end()
    return end


def _has_another(text: str, found: list[re.Match[str]]) -> bool:
    """Whether another colour of today stands in the same breath."""
    reason = _REASON.search(text, found[0].end())
    end = reason.start() if reason else len(text)
    return any(
        _named(other) != _named(found[0]) and not _OF_ANOTHER_TIME.search(text[: other.start()])
        for other in found[1:]
        if other.start() < end
    )


def _named(found: re.Match[str]) -> str:
    return _COLOURS[found.group().lower()]
