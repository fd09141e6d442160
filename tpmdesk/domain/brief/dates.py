"""Whether a text names a day, week, month or quarter, in the ways that people write them."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_LOOSE = re.compile(
    rf"\b(?:\d{{4}}-\d{{1,2}}(?:-\d{{1,2}})?|\d{{4}}/\d{{1,2}}/\d{{1,2}}|"
    rf"\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{2}}|\d{{4}})|\d{{1,2}}\.\d{{1,2}}\.(?!\d)|"
    rf"{_DAY}(?: of)?[ -]{_MONTH}\b|{_MONTH}\.? {_DAY}\b|{_MONTH}-{_DAY}\b|"
    rf"(?:Q[1-4]|H[12])\b|[1-4]Q(?:\d\d)?\b|FY ?'?\d{{2}}|"
    rf"(?:calendar )?(?:week|wk|cw|kw)\.? ?\d{{1,2}}\b|W\d{{1,2}}\b|sprint \d+|"
    rf"(?:end|start|beginning|middle|close|first half|second half|first week|last week|last day)"
    rf" of (?:the |this |next )?(?:{_MONTH}|year|quarter|month|week|sprint|half)\b|"
    rf"(?:mid|early|late|end)[- ](?:{_MONTH}|of|week|month|year|quarter|q[1-4])\b|"
    r"(?:month|year|quarter|week)(?:'s)?[- ]end\b|eo[mqyw]\b|eoq[1-4]\b|"
    r"(?:by|on|until|before|from|next|this|last|due)? ?"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)day\b|"
    r"tomorrow|today(?!'s)|tonight|(?:next|this|coming) (?:week|month|quarter)\b|"
    r"in (?:two|three|four|five|six|eight|ten|twelve|\d+) (?:days|weeks|months)\b|\b\d+ (?:days|"
    r"weeks|months) from now|"
    r"T ?[+-] ?\d+|day \d+|D[+-]\d+|black friday|cyber monday|easter|christmas|new year|"
    r"thanksgiving)",
    re.IGNORECASE,
)
_SLASHED = re.compile(
    r"(?<![\d/.%])(?!(\d+)/\1\b|24/7)"
    r"(?:(?:1[0-2]|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])|"
    r"(?:3[01]|2\d|1[3-9])/(?:1[0-2]|0?[1-9]))(?![\d/%]|\s+of\b)"
)
# "March" and "May" are words too, so a month alone counts only with its capital and its company.
_MONTH_ALONE = re.compile(
    r"\b(?:January|February|April|June|July|August|September|October|November|December|"
    r"Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
    r"|\b(?:in|by|of|until|till|from|through|before|after|for|mid|early|late|end|this|next)[ -]"
    r"(?:March|May|Mar)\b"
    r"|^(?:March|May|Mar)\b(?=\s*(?:$|[:–—.,;()|/]|-\s))"
    r"|[(\[:,;–—|-]\s*(?:March|May|Mar)\b(?=\s*(?:$|[:–—.,;()\]|/]|20\d\d))"
    r"|\b(?:March|May|Mar)\b(?= 20\d\d)"
)
_SOMETIME = re.compile(
    r"\bsome ?time (?:in|around|during|between|before|after)\b[^.;()]*", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:in|by|of|until|end|before|from) 20[2-4]\d\b")


def has_date(text: str) -> bool:
    """Whether the text names a time that one can hold in a calendar; a season is none."""
    text = _SOMETIME.sub(" ", text)
    patterns = (_LOOSE, _SLASHED, _MONTH_ALONE, _YEAR)
    return any(pattern.search(text) for pattern in patterns)
