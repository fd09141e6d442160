"""The status of a brief: whether there is one, and whether it is one word."""

from __future__ import annotations

import re

_COLOURS = {
    "green": "green", "yellow": "yellow", "amber": "yellow", "orange": "yellow", "red": "red",
    "🟢": "green", "✅": "green", "💚": "green", "🟡": "yellow", "🟠": "yellow", "💛": "yellow",
    "⚠": "yellow", "🔴": "red", "❌": "red", "🛑": "red",
}  # fmt: skip
_SIGNS = re.compile("[🟢✅💚🟡🟠💛⚠🔴❌🛑]\ufe0f?")
_WORD = r"(?:green|yellow|amber|orange|red)"
_FILLER = re.compile(
    r"^(?:the|our|this|overall|current(?:ly)?|status|rag|health|rating|colou?r|program(?:me)?|"
    r"project|we|we're|i|are|is|am|it|it's|remains?|stays?|still|now|today|at|rate|rated|as|"
    r"stand|stands|call|would|in|on|week|\d+|:|-|=|–|—|reports?|reporting|and)$",
    re.IGNORECASE,
)
_SOFTENED = re.compile(
    rf"^\W*(?:ish\b|{_WORD}\b|(?:and|or|to|but|with|leaning|trending|turning|bordering|moving|"
    rf"going|heading|soon|almost|for now|at the moment|in most|in parts|overall but|"
    rf"mostly|light|with (?:some|a few|minor|caveats?|concerns?|risks?)))",
    re.IGNORECASE,
)
_ONE_OTHER_WORD = re.compile(
    r"^(?:done|complete|completed|closed|paused|blocked|delayed|cancelled)$", re.IGNORECASE
)
_PROSE = re.compile(
    r"\b(?:we|program(?:me)?|project|it|overall|status|rating|health|migration|rollout|launch|work|"
    r"effort|i|team|everything|this|confidence|schedule)(?:'s|'re| is| are| am| stays?| remains?| "
    r"stands?| goes| went| turned| reports?| call| rate| (?:it|this|us|myself))*"
    rf"(?: \w+)? ?(?:at |as |it )?[\"*]?{_WORD}\b|^\W*{_WORD}\s*(?:[.,:;(–—-]|because|since)|"
    rf"[(\[]\s*{_WORD}\s*[)\]]",
    re.IGNORECASE,
)
_HEALTH = re.compile(
    r"\b(?:we|program(?:me)?|project|it|overall|things|everything|work|delivery)\b[\w' ]{0,20}\b"
    r"(?:on track|off track|at risk|on schedule|behind schedule|in good shape|looking good)\b",
    re.IGNORECASE,
)


def is_status_sentence(text: str) -> bool:
    """Whether a sentence tells the health of the whole, without a label saying so."""
    return bool(_PROSE.search(text) or _HEALTH.search(text) or _SIGNS.match(text.lstrip("[( ")))


def is_one_word(text: str) -> bool:
    """Whether a status begins with one word of green, yellow and red; a reason may follow it."""
    marked = _SIGNS.sub(lambda sign: f" {sign.group()} ", text).replace("*", " ").strip()
    head = _head(marked)
    colours = [_COLOURS[word] for word in _words(head)]
    if not colours:
        return bool(_ONE_OTHER_WORD.match(head.strip(" .!")))
    if len(set(colours)) > 1:
        return False
    return not (_before(head) or _softened(marked))


def _head(text: str) -> str:
    """Up to where the reason begins."""
    return re.split(
        r"[.,;(\[\n]|\s[-–—]+\s|—|:\s(?=\S+\s\S)|\b(?:because|since|due|as we|as the|while|"
        r"until)\b",
        text,
        maxsplit=1,
    )[0]


def _words(head: str) -> list[str]:
    found = re.findall(rf"{_SIGNS.pattern}|\b{_WORD}\b", head, re.IGNORECASE)
    return [word.lower().replace("\ufe0f", "") for word in found]


def _before(head: str) -> bool:
    """Whether a word that takes something back stands before the colour."""
    place = _first(head)
    before = re.sub(r"[^\w'\s:=–—-]", " ", head[: place[0]]) if place else ""
    return any(not _FILLER.match(word) for word in before.split())


def _softened(text: str) -> bool:
    place = _last_of_run(text)
    return bool(place is not None and _SOFTENED.match(_after(text, place)))


def _after(text: str, place: int) -> str:
    rest = text[place:]
    if rest[:1] in ".,;:(" or rest[:2].strip() in "–—":
        return ""
    return rest.lstrip("/-|→> ") if rest[:1] in "/-|→>" or rest[:3].strip()[:1] in "/→>|" else rest


def _first(text: str) -> tuple[int, int] | None:
    found = re.search(rf"{_SIGNS.pattern}|\b{_WORD}\b", text, re.IGNORECASE)
    return found.span() if found else None


def _last_of_run(text: str) -> int | None:
    """Where the colour ends; a sign and its word ("🟡 Yellow") are one."""
    found = re.search(
        rf"(?:(?:{_SIGNS.pattern}|\b{_WORD}\b)\W{{0,3}}(?=\b{_WORD}\b))?"
        rf"(?:{_SIGNS.pattern}|\b{_WORD}\b)",
        text,
        re.IGNORECASE,
    )
    return found.end() if found else None
