"""Anki's deck packages (.apkg) and collection packages (.colpkg), in and out.

A package is a zip with a SQLite collection and media. Three layouts are about: the collection as
it is (`collection.anki2`), the same for the second scheduler (`collection.anki21`), and packed
with Zstandard, with Protocol Buffers in place of JSON (`collection.anki21b`).

A file from elsewhere is hostile until shown otherwise: what it may unpack to is bounded, its
database is opened to be read alone, and what makes no sense is left out with a reason.
"""
