"""The exchange edge: decks of other programs, in and out."""
