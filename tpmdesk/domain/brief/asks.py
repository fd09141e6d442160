"""Whether a text asks the reader for a decision."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"\b(?:is|are) (?:hereby |kindly )?(?:asked|requested|invited|urged) to\b|\byes or no\b|"
    r"^[A-Z][\w'() ]{1,40}? to (?:decide|approve|choose|confirm|pick|agree|rule|sign|"
    r"authori[sz]e)\b|"
    r"^(?:[\w' ]{2,30}: ?)?(?:approve|authori[sz]e|decide|choose|endorse|ratify|sign off)\b|"
    r"\bplease (?:\w+ )?(?:decide|approve|choose|confirm|pick|agree|sign|tell|say|let)\b|"
    r"\b(?:need|needs|want|ask|asking|asks|require|requires|request|requests|seek|seeking|await)\b"
    r"[^.]{0,60}\b(?:to (?:decide|approve|choose|confirm|pick|agree|sign|say|rule|commit|fund|"
    r"accept|release|lend|grant)|decisions?|approvals?|sign-?off|go-ahead|answer|a (?:yes|call)|"
    r"your (?:call|yes|ok|word))\b|"
    r"\b(?:must|should|has to|have to|needs to) (?:\w+ )?(?:decide|choose|approve|pick|"
    r"agree|rule)\b|"
    r"\b(?:can|could|will|would) you (?:please )?(?:decide|approve|sign|confirm|choose|pick|"
    r"agree|tell)\b|"
    r"\bdecisions? (?:that )?(?:i|we) need\b|\bno decisions? (?:is |are )?(?:needed|required)\b|"
    r"(?<!will )\bdecide (?:whether|by|if|between|on)\b|\bdecision (?:needed|required|due|asked|"
    r"wanted)\b|"
    r"\bfor (?:your )?(?:decision|approval)\b|\b(?:may|shall|can|should|do) we\b[^.]*\?|"
    r"\bchoose between\b|\byour (?:call|decision)\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"^\W*(?:already )?(?:taken|made|agreed|approved|decided|settled|closed)\b|"
    r"\b(?:(?:we|i|they|it|team|board|group|committee|sponsors?|\w+) (?:has |have |was |were )?"
    r"(?:already )?(?:decided|chose|agreed|approved|signed|picked|settled|selected)|"
    r"(?:was|were|been) (?:made|taken|agreed|approved|decided|chosen|signed))\b",
    re.IGNORECASE,
)
_ASKED_NOW = re.compile(
    r"\?|\bwhether\b|\bby\b|\bneed|\bplease\b|\bapprove\b|\bchoose\b|\bdecide\b|\bconfirm\b|"
    r"\bpick\b|"
    r"\bagree\b|\bto be\b|\bor\b|\bask\b|\brecommend",
    re.IGNORECASE,
)


def is_ask(sentence: str) -> bool:
    """Whether an unlabelled sentence asks for a decision."""
    return bool(_ASKS.search(sentence))


def is_settled(text: str) -> bool:
    """Whether what stands under "Decisions" was decided already and asks for nothing."""
    return bool(_SETTLED.search(text)) and not _ASKED_NOW.search(text)
