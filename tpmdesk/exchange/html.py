"""HTML of other programs to Markdown, and Markdown to HTML.

What comes in is hostile until shown otherwise. The result is Markdown in which no HTML is left:
no script, no style, nothing that is fetched; pictures and sounds name files of the deck alone.
Text without markup, which most fields are, takes a short way, and so do plain line breaks and
emphasis; the rest is sanitised by nh3 and converted by markdownify.
"""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import unquote

from markdown_it import MarkdownIt

from tpmdesk.domain.medianames import safe_name
from tpmdesk.exchange.markdowntext import escape_line, is_plain, needs_care
from tpmdesk.exchange.richhtml import rich_markdown
from tpmdesk.exchange.runs import simple_markdown

MOST_CHARACTERS = 200_000
"""Longer text is cut: no card needs it, and converting takes time."""

MOST_TAGS = 4_000
"""With more, the words alone are kept: sanitising takes the square of how deep elements lie."""

MOST_MARKS = 4_000
"""Markdown with more is shown as the text it is, line by line: no card needs them, and making sense
of them takes time."""

_MARKER = re.compile("\ue000(\\d+)\ue001")
_SOUND = re.compile(r"\[sound:([^\[\]\n]{1,1000})\]")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\ue000\ue001]"
)
_MARKUP = re.compile(r"[<&]|\[sound:")
_TAG = re.compile(r"<[^<>]*>")
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_SOURCE = re.compile(r"""\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s<>"']+))""", re.IGNORECASE)
_MARKDOWN_MARK = re.compile(r"""[\\`~*_\[<>&#|"\n\xa0]|^\s|^[-+=]|^\d+[.)]|\s$|  """)
_MARKS = re.compile(r"""[\\`~*_\[<>&#|"\n]""")
_MEDIA_SOURCE = re.compile(r'src="media:([^"]*)"')
_SOUND_LINK = re.compile(r'<a href="media:([^"]*)">sound</a>')
_BLOCK = re.compile(r"<(?:p|ul|ol|pre|table|blockquote|h[1-6]|hr)\b")


def to_markdown(html: str) -> str:
    """The Markdown that shows what the HTML means."""
    if is_plain(html) or not needs_care(html):
        return html
    text = _CONTROL.sub("", html[:MOST_CHARACTERS])
    if not _MARKUP.search(text):
        return escape_line(text)
    if text.count("<") > MOST_TAGS:
        return escape_line(text_of(text))
    sounds: list[str] = []
    made = _converted(_SOUND.sub(lambda found: _marker(sounds, found[1]), text))
    return _MARKER.sub(lambda found: sounds[int(found[1])], made) if sounds else made


def to_html(markdown: str) -> str:
    """The HTML of a note's Markdown; HTML within it is shown as the text it is."""
    if is_plain(markdown) or not _MARKDOWN_MARK.search(markdown):
        return markdown
    if _has_too_many_marks(markdown):
        return escape(markdown, quote=False).replace("\n", "<br>")
    html = str(_RENDERER.render(markdown)).strip()
    html = _MEDIA_SOURCE.sub(lambda m: f'src="{unquote(m[1])}"', html)
    html = _SOUND_LINK.sub(lambda m: f"[sound:{unquote(m[1])}]", html)
    one_paragraph = html.startswith("<p>") and len(_BLOCK.findall(html)) == 1
    return html.removeprefix("<p>").removesuffix("</p>") if one_paragraph else html


def _has_too_many_marks(markdown: str) -> bool:
    return len(markdown) > MOST_MARKS and (
        len(markdown) > MOST_CHARACTERS or len(_MARKS.findall(markdown)) > MOST_MARKS
    )


def text_of(html: str) -> str:
    """The words alone; a picture leaves its file's name. For sorting and comparing."""
    if "<" not in html and "&" not in html:
        return html
    named = _IMAGE.sub(lambda m: f" {_source(m[0])} ", html)
    return unescape(_TAG.sub("", named)).replace("\xa0", " ")


def media_names(html: str) -> set[str]:
    """The names of local files that the HTML shows or plays, as the HTML has them."""
    if "<" not in html and "[sound:" not in html:
        return set()
    shown = {unquote(unescape(_source(m[0]))) for m in _IMAGE.finditer(html)}
    return shown | {unescape(name) for name in _SOUND.findall(html)}


def media_link(raw: str) -> str | None:
    """A safe name for the file that an `src` names; None when that is no file of the deck."""
    name = unquote(raw.strip())
    if not name or len(name) > 1000 or re.search(r"[/\\:]", name):
        return None
    return safe_name(name)


def _converted(html: str) -> str:
    simple = simple_markdown(html)
    return rich_markdown(html, media_link) if simple is None else simple


def _marker(sounds: list[str], raw: str) -> str:
    """Stands for a sound while the text around it is converted."""
    sounds.append(_sound_link(raw))
    return f"\ue000{len(sounds) - 1}\ue001"


def _sound_link(raw: str) -> str:
    name = media_link(unescape(raw).replace("%", "%25"))  # no address: a percent sign is one
    return f"[sound](media:{name})" if name else ""


def _source(tag: str) -> str:
    found = _SOURCE.search(tag)
    return (found[1] or found[2] or found[3] or "") if found else ""


_RENDERER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
