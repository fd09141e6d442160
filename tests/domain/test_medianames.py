from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.medianames import MOST_BYTES, numbered, references, renamed, safe_name


@given(st.text(max_size=400))
def test_a_safe_name_is_one_component_that_stands_in_a_link(name):
    safe = safe_name(name)
    assert safe
    assert not set(safe) & set('/\\:*?"<>|()[] \n\0')
    assert not safe.startswith(".")
    assert not safe.endswith(".")
    assert len(safe.encode()) <= MOST_BYTES
    assert list(references(f"![](media:{safe})")) == [safe]


@given(st.text(max_size=400))
def test_a_safe_name_stays_as_it_is(name):
    assert safe_name(safe_name(name)) == safe_name(name)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("photo.png", "photo.png"),
        ("a b (1).png", "a_b_1_.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\x.mp3", "x.mp3"),
        ("CON.txt", "file_CON.txt"),
        ("...", "file_"),
        ("e\u0301.png", "\u00e9.png"),
    ],
)
def test_examples(name, safe):
    assert safe_name(name) == safe


@given(st.text(max_size=400), st.text("abc123", min_size=1, max_size=20))
def test_a_numbered_name_is_another_safe_one(name, mark):
    other = numbered(safe_name(name), mark)
    assert other != safe_name(name)
    assert safe_name(other) == other


def test_references_are_found_and_changed():
    text = "![x](media:a.png) [sound](media:b.mp3) ![](http://a.png)"
    assert list(references(text)) == ["a.png", "b.mp3"]
    assert renamed(text, {"a.png": "c.png"}) == text.replace("media:a.png", "media:c.png")
