"""HTML of other programs to Markdown and back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tpmdesk.exchange.html import media_names, text_of, to_html, to_markdown

_RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_MARKS = st.text(alphabet="ab1. \n*_`[]()<>#+-=|~\\&!:{}\"'é", max_size=40)


def shown(markdown: str) -> str:
    """What a renderer shows of Markdown: the words alone."""
    return " ".join(text_of(_RENDERER.render(markdown)).split())


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("plain words", "plain words"),
        ("a<br>b", "a  \nb"),
        ("<div>a</div><div>b</div>", "a  \nb"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("a <b>b</b> <i>c</i>", "a **b** *c*"),
        ("<b>foo:</b>bar", "**foo**:bar"),
        ("a&nbsp;b &lt;c&gt; &amp; d", "a b \\<c> & d"),
        ("<ul><li>a<li>b</ul>", "- a\n- b"),
        ("<h1 class=x>Title</h1>", "# Title"),
        ('<a href="https://a.b/c">k</a>', "[k](https://a.b/c)"),
        ('<img src="pic.png">', "![](media:pic.png)"),
        ('<img src="my%20pic.png">', "![](media:my_pic.png)"),
        ("hear [sound:a b.mp3] it", "hear [sound](media:a_b.mp3) it"),
        ("{{c1::a <b>b</b>::hint}}", "{{c1::a **b**::hint}}"),
    ],
)
def test_html_becomes_the_markdown_that_means_the_same(html, markdown):
    assert to_markdown(html) == markdown


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>*{}</style>",
        "<iframe src='https://e.com'></iframe>",
        "<svg onload=alert(1)><a href='javascript:x'></a></svg>",
        "<img src='file:///etc/passwd'>",
        "<img src='https://e.com/x.png'>",
        "<img src='//e.com/x.png'>",
        "<img src='data:image/png;base64,AAAA'>",
        "<img src='../../x.png'>",
        "<object data=x></object><embed src=x>",
    ],
)
def test_nothing_is_left_of_what_could_run_or_be_fetched(html):
    assert to_markdown(html) == ""


def test_a_remote_picture_leaves_its_description():
    assert to_markdown('<img src="https://e.com/x.png" alt="a cat">') == "a cat"


def test_a_link_that_runs_leaves_its_words():
    assert to_markdown('<a href="javascript:alert(1)">words</a>') == "words"


def test_an_exclamation_mark_before_a_link_makes_no_picture():
    markdown = to_markdown('!<a href="https://e.com/x.png">x</a><hr>')
    assert "<img" not in _RENDERER.render(markdown)


@given(_MARKS)
def test_plain_text_shows_as_it_is(text):
    html = text.replace("&", "&amp;").replace("<", "&lt;")
    assert shown(to_markdown(html)) == " ".join(text.split())


@given(_MARKS | st.text(max_size=60))
def test_no_text_brings_a_picture_or_html(text):
    rendered = _RENDERER.render(to_markdown(text))
    sources = re.findall(r'(?:src|href)="([^"]*)"', rendered)
    assert all(re.match(r"media:|https?://|mailto:", source) for source in sources)
    assert not re.search(r"<(?:script|iframe|object|style|svg)\b", rendered)


@given(_MARKS)
def test_markdown_of_ours_survives_anki(text):
    words = " ".join(text.split())
    assert shown(to_markdown(to_html(to_markdown(words)))) == shown(to_markdown(words))


def test_markdown_becomes_html_in_which_html_is_text():
    assert to_html("**a** <b>") == "<strong>a</strong> &lt;b&gt;"


def test_pictures_and_sounds_are_named_as_anki_names_them():
    html = to_html("![x](media:é.png) [sound](media:a.mp3)")
    assert 'src="é.png"' in html
    assert "[sound:a.mp3]" in html


def test_a_percent_sign_in_the_name_of_a_sound_is_one():
    assert to_markdown("[sound:a%20b.mp3]") == "[sound](media:a_20b.mp3)"
    assert to_markdown('<img src="a%20b.png">') == "![](media:a_b.png)"


@pytest.mark.parametrize("html", ["a\x1b[31mb", "\x01a[31mb", "a\x00[31mb\uffff", "a[31mb\ud800"])
def test_control_characters_do_not_come_through(html):
    assert to_markdown(html) == "a[31mb"


def test_the_files_that_html_names_are_found():
    html = "<img class=x src='a b.png'> [sound:c.mp3] <img src=d.png>"
    assert media_names(html) == {"a b.png", "c.mp3", "d.png"}


@pytest.mark.parametrize("bad", ["<ul><li>" * 30_000, "[" * 100_000, "<" * 100_000, "<b>" * 50_000])
def test_text_made_to_take_forever_is_converted_or_cut(bad):
    assert isinstance(to_markdown(bad), str)


@pytest.mark.parametrize("bad", ["[", "*a", "![", "\\[sound:", "`", "\\*", "|a|\n|-|\n"])
def test_markdown_made_to_take_forever_is_shown_as_its_text(bad):
    assert to_html(bad * 50_000) == (bad * 50_000).replace("\n", "<br>")


@pytest.mark.parametrize("start", ["²", "٣", "-5", "99999999999999999999", "1e3", ""])
def test_a_list_with_an_impossible_number_begins_at_one(start):
    assert to_markdown(f'<ol start="{start}"><li>x<li>y</ol>') == "1. x\n2. y"
