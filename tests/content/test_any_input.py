"""Whatever a file holds, reading it ends in entries or in errors, never in an exception."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.content.packs import WHOLE
from tpmdesk.app.packs import ReadResult
from tpmdesk.content.reader import read_packs

KEYS = st.sampled_from(
    [
        *("schema", "pack", "title", "slug", "covers", "origin", "was", "deck", "card", "front"),
        *("back", "kind", "steps", "framework", "step", "name", "meaning", "cues", "rubric"),
        *("criterion", "levels", "score", "anchor", "round", "prompt", "text", "follow_ups"),
        *("ask", "missing", "weak", "strong", "why", "minutes", "order", "oddity"),
    ]
)
LEAVES = st.one_of(
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["core", "a", "steps", "guide", "", "Not kebab"]),
    st.text(st.characters(codec="ascii", min_codepoint=32, exclude_characters='"\\'), max_size=9),
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=25,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=8)


def read_bytes(raw: bytes) -> ReadResult:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "any.toml").write_bytes(raw)
        return read_packs([Path(folder)])


def as_toml(value: Any) -> str:
    """Inline TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {as_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    if isinstance(value, str):
        return f'"{value}"'
    return str(value).lower()


def document(values: dict[str, Any]) -> bytes:
    return "".join(f"{key} = {as_toml(value)}\n" for key, value in values.items()).encode()


@given(st.binary())
def test_any_bytes_give_entries_or_errors(raw: bytes) -> None:
    result = read_bytes(raw)
    assert result.errors or any(pack.entries for pack in result.packs)


@given(DOCUMENTS)
def test_any_toml_gives_entries_or_errors(values: dict[str, Any]) -> None:
    result = read_bytes(document(values))
    assert result.errors or all(pack.title for pack in result.packs)
    assert all(error.file and error.entry and error.message for error in result.errors)


@given(st.sampled_from(["deck", "card", "framework", "rubric", "round", "prompt"]), VALUES)
def test_any_entry_beside_sound_ones_leaves_these_alone(kind: str, value: Any) -> None:
    sound = read_bytes(WHOLE.encode())
    stray = f'schema = 1\npack = "stray"\ntitle = "Stray"\n{kind} = [{as_toml(value)}]\n'
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.toml").write_text(WHOLE, encoding="utf-8")
        (Path(folder) / "b.toml").write_text(stray, encoding="utf-8")
        result = read_packs([Path(folder)])
    assert result.packs[0] == sound.packs[0]
    assert all(error.file.endswith("b.toml") for error in result.errors)


@given(st.integers(0, len(WHOLE)), st.text(max_size=5))
def test_any_slip_of_the_keyboard_gives_entries_or_errors(at: int, typed: str) -> None:
    result = read_bytes((WHOLE[:at] + typed + WHOLE[at:]).encode("utf-8", "surrogatepass"))
    assert result.errors or result.packs[0].entries


@given(st.integers(0, len(WHOLE)))
def test_a_file_cut_short_gives_entries_or_errors(at: int) -> None:
    result = read_bytes(WHOLE[:at].encode())
    assert result.errors or result.packs[0].title == "Mini"
