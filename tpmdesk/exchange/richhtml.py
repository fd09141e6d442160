"""The long way from HTML to Markdown: sanitised by nh3, then converted by markdownify.

nh3 decides what may stay; nothing that it lets through can run or fetch anything. What is left is
said in Markdown, with pictures that lie in the deck and links to the web as the only references.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import nh3
from markdownify import ASTERISK, ATX, MarkdownConverter

from tpmdesk.exchange.markdowntext import escape_inline, escape_starts

_TAGS = {
    "a", "b", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "s", "strike", "strong", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_WITH_CONTENT = {
    "applet", "audio", "embed", "frameset", "head", "iframe", "math", "noembed", "noframes",
    "noscript", "object", "script", "style", "svg", "template", "textarea", "title", "video", "xmp",
}  # fmt: skip
_DEEPEST = 60
_ELEMENT = re.compile(r"<(/?)(\w+)")
_BLANKS = re.compile(r"\n{3,}")
_TRAILING = re.compile(r"[ \t]{3,}$|(?<=\n)[ \t]+$", re.MULTILINE)
_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>()]+", re.IGNORECASE)

_LIST_NUMBER = re.compile(r"[0-9]{1,9}")


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """The attribute's value; none for a list's first number that Markdown cannot say."""
    del tag
    return value if attribute != "start" or _LIST_NUMBER.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_WITH_CONTENT,
    attributes={"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}},
    attribute_filter=_kept,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
_WORDS_ONLY = nh3.Cleaner(tags={"br"}, clean_content_tags=_WITH_CONTENT, attributes={})


def rich_markdown(html: str, media_link: Callable[[str], str | None]) -> str:
    """The Markdown of any HTML. `media_link` names the file that an image shows, or None."""
    clean = _CLEANER.clean(html)
    if _depth(clean) > _DEEPEST:
        clean = _WORDS_ONLY.clean(html)
    made = _Converter(media_link).convert(clean)
    return _BLANKS.sub("\n\n", _TRAILING.sub("  ", made)).strip()


def _depth(clean: str) -> int:
    """How deep elements lie in one another at most, in what the cleaner wrote."""
    depth = deepest = 0
    for tag in _ELEMENT.finditer(clean):
        if tag[2] not in {"br", "img", "hr"}:
            depth += -1 if tag[1] else 1
            deepest = max(deepest, depth)
    return deepest


class _Converter(MarkdownConverter):
    """markdownify with our escapes, our pictures, and links that lead to the web alone."""

    def __init__(self, media_link: Callable[[str], str | None]) -> None:
        super().__init__(heading_style=ATX, bullets="-", strong_em_symbol=ASTERISK)
        self._media_link = media_link

    def escape(self, text: str, parent_tags: set[str]) -> str:
        made = escape_starts(escape_inline(text)) if text else ""
        if made.endswith("!"):
            made = made[:-1] + r"\!"  # a link may follow, and must not become a picture
        return made.replace("|", r"\|") if {"td", "th"} & parent_tags else made

    def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:
        del text
        alt = " ".join(str(el.attrs.get("alt") or "").split())
        name = self._media_link(str(el.attrs.get("src") or ""))
        words = self.escape(alt, parent_tags)
        return f"![{_bracketed(words)}](media:{name})" if name else words

    def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
        address = str(el.attrs.get("href") or "")
        if "_noformat" in parent_tags or not text.strip() or not _WEB.fullmatch(address):
            return text
        return f"[{text.strip()}]({address})"


def _bracketed(words: str) -> str:
    return words.replace("[", r"\[").replace("]", r"\]")
