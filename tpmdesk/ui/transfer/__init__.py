"""Decks of other programs, in and out, seen and chosen."""
