from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tpmdesk.domain.cards import NoteKind, Rating
from tpmdesk.domain.query import QueryError, all_of, any_of, parse
from tpmdesk.domain.querytree import (
    And,
    CardIds,
    Comparison,
    Event,
    Everything,
    Flag,
    Having,
    InDeck,
    Is,
    Matching,
    Not,
    NoteIds,
    OfKind,
    Or,
    Property,
    Rated,
    Side,
    Standing,
    Tagged,
    Text,
    Within,
)
from tpmdesk.domain.querywords import quoted, write

KEYS = ("deck", "tag", "is", "kind", "flag", "prop", "rated", "added", "front", "nid", "re")
READABLE = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1)
QUOTED = READABLE.filter(str.strip)
WORDS = st.from_regex(r"[a-z0-9äß→'.%*+\\-]*[a-z0-9äß→'.%+\\]", fullmatch=True).filter(
    lambda word: word not in ("or", "and") and not word.startswith("-")
)
DAYS = st.integers(1, 999_999)
SIDES = st.sampled_from(Side)
PATTERNS = QUOTED.map(lambda text: text.replace("\\", "/")).map(
    lambda text: "".join(c if c.isalnum() or c in ' "' else "." for c in text)
)
NUMBERS = st.integers(-(10**9) + 1, 10**9 - 1).map(lambda n: n / 1000)
IDS = st.lists(st.integers(0, 10**18 - 1), min_size=1, max_size=4).map(tuple)
LEAVES = st.one_of(
    st.builds(Text, WORDS, st.just(value=False), SIDES),
    st.builds(Text, QUOTED, st.just(value=True), SIDES),
    st.builds(InDeck, QUOTED),
    st.builds(Tagged, QUOTED),
    st.builds(Matching, PATTERNS.filter(str.strip)),
    st.builds(OfKind, st.sampled_from(NoteKind)),
    st.builds(Is, st.sampled_from(Standing)),
    st.builds(Flag, st.integers(0, 7)),
    st.builds(
        Having,
        st.sampled_from(Property).filter(lambda each: each is not Property.DUE),
        st.sampled_from(Comparison),
        NUMBERS,
    ),
    st.builds(
        Having, st.just(Property.DUE), st.sampled_from(Comparison), st.integers(-99, 99).map(float)
    ),
    st.builds(Rated, DAYS, st.none() | st.sampled_from(Rating)),
    st.builds(Within, st.sampled_from(Event), DAYS),
    st.builds(NoteIds, IDS),
    st.builds(CardIds, IDS),
)


def combined(parts):
    several = st.lists(parts, min_size=2, max_size=4)
    return several.map(all_of) | several.map(any_of) | parts.map(Not)


QUERIES = st.recursive(LEAVES, combined, max_leaves=12) | st.just(Everything())
PIECES = st.sampled_from(
    ["(", ")", "-", '"', " ", "or", "and", "\\", "*", ":", "//", ">", "21", "x", "\u3000", "\0"]
) | st.sampled_from([f"{key}:" for key in KEYS])


@given(st.text() | st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join))
@example('"\\')
@example("\ud800 is:due")
@example("(" * 5000)
@example("-" * 5000)
@example("a " * 5000)
@example("nid:" + "9" * 5000)
@example("re:(?P<")
def test_any_text_is_a_search_or_a_mistake_that_is_named(text):
    error = mistake(text)
    if error is not None:
        assert 0 <= error.start <= error.end <= len(text)
        assert error.message.endswith((".", ")"))


def mistake(text):
    try:
        parse(text)
    except QueryError as error:
        return error
    return None


@given(QUERIES)
def test_a_search_written_out_reads_as_the_same_search(query):
    assert parse(write(query)) == query


@given(QUOTED)
def test_anything_in_quotation_marks_is_a_phrase(text):
    assert parse(quoted(text)) == Text(text, phrase=True)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Everything()),
        (" \t\u3000", Everything()),
        ("cana", Text("cana")),
        ("cana*", Text("cana")),
        ("*", Text("*")),
        ("10:30", Text("10:30")),
        ("https://x.org/a", Text("https://x.org/a")),
        ("roll-back", Text("roll-back")),
        ("a - b", And((Text("a"), Text("-"), Text("b")))),
        ("a AND b", And((Text("a"), Text("b")))),
        ("a b or c -d", Or((And((Text("a"), Text("b"))), And((Text("c"), Not(Text("d"))))))),
        ("(a or b) c", And((Or((Text("a"), Text("b"))), Text("c")))),
        ("-(a b)", Not(And((Text("a"), Text("b"))))),
        ("(a (b c))", And((Text("a"), Text("b"), Text("c")))),
        ('deck:"My deck"', InDeck("My deck")),
        ("DECK:x", InDeck("x")),
        ('"a \\" b"', Text('a " b', phrase=True)),
        ("tag:a::b", Tagged("a::b")),
        ("is:Due", Is(Standing.DUE)),
        ("kind:cloze", OfKind(NoteKind.CLOZE)),
        ("flag:1", Flag(1)),
        ("prop:ivl>21", Having(Property.INTERVAL, Comparison.MORE, 21)),
        ("prop:s<=0.5", Having(Property.STABILITY, Comparison.AT_MOST, 0.5)),
        ("prop:due=-1", Having(Property.DUE, Comparison.EQUAL, -1)),
        ("rated:7", Rated(7)),
        ("rated:7:1", Rated(7, Rating.AGAIN)),
        ("rated:7:Easy", Rated(7, Rating.EASY)),
        ("edited:3", Within(Event.EDITED, 3)),
        ("front:x", Text("x", side=Side.FRONT)),
        ('back:"x y"', Text("x y", phrase=True, side=Side.BACK)),
        ("nid:1,2", NoteIds((1, 2))),
        ('re:"(a|b)"', Matching("(a|b)")),
    ],
)
def test_what_a_search_means(text, query):
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "marked", "words"),
    [
        ("x foo:bar", "foo:bar", 'write it in quotation marks: "foo:'),
        ("dekc:x", "dekc:x", "Did you mean deck?"),
        ("is:suspend", "is:suspend", "Did you mean suspended?"),
        ("x is:", "is:", "Write what the card is, as in is:due."),
        ("prop:ivl", "prop:ivl", "as in prop:ivl>21"),
        ("prop:stabilty>3", "prop:stabilty>3", "Did you mean stability?"),
        ("prop:due>1.5", "prop:due>1.5", "whole number of days"),
        ("rated:0", "rated:0", "as in rated:7"),
        ("rated:7:5", "rated:7:5", "Write again, hard, good or easy"),
        ("flag:8", "flag:8", "from 1 to 7"),
        ("nid:1,x", "nid:1,x", "as in nid:12,15"),
        ("re:[a", "re:[a", "is no regular expression"),
        ('a "b c', '"b c', "left open"),
        ('""', '""', "nothing between the quotation marks"),
        ("a (b", "(", "left open. Close it with )"),
        ("a b)", ")", "closes none"),
        ("a or", "or", "Nothing follows “or”"),
        ("or a", "or", 'write "or" in quotation marks'),
        ("a ()", "()", "nothing between the parentheses"),
        ("-(", "(", "Nothing follows “(”"),
    ],
)
def test_a_mistake_says_where_it_is_and_what_to_write(text, marked, words):
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert text[error.start : error.end] == marked
    assert words in error.message
