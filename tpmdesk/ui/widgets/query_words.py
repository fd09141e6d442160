"""Terms of the search language, written so that they are read back as meant."""

from __future__ import annotations


def deck_term(title: str) -> str:
    """The cards of a deck and of those below it."""
    return f"deck:{_quoted(title)}"


def tag_term(tag: str) -> str:
    """The cards with a tag or one below it."""
    plain = tag.replace("::", "").replace("-", "").replace("_", "").isalnum()
    return f"tag:{tag if plain else _quoted(tag)}"


def joined(query: str, term: str) -> str:
    """A search that asks for that too; as it is when it already does."""
    if not query.strip():
        return term
    return query if term in query.split() or term in query else f"{query.strip()} {term}"


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
